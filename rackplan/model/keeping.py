"""What a plan keeps of an earlier one: racks that stay, and what moving one has to bring."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from rackplan.model.plan import Plan, stands_already
from rackplan.model.site import Site

__all__ = ["DEFAULT_MOVE_PRICE", "Kept", "kept_of"]

DEFAULT_MOVE_PRICE = 0.1
"""A move has to bring a tenth of what the earlier plan brings for each of its compute racks."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What has become of the racks of an earlier plan; racks of a type are alike.

    Attributes
    ----------
    stayed : int
        Racks of a type that stand where one of their type stood.
    moved : int
        Those that left their place while as many of their type came to another.
    gone, new : int
        Those beyond that left, or came.
    price : float [unit]
        What each rack that does not stay has to bring.
    unit : str
        Of the objective.
    """

    stayed: int
    moved: int
    gone: int
    new: int
    price: float
    unit: str

    @property
    def charge(self) -> float:
        """What all racks that do not stay have to bring [unit]."""
        return self.price * (self.moved + self.gone)


def kept_of(site: Site, before: Plan, after: Plan, price: float, unit: str) -> Kept:
    """Count what stays, moves, goes and comes, racks apart that stand on the site for good."""
    old, new = (
        Counter((p.position, p.rack) for p in plan.placements if not stands_already(site, p))
        for plan in (before, after)
    )
    left, come = _by_type(old - new), _by_type(new - old)
    moved = (left & come).total()
    stayed = (old & new).total()
    return Kept(stayed, moved, left.total() - moved, come.total() - moved, price, unit)


def _by_type(racks: Counter[tuple[str, str]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for (_, rack), count in racks.items():
        found[rack] += count
    return found
