"""Field types of the model: quantities of a stated dimension, ids, and the frozen base class.

A field typed ``Power`` accepts ``"142 kW"`` and refuses ``"2 MWh"`` and ``142``: `rackplan.units`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, NoReturn, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
)
from pydantic_core import core_schema

from rackplan import units
from rackplan.units import Dimension, Quantity

__all__ = [
    "Airflow",
    "ApparentPower",
    "Bandwidth",
    "BuildPrice",
    "CarbonIntensity",
    "CarbonPrice",
    "Compute",
    "ComputePrice",
    "Count",
    "Current",
    "Day",
    "DemandPrice",
    "Duration",
    "EnergyPrice",
    "Extent",
    "Flow",
    "Fraction",
    "Frozen",
    "FrozenDict",
    "FrozenMap",
    "Id",
    "Length",
    "LineImpedance",
    "LineMass",
    "LinePrice",
    "Mass",
    "Memory",
    "Money",
    "MovePrice",
    "Power",
    "Pressure",
    "PriceYear",
    "Rating",
    "Several",
    "Share",
    "SitePower",
    "Stream",
    "Temperature",
    "TemperatureDifference",
    "ThermalResistance",
    "Voltage",
    "Volume",
    "WaterIntensity",
    "WaterPrice",
    "Weight",
    "YearlyMoney",
    "YearlyWater",
    "written",
]

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class Frozen(BaseModel):
    """The base of everything that exists: immutable, and closed to unknown keys."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=False,
        arbitrary_types_allowed=True,
        allow_inf_nan=False,
    )


@dataclass(frozen=True)
class _Figure:
    """Makes pydantic read, write and describe a quantity of one of the dimensions."""

    dimensions: tuple[Dimension, ...]
    above_zero: bool = False
    at_most: float | None = None
    in_halls_degc: tuple[float, float] | None = None

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            self.read,
            serialization=core_schema.plain_serializer_function_ser_schema(written),
        )

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        examples = [dimension.example for dimension in self.dimensions]
        what = " or ".join(dimension.name for dimension in self.dimensions)
        kinds = ["string", "number"] if units.FRACTION in self.dimensions else "string"
        said = f"{what[:1].upper()}{what[1:]} with its unit."
        return {"type": kinds, "description": said, "examples": examples}

    def read(self, value: object) -> Quantity:
        quantity = units.parse_any(value, *self.dimensions)
        wanted = f'{self.dimensions[0].name} such as "{self.dimensions[0].example}"'
        if self.above_zero and quantity.magnitude <= 0:
            raise units.UnitProblem(f"{wanted}, above zero", f'"{value}"')
        if self.at_most is not None and quantity.magnitude > self.at_most:
            raise units.UnitProblem(f"{wanted}, at most {self.at_most:.0%}", f'"{value}"')
        if self.in_halls_degc is not None:
            self._refuse_beyond_halls(quantity, wanted, value)
        return quantity

    def _refuse_beyond_halls(self, quantity: Quantity, wanted: str, value: object) -> None:
        low, high = self.in_halls_degc or (-math.inf, math.inf)
        if not low <= units.magnitude(quantity, units.TEMPERATURE) <= high:
            limits = f"{low:g} to {high:g} degC"
            got = f'"{value}", which is no temperature of a hall ({limits})'
            raise units.UnitProblem(wanted, got, fits=True)


def written(quantity: Quantity) -> str:
    """A quantity as text with its unit, which reads back as the same figure."""
    text = f"{quantity:~}".replace("°C", "degC").replace(" ** ", "").replace("dimensionless", "")
    return text.strip()


