"""A site and a plan as the checks look at them: prepared once, changed by nobody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from rackplan.model.built import as_built
from rackplan.model.plan import Placement, Plan, stands_already
from rackplan.model.power import POWER_KINDS
from rackplan.model.site import Site
from rackplan.model.verdict import Failure
from rackplan.verify.comparison import LostFeed
from rackplan.verify.flow import Flow, State
from rackplan.verify.lines import Lines
from rackplan.verify.loads import loads_of
from rackplan.verify.losses import losses_of
from rackplan.verify.maintenance import Maintenance, maintenance_of
from rackplan.verify.racks import Racks, grouped, racks_of
from rackplan.verify.tree import tree_of

__all__ = ["Facts", "facts_of"]


@dataclass(frozen=True)
class Facts:
    """What every check reads.

    Attributes
    ----------
    site : Site
    plan : Plan
        All placements, also those at no position or of no known type.
    racks : Racks
        The racks that stand.
    """

    site: Site
    plan: Plan
    racks: Racks

    @cached_property
    def failures(self) -> tuple[Failure, ...]:
        """The single losses to survive."""
        return tuple(losses_of(self.site, self.racks))

    @cached_property
    def flow(self) -> Flow:
        """Power flow of the racks on the power tree."""
        tree = tree_of(self.site.power)
        return Flow(tree, loads_of(self.racks, tree, self.site.failover))

    @cached_property
    def states(self) -> tuple[State, ...]:
        """The state after each loss of a power node to survive, also during maintenance."""
        return (*self._after_single_losses, *self.maintenance.states)

    @cached_property
    def maintenance(self) -> Maintenance:
        """What is added by losses while a component is out for maintenance."""
        return maintenance_of(self.site, self.flow, self._after_single_losses)

    @cached_property
    def _after_single_losses(self) -> tuple[State, ...]:
        return tuple(self.flow.after(f) for f in self.failures if f.kind in POWER_KINDS)

    @cached_property
    def dark(self) -> tuple[tuple[Failure, frozenset[str]], ...]:
        """Losses of power that leave cooling machines without a feed, and which machines."""
        if all(node.kind != "machine" for node in self.flow.tree.nodes):
            return ()
        found = ((state.failure, self.flow.dark_machines(state)) for state in self.states)
        return tuple((loss, gone) for loss, gone in found if loss is not None and gone)

    @cached_property
    def dark_with(self) -> Mapping[str, tuple[int, ...]]:
        """By machine the losses of `dark` that take it."""
        taking: dict[str, list[int]] = {}
        for number, (_, gone) in enumerate(self.dark):
            for machine in gone:
                taking.setdefault(machine, []).append(number)
        return {machine: tuple(numbers) for machine, numbers in taking.items()}

    @cached_property
    def lines(self) -> Lines:
        """Racks along the lines of busways."""
        return Lines(self.site, self.racks, self.flow)

    @cached_property
    def busways(self) -> npt.NDArray[np.bool_]:
        """Whether each node is a busway, bool[node]."""
        return np.array([node.kind == "busway" for node in self.flow.tree.nodes], dtype=bool)

    @cached_property
    def rated(self) -> npt.NDArray[np.bool_]:
        """Whether each node is rated and no busway, bool[node]; a machine carries nothing."""
        nodes = self.flow.tree.nodes
        return np.array([node.kind not in {"busway", "machine"} for node in nodes], dtype=bool)

    @cached_property
    def counts(self) -> Counter[str]:
        """How many racks of each type stand, in the order of the plan."""
        return Counter(rack.type.id for rack in self.racks)

    @cached_property
    def added(self) -> Counter[str]:
        """How many racks of each type the plan puts up, beside those that stand already."""
        site = self.site
        return Counter(r.type.id for r in self.racks if not stands_already(site, r.placement))

    @cached_property
    def placements_at(self) -> Mapping[str, tuple[Placement, ...]]:
        """Placements by their first position."""
        found: dict[str, list[Placement]] = {}
        for placement in self.plan.placements:
            found.setdefault(placement.position, []).append(placement)
        return {position: tuple(placements) for position, placements in found.items()}

    @cached_property
    def on_loop(self) -> Mapping[str, Racks]:
        """Liquid-cooled racks by the loop that they hang on, for every loop of the site."""
        liquid = (rack for rack in self.racks if rack.type.liquid is not None)
        by_loop = grouped(liquid, lambda rack: str(rack.placement.loop))
        return {loop: by_loop.get(loop, Racks(())) for loop in self.site.loops}

    @cached_property
    def in_zone(self) -> Mapping[str, Racks]:
        """Racks by the air zone of their row, for every zone of the site."""
        by_zone = grouped(self.racks, lambda rack: rack.row.zone)
        return {zone: by_zone.get(zone, Racks(())) for zone in self.site.zones}

    def survives(self, kind: str) -> bool:
        """Whether the policy wants the loss of such a component survived."""
        return kind in self.site.policy.survive

    def rack_losing_feed(self, racks: Racks, other: int) -> Callable[[int], Failure | None]:
        """The loss that leaves racks on one feed: of their busway on the other.

        None where the policy does not name busways: the feed then goes with what feeds it.
        """

        def failure(entry: int) -> Failure | None:
            feeds = racks.members[entry].placement.feeds
            node = self.site.power.get(feeds[other]) if other < len(feeds) else None
            if node is None or node.kind != "busway" or not self.survives("busway"):
                return None
            return Failure("busway", node.id)

        return failure

    def feed_of(self, racks: Racks, other: int) -> Callable[[int], LostFeed | None]:
        """The feed that racks are without when they hang on the other alone."""

        def lost(entry: int) -> LostFeed | None:
            rack = racks.members[entry]
            feeds = rack.placement.feeds
            return (rack.position, feeds[other]) if other < len(feeds) else None

        return lost


def facts_of(site: Site, plan: Plan) -> Facts:
    """Prepare a site, as the plan builds it, and a plan for the checks."""
    built = as_built(site, plan)
    return Facts(built, plan, racks_of(built, plan))
