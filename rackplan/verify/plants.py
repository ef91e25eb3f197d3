"""Plants that reject heat: what a plan gives them, and what they take on the design day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from rackplan.model.climate import Climate
from rackplan.model.facility import Plant
from rackplan.model.verdict import Contributor, Failure
from rackplan.physics.plant import plant_capacity
from rackplan.units import POWER, magnitude
from rackplan.verify.facts import Facts
from rackplan.verify.machines import machines_gone
from rackplan.verify.year.asked import asked_of
from rackplan.verify.year.chain import Everyday
from rackplan.verify.year.state import Hall, State

__all__ = ["PlantUse", "plants_in_use"]


@dataclass(frozen=True)
class PlantUse:
    """A plant with the heat of all that its facility loops serve.

    Attributes
    ----------
    heat : float
        Of racks at planned power, their machines, the pumps and what is lost indoors, with nothing
        lost [kW].
    parts : tuple of Contributor
        What it comes from: loops, zones, machines and what else is lost indoors [kW].
    taken : tuple of (Failure or None, float)
        What the plant takes on the design day, whole and after each loss [kW].
    """

    plant: Plant
    heat: float
    parts: tuple[Contributor, ...]
    taken: tuple[tuple[Failure | None, float], ...]


def plants_in_use(facts: Facts) -> Iterator[PlantUse]:
    """Every plant to which a facility loop leads, where the site states a design day."""
    site = facts.site
    if site.climate is None or site.climate.design is None or not site.plants:
        return
    tree = facts.flow.tree
    hall = Hall(site, asked_of(site, facts.racks, tree), Everyday(tree, tree.intakes))
    state = hall.state(1.0, {plant.id: hall.rated_kw(plant) for plant in site.plants.values()})
    for plant in site.plants.values():
        if any(loop.plant == plant.id for loop in site.facility.values()):
            heat = state.heat.plant_kw.get(plant.id, 0.0)
            parts = tuple(_parts(facts, plant, hall, state))
            beside = heat - sum(part.value for part in parts)
            yield PlantUse(
                plant,
                heat,
                (*parts, Contributor("CDUs, fans and other loads", beside)),
                tuple(_taken(facts, site.climate, plant)),
            )


def _parts(facts: Facts, plant: Plant, hall: Hall, state: State) -> Iterator[Contributor]:
    """Heat of racks by loop and zone, and of what pumps facility water to them."""
    site = facts.site
    served = {loop.id for loop in site.facility.values() if loop.plant == plant.id}
    for loop in site.loops.values():
        if loop.facility in served:
            yield Contributor(f"loop {loop.id}", hall.asked.liquid_kw.get(loop.id, 0.0))
    for zone in site.zones.values():
        if zone.facility in served:
            yield Contributor(f"zone {zone.id}", hall.asked.air_kw.get(zone.id, 0.0))
    yield Contributor("facility pumps", state.heat.pumps_kw.get(plant.id, 0.0))


def _taken(facts: Facts, climate: Climate, plant: Plant) -> Iterator[tuple[Failure | None, float]]:
    """What a plant takes whole and after each loss; like units lost are reckoned once."""
    site = facts.site
    water = next(loop for loop in site.facility.values() if loop.plant == plant.id)
    units = {unit.id: unit.product for unit in plant.units}
    known: dict[object, float] = {}
    states: list[tuple[Failure | None, frozenset[str]]] = [(None, frozenset())]
    for failure, gone in (*states, *machines_gone(facts, "rejection", units)):
        alike = frozenset(Counter(units[unit] for unit in gone).items())
        if alike not in known:
            found = plant_capacity(plant, site.catalog.products, climate, water, lost=gone)
            known[alike] = magnitude(found, POWER)
        yield failure, known[alike]
