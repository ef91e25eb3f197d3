"""Power flow once more, the slow and plain way: the whole tree from nothing in each state.

It shares with the verifier the model and the law of loss, and nothing of its walk: no ranks, no
increments, a recursion from every source down.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache

from rackplan.model.plan import Plan
from rackplan.model.power import PowerNode
from rackplan.model.site import Site
from rackplan.physics.electrical import LossLaw, efficiency_at
from rackplan.physics.power_chain import is_in_kw, loss_law, node_rating

__all__ = ["Recomputed", "laws_of", "recompute"]

Loads = dict[str, tuple[float, float]]
Laws = Mapping[str, LossLaw | None]


class Recomputed:
    """Loads of all nodes that are there, in kW and kVA, and what they draw."""

    def __init__(self, site: Site, plan: Plan, lost: Collection[str], laws: Laws) -> None:
        self.laws = laws
        self.nodes: Mapping[str, PowerNode] = site.power
        self.lost = frozenset(lost)
        self.alive = cache(self._alive)
        self.load = cache(self._load)
        self.users: dict[str, list[str]] = {name: [] for name in site.power}
        for name in site.power:
            supplier = self.supplier(name)
            if self.alive(name) and supplier is not None:
                self.users[supplier].append(name)
        self.drawn = _drawn(site, plan, self.alive)

    def supplier(self, name: str) -> str | None:
        return next((s for s in self.nodes[name].fed_by if self.alive(s)), None)

    def _alive(self, name: str) -> bool:
        above = self.nodes[name].fed_by
        return name not in self.lost and (not above or any(self.alive(s) for s in above))

    def _load(self, name: str) -> tuple[float, float]:
        base = self.nodes[name].base_load
        kw = kva = 0.0 if base is None else float(base.m_as("kW"))
        for watts, factor in self.drawn.get(name, ()):
            kw, kva = kw + watts, kva + watts / factor
        for user in self.users[name]:
            real, apparent = self.intake(user)
            kw, kva = kw + real, kva + apparent
        return kw, kva

    def intake(self, name: str) -> tuple[float, float]:
        node, (kw, kva) = self.nodes[name], self.load(name)
        law = self.laws[name]
        if law is None:
            efficiency = float(node.efficiency.magnitude)
            real, apparent = kw / efficiency, kva / efficiency
        else:
            loss = _loss(law, node, kw if is_in_kw(node) else kva)
            real, apparent = kw + loss, kva + loss
        if node.power_factor is not None:
            apparent = real / float(node.power_factor.magnitude)
        return real, apparent

    def loads(self) -> Loads:
        return {name: self.load(name) for name in self.nodes if self.alive(name)}


def laws_of(site: Site) -> Laws:
    """The law of loss of every node."""
    return {name: loss_law(node) for name, node in site.power.items()}


def recompute(
    site: Site, plan: Plan, lost: Collection[str] = (), laws: Laws | None = None
) -> Recomputed:
    """The state of a site with some nodes lost."""
    return Recomputed(site, plan, lost, laws_of(site) if laws is None else laws)


def _loss(law: LossLaw, node: PowerNode, load: float) -> float:
    """Loss out of the efficiency at a load, as a maker prints it, where it prints one."""
    rating = float(node_rating(node).magnitude)
    share = load / rating
    if not 1e-3 < share <= law.reach:
        return rating * float(law.at(share))
    return load * (1.0 / float(efficiency_at(law, share).magnitude) - 1.0)


def _drawn(site: Site, plan: Plan, alive) -> dict[str, list[tuple[float, float]]]:
    """What racks draw from each busway: kW and power factor."""
    drawn: dict[str, list[tuple[float, float]]] = {}
    for placement in plan.placements:
        rack = site.catalog.racks[placement.rack]
        feeds = placement.feeds[: rack.cords]
        planned, failover = float(rack.planned_power.m_as("kW")), float(rack.failover.m_as("kW"))
        live = [feed for feed in feeds if alive(feed)]
        if len(feeds) == 1 or len(set(feeds)) == 1:
            parts = [(feed, planned) for feed in live[:1]]
        elif len(live) == 2:
            on_a = rack.share_on_a * planned
            parts = [(feeds[0], on_a), (feeds[1], planned - on_a)]
        else:
            parts = [(feed, failover) for feed in live]
        for feed, watts in parts:
            drawn.setdefault(feed, []).append((watts, float(rack.power_factor.magnitude)))
    return drawn
