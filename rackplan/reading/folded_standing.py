"""The folded form of what stands and of places that are spoken for, by positions or ranges."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator

from rackplan.model.figures import Frozen, FrozenMap, Id
from rackplan.model.standing import Reservation

__all__ = ["FoldedPlaced", "Forbidden", "Pins", "Reserved", "Standing"]


class FoldedPlaced(Frozen):
    """A rack that stands already, or several alike.

    `feeds` are sides of the row, A or B, or its busways, one a cord; without it the cords hang on
    the sides in order, as those of a new rack do.
    """

    rack: Id
    feeds: tuple[Id, ...] = ()


def _from_name(value: object) -> object:
    return {"rack": value} if isinstance(value, str) else value


Standing = FrozenMap[
    str,
    Annotated[FoldedPlaced, BeforeValidator(_from_name, json_schema_input_type=str | FoldedPlaced)],
]
"""By position or range: the type that stands there, or a table with its feeds."""

Pins = FrozenMap[str, Id]
"""By position or range: the type of which a rack has to stand there."""

Reserved = FrozenMap[str, Reservation]
"""By position or range: until when, or for which types, it is kept."""

Forbidden = FrozenMap[str, tuple[Id, ...]]
"""By row, position or range: the types that may not stand there."""
