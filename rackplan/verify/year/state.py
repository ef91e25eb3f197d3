"""A hall at a load: machines, power chain, and what each plant is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from rackplan.model.facility import FacilityLoop, Plant
from rackplan.model.site import Site
from rackplan.physics.climate import Climate
from rackplan.physics.plant import design_of
from rackplan.physics.rejection import Design
from rackplan.physics.year import HallLoad, PlantDuty, Year, year_of_plants
from rackplan.units import (
    FRACTION,
    POWER,
    TEMPERATURE,
    TEMPERATURE_DIFFERENCE,
    Quantity,
    magnitude,
    of,
)
from rackplan.verify.year.asked import Asked
from rackplan.verify.year.chain import Chain, Everyday, chain_of
from rackplan.verify.year.heat import HallHeat, Machines, hall_heat, indoor_machines

__all__ = ["Hall", "State"]


@dataclass(frozen=True)
class State:
    """A hall at a share of its planned power, its plants drawing what somebody said.

    Attributes
    ----------
    it_kw : float
    outside_tree_kw : float
        What machines in the hall draw that hang on no feed.
    fed_kw : float
        What plants draw through the tree: a part of what `chain` carries.
    duties : mapping of str to PlantDuty
    """

    it_kw: float
    liquid_kw: float
    other_kw: float
    machines: Machines
    chain: Chain
    heat: HallHeat
    outside_tree_kw: float
    fed_kw: float
    duties: Mapping[str, PlantDuty]

    @property
    def pumps_kw(self) -> float:
        """Pumps of facility loops."""
        return sum(self.heat.pumps_kw.values())

    def at_meters(self, plants_kw: float) -> tuple[float, float]:
        """Real and apparent power at the meters, plants drawing so much [kW, kVA]."""
        beside = self.outside_tree_kw + self.pumps_kw + plants_kw - self.fed_kw
        return self.chain.drawn_kw + beside, self.chain.drawn_kva + beside

    def year(self, climate: Climate, carbon: Quantity | None) -> Year:
        """The year of a hall that always is in this state."""
        lost = self.chain.lost_kw
        load = HallLoad(
            it=of(self.it_kw, POWER),
            liquid=of(self.liquid_kw, POWER),
            cdu_pumps=of(sum(self.machines.cdu_kw.values()), POWER),
            fan_walls=of(sum(self.machines.fan_kw.values()), POWER),
            other=of(self.other_kw, POWER),
            chain_loss=of(lost, POWER),
            loss_to_air=of(self.heat.loss_indoors_kw / lost if lost > 0.0 else 0.0, FRACTION),
        )
        return year_of_plants(climate, load, self.duties, carbon_intensity=carbon)


@dataclass(frozen=True)
class Hall:
    """A site with racks in it."""

    site: Site
    asked: Asked
    running: Everyday
    _machines: dict[float, Machines] = field(default_factory=dict)

    @cached_property
    def designs(self) -> Mapping[str, Design]:
        """The plants that some loop leads to, whole."""
        wanted = {loop.plant for loop in self.site.facility.values()}
        products = self.site.catalog.products
        found = {p.id: design_of(p, products) for p in self.site.plants.values() if p.id in wanted}
        return {name: design for name, design in found.items() if design is not None}

    @cached_property
    def feeds_plants(self) -> bool:
        """Whether some machine of a plant hangs on the power tree."""
        units = (unit.id for plant in self.site.plants.values() for unit in plant.units)
        return any(unit in self.site.power for unit in units)

    def rated_kw(self, plant: Plant) -> float:
        """What the machines of a plant draw by their nameplates."""
        return sum(self._rated(plant).values())

    def state(self, share: float, plants_kw: Mapping[str, float]) -> State:
        """The hall at a share of its planned power, plants drawing so much."""
        machines = self._indoors(share)
        outdoors = self._by_unit(plants_kw)
        chain = chain_of(self.running, self.asked, share, {**machines.unit_kw, **outdoors})
        heat = hall_heat(
            self.site, self.asked, share, machines=machines, chain=chain, running=self.running
        )
        power = self.site.power
        return State(
            it_kw=share * self.asked.it_kw,
            liquid_kw=share * sum(self.asked.liquid_kw.values()),
            other_kw=self.running.base_kw,
            machines=machines,
            chain=chain,
            heat=heat,
            outside_tree_kw=sum(kw for unit, kw in machines.unit_kw.items() if unit not in power),
            fed_kw=sum(outdoors.values()),
            duties={name: self._duty(name, heat) for name in self.designs},
        )

    def _indoors(self, share: float) -> Machines:
        if share not in self._machines:
            self._machines[share] = indoor_machines(self.site, self.asked, share)
        return self._machines[share]

    def _duty(self, plant: str, heat: HallHeat) -> PlantDuty:
        loop = next(loop for loop in self.site.facility.values() if loop.plant == plant)
        return PlantDuty(
            design=self.designs[plant],
            heat=of(heat.plant_kw.get(plant, 0.0), POWER),
            supply=loop.supply,
            return_=_return(loop),
            pumps=of(heat.pumps_kw.get(plant, 0.0), POWER),
        )

    def _by_unit(self, plants_kw: Mapping[str, float]) -> dict[str, float]:
        """What each machine of the plants draws, of those on the power tree."""
        found = {}
        for name, kw in plants_kw.items():
            rated = self._rated(self.site.plants[name])
            whole = sum(rated.values())
            for unit, power in rated.items():
                if unit in self.site.power:
                    found[unit] = kw * (power / whole if whole else 1.0 / len(rated))
        return found

    def _rated(self, plant: Plant) -> dict[str, float]:
        """Nameplates of the machines of a plant."""
        products = self.site.catalog.products
        found = {}
        for unit in plant.units:
            item = products[unit.product]
            power = getattr(item, "power", None) or getattr(item, "fan_power", None)
            found[unit.id] = 0.0 if power is None else magnitude(power, POWER)
        return found


def _return(loop: FacilityLoop) -> Quantity:
    supply = magnitude(loop.supply, TEMPERATURE)
    return of(supply + magnitude(loop.water_range, TEMPERATURE_DIFFERENCE), TEMPERATURE)
