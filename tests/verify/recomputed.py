"""Power flow once more, the slow and plain way: the whole tree from nothing in each state.

It shares with the verifier the model and the law of loss, and nothing of its walk: no ranks, no
increments, a recursion from every source down.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from rackplan.model.plan import Plan
from rackplan.model.power import PowerNode
from rackplan.model.site import Site
from rackplan.physics.electrical import LossLaw, efficiency_at
from rackplan.physics.power_chain import is_in_kw, loss_law, node_rating

__all__ = ["Figures", "Recomputed", "figures_of", "recompute"]

Loads = dict[str, tuple[float, float]]


@dataclass(frozen=True)
class NodeFigures:
    """Numbers of a node, in kW and kVA."""

    fed_by: tuple[str, ...]
    base: float
    efficiency: float
    law: LossLaw | None
    rating: float
    in_kw: bool
    power_factor: float | None

    @classmethod
    def of(cls, node: PowerNode) -> NodeFigures:
        factor, base = node.power_factor, node.base_load
        return cls(
            fed_by=node.fed_by,
            base=0.0 if base is None else float(base.m_as("kW")),
            efficiency=float(node.efficiency.magnitude),
            law=loss_law(node),
            rating=float(node_rating(node).magnitude),
            in_kw=is_in_kw(node),
            power_factor=None if factor is None else float(factor.magnitude),
        )


@dataclass(frozen=True)
class Figures:
    """Numbers of a site, taken out of their units once."""

    nodes: dict[str, NodeFigures]
    racks: dict[str, tuple[int, float, float, float, float]]


def figures_of(site: Site) -> Figures:
    """Nodes by name; racks as cords, planned and failover kW, share on A, power factor."""
    racks = {
        name: (
            rack.cords,
            float(rack.planned_power.m_as("kW")),
            float(rack.failover.m_as("kW")),
            rack.share_on_a,
            float(rack.power_factor.magnitude),
        )
        for name, rack in site.catalog.racks.items()
    }
    return Figures({name: NodeFigures.of(node) for name, node in site.power.items()}, racks)


class Recomputed:
    """Loads of all nodes that are there, in kW and kVA, and what they draw."""

    def __init__(self, plan: Plan, figures: Figures, lost: Collection[str]) -> None:
        self.nodes = figures.nodes
        self.lost = frozenset(lost)
        self.alive = cache(self._alive)
        self.load = cache(self._load)
        self.users: dict[str, list[str]] = {name: [] for name in self.nodes}
        for name in self.nodes:
            supplier = self.supplier(name)
            if self.alive(name) and supplier is not None:
                self.users[supplier].append(name)
        self.drawn = self._drawn(plan, figures)

    def supplier(self, name: str) -> str | None:
        return next((s for s in self.nodes[name].fed_by if self.alive(s)), None)

    def loads(self) -> Loads:
        return {name: self.load(name) for name in self.nodes if self.alive(name)}

    def intake(self, name: str) -> tuple[float, float]:
        node, (kw, kva) = self.nodes[name], self.load(name)
        if node.law is None:
            real, apparent = kw / node.efficiency, kva / node.efficiency
        else:
            loss = _loss(node.law, node.rating, kw if node.in_kw else kva)
            real, apparent = kw + loss, kva + loss
        return real, apparent if node.power_factor is None else real / node.power_factor

    def _alive(self, name: str) -> bool:
        above = self.nodes[name].fed_by
        return name not in self.lost and (not above or any(self.alive(s) for s in above))

    def _load(self, name: str) -> tuple[float, float]:
        kw = kva = self.nodes[name].base
        for watts, factor in self.drawn.get(name, ()):
            kw, kva = kw + watts, kva + watts / factor
        for user in self.users[name]:
            real, apparent = self.intake(user)
            kw, kva = kw + real, kva + apparent
        return kw, kva

    def _drawn(self, plan: Plan, figures: Figures) -> dict[str, list[tuple[float, float]]]:
        """What racks draw from each busway: kW and power factor."""
        drawn: dict[str, list[tuple[float, float]]] = {}
        for placement in plan.placements:
            cords, planned, failover, share, factor = figures.racks[placement.rack]
            feeds = tuple(dict.fromkeys(placement.feeds[:cords]))
            live = [feed for feed in feeds if self.alive(feed)]
            if len(feeds) == 1:
                parts = [(feed, planned) for feed in live]
            elif len(live) == 2:
                parts = [(feeds[0], share * planned), (feeds[1], planned - share * planned)]
            else:
                parts = [(feed, failover) for feed in live]
            for feed, watts in parts:
                drawn.setdefault(feed, []).append((watts, factor))
        return drawn


def recompute(
    site: Site, plan: Plan, lost: Collection[str] = (), figures: Figures | None = None
) -> Recomputed:
    """The state of a site with some nodes lost."""
    return Recomputed(plan, figures_of(site) if figures is None else figures, lost)


def _loss(law: LossLaw, rating: float, load: float) -> float:
    """Loss out of the efficiency at a load, as a maker prints it, where it prints one."""
    share = load / rating
    if not 1e-3 < share <= law.reach:
        return rating * float(law.at(share))
    return load * (1.0 / float(efficiency_at(law, share).magnitude) - 1.0)
