"""Generators: how many, what they burn, how long a tank lasts."""

from __future__ import annotations

import numpy as np

from rackplan.physics.electrical.counts import refuse_count
from rackplan.units import (
    DURATION,
    FLOW,
    FRACTION,
    POWER,
    VOLUME,
    WATER_INTENSITY,
    Numbers,
    Quantity,
    Ratio,
    UnitProblem,
    give,
    take,
)

__all__ = [
    "fuel_duration",
    "fuel_points",
    "fuel_rate",
    "fuel_volume",
    "generators_needed",
]

_L_PER_M3 = 1000.0
_S_PER_MIN = 60.0
_MIN_PER_H = 60.0


def generators_needed(
    load: Quantity, block: Quantity, *, spare: int = 1, usable: Ratio = 1.0
) -> Quantity:
    """Sets of one size that carry a load: ``n = ceil(P / (u P_block)) + spare``.

    Parameters
    ----------
    load : Quantity [kW]
        With the losses between: what the UPS and the cooling draw.
    block : Quantity [kW]
        Rating of one set at the site's altitude and temperature.
    spare : int
        Sets that may be lost or in maintenance: 1 for N+1.
    usable : float or Quantity [dimensionless]
        u, share of a rating to be planned, 0.1 to 1; a standby rating allows 0.7 on average over
        24 h (ISO 8528-1), a data-center continuous one 1.

    Returns
    -------
    Quantity [dimensionless]
        A whole number; `spare` alone without load.

    Notes
    -----
    Source: ISO 8528-1 for the kinds of rating.

    Examples
    --------
    >>> from rackplan.units import POWER, parse
    >>> int(generators_needed(parse("20 MW", POWER), parse("3 MW", POWER)).magnitude)
    8
    """
    refuse_count(spare, "spare sets", 0)
    share = take(usable, FRACTION, "usable share", low=0.1, high=1)
    blocks = take(load, POWER, "load") / (take(block, POWER, "block", low=1e-6) * share)
    return give(np.ceil(blocks * (1 - 1e-12)) + spare, FRACTION)


def fuel_rate(load: Quantity, rating: Quantity, shares: Ratio, rates: Quantity) -> Quantity:
    """Fuel that a set burns at a load, from its datasheet's points.

    ``V = V_k + (x - x_k) (V_(k+1) - V_k) / (x_(k+1) - x_k)``, with ``x = P / P_rated``

    Parameters
    ----------
    load : Quantity [kW]
        Given out by one set; up to the last point.
    rating : Quantity [kW]
        Of one set.
    shares : list of float or Quantity [dimensionless]
        Load shares of the points, rising, such as 0.25, 0.5, 0.75, 1.
    rates : Quantity [L/h]
        Fuel at the points (any unit of liquid flow); never falling.

    Returns
    -------
    Quantity [L/min]
        Below the lowest point the rate of that point holds, which is too much rather than too
        little.

    Notes
    -----
    Straight between points, as the Willans line of a diesel nearly is. More than the last point is
    refused. Below 30 % load for long a diesel fouls (wet stacking). Source: datasheets.

    Examples
    --------
    A 500 kW set at 60 % load, from its table at a quarter to full load:

    >>> from rackplan.units import FLOW, POWER, give, parse, ureg
    >>> table = ureg.Quantity([41.9, 71.3, 110.5, 137.0], "L/hour")
    >>> burnt = fuel_rate(
    ...     parse("300 kW", POWER), parse("500 kW", POWER), [0.25, 0.5, 0.75, 1.0], table
    ... )
    >>> round(burnt.m_as("L/hour"), 2)
    86.98
    """
    x, l_min = _points(shares, rates)
    share = take(load, POWER, "load") / take(rating, POWER, "rating", low=1e-6)
    if np.any(share > x[-1] * (1 + 1e-9)):
        raise UnitProblem(
            f"a load of at most {x[-1]:g} times the rating", f"{float(np.max(share)):g} times it"
        )
    return give(np.interp(share, x, l_min), FLOW)


def fuel_points(rating: Quantity, shares: Ratio, consumption: Quantity) -> Quantity:
    """Fuel at the points of a table of specific consumption: ``V_k = b_k x_k P_rated``.

    Parameters
    ----------
    rating : Quantity [kW]
    shares : list of float or Quantity [dimensionless]
        Load shares of the points.
    consumption : Quantity [L/kWh]
        Fuel for the energy given out, at the points.

    Returns
    -------
    Quantity [L/min]
        For `fuel_rate`.

    Notes
    -----
    Source: definition.

    Examples
    --------
    A set of 3.2 MW that burns 817.7 L/h at full load:

    >>> from rackplan.units import POWER, WATER_INTENSITY, give, parse
    >>> found = fuel_points(parse("3.2 MW", POWER), [1.0], give([0.25553125], WATER_INTENSITY))
    >>> found.m_as("L/hour").round(3).tolist()
    [817.7]
    """
    x = np.atleast_1d(take(shares, FRACTION, "load share", low=0, high=1.5))
    l_kwh = np.atleast_1d(take(consumption, WATER_INTENSITY, "consumption"))
    rated_kw = take(rating, POWER, "rating", low=1e-6)
    return give(l_kwh * x * rated_kw / _MIN_PER_H, FLOW)


def fuel_duration(tank: Quantity, rate: Quantity) -> Quantity:
    """How long a tank lasts: ``t = V / rate``.

    Parameters
    ----------
    tank : Quantity [m3]
        Usable volume: what the pump reaches, without the reserve.
    rate : Quantity [L/min]
        Of all sets that draw on it, above 0.

    Returns
    -------
    Quantity [s]

    Notes
    -----
    Source: definition.

    Examples
    --------
    >>> from rackplan.units import VOLUME, parse, ureg
    >>> left = fuel_duration(parse("40 m3", VOLUME), ureg.Quantity(817.7, "L/hour"))
    >>> round(left.m_as("hour"), 2)
    48.92
    """
    litres = take(tank, VOLUME, "tank") * _L_PER_M3
    return give(litres / take(rate, FLOW, "fuel rate", low=1e-9) * _S_PER_MIN, DURATION)


def fuel_volume(rate: Quantity, duration: Quantity) -> Quantity:
    """Fuel for a time: ``V = rate t``.

    Parameters
    ----------
    rate : Quantity [L/min]
    duration : Quantity [h]

    Returns
    -------
    Quantity [m3]

    Notes
    -----
    Source: definition.

    Examples
    --------
    >>> from rackplan.units import DURATION, parse, ureg
    >>> stored = fuel_volume(ureg.Quantity(817.7, "L/hour"), parse("48 h", DURATION))
    >>> round(stored.m_as("m**3"), 3)
    39.25
    """
    minutes = take(duration, DURATION, "duration") / _S_PER_MIN
    return give(take(rate, FLOW, "fuel rate") * minutes / _L_PER_M3, VOLUME)


def _points(shares: Ratio, rates: Quantity) -> tuple[Numbers, Numbers]:
    x = np.atleast_1d(take(shares, FRACTION, "load share", low=0, high=1.5))
    l_min = np.atleast_1d(take(rates, FLOW, "fuel rate"))
    if x.shape != l_min.shape or np.any(np.diff(x) <= 0) or np.any(np.diff(l_min) < 0):
        raise UnitProblem(
            "as many fuel rates as load shares, and both rising", f"{x.tolist()} {l_min.tolist()}"
        )
    return x, l_min
