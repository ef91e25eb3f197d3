"""Racks as they are delivered, and what a rack or a server asks of a hall.

All figures are those of the maker at its own boundary; a rack's power is measured at its inlet, so
its shelves' losses and its fans count as IT.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from rackplan.model.catalog.product import Product, Reference
from rackplan.model.figures import (
    Airflow,
    Bandwidth,
    Compute,
    Count,
    Extent,
    Flow,
    Fraction,
    Frozen,
    FrozenMap,
    Id,
    Mass,
    Memory,
    Power,
    Pressure,
    Several,
    Temperature,
    Voltage,
)
from rackplan.units import VA_PER_WATT, Quantity

__all__ = [
    "AirNeed",
    "Computing",
    "Feed",
    "FlowPoint",
    "InletClass",
    "LiquidNeed",
    "Load",
    "PodRule",
    "Port",
    "PowerInput",
    "Precision",
    "RackType",
    "Role",
    "Supplies",
]

Precision = Literal["fp16", "fp8", "fp4"]
"""A number format; PFLOPS are always dense, never the sparse marketing figure."""

Feed = Literal["A", "B"]

Role = Literal["compute", "network", "storage", "management", "power"]
"""What a rack is there for; a power rack feeds others and draws what it loses itself."""

InletClass = Literal["A1", "A2", "A3", "A4", "H1"]
"""An ASHRAE class of air inlet."""


class Supplies(Frozen):
    """The shelves or supplies of a rack, and which feed each hangs on.

    A rack of servers has its supplies in `groups`, one a server: they share load inside a group
    only. `on_feed_a` and `on_feed_b` count the supplies of the whole rack.

    Attributes
    ----------
    product : str
        The shelf, supply or strip.
    on_feed_a, on_feed_b : int
        How many hang on each feed, of the whole rack.
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
    """The coolant flow that a rack needs at a supply temperature, and what that costs in head.

    Attributes
    ----------
    supply : Quantity [degC]
        Of the coolant that comes in.
    flow : Quantity [L/min]
        Needed then, at the planned power.
    drop : Quantity [kPa] or None
        Of pressure, from inlet to outlet at that flow.
    """

    supply: Temperature
    flow: Flow
    drop: Pressure | None = None


class LiquidNeed(Frozen):
    """Heat that a rack gives to liquid at its planned power, and what it asks of the loop.

    Attributes
    ----------
    heat : Quantity [kW]
        To liquid; with that to air it is the planned power.
    coolant : str
        PG25, or water; a loop has one.
    supply_max : Quantity [degC]
        The warmest coolant that it takes.
    flow : list of FlowPoint
        For some supply temperatures; between two of them on a straight line.
    """

    heat: Power
    coolant: str
    supply_max: Temperature
    flow: Annotated[tuple[FlowPoint, ...], Field(min_length=1)]


class AirNeed(Frozen):
    """Heat that a rack gives to the room at its planned power, and the airflow through it.

    Attributes
    ----------
    heat : Quantity [kW]
        To the room's air; with that to liquid it is the planned power.
    airflow : Quantity [m3/s]
        Through it at that heat.
    inlet_max : Quantity [degC] or None
        The warmest air that it takes.
    inlet_class : str or None
        The ASHRAE class of its inlet, where the maker names it or its range is one.
    """

    heat: Power
    airflow: Airflow
    inlet_max: Temperature | None = None
    inlet_class: InletClass | None = None


class Computing(Frozen):
    """What a compute rack brings: accelerators, memory, dense compute rate by precision.

    `scale_up` is how many accelerators share one domain, also beyond the rack; `chip_power` what
    one accelerator may draw.

    Attributes
    ----------
    accelerators : int
        GPUs or other accelerators, as packages.
    silicon_vendor : str
        Whose accelerators they are; vendor shares are counted by it.
    fab : str or None
        Who makes the chips, and in which process.
    hbm : Quantity [TB]
        High-bandwidth memory of all accelerators, as built in.
    dense : mapping of str to Quantity [PFLOPS]
        Of all accelerators by number format, dense: never the sparse figure of marketing.
    bandwidth : Quantity [TB/s] or None
        Of all that memory.
    software : str or None
        The stack that it is programmed with.
    """

    accelerators: Several
    silicon_vendor: str
    fab: str | None = None
    hbm: Memory
    dense: FrozenMap[Precision, Compute]
    bandwidth: Bandwidth | None = None
    scale_up: Several | None = None
    software: str | None = None
    chip_power: Power | None = None


