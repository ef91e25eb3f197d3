"""How much of a hall a plan uses, and what of it is left stranded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from rackplan.model.plan import Plan, positions_taken
from rackplan.model.site import Site
from rackplan.model.thermal import Thermal
from rackplan.units import POWER, Quantity, magnitude

__all__ = ["HallUse", "Used", "hall_use"]


@dataclass(frozen=True, slots=True)
class Used:
    """So much of something that there is.

    Attributes
    ----------
    used, there : float [kW, or positions]
    """

    used: float
    there: float

    @property
    def share(self) -> float | None:
        """Used over there; None where there is nothing."""
        return self.used / self.there if self.there > 0 else None

    @property
    def left(self) -> float:
        """What is stranded, never below zero."""
        return max(0.0, self.there - self.used)


@dataclass(frozen=True, slots=True)
class HallUse:
    """What a plan uses of a hall.

    Attributes
    ----------
    power : Used [kW]
        Planned IT power, of the UPS that is left when each block has lost its largest module.
    positions : Used
        Of those that nothing blocks.
    liquid : Used [kW]
        Heat, of the rated heat of CDUs when each group has lost its largest.
    air : Used [kW]
        Heat of the zones, of what their units take as the verifier reckons it, after the loss that
        leaves least; rated heat as for CDUs where no rack stands.
    cdus : int
        Of the loops that some rack hangs on.
    """

    power: Used
    positions: Used
    liquid: Used
    air: Used
    cdus: int


def hall_use(site: Site, plan: Plan, thermal: Thermal) -> HallUse:
    """Reckon what a plan uses; standing racks count, for they use it too.

    Parameters
    ----------
    thermal : Thermal
        What the verifier says of the air zones of the plan.
    """
    racks = [site.catalog.racks[placement.rack] for placement in plan.placements]
    loops = {placement.loop for placement in plan.placements} & site.loops.keys()
    taken = {p.id for placement in plan.placements for p in positions_taken(site, placement)}
    free = [p for p in site.positions.values() if not p.blocked]
    liquid = sum(_kw(rack.liquid.heat) for rack in racks if rack.liquid)
    absent = _absent(site, plan)
    return HallUse(
        power=Used(sum(_kw(rack.planned_power) for rack in racks), _ups_kw(site, absent)),
        positions=Used(len(taken), len(free)),
        liquid=Used(liquid, _cdu_kw(site, absent)),
        air=_air(site, absent, thermal),
        cdus=sum(len(site.loops[loop].cdus) for loop in loops if loop),
    )


def _absent(site: Site, plan: Plan) -> set[str]:
    """Nodes, loops and zones that could be bought and are not."""
    offers = [offer for name, offer in site.offers.items() if name not in plan.bought]
    return {offer.id for offer in offers} | {node for offer in offers for node in offer.nodes}


def _ups_kw(site: Site, absent: set[str]) -> float:
    """UPS of all blocks, each without its largest module where the loss of one is survived."""
    blocks: defaultdict[str, list[float]] = defaultdict(list)
    for node in site.power.values():
        if node.kind == "ups" and node.id not in absent:
            whole = _number_of_kw(node.rating) * float(node.usable.m_as("dimensionless"))
            blocks[node.id.rpartition(".")[0]] += [whole / node.parallel] * node.parallel
    return sum(_spared(block, spare="ups" in site.policy.survive) for block in blocks.values())


def _cdu_kw(site: Site, absent: set[str]) -> float:
    spare = "cdu" in site.policy.survive
    loops = (loop for name, loop in site.loops.items() if name not in absent)
    groups = ([_kw(site.cdu(unit).heat) for unit in loop.cdus] for loop in loops)
    return sum(_spared(group, spare=spare) for group in groups)


def _air(site: Site, absent: set[str], thermal: Thermal) -> Used:
    """Air as it is: a coil takes more than its rating where the air comes back warmer."""
    spare = "air_unit" in site.policy.survive
    told = {each.zone: each.heat for each in thermal.zones if each.heat is not None}
    rated = (
        _spared([_kw(site.air_unit(unit).heat) for unit in zone.units], spare=spare)
        for name, zone in site.zones.items()
        if name not in absent and name not in told
    )
    heats = told.values()
    return Used(sum(heat.used for heat in heats), sum(heat.limit for heat in heats) + sum(rated))


def _spared(group: Iterable[float], *, spare: bool) -> float:
    each = list(group)
    return sum(each) - (max(each, default=0.0) if spare else 0.0)


def _kw(power: Quantity) -> float:
    return magnitude(power, POWER)


def _number_of_kw(rating: Quantity) -> float:
    """A rating in kW; one in kVA counts as so many kW, as at a power factor of 1."""
    for unit in ("kW", "kVA"):
        if rating.is_compatible_with(unit):
            return float(rating.m_as(unit))
    return 0.0
