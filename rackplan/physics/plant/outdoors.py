"""The climate of a site as physics runs on it."""

from __future__ import annotations

import numpy as np

from rackplan.model.climate import Climate as SiteClimate
from rackplan.physics.climate import Climate, climate_of_bins
from rackplan.physics.moist_air import standard_pressure
from rackplan.physics.rejection import CoolingTower, Design, Extreme
from rackplan.units import (
    DURATION,
    PRESSURE,
    TEMPERATURE,
    Quantity,
    UnitProblem,
    frozen_array,
    give,
)

__all__ = ["climate_of", "extremes_of", "pressure_of"]

_SPREAD = 3
"""Conditions over which a bin of 1 K is spread: see `climate_of_bins`."""


def pressure_of(climate: SiteClimate) -> Quantity:
    """Mean air pressure at a site: as stated, else of the standard atmosphere at its elevation.

    Parameters
    ----------
    climate : Climate
        Of the model.

    Returns
    -------
    Quantity [kPa]

    Notes
    -----
    Source: `rackplan.physics.moist_air.standard_pressure`.

    Examples
    --------
    >>> from rackplan.units import LENGTH, parse
    >>> round(pressure_of(SiteClimate(elevation=parse("205 m", LENGTH))).m_as("kPa"), 2)
    98.89
    """
    if climate.pressure is not None:
        return climate.pressure
    return standard_pressure(climate.elevation)


def climate_of(climate: SiteClimate) -> Climate:
    """The year of a site's climate: its hours as they are, its bins spread over three conditions.

    Parameters
    ----------
    climate : Climate
        Of the model, with a year.

    Returns
    -------
    Climate

    Notes
    -----
    A climate without a year is refused. Source: as for `climate_of_bins`.

    Examples
    --------
    >>> from rackplan.model.climate import Weather
    >>> from rackplan.units import LENGTH, parse
    >>> mild = SiteClimate(elevation=parse("0 m", LENGTH), year=(Weather(15, 12, 8760),))
    >>> climate_of(mild).hours.m.tolist()
    [2920.0, 2920.0, 2920.0]
    """
    if not climate.year:
        raise UnitProblem("a climate with bins or hours", "a design day alone")
    if climate.in_bins:
        rows = [(each.dry_c, each.wet_c, each.hours) for each in climate.year]
        return climate_of_bins(climate.station, rows, pressure_of(climate), spread=_SPREAD)
    mean_kpa = pressure_of(climate).m_as("kPa")
    columns = np.array(
        [(w.dry_c, w.wet_c, w.hours, w.pressure_kpa or mean_kpa) for w in climate.year]
    ).T
    dry, wet, hours, kpa = (frozen_array(column.copy()) for column in columns)
    return Climate(
        name=climate.station,
        dry_bulb=give(dry, TEMPERATURE),
        wet_bulb=give(wet, TEMPERATURE),
        pressure=give(kpa, PRESSURE),
        hours=give(frozen_array(3600.0 * hours), DURATION),
    )


def extremes_of(climate: SiteClimate, design: Design) -> tuple[Extreme, ...]:
    """The extremes that a design has to meet: the highest dry bulb, and the highest wet bulb.

    Parameters
    ----------
    climate : Climate
        Of the model, with a design day.
    design : Design
        A tower draws in more of its own moist air than a dry machine.

    Returns
    -------
    tuple of Extreme
        One, where the site states no coincident temperatures.

    Notes
    -----
    A climate without a design day is refused. Source: ASHRAE Fundamentals, chapter 14, for what
    coincident values are; that a dry machine raises the wet bulb of its intake by half of the dry
    bulb, and a tower by all of it, is our assumption.

    Examples
    --------
    >>> from rackplan.model.climate import DesignDay
    >>> from rackplan.physics.rejection import DryCooler
    >>> from rackplan.units import LENGTH, POWER, parse
    >>> day = DesignDay(dry_bulb="38 degC", wet_bulb="28 degC", coincident_wet_bulb="24 degC",
    ...                 coincident_dry_bulb="32 degC")
    >>> site = SiteClimate(elevation=parse("0 m", LENGTH), design=day)
    >>> [each.name for each in extremes_of(site, Design("dry", DryCooler(parse("1 MW", POWER))))]
    ['highest dry bulb', 'highest wet bulb']
    """
    day = climate.design
    if day is None:
        raise UnitProblem("a climate with a design day", "none")
    share = 1.0 if isinstance(design.cooler, CoolingTower) else 0.5
    wet_k = day.wet_recirculation
    wet_k = day.recirculation * share if wet_k is None else wet_k
    wet, dry = day.coincident_wet_bulb, day.coincident_dry_bulb
    points = {
        "highest dry bulb": (day.dry_bulb, day.wet_bulb if wet is None else wet),
        "highest wet bulb": (day.dry_bulb if dry is None else dry, day.wet_bulb),
    }
    if wet is None and dry is None:
        points = {"design day": (day.dry_bulb, day.wet_bulb)}
    return tuple(
        Extreme(
            name=name,
            dry_bulb=dry_bulb,
            wet_bulb=wet_bulb,
            pressure=pressure_of(climate),
            recirculation=day.recirculation,
            wet_recirculation=wet_k,
        )
        for name, (dry_bulb, wet_bulb) in points.items()
    )