Power = Annotated[Quantity, _Figure((units.POWER,))]
ApparentPower = Annotated[Quantity, _Figure((units.APPARENT_POWER,))]
Current = Annotated[Quantity, _Figure((units.CURRENT,), above_zero=True)]
Voltage = Annotated[Quantity, _Figure((units.VOLTAGE,), above_zero=True)]
Mass = Annotated[Quantity, _Figure((units.MASS,))]
Length = Annotated[Quantity, _Figure((units.LENGTH,))]
Extent = Annotated[Quantity, _Figure((units.LENGTH,), above_zero=True)]
Flow = Annotated[Quantity, _Figure((units.FLOW,))]
Stream = Annotated[Quantity, _Figure((units.FLOW,), above_zero=True)]
"""A liquid flow that is not none."""
Airflow = Annotated[Quantity, _Figure((units.AIRFLOW,))]
Pressure = Annotated[Quantity, _Figure((units.PRESSURE,))]
Temperature = Annotated[Quantity, _Figure((units.TEMPERATURE,), in_halls_degc=(-50.0, 100.0))]
"""A temperature of air or coolant in a hall."""
TemperatureDifference = Annotated[Quantity, _Figure((units.TEMPERATURE_DIFFERENCE,))]
Money = Annotated[Quantity, _Figure((units.MONEY,))]
Compute = Annotated[Quantity, _Figure((units.COMPUTE,))]
Memory = Annotated[Quantity, _Figure((units.MEMORY,))]
EnergyPrice = Annotated[Quantity, _Figure((units.ENERGY_PRICE,))]
DemandPrice = Annotated[Quantity, _Figure((units.DEMAND_PRICE,))]
WaterPrice = Annotated[Quantity, _Figure((units.WATER_PRICE,))]
CarbonIntensity = Annotated[Quantity, _Figure((units.CARBON_INTENSITY,))]
CarbonPrice = Annotated[Quantity, _Figure((units.CARBON_PRICE,))]
Bandwidth = Annotated[Quantity, _Figure((units.BANDWIDTH,))]
BuildPrice = Annotated[Quantity, _Figure((units.BUILD_PRICE,))]
Duration = Annotated[Quantity, _Figure((units.DURATION,))]
Volume = Annotated[Quantity, _Figure((units.VOLUME,), above_zero=True)]
ThermalResistance = Annotated[Quantity, _Figure((units.THERMAL_RESISTANCE,))]
LineImpedance = Annotated[Quantity, _Figure((units.LINE_IMPEDANCE,))]
LineMass = Annotated[Quantity, _Figure((units.LINE_MASS,))]
ComputePrice = Annotated[Quantity, _Figure((units.COMPUTE_PRICE,))]
LinePrice = Annotated[Quantity, _Figure((units.LINE_PRICE,))]
SitePower = Annotated[Quantity, _Figure((units.POWER, units.APPARENT_POWER), above_zero=True)]
"""What a site draws: real or apparent power."""
MovePrice = Annotated[Quantity, _Figure((units.FRACTION, units.COMPUTE, units.POWER, units.MONEY))]
"""What a move has to bring: a share, or so much of an objective."""
YearlyWater = Annotated[Quantity, _Figure((units.YEARLY_WATER,), above_zero=True)]
WaterIntensity = Annotated[Quantity, _Figure((units.WATER_INTENSITY,))]
"""Water, or fuel, for an energy."""
YearlyMoney = Annotated[Quantity, _Figure((units.YEARLY_MONEY,))]
Share = Annotated[Quantity, _Figure((units.FRACTION,), at_most=1.0)]
"""A part of something, which may be none of it."""
Weight = Annotated[Quantity, _Figure((units.FRACTION,))]
"""By how much something counts, which may be more than once."""
Fraction = Annotated[Quantity, _Figure((units.FRACTION,), above_zero=True, at_most=1.0)]
PriceYear = Annotated[int, Field(ge=2000, le=2100)]
"""The year whose money a price is in."""
Rating = Annotated[
    Quantity, _Figure((units.POWER, units.APPARENT_POWER, units.CURRENT), above_zero=True)
]
"""What a power node can carry: real power, apparent power, or current at its voltage."""

Count = Annotated[int, Field(ge=0, le=1_000_000)]
"""How many there are of a thing; none may be, and more than a million nobody builds."""

Several = Annotated[int, Field(ge=1, le=1_000_000)]
"""How many there are of a thing that there is at least one of."""

Id = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=80),
]
"""A name that other places refer to: letters, digits, dot, dash and underscore."""


def _day(value: object) -> object:
    """Let only dates and ISO dates through: a number would pass as seconds since 1970."""
    if isinstance(value, date):
        return value
    try:
        if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    got = f'"{value}"' if isinstance(value, (str, int, float)) else type(value).__name__
    raise ValueError(f"expected a date such as 2026-12-01, got {got}")


Day = Annotated[date, BeforeValidator(_day)]
"""A day of the calendar."""


class FrozenDict(dict[_Key, _Value]):
    """A dict that nobody can change; unlike a mapping proxy it pickles and prints as JSON."""

    def _refuse(self, *_args: object, **_names: object) -> NoReturn:
        raise TypeError("the model is frozen")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __reduce__(self) -> tuple[Any, ...]:
        return FrozenDict, (dict(self),)


def _freeze(mapping: Mapping[_Key, _Value]) -> Mapping[_Key, _Value]:
    return FrozenDict(mapping)


FrozenMap = Annotated[Mapping[_Key, _Value], AfterValidator(_freeze)]
"""A mapping that keeps the order of its file and cannot be changed."""
