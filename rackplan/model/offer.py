"""Equipment that is not there yet: it is bought if a plan uses it, and only then."""

from __future__ import annotations

from rackplan.model.figures import Frozen, Id, Money

__all__ = ["Offer"]


class Offer(Frozen):
    """Equipment that a site does not have yet, with its price.

    Attributes
    ----------
    id : str
        Of the block, loop or zone that it is; of the busways of a row ``R05.busways``.
    kind : str
        "block", "busways", "loop" or "zone".
    price : Quantity [USD]
        Of all of it, put up.
    rows : tuple of str
        Rows whose racks need it.
    liquid_only : bool
        Whether only liquid-cooled racks need it.
    nodes : tuple of str
        Power nodes that come with it.
    """

    id: Id
    kind: str
    price: Money
    rows: tuple[Id, ...]
    liquid_only: bool = False
    nodes: tuple[Id, ...] = ()

    def is_needed_by(self, row: str, *, liquid: bool) -> bool:
        """Whether a rack in a row needs it.

        Parameters
        ----------
        row : str
        liquid : bool
            Whether the rack is cooled by liquid.
        """
        return row in self.rows and (liquid or not self.liquid_only)
