"""What rules did not look at, because a site or a product does not say enough: cooling, shares."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from rackplan.physics.machines import (
    lacks_of_approach,
    lacks_of_coil,
    lacks_of_head,
    states_drop,
)
from rackplan.verify.facts import Facts
from rackplan.verify.loops import LoopUse, loops_in_use
from rackplan.verify.shares import builder_shares, fab_shares
from rackplan.verify.zones import ZoneUse, zones_in_use

__all__ = ["unchecked"]

_SHOWN = 4


def unchecked(facts: Facts) -> tuple[str, ...]:
    """One sentence a reason, with the places that it holds for."""
    places: dict[str, list[str]] = defaultdict(list)
    for use in loops_in_use(facts):
        for reason in _of_loop(facts, use):
            places[reason].append(use.loop.id)
    for zone in zones_in_use(facts):
        if len(zone.racks):
            for reason in _of_zone(facts, zone):
                places[reason].append(zone.zone.id)
    for plant in facts.site.plants:
        for reason in _of_plant(facts, plant):
            places[reason].append(plant)
    for reason, types in _of_shares(facts):
        places[reason] += types
    return tuple(f"{reason}: {_some(where)}" for reason, where in places.items())


def _of_loop(facts: Facts, use: LoopUse) -> Iterator[str]:
    yield from _head(facts, use)
    yield from _approach(facts, use)
    policy, loop = facts.site.policy, use.loop
    if policy.ride_through is not None and loop.volume is None:
        yield "ride-through not checked, no volume is stated"
    zones = {rack.row.zone for rack in use.racks}
    if any(facts.site.room(facts.site.zones[zone]) is None for zone in zones):
        yield "dew point not checked, no room states one"


def _head(facts: Facts, use: LoopUse) -> Iterator[str]:
    cdus = {unit.product: facts.site.cdu(unit) for unit in use.loop.cdus}
    silent = [name for name, cdu in cdus.items() if lacks_of_head(cdu)]
    if silent:
        yield f"head not checked, {_some(silent)} state none"
        return
    if not use.loop.piping.is_known:
        yield "head checked without pipes, nothing is said about them"
    racks = [
        kind.id
        for kind in use.types
        if kind.liquid is not None and not states_drop(kind.liquid, use.loop.supply)
    ]
    if racks:
        yield f"head checked without {_some(racks)}, whose drop is not stated"


def _approach(facts: Facts, use: LoopUse) -> Iterator[str]:
    name = use.loop.facility
    if name is None:
        yield "approach not checked, no facility water is named"
        return
    flow = facts.site.facility[name].flow_per_cdu
    cdus = {unit.product: facts.site.cdu(unit) for unit in use.loop.cdus}
    lacks = {product: lacks_of_approach(cdu, flow) for product, cdu in cdus.items()}
    yield from _lacking("approach not checked", lacks)


def _of_zone(facts: Facts, use: ZoneUse) -> Iterator[str]:
    site, zone = facts.site, use.zone
    if zone.facility is None:
        yield "air units counted at rated heat, no facility water is named"
    else:
        units = {unit.product: site.air_unit(unit) for unit in zone.units}
        lacks = {product: lacks_of_coil(unit) for product, unit in units.items()}
        yield from _lacking("air units counted at rated heat", lacks)
    if zone.recirculation is None:
        yield "inlets checked at the supply temperature, no recirculation is stated"


def _of_plant(facts: Facts, plant: str) -> Iterator[str]:
    climate = facts.site.climate
    if climate is None or climate.design is None:
        yield "heat rejection not checked, no design day is stated"
    elif all(loop.plant != plant for loop in facts.site.facility.values()):
        yield "heat rejection not checked, no facility water leads there"


def _of_shares(facts: Facts) -> Iterator[tuple[str, list[str]]]:
    """How much compute power counts for no fab and no builder, where a share of them is bound."""
    policy = facts.site.policy
    for share, shares in (
        (policy.fab_share, fab_shares(facts)),
        (policy.builder_share, builder_shares(facts)),
    ):
        if share and shares.silent_types:
            yield shares.unknown(), shares.silent_types


def _lacking(what: str, lacks: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Products that lack figures, by what they lack."""
    for product, missing in lacks.items():
        if missing:
            yield f"{what}, {product} states no {', '.join(missing)}"


def _some(names: list[str]) -> str:
    rest = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + rest
