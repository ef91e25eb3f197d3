"""The climate of a site: a typical year outdoors, and the extremes of its long record."""

from __future__ import annotations

from typing import NamedTuple

from rackplan.model.figures import Frozen, Length, Pressure, Temperature, TemperatureDifference
from rackplan.units import TEMPERATURE_DIFFERENCE, of

__all__ = ["Climate", "DesignDay", "Weather"]


class Weather(NamedTuple):
    """A condition of the outdoor air, and for how many hours of a year it stands.

    Attributes
    ----------
    dry_c, wet_c : float [degC]
        Dry bulb and wet bulb; of a bin its middle.
    hours : float [h]
    pressure_kpa : float or None [kPa]
        At the station; None for that of the climate.
    """

    dry_c: float
    wet_c: float
    hours: float
    pressure_kpa: float | None = None


class DesignDay(Frozen):
    """The extremes that heat rejection has to meet, which a typical year does not hold.

    Dry machines are tried by the highest dry bulb, wet ones by the highest wet bulb, and a plant
    has to meet both. Where the other temperature of that hour is not stated, both count at once,
    which is on the safe side.

    Attributes
    ----------
    dry_bulb, wet_bulb : Quantity [degC]
        The highest of many years.
    coincident_wet_bulb : Quantity [degC] or None
        Mean wet bulb in the hours of the highest dry bulb.
    coincident_dry_bulb : Quantity [degC] or None
        Mean dry bulb in the hours of the highest wet bulb.
    recirculation : Quantity [K]
        How much warmer the air is that machines draw in: their own warm air comes round again.
    wet_recirculation : Quantity [K] or None
        The same for the wet bulb; None for all of `recirculation` at towers and half at others.
    """

    dry_bulb: Temperature
    wet_bulb: Temperature
    coincident_wet_bulb: Temperature | None = None
    coincident_dry_bulb: Temperature | None = None
    recirculation: TemperatureDifference = of(2.0, TEMPERATURE_DIFFERENCE)
    wet_recirculation: TemperatureDifference | None = None


class Climate(Frozen):
    """What the air outdoors is like.

    Attributes
    ----------
    station : str
        Where it was measured.
    elevation : Quantity [m]
        Of the site; it says the pressure where nothing else does.
    pressure : Quantity [kPa] or None
        Mean at the station.
    design : DesignDay or None
    year : tuple of Weather
        8,760 hours in all; empty where only a design day is known.
    in_bins : bool
        Whether `year` holds bins of 1 K, and not the hours themselves.
    """

    station: str = ""
    elevation: Length
    pressure: Pressure | None = None
    design: DesignDay | None = None
    year: tuple[Weather, ...] = ()
    in_bins: bool = True
