"""A site: halls, rows and positions, the power tree, cooling, and what is asked of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from rackplan.model.budget import Budget
from rackplan.model.catalog import AirUnit, Catalog, Cdu, RackType
from rackplan.model.climate import Climate
from rackplan.model.demand import Demand, Policy, SupplyLot
from rackplan.model.economics import Economics
from rackplan.model.facility import FacilityLoop, Plant
from rackplan.model.figures import (
    CarbonIntensity,
    DemandPrice,
    EnergyPrice,
    Extent,
    Fraction,
    Frozen,
    FrozenMap,
    Id,
    Length,
    Power,
    Pressure,
    PriceYear,
    Temperature,
    Volume,
    WaterPrice,
)
from rackplan.model.offer import Offer
from rackplan.model.piping import DropPoint, Piping
from rackplan.model.power import PowerNode, Tap
from rackplan.model.provenance import Inputs, Provenance
from rackplan.model.room import Recirculation, Room
from rackplan.model.standing import Placed, Reservation
from rackplan.model.unit import Unit
from rackplan.units import LENGTH, POWER, of

__all__ = [
    "AirZone",
    "CoolingLoop",
    "Hall",
    "Place",
    "Position",
    "Row",
    "Site",
    "Tariff",
    "Unit",
]


class Place(Frozen):
    """Where the site stands."""

    town: str
    latitude: float | None = None
    longitude: float | None = None
    elevation: Length | None = None
    utility: str | None = None


class Tariff(Frozen):
    """Prices at the site, and the figures that turn IT power into a bill.

    `load_factor` is mean over planned IT power; `design_pue` is the designer's own figure, which
    counts only where no year can be reckoned. Both are assumptions that every result names.

    Attributes
    ----------
    energy : Quantity [USD/kWh]
        The central figure.
    energy_low, energy_high : Quantity [USD/kWh] or None
        Where sources disagree, the least and the most that they say.
    all_in : bool
        Whether the demand charge is in the price of energy; it is not counted twice.
    demand : Quantity [USD/kW/month] or None
        For the most power of each month.
    year : int or None
        Whose money it is.
    """

    energy: EnergyPrice
    energy_low: EnergyPrice | None = None
    energy_high: EnergyPrice | None = None
    all_in: bool = False
    demand: DemandPrice | None = None
    water: WaterPrice | None = None
    carbon: CarbonIntensity | None = None
    load_factor: Fraction
    design_pue: Annotated[float, Field(ge=1.0, le=3.0)] | None = None
    year: PriceYear | None = None

    @model_validator(mode="after")
    def _charged_once(self) -> Self:
        if self.all_in and self.demand is not None:
            raise ValueError("an all-in price of energy has the demand charge in it: state one")
        return self


class Hall(Frozen):
    """A room: its size on the floor."""

    id: Id
    width: Extent
    depth: Extent


@dataclass(frozen=True, slots=True)
class Position:
    """A place for one rack.

    Attributes
    ----------
    id : str
        Row and place: ``R01-P05``.
    row : str
        The row it stands in.
    index : int
        0-based place in the row; neighbours differ by one.
    blocked : str
        Why nothing can stand here ("column"), or "".
    """

    id: str
    row: str
    index: int
    blocked: str = ""


class Row(Frozen):
    """A row of positions that share feeds, loop, air zone and floor.

    Attributes
    ----------
    feeds : tuple of str
        Ids of the busways along the row, side A first.
    x, y : Quantity [m]
        The corner of the first position nearest to the hall's origin.
    cold_aisle : {'south', 'north'}
        The side from which the racks draw air.
    floor_load : Quantity [kPa]
        What the floor carries, spread over `position_width` times `spread_depth` a rack.
    line : str or None
        The line of rows end to end that it is a part of; None for a line of its own.
    """

    id: Id
    hall: Id
    line: Id | None = None
    positions: tuple[Position, ...]
    position_width: Extent
    position_depth: Extent
    x: Length
    y: Length
    cold_aisle: Literal["south", "north"] = "south"
    feeds: tuple[Id, ...]
    tap: Tap
    loop: Id | None = None
    zone: Id
    floor_load: Pressure
    spread_depth: Extent


class CoolingLoop(Frozen):
    """A rack-side loop (TCS) with its group of CDUs in parallel.

    Attributes
    ----------
    facility : str or None
        The facility water loop that takes their heat.
    piping : Piping
        Between CDUs and the taps of racks.
    manifold : DropPoint or None
        Hoses, couplings and manifold of one rack, at its flow.
    volume : Quantity [m3] or None
        Of all coolant that goes round.
    """

    id: Id
    coolant: str
    supply: Temperature
    cdus: Annotated[tuple[Unit, ...], Field(min_length=1)]
    facility: Id | None = None
    piping: Piping = Piping()
    manifold: DropPoint | None = None
    volume: Volume | None = None


class AirZone(Frozen):
    """The air that a group of rows shares, with its units in parallel.

    Attributes
    ----------
    facility : str or None
        The facility water loop that takes their heat; its water says what they take.
    room : Room or None
        How moist the air is; None for what the policy says.
    recirculation : Recirculation or None
        Warm air at the inlets of racks.
    """

    id: Id
    supply: Temperature
    units: Annotated[tuple[Unit, ...], Field(min_length=1)]
    facility: Id | None = None
    room: Room | None = None
    recirculation: Recirculation | None = None


class Site(Frozen):
    """All that a plan is made for and judged against.

    Attributes
    ----------
    placed : mapping of position to Placed
        Racks that stand already.
    pins : mapping of position to rack type
        Where a rack of a type has to stand.
    reserved : mapping of position to Reservation
        Positions kept free, until a date or for some types.
    forbidden : mapping of position to tuple of rack types
        Types that may not stand there, beside those that the rules keep out.
    offers : mapping of id to Offer
        Equipment that is not there yet and is bought by a plan that uses it. It stands among the
        nodes, loops and zones like what is given.
    binds : mapping of rule to str
        Limits that the plan of the default demand is known to reach, and why.
    """

    id: Id
    name: str
    about: str = ""
    place: Place
    catalog: Catalog
    halls: FrozenMap[Id, Hall]
    rows: FrozenMap[Id, Row]
    placed: FrozenMap[Id, Placed] = Field(default_factory=dict)
    pins: FrozenMap[Id, Id] = Field(default_factory=dict)
    reserved: FrozenMap[Id, Reservation] = Field(default_factory=dict)
    forbidden: FrozenMap[Id, tuple[Id, ...]] = Field(default_factory=dict)
    power: FrozenMap[Id, PowerNode]
    loops: FrozenMap[Id, CoolingLoop]
    zones: FrozenMap[Id, AirZone]
    facility: FrozenMap[Id, FacilityLoop] = Field(default_factory=dict)
    plants: FrozenMap[Id, Plant] = Field(default_factory=dict)
    climate: Climate | None = None
    policy: Policy
    demand: Demand
    supply: FrozenMap[Id, tuple[SupplyLot, ...]]
    budget: Budget
    offers: FrozenMap[Id, Offer] = Field(default_factory=dict)
    binds: FrozenMap[str, str] = Field(default_factory=dict)
    tariff: Tariff | None = None
    economics: Economics | None = None
    provenance: FrozenMap[str, Provenance] = Field(default_factory=dict)
    inputs: Inputs

    @cached_property
    def positions(self) -> dict[str, Position]:
        """Every position by id, row by row."""
        return {p.id: p for row in self.rows.values() for p in row.positions}

    def is_held(self, position: str, rack: str) -> bool:
        """Whether a position is reserved against a rack type on the planning date."""
        reservation = self.reserved.get(position)
        return reservation is not None and reservation.holds_off(rack, self.demand.date)

    def may_be_shed(self, rack: str) -> bool:
        """Whether losses may leave racks of a type dark."""
        asked = self.demand.asked.get(rack)
        return asked is not None and asked.after_loss == "shed"

    def failover(self, rack: RackType) -> Power:
        """What a rack draws on the feed that is left when it has lost the other [kW]."""
        asked = self.demand.asked.get(rack.id)
        if asked is None or asked.after_loss == "throttle":
            return rack.failover
        return rack.planned_power if asked.after_loss == "full" else of(0.0, POWER)

    def installed(self) -> Iterator[str]:
        """Products of the CDUs and air units that the halls have, one for each of them."""
        yield from (unit.product for loop in self.loops.values() for unit in loop.cdus)
        yield from (unit.product for zone in self.zones.values() for unit in zone.units)

    def charged(self) -> tuple[str, ...]:
        """Products that say what building costs, where the site charges for it."""
        return () if self.economics is None else self.economics.build

    def cdu(self, unit: Unit) -> Cdu:
        """The product of an installed CDU."""
        return self.catalog.cdus[unit.product]

    def air_unit(self, unit: Unit) -> AirUnit:
        """The product of an installed air unit."""
        return self.catalog.air_units[unit.product]

    def room(self, zone: AirZone) -> Room | None:
        """How moist the air of a zone is, as far as anybody says."""
        return self.policy.room if zone.room is None else zone.room

    @property
    def elevation(self) -> Length:
        """Above the sea; sea level where nobody states it [m]."""
        stated = self.place.elevation
        return of(0.0, LENGTH) if stated is None else stated

    def components(self, kind: str) -> Iterator[str]:
        """Ids of the components of a kind that `policy.survive` may name, shelves apart."""
        if kind == "cdu":
            yield from (unit.id for loop in self.loops.values() for unit in loop.cdus)
        elif kind == "pump":
            for loop in self.loops.values():
                for unit in loop.cdus:
                    yield from (f"{unit.id}.pump{n + 1}" for n in range(self.cdu(unit).pumps))
        elif kind == "air_unit":
            yield from (unit.id for zone in self.zones.values() for unit in zone.units)
        elif kind == "rejection":
            yield from (unit.id for plant in self.plants.values() for unit in plant.units)
        else:
            nodes = (node for node in self.power.values() if node.kind == kind)
            yield from (machine for node in nodes for machine in node.machines)

    @property
    def installed_power(self) -> Power:
        """Sum of the UPS ratings in kW, before redundancy."""
        ratings = [n.rating for n in self.power.values() if n.kind == "ups"]
        return sum(ratings[1:], ratings[0])
