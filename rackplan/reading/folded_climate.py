"""The folded form of a climate: bins, or the hours of a weather file, and a design day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from rackplan.model.climate import DesignDay, Weather
from rackplan.model.figures import Frozen, Pressure
from rackplan.reading.schema import describe

__all__ = ["FoldedClimate", "hours_as_text"]

_HOURS = 8760.0
_ROUNDING_H = 1e-3
_COLDEST, _HOTTEST = -60.0, 60.0
_ROW = "a row of dry bulb, wet bulb (degC) and hours such as [21, 17, 37]"


def _bin(value: object) -> Weather:
    """A row of numbers as a condition; whatever is wrong with it is told of the row."""
    cells = value if isinstance(value, (list, tuple)) else ()
    numbers = [cell for cell in cells if isinstance(cell, (int, float))]
    if len(cells) != 3 or len(numbers) != 3:
        got = describe(value) if not cells else f"[{', '.join(str(cell) for cell in cells)}]"
        raise ValueError(f"expected {_ROW}, got {got}")
    dry, wet, hours = (float(number) for number in numbers)
    if not _COLDEST <= wet <= dry <= _HOTTEST:
        limits = f"{_COLDEST:g} to {_HOTTEST:g} degC and a wet bulb of at most the dry bulb"
        raise ValueError(f"expected {limits}, got dry bulb {dry:g} and wet bulb {wet:g}")
    if not 0.0 < hours <= _HOURS:
        raise ValueError(f"expected hours above 0 and at most 8,760, got {hours:g}")
    return Weather(dry, wet, hours)


def _whole_year(bins: tuple[Weather, ...]) -> tuple[Weather, ...]:
    total = sum(each.hours for each in bins)
    if abs(total - _HOURS) > _ROUNDING_H:
        raise ValueError(f"expected bins of 8,760 hours in all, got {total:,.10g}")
    return bins


def _day(value: object) -> tuple[Weather, ...]:
    """A day as `hours_as_text` writes it."""
    try:
        rows = [[float(part) for part in each.split("/")] for each in str(value).split()]
        hours = tuple(Weather(dry, wet, 1.0, kpa) for dry, wet, kpa in rows)
    except ValueError:
        hours = ()
    if len(hours) != 24 or not all(_is_weather(each) for each in hours):
        text = "24 hours of dry bulb/wet bulb/pressure such as 21.1/17.46/99.05"
        raise ValueError(f"expected {text}, got {describe(value)}")
    return hours


def _is_weather(each: Weather) -> bool:
    kpa = each.pressure_kpa or 0.0
    return _COLDEST <= each.wet_c <= each.dry_c <= _HOTTEST and 50.0 <= kpa <= 110.0


def hours_as_text(year: Sequence[Weather]) -> list[str]:
    """8,760 hours as 365 lines, a day a line."""
    cells = [f"{w.dry_c:.6g}/{w.wet_c:.6g}/{w.pressure_kpa:.6g}" for w in year]
    return [" ".join(cells[at : at + 24]) for at in range(0, len(cells), 24)]


Bin = Annotated[Weather, BeforeValidator(_bin, json_schema_input_type=list[float])]
Day = Annotated[tuple[Weather, ...], BeforeValidator(_day, json_schema_input_type=str)]


class FoldedClimate(Frozen):
    """The air outdoors: a typical year, and the extremes that heat rejection has to meet.

    Attributes
    ----------
    station : str
        Where it was measured.
    pressure : Quantity [kPa] or None
        Mean air pressure; by default that of the standard atmosphere at the site's elevation.
    bins : list of rows or None
        Dry bulb and wet bulb of a bin's middle in degC, and its hours; 8,760 hours in all.
    weather : str or None
        A TMY3 or EPW file, by its path from the site's folder, in place of bins.
    hours : list of str or None
        What a plan keeps of that file: 365 days of 24 hours.
    """

    station: str = ""
    pressure: Pressure | None = None
    design: DesignDay | None = None
    bins: Annotated[tuple[Bin, ...], Field(min_length=1), AfterValidator(_whole_year)] | None = None
    weather: str | None = None
    hours: Annotated[tuple[Day, ...], Field(min_length=365, max_length=365)] | None = None

    @model_validator(mode="before")
    @classmethod
    def _one_year(cls, value: Any) -> Any:
        if isinstance(value, dict) and "bins" in value and ("weather" in value or "hours" in value):
            raise ValueError("expected bins or a weather file, got both")
        return value

    @model_validator(mode="after")
    def _something(self) -> Self:
        if self.bins is None and self.weather is None and self.hours is None and not self.design:
            raise ValueError("expected bins, a weather file or a design day, got none of them")
        return self

    @property
    def year(self) -> tuple[Weather, ...]:
        """Its bins, or its hours; nothing where only a design day is known."""
        if self.bins is not None:
            return self.bins
        return tuple(each for day in self.hours or () for each in day)
