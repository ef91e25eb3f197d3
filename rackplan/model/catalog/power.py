"""Products of the power chain: shelves, busways and taps, UPS, transformers, generators."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from rackplan.model.catalog.product import Product
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
    """Output over input at a share of the rating."""

    load: Fraction
    efficiency: Fraction


EfficiencyCurve = Annotated[tuple[EfficiencyPoint, ...], Field(max_length=50)]
"""Points of a measured or planned efficiency curve, by rising load."""


class PowerShelf(Product):
    """A rack's power shelf, or the power supply of a server: AC or DC in, rack DC out.

    `rating` is the output that a shelf gives with all of its modules on; `module_rating` what one
    module gives.

    Attributes
    ----------
    input : str or None
        Kind of current that it takes; `input_low` and `input_high` are line to line where it is
        three-phase.
    """

    kind: Literal["shelf"]
    rating: Power
    modules: Several = 1
    module_rating: Power | None = None
    height: Length | None = None
    width: Length | None = None
    depth: Length | None = None
    mass: Mass | None = None
    input: Literal["ac-three-phase", "ac-single-phase", "dc"] | None = None
    input_low: Voltage | None = None
    input_high: Voltage | None = None
    output: Voltage | None = None
    efficiency: EfficiencyCurve = ()


class RackPdu(Product):
    """A rack power distribution unit: a strip of outlets on one cord.

    `usable` is the share of its current for continuous load.
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

    `voltage` is line to line, or between the poles where `current` is "dc". `resistance` and
    `reactance` are those of one conductor.
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

    `voltage` is line to line, or between the poles where `current` is "dc".
    """

    kind: Literal["tap"]
    current: Literal["ac-three-phase", "dc"] = "ac-three-phase"
    rating: Current
    voltage: Voltage
    usable: Fraction | None = None
    mass: Mass | None = None


class Board(Product):
    """A low-voltage switchboard, or a panel at the end of a row.

    `voltage` is line to line, or between the poles where `current` is "dc".
    """

    kind: Literal["board"]
    current: Literal["ac-three-phase", "dc"] = "ac-three-phase"
    rating: Current
    voltage: Voltage | None = None
    usable: Fraction | None = None
    mass: Mass | None = None


class Ups(Product):
    """An uninterruptible supply; `eco` is its efficiency while it lets the utility through."""

    kind: Literal["ups"]
    rating: Power
    efficiency: EfficiencyCurve = ()
    eco: Fraction | None = None
    autonomy: Duration | None = None
    width: Length | None = None
    depth: Length | None = None
    height: Length | None = None
    mass: Mass | None = None


class Transformer(Product):
    """A transformer from the utility's voltage to the hall's, or a floor PDU that holds one."""

    kind: Literal["transformer"]
    rating: ApparentPower
    primary: Voltage | None = None
    secondary: Voltage | None = None
    efficiency: EfficiencyCurve = ()
    width: Length | None = None
    depth: Length | None = None
    height: Length | None = None
    mass: Mass | None = None


class FuelPoint(Frozen):
    """Fuel burnt for the energy delivered, at a share of the rating."""

    load: Fraction
    fuel: WaterIntensity


class Generator(Product):
    """A diesel or gas set."""

    kind: Literal["generator"]
    rating: Power
    fuel: tuple[FuelPoint, ...] = ()
    autonomy: Duration | None = None
    width: Length | None = None
    depth: Length | None = None
    height: Length | None = None
    mass: Mass | None = None


class Rectifier(Product):
    """AC to the DC that a rack is fed with: a central rectifier, or a side-car beside the rack.

    `modules` of `rating / modules` each; `spare_modules` may fail without loss of the rating.
    `output` is the voltage between the poles: 800 V of a unit for +-400 V too.
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
    width: Length | None = None
    depth: Length | None = None
    height: Length | None = None
    mass: Mass | None = None
