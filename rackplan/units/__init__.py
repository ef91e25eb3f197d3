"""One unit registry, and text parsed to a stated dimension.

Every physical figure enters rackplan as text with its unit and is parsed *to a dimension that the
reader states*: ``parse("142 kW", POWER)``. The registry holds our own definitions only, because the
stock registry of pint reads ``42 U`` as enzyme units, ``1500 cfm`` as centifermi, and lets kVA be
added to kW. Here

* VA is a dimension of its own; a power factor converts explicitly (:data:`VA_PER_WATT`). So is
  var, the reactive power, which may be below zero;
* a temperature (``degC``) and a difference of temperatures (``K``) are two dimensions;
* money, compute (FLOPS) and memory (bytes) are dimensions too, so that they cannot be mixed up.

Quantities are never changed in place: they sit inside frozen objects.
"""

from __future__ import annotations

from rackplan.units.dimensions import (
    AIRFLOW,
    APPARENT_POWER,
    AREA,
    BANDWIDTH,
    BUILD_PRICE,
    CARBON_INTENSITY,
    COMPUTE,
    CONDUCTANCE,
    CONDUCTIVITY,
    CURRENT,
    DEMAND_PRICE,
    DENSITY,
    DIMENSIONS,
    DURATION,
    ENERGY,
    ENERGY_PRICE,
    ENTHALPY,
    FLOW,
    FRACTION,
    LENGTH,
    LINE_IMPEDANCE,
    LINE_MASS,
    LINE_PRICE,
    MASS,
    MASS_FLOW,
    MEMORY,
    MONEY,
    POWER,
    PRESSURE,
    REACTIVE_POWER,
    RESISTANCE,
    SPECIFIC_HEAT,
    SPEED,
    TEMPERATURE,
    TEMPERATURE_DIFFERENCE,
    THERMAL_RESISTANCE,
    VISCOSITY,
    VOLTAGE,
    VOLUME,
    WATER_INTENSITY,
    WATER_PRICE,
    Dimension,
    unit_of,
)
from rackplan.units.parsing import (
    UnitProblem,
    frozen_array,
    magnitude,
    of,
    parse,
    parse_any,
    show,
)
from rackplan.units.registry import VA_PER_WATT, Quantity, ureg
from rackplan.units.taking import Numbers, Ratio, give, take

__all__ = [
    "AIRFLOW",
    "APPARENT_POWER",
    "AREA",
    "BANDWIDTH",
    "BUILD_PRICE",
    "CARBON_INTENSITY",
    "COMPUTE",
    "CONDUCTANCE",
    "CONDUCTIVITY",
    "CURRENT",
    "DEMAND_PRICE",
    "DENSITY",
    "DIMENSIONS",
    "DURATION",
    "ENERGY",
    "ENERGY_PRICE",
    "ENTHALPY",
    "FLOW",
    "FRACTION",
    "LENGTH",
    "LINE_IMPEDANCE",
    "LINE_MASS",
    "LINE_PRICE",
    "MASS",
    "MASS_FLOW",
    "MEMORY",
    "MONEY",
    "POWER",
    "PRESSURE",
    "REACTIVE_POWER",
    "RESISTANCE",
    "SPECIFIC_HEAT",
    "SPEED",
    "TEMPERATURE",
    "TEMPERATURE_DIFFERENCE",
    "THERMAL_RESISTANCE",
    "VA_PER_WATT",
    "VISCOSITY",
    "VOLTAGE",
    "VOLUME",
    "WATER_INTENSITY",
    "WATER_PRICE",
    "Dimension",
    "Numbers",
    "Quantity",
    "Ratio",
    "UnitProblem",
    "frozen_array",
    "give",
    "magnitude",
    "of",
    "parse",
    "parse_any",
    "show",
    "take",
    "unit_of",
    "ureg",
]
