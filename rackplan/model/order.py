"""Orders: racks that are wanted all together, in one place, or not at all."""

from __future__ import annotations

from typing import Literal

from rackplan.model.figures import Frozen, Id, Several

__all__ = ["Order", "Together"]

Together = Literal["row", "line", "hall"]
"""What all racks of an order stand in: one row; one line of rows end to end; one hall."""


class Order(Frozen):
    """Racks that are put up all together, in one place, or not at all.

    Racks that stand already fill no order.

    Attributes
    ----------
    rack : str
        The type of all of them.
    racks : int
        How many.
    together : {'row', 'line', 'hall'}
        What they stand in together. A row that names no `line` is a line of its own.
    must : bool
        Whether the order has to be filled.
    """

    rack: Id
    racks: Several
    together: Together = "row"
    must: bool = False
