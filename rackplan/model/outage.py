"""What a single loss does to a plan: one line of the outage matrix."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rackplan.model.verdict import Failure, Margin

__all__ = ["CarriedLoad", "Outage"]


@dataclass(frozen=True, slots=True)
class CarriedLoad:
    """A node that takes over load.

    Attributes
    ----------
    node : str
    load, rise, limit : float [unit]
        What it carries, by how much that is more than with nothing lost, what it may carry.
    """

    node: str
    load: float
    rise: float
    limit: float
    unit: str

    @property
    def share(self) -> float:
        """Load over limit."""
        return self.load / self.limit


@dataclass(frozen=True, slots=True)
class Outage:
    """A loss, what it takes, and what carries on.

    Attributes
    ----------
    failure : Failure
        Of losses that are alike, the one with the tightest margin.
    alike : int
        How many losses are alike: of shelves of one rack type on one feed.
    dark : mapping of str to int
        Racks that nothing feeds any more, by type.
    dark_kw : float
        Their planned power [kW].
    machines : tuple of str
        Cooling machines that nothing feeds any more.
    carried : tuple of CarriedLoad
        The nodes whose load rises most, as a share of what they may carry.
    throttled : mapping of str to int
        Racks that are capped on the feed that is left, by type.
    throttled_kw : float
        By how much, together [kW].
    tightest : Margin or None
        Of all limits that were held against this loss, the one with the least headroom as a share
        of it.
    """

    failure: Failure
    alike: int
    dark: Mapping[str, int]
    dark_kw: float
    machines: tuple[str, ...]
    carried: tuple[CarriedLoad, ...]
    throttled: Mapping[str, int]
    throttled_kw: float
    tightest: Margin | None
