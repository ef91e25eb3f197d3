"""Products of the power chain: shelves, busways and taps, UPS, transformers, generators."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from rackplan.model.catalog.product import Machine, Product
from rackplan.model.figures import (
    ApparentPower,
    Current,
    Duration,
    Fraction,
    Frozen,
    Length,
    LineImpedance,
    LineMass,
    LinePrice,
    Mass,
    Power,
    Several,
    Voltage,
    WaterIntensity,
)

__all__ = [
    "Board",
    "Busway",
    "EfficiencyCurve",
    "EfficiencyPoint",
    "FuelPoint",
    "Generator",
    "PowerShelf",
    "RackPdu",
    "Rectifier",
    "TapBox",
    "Transformer",
    "Ups",
]


class EfficiencyPoint(Frozen):
    """Output over input at a share of the rating.

    Attributes
    ----------
    load : Quantity [%]
        Of the rating.
    efficiency : Quantity [%]
        Power out over power in.
    """

    load: Fraction
    efficiency: Fraction


EfficiencyCurve = Annotated[tuple[EfficiencyPoint, ...], Field(max_length=50)]
"""Points of a measured or planned efficiency curve, by rising load."""


class PowerShelf(Machine):
    """A rack's power shelf, or the power supply of a server: AC or DC in, rack DC out.

    `rating` is the output that a shelf gives with all of its modules on; `module_rating` what one
    module gives.

    Attributes
    ----------
    modules : int
        Supplies in it that share the load.
    input : str or None
        Kind of current that it takes.
    input_low, input_high : Quantity [V] or None
        Voltages that it takes, line to line where it is three-phase.
    output : Quantity [V] or None
        Between the poles of the rack's busbar.
    efficiency : list of EfficiencyPoint
        By rising load, all modules on.
    """

    kind: Literal["shelf"]
    rating: Power
    modules: Several = 1
    module_rating: Power | None = None
    input: Literal["ac-three-phase", "ac-single-phase", "dc"] | None = None
    input_low: Voltage | None = None
    input_high: Voltage | None = None
    output: Voltage | None = None
    efficiency: EfficiencyCurve = ()


class RackPdu(Product):
    """A rack power distribution unit: a strip of outlets on one cord.

    Attributes
    ----------
    rating : Quantity [A]
        Of its cord, in each conductor.
    voltage : Quantity [V]
        Line to line where it has three phases.
    phases : int
        Three, or one.
    usable : Quantity [%]
        The share of its current for continuous load.
    height : Quantity [U] or None
        None for one that hangs beside the units.
    mass : Quantity [kg] or None
        With its cord.
    """

    kind: Literal["rack-pdu"]
    rating: Current
    voltage: Voltage
    phases: Literal[1, 3] = 3
    usable: Fraction
    height: Length | None = None
    mass: Mass | None = None


class Busway(Product):
    """An overhead busway: current, impedance and mass by its length.

    Attributes
    ----------
    current : str
        Kind of current.
    rating : Quantity [A]
        In each conductor.
    voltage : Quantity [V]
        Line to line, or between the poles where `current` is "dc".
    usable : Quantity [%] or None
        The share of the rating for continuous load.
    resistance, reactance : Quantity [ohm/m] or None
        Of one conductor, warm.
    line_mass : Quantity [kg/m] or None
        Of each metre.
    line_price : Quantity [USD/m] or None
        What each metre costs.
    """

    kind: Literal["busway"]
    current: Literal["ac-three-phase", "dc"] = "ac-three-phase"
    rating: Current
    voltage: Voltage
    usable: Fraction | None = None
    resistance: LineImpedance | None = None
    reactance: LineImpedance | None = None
    line_mass: LineMass | None = None
    line_price: LinePrice | None = None


class TapBox(Product):
    """A tap-off box between a busway and a cord.

    Attributes
    ----------
    current : str
        Kind of current.
    rating : Quantity [A]
        Of its breaker.
    voltage : Quantity [V]
        Line to line, or between the poles where `current` is "dc".
    usable : Quantity [%] or None
        The share of the rating for continuous load.
    mass : Quantity [kg] or None
        With its cord.
    """

    kind: Literal["tap"]
    current: Literal["ac-three-phase", "dc"] = "ac-three-phase"
    rating: Current
    voltage: Voltage
    usable: Fraction | None = None
    mass: Mass | None = None


class Board(Product):
    """A low-voltage switchboard, or a panel at the end of a row.

    Attributes
    ----------
    current : str
        Kind of current.
    rating : Quantity [A]
        Of its bars.
    voltage : Quantity [V] or None
        Line to line, or between the poles where `current` is "dc".
    usable : Quantity [%] or None
        The share of the rating for continuous load.
    mass : Quantity [kg] or None
        Dry, with all that is built in.
    """

    kind: Literal["board"]
    current: Literal["ac-three-phase", "dc"] = "ac-three-phase"
    rating: Current
    voltage: Voltage | None = None
    usable: Fraction | None = None
    mass: Mass | None = None


class Ups(Machine):
    """An uninterruptible supply.

    Attributes
    ----------
    rating : Quantity [kW]
        That it gives.
    efficiency : list of EfficiencyPoint
        In double conversion, by rising load.
    eco : Quantity [%] or None
        Its efficiency while it lets the utility through.
    autonomy : Quantity [min] or None
        How long its batteries carry the rating.
    """

    kind: Literal["ups"]
    rating: Power
    efficiency: EfficiencyCurve = ()
    eco: Fraction | None = None
    autonomy: Duration | None = None


class Transformer(Machine):
    """A transformer from the utility's voltage to the hall's, or a floor PDU that holds one.

    Attributes
    ----------
    rating : Quantity [kVA]
        At its highest cooling stage.
    primary, secondary : Quantity [V] or None
        Line to line, in and out.
    efficiency : list of EfficiencyPoint
        By rising load.
    """

    kind: Literal["transformer"]
    rating: ApparentPower
    primary: Voltage | None = None
    secondary: Voltage | None = None
    efficiency: EfficiencyCurve = ()


class FuelPoint(Frozen):
    """Fuel burnt for the energy delivered, at a share of the rating.

    Attributes
    ----------
    load : Quantity [%]
        Of the rating.
    fuel : Quantity [L/kWh]
        For each kWh delivered.
    """

    load: Fraction
    fuel: WaterIntensity


class Generator(Machine):
    """A diesel or gas set.

    Attributes
    ----------
    rating : Quantity [kW]
        That it gives for as long as an outage lasts.
    fuel : list of FuelPoint
        By rising load.
    autonomy : Quantity [h] or None
        How long its own tank lasts at the rating.
    """

    kind: Literal["generator"]
    rating: Power
    fuel: tuple[FuelPoint, ...] = ()
    autonomy: Duration | None = None


class Rectifier(Machine):
    """AC to the DC that a rack is fed with: a central rectifier, or a side-car beside the rack.

    `modules` of `rating / modules` each; `spare_modules` may fail without loss of the rating.
    `output` is the voltage between the poles: 800 V of a unit for +-400 V too.

    Attributes
    ----------
    form : str
        One for many racks, or one beside the rack that it feeds.
    rating : Quantity [kW]
        That it gives.
    input_low, input_high : Quantity [V] or None
        Voltages that it takes, line to line.
    efficiency : list of EfficiencyPoint
        By rising load.
    """

    kind: Literal["rectifier"]
    form: Literal["central", "side-car"]
    rating: Power
    modules: Several = 1
    spare_modules: Annotated[int, Field(ge=0)] = 0
    input_low: Voltage | None = None
    input_high: Voltage | None = None
    output: Voltage
    efficiency: EfficiencyCurve = ()
