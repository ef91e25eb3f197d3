"""What can be bought: racks, the shelves in them, switches, coolant units, air units.

One product is one file in ``catalogs/``. All figures are those of the maker at its own boundary;
a rack's power is measured at its inlet, so its shelves' losses and its fans count as IT.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from rackplan.model.figures import (
    Airflow,
    Compute,
    Count,
    Day,
    Extent,
    Flow,
    Fraction,
    Frozen,
    FrozenMap,
    Id,
    Length,
    Mass,
    Memory,
    Money,
    Power,
    Pressure,
    Several,
    Temperature,
    TemperatureDifference,
)
from rackplan.model.provenance import Provenance, Source
from rackplan.units import VA_PER_WATT, Quantity

__all__ = [
    "AirNeed",
    "AirUnit",
    "Catalog",
    "Cdu",
    "Computing",
    "Feed",
    "FlowPoint",
    "LiquidNeed",
    "PodRule",
    "PowerShelf",
    "Precision",
    "Product",
    "RackType",
    "Supplies",
    "Switch",
]

Precision = Literal["fp16", "fp8", "fp4"]
"""A number format; PFLOPS are always dense, never the sparse marketing figure."""

Feed = Literal["A", "B"]


class _Product(Frozen):
    """What every product says about itself."""

    id: Id
    name: str
    maker: str | None = None
    about: str = ""
    price: Money | None = None
    available_from: Day | None = None


class PowerShelf(_Product):
    """A rack's power shelf, or the power supply of a server: AC in, rack DC out.

    `rating` is the output that a shelf gives with all of its modules on.
    """

    kind: Literal["shelf"]
    rating: Power
    modules: Several = 1
    height: Length | None = None
    mass: Mass | None = None


class Switch(_Product):
    """A network switch; its ports and watts make up the figures of the network racks."""

    kind: Literal["switch"]
    ports: Several
    port_speed_gbps: Several
    peak_power: Power
    typical_power: Power | None = None
    height: Length
    mass: Mass | None = None


class Cdu(_Product):
    """A coolant distribution unit: heat exchanger and pumps between facility and rack loop.

    `flow` is the rack-side flow at `head` with all pumps on; `flow_after_pump_loss` what remains
    when one pump stops. Where that is not known, losing a pump counts as losing the unit.
    """

    kind: Literal["cdu"]
    heat: Power
    flow: Flow
    head: Pressure | None = None
    approach: TemperatureDifference | None = None
    pumps: Several = 1
    flow_after_pump_loss: Flow | None = None
    power: Power | None = None
    width: Length | None = None
    depth: Length | None = None
    mass: Mass | None = None


class AirUnit(_Product):
    """A fan wall, perimeter cooler or in-row cooler: sensible heat and airflow."""

    kind: Literal["air-unit"]
    heat: Power
    airflow: Airflow
    power: Power | None = None
    width: Length | None = None
    depth: Length | None = None


class Supplies(Frozen):
    """The shelves or supplies of a rack, and which feed each hangs on.

    A rack of servers has its supplies in `groups`, one a server: they share load inside a group
    only. `on_feed_a` and `on_feed_b` count the supplies of the whole rack.
    """

    product: Id
    on_feed_a: Count
    on_feed_b: Count = 0
    groups: Several = 1

    @property
    def count(self) -> int:
        """All supplies of the rack."""
        return self.on_feed_a + self.on_feed_b


class FlowPoint(Frozen):
    """The coolant flow that a rack needs at a supply temperature, and what that costs in head."""

    supply: Temperature
    flow: Flow
    drop: Pressure | None = None


class LiquidNeed(Frozen):
    """Heat that a rack gives to liquid at its planned power, and what it asks of the loop."""

    heat: Power
    coolant: str
    supply_max: Temperature
    flow: Annotated[tuple[FlowPoint, ...], Field(min_length=1)]


class AirNeed(Frozen):
    """Heat that a rack gives to the room at its planned power, and the airflow through it."""

    heat: Power
    airflow: Airflow
    inlet_max: Temperature | None = None


class Computing(Frozen):
    """What a compute rack brings: accelerators, memory, dense compute rate by precision."""

    accelerators: Several
    silicon_vendor: str
    fab: str | None = None
    hbm: Memory
    dense: FrozenMap[Precision, Compute]
    scale_up: Several | None = None
    software: str | None = None


class PodRule(Frozen):
    """The unit in which a rack type is networked: its size, and the racks that go with it.

    Every pod begun, full or not, needs its whole support. `one_row` asks that a pod and its
    support stand in one row; otherwise they share a hall.
    """

    racks: Several
    support: FrozenMap[Id, Several]
    one_row: bool = False


class RackType(_Product):
    """A rack as it is delivered: the thing that is placed.

    Power is at the inlet: *rated* on the nameplate, *peak* for seconds, *planned* for sizing,
    *typical* for energy. `failover_power` is what it may draw when one feed is lost: a cap that
    the rack really keeps, else the planned power.
    """

    kind: Literal["rack"]
    role: Literal["compute", "network", "storage", "management"]
    width: Extent
    depth: Extent
    height: Extent
    mass: Mass
    mass_with_coolant: Mass | None = None
    rated_power: Power | None = None
    peak_power: Power | None = None
    planned_power: Power
    typical_power: Power | None = None
    failover_power: Power | None = None
    power_factor: Fraction
    cords: Literal[1, 2] = 2
    supplies: Supplies | None = None
    liquid: LiquidNeed | None = None
    air: AirNeed
    computing: Computing | None = None
    pod: PodRule | None = None

    @property
    def failover(self) -> Quantity:
        """Power drawn after a feed is lost [kW]."""
        return self.planned_power if self.failover_power is None else self.failover_power

    @property
    def standing_mass(self) -> Quantity:
        """Mass on the floor, coolant included where it is known [kg]."""
        return self.mass if self.mass_with_coolant is None else self.mass_with_coolant

    @property
    def share_on_a(self) -> float:
        """Share of the planned power that feed A carries when both are there."""
        if self.cords == 1:
            return 1.0
        if self.supplies is None:
            return 0.5
        return self.supplies.on_feed_a / self.supplies.count

    def apparent(self, power: Quantity) -> Quantity:
        """The apparent power of a real power drawn by this rack [kVA]."""
        apparent: Quantity = (power / self.power_factor * VA_PER_WATT).to("kVA")
        return apparent


Product = Annotated[
    RackType | PowerShelf | Switch | Cdu | AirUnit,
    Field(discriminator="kind"),
]


class Catalog(Frozen):
    """All products that a site may use, by id, with where each figure comes from."""

    racks: FrozenMap[Id, RackType] = Field(default_factory=dict)
    shelves: FrozenMap[Id, PowerShelf] = Field(default_factory=dict)
    switches: FrozenMap[Id, Switch] = Field(default_factory=dict)
    cdus: FrozenMap[Id, Cdu] = Field(default_factory=dict)
    air_units: FrozenMap[Id, AirUnit] = Field(default_factory=dict)
    sources: FrozenMap[Id, Source] = Field(default_factory=dict)
    provenance: FrozenMap[str, Provenance] = Field(default_factory=dict)
