"""What racks take from their busways, with all feeds there and with one lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rackplan.model.catalog import RackType
from rackplan.units import FRACTION, POWER, Quantity
from rackplan.verify.racks import Racks, Standing
from rackplan.verify.tree import PowerTree

__all__ = ["Load", "loads_of"]


@dataclass(frozen=True, slots=True)
class Load:
    """A rack as the power tree sees it.

    Attributes
    ----------
    name : str
        Position and type.
    feeds : tuple of int
        Ranks of the different nodes that its cords hang on, side A first.
    planned_kw, failover_kw : float
        Draw with all feeds there, and with one of two lost.
    share_on_a : float
        Of the planned draw on the first of two feeds.
    power_factor : float
    """

    name: str
    feeds: tuple[int, ...]
    planned_kw: float
    failover_kw: float
    share_on_a: float
    power_factor: float

    def draws_kw(self, live: Sequence[bool]) -> tuple[float, ...]:
        """What the rack takes from each of its feeds.

        A rack with all feeds there splits its planned power; one that lost a feed takes its
        failover power from the other; one that hangs on a single feed takes all from it.

        Parameters
        ----------
        live : sequence of bool
            Whether each feed is there.

        Returns
        -------
        tuple of float [kW]
            By feed; zeros when the rack is dark, nothing when it hangs nowhere.
        """
        if len(self.feeds) < 2:
            return tuple(self.planned_kw if there else 0.0 for there in live)
        if all(live):
            on_a = self.share_on_a * self.planned_kw
            return (on_a, self.planned_kw - on_a)
        return tuple(self.failover_kw if there else 0.0 for there in live)


def loads_of(
    racks: Racks, tree: PowerTree, failover: Callable[[RackType], Quantity]
) -> tuple[Load, ...]:
    """The racks as loads, on those of their feeds that exist.

    Parameters
    ----------
    failover : callable of RackType
        What a rack draws with one of two feeds lost [kW].
    """
    planned = racks.by_type(lambda kind: kind.planned_power, POWER).magnitude.tolist()
    capped = racks.by_type(failover, POWER).magnitude.tolist()
    factor = racks.by_type(lambda kind: kind.power_factor, FRACTION).magnitude.tolist()
    figures = zip(racks, planned, capped, factor, strict=True)
    return tuple(
        Load(rack.name, _feeds(rack, tree), kw, less, rack.type.share_on_a, pf)
        for rack, kw, less, pf in figures
    )


def _feeds(rack: Standing, tree: PowerTree) -> tuple[int, ...]:
    """One feed a cord: cords on the same feed are one, feeds that do not exist feed nothing."""
    known = (tree.rank[feed] for feed in rack.placement.feeds if feed in tree.rank)
    return tuple(dict.fromkeys(known))[: rack.type.cords]
