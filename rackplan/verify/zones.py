"""Air zones as a plan loads them: heat, airflow, return temperature, and what their units take."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rackplan.model.catalog import AirUnit, RackType
from rackplan.model.site import AirZone, Site
from rackplan.physics.machines import return_temperature_of, room_density, unit_heat
from rackplan.physics.room_air import SEA_LEVEL
from rackplan.units import (
    AIRFLOW,
    DENSITY,
    POWER,
    TEMPERATURE,
    Quantity,
    give,
    magnitude,
    of,
)
from rackplan.verify.columns import column
from rackplan.verify.facts import Facts
from rackplan.verify.racks import Racks
from rackplan.verify.year.asked import gives_to_room
from rackplan.verify.year.chain import Everyday
from rackplan.verify.year.heat import other_loads

__all__ = ["ZoneUse", "heat_taken", "other_heat", "room_losses", "zones_in_use"]


@dataclass(frozen=True)
class ZoneUse:
    """A zone with the racks in it.

    Where a zone names its facility water, it is reckoned at the density of its altitude.
    """

    site: Site
    zone: AirZone
    racks: Racks

    @cached_property
    def heats(self) -> Quantity:
        """Heat that each rack gives to the air, also by a CDU that cools with it [kW]."""
        own = self.racks.by_type(lambda kind: kind.air.heat, POWER)
        every: Quantity = own + self.racks.by_loop(self._by_cdu, POWER)
        return every

    @cached_property
    def airflows(self) -> Quantity:
        """Airflow through each rack, in air as thin as it is there [m3/s]."""
        stated = self.racks.by_type(lambda kind: kind.air.airflow, AIRFLOW)
        here: Quantity = stated * self.stretch
        return here

    @property
    def density(self) -> Quantity:
        """Of the air that the zone supplies [kg/m3]."""
        return room_density(self.site.elevation)

    @cached_property
    def stretch(self) -> float:
        """Volume of the air here over that of air of 1.2 kg/m3."""
        if self.zone.facility is None:
            return 1.0
        return magnitude(SEA_LEVEL, DENSITY) / magnitude(self.density, DENSITY)

    @cached_property
    def return_temperature(self) -> Quantity:
        """Of the air that the racks give back [degC]."""
        heat = self.racks.by_type(lambda kind: kind.air.heat, POWER).sum()
        airflow = self.racks.by_type(lambda kind: kind.air.airflow, AIRFLOW).sum()
        return return_temperature_of(self.zone.supply, heat, airflow)

    def _by_cdu(self, loop: str, kind: RackType) -> Quantity:
        found = self.site.loops.get(loop)
        if kind.liquid is None or found is None or not gives_to_room(self.site, found):
            return of(0.0, POWER)
        return kind.liquid.heat


def zones_in_use(facts: Facts) -> Iterator[ZoneUse]:
    """Every zone, also one without racks."""
    for zone in facts.site.zones.values():
        yield ZoneUse(facts.site, zone, facts.in_zone[zone.id])


def heat_taken(site: Site, uses: Sequence[ZoneUse]) -> dict[str, Quantity]:
    """Heat of others that each air unit takes, by its id [kW]: less that of its own fans.

    Rated heat in a zone that names no facility water; else what its coil takes of the zone's
    return air. Units of one product are reckoned all at once.
    """
    taken: dict[str, Quantity] = {}
    fans: dict[str, Quantity] = {}
    alike: dict[tuple[str, str], list[ZoneUse]] = defaultdict(list)
    for use in uses:
        for product in dict.fromkeys(unit.product for unit in use.zone.units):
            if use.zone.facility is not None and len(use.racks):
                alike[product, site.facility[use.zone.facility].coolant].append(use)
        taken |= {unit.id: site.air_unit(unit).heat for unit in use.zone.units}
        fans |= {unit.id: site.air_unit(unit).power or of(0.0, POWER) for unit in use.zone.units}
    for (product, water), some in alike.items():
        heats = _of_product(site, site.catalog.air_units[product], water, some)
        for use, heat in zip(some, heats, strict=True):
            taken |= {unit.id: heat for unit in use.zone.units if unit.product == product}
    return {unit: heat - fans[unit] for unit, heat in taken.items()}


def _of_product(
    site: Site, product: AirUnit, water: str, uses: Sequence[ZoneUse]
) -> list[Quantity]:
    """What units of a product take in some zones."""
    supplies = [site.facility[str(use.zone.facility)].supply for use in uses]
    found = unit_heat(
        product,
        column((use.return_temperature for use in uses), TEMPERATURE),
        column((use.zone.supply for use in uses), TEMPERATURE),
        column(supplies, TEMPERATURE),
        column((use.density for use in uses), DENSITY),
        water=water,
    )
    heats = np.broadcast_to(found.m_as("kW"), len(uses))
    return [give(heat, POWER) for heat in heats]


def other_heat(facts: Facts) -> Mapping[str, float]:
    """What lights, controls and the like give to the air of each zone [kW]."""
    tree = facts.flow.tree
    return other_loads(facts.site, Everyday(tree, tree.intakes))


def room_losses(facts: Facts) -> Mapping[str, float]:
    """What power nodes lose to the air of each zone, with nothing lost [kW]."""
    tree = facts.flow.tree
    if all(node.zone is None for node in tree.nodes):
        return {}
    lost: dict[str, float] = defaultdict(float)
    for node, kw in zip(tree.nodes, facts.flow.losses_kw(facts.flow.normal).tolist(), strict=True):
        if node.zone is not None:
            lost[node.zone] += kw
    return lost