class PowerInput(Frozen):
    """What comes in at the cords or the busbar: kind of current, and the voltages that it takes.

    Attributes
    ----------
    current : str
        Kind of current.
    voltage_low, voltage_high : Quantity [V] or None
        The range that it takes, line to line where `current` is three-phase.
    connector : str or None
        What its cords end in.
    """

    current: Literal["ac-three-phase", "ac-single-phase", "dc"]
    voltage_low: Voltage | None = None
    voltage_high: Voltage | None = None
    connector: str | None = None


class Port(Frozen):
    """Network ports of one speed and use.

    Attributes
    ----------
    use : str
        The network that they belong to.
    count : int
        How many there are.
    speed_gbps : int
        Of each.
    """

    use: Literal["scale-out", "front-end", "storage", "management"]
    count: Several
    speed_gbps: Several


class PodRule(Frozen):
    """The unit in which a rack type is networked: its size, and the racks that go with it.

    Every pod begun, full or not, needs its whole support. `one_row` asks that a pod and its
    support stand in one row; otherwise they share a hall.

    Attributes
    ----------
    racks : int
        Of a full pod, its support apart.
    support : mapping of str to int
        The racks that go with it, by id.
    """

    racks: Several
    support: FrozenMap[Id, Several]
    one_row: bool = False


class Load(Product):
    """What a rack and a server have in common: power in, heat out, computing, ports.

    Power is at the inlet: *rated* on the nameplate, *peak* for seconds, *planned* for sizing,
    *typical* for energy. `failover_power` is what it may draw when one feed is lost: a cap that it
    really keeps, else the planned power.

    Attributes
    ----------
    role : str
        What it is there for.
    mass, mass_with_coolant : Quantity [kg]
        Dry, and filled; floors are planned with the second where it is known.
    rated_power : Quantity [kW] or None
        On the nameplate.
    peak_power : Quantity [kW] or None
        For seconds.
    planned_power : Quantity [kW]
        For sizing: what it can draw for hours.
    typical_power : Quantity [kW] or None
        For energy: the mean in use.
    power_factor : Quantity [%]
        Real over apparent power at the planned power.
    input : PowerInput or None
        What comes in.
    ports : tuple of Port
        Of the network, those between accelerators inside apart.
    """

    role: Role
    mass: Mass
    mass_with_coolant: Mass | None = None
    rated_power: Power | None = None
    peak_power: Power | None = None
    planned_power: Power
    typical_power: Power | None = None
    failover_power: Power | None = None
    power_factor: Fraction
    input: PowerInput | None = None
    supplies: Supplies | None = None
    liquid: LiquidNeed | None = None
    air: AirNeed
    computing: Computing | None = None
    ports: tuple[Port, ...] = ()

    @property
    def failover(self) -> Quantity:
        """Power drawn after a feed is lost [kW]."""
        return self.planned_power if self.failover_power is None else self.failover_power

    @property
    def standing_mass(self) -> Quantity:
        """Mass on the floor, coolant included where it is known [kg]."""
        return self.mass if self.mass_with_coolant is None else self.mass_with_coolant

    def references(self) -> Iterator[Reference]:
        """The shelf or supply that feeds it."""
        if self.supplies is not None:
            yield ("supplies", "product"), ("shelf",), self.supplies.product


class RackType(Load):
    """A rack as it is delivered: the thing that is placed.

    Attributes
    ----------
    width, depth, height : Quantity [mm]
        Outside, as it stands.
    cords : int
        Two, one on each feed, or one.
    pod : PodRule or None
        How it is networked; without it alone, with no support racks.
    beside_supplies : Quantity [kW] or None
        What it draws beside its `supplies`: switches among servers have supplies of their own.
    """

    kind: Literal["rack"]
    width: Extent
    depth: Extent
    height: Extent
    cords: Literal[1, 2] = 2
    pod: PodRule | None = None
    beside_supplies: Power | None = None

    def on_supplies(self, power: Quantity) -> Quantity:
        """What its supplies carry of a power that it draws [kW]."""
        if self.beside_supplies is None:
            return power
        carried: Quantity = max(power - self.beside_supplies, 0.0 * power)
        return carried

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

    def references(self) -> Iterator[Reference]:
        """Its shelves, and the racks that support a pod of it."""
        yield from super().references()
        for name in self.pod.support if self.pod is not None else ():
            yield ("pod", "support", name), ("rack", "build"), name
