"""Fans: power at a duty, and at a share of the rated airflow."""

from __future__ import annotations

from rackplan.units import (
    AIRFLOW,
    FRACTION,
    POWER,
    PRESSURE,
    Quantity,
    Ratio,
    UnitProblem,
    give,
    take,
)

__all__ = ["fan_power", "fan_power_at", "shared_fan_power"]


def fan_power(airflow: Quantity, pressure: Quantity, efficiency: Ratio) -> Quantity:
    """Electric power of a fan: ``P = V dp / eta``.

    Parameters
    ----------
    airflow : Quantity [m3/s]
    pressure : Quantity [kPa]
        Total pressure rise, at most 5 kPa; 0.2 to 0.4 kPa for fan walls.
    efficiency : float or Quantity [dimensionless]
        eta of fan, motor and drive together, 0.05 to 1; 0.55 to 0.65 for fan walls.

    Returns
    -------
    Quantity [kW]

    Notes
    -----
    Air as if incompressible, which holds to 5 kPa; out of range is refused. Source: air power over
    efficiency.

    Examples
    --------
    >>> from rackplan.units import AIRFLOW, PRESSURE, parse
    >>> power = fan_power(parse("1.3806 m3/s", AIRFLOW), parse("260 Pa", PRESSURE), 0.62)
    >>> round(power.m_as("W"), 2)
    578.96
    """
    share = take(efficiency, FRACTION, "efficiency of a fan", low=0.05, high=1.0)
    rise_kpa = take(pressure, PRESSURE, "pressure rise of a fan", high=5.0)
    return give(take(airflow, AIRFLOW, "airflow") * rise_kpa / share, POWER)


def fan_power_at(rated_power: Quantity, airflow_ratio: Ratio, exponent: Ratio = 3.0) -> Quantity:
    """Power of a fan at a share of its rated airflow: ``P = P0 y**n``.

    Parameters
    ----------
    rated_power : Quantity [kW]
        P0.
    airflow_ratio : float or Quantity [dimensionless]
        y, airflow over rated, 0 to 1.2.
    exponent : float or Quantity [dimensionless]
        n, 3 by the affinity laws; 2.5 to 2.8 with the losses of real drives; 1 to 3.

    Returns
    -------
    Quantity [kW]

    Notes
    -----
    Along one system curve; a set pressure makes the exponent smaller. Out of range is refused.
    Source: affinity laws.

    Examples
    --------
    >>> from rackplan.units import POWER, parse
    >>> round(fan_power_at(parse("24 kW", POWER), 0.75).m_as("kW"), 3)
    10.125
    """
    share = take(airflow_ratio, FRACTION, "airflow over rated", high=1.2)
    power = take(exponent, FRACTION, "exponent of fan power", low=1.0, high=3.0)
    return give(take(rated_power, POWER, "rated power") * share**power, POWER)


def shared_fan_power(
    airflow: Quantity,
    rated_airflow: Quantity,
    rated_power: Quantity,
    units: int,
    exponent: Ratio = 3.0,
) -> Quantity:
    """Power of like units that share an airflow: ``P = N P0 (V / (N V0))**n``.

    Parameters
    ----------
    airflow : Quantity [m3/s]
        V, of all units together, at most 1.2 times their rated.
    rated_airflow : Quantity [m3/s]
        V0 of one unit, above zero.
    rated_power : Quantity [kW]
        P0 of one unit.
    units : int
        N that run, the spare one too: it saves power.
    exponent : float or Quantity [dimensionless]
        n, 1 to 3.

    Returns
    -------
    Quantity [kW]

    Notes
    -----
    Range and source as for `fan_power_at`.

    Examples
    --------
    The air of four fan walls, moved by five of them, takes 64 % of the power:

    >>> from rackplan.units import AIRFLOW, POWER, parse
    >>> power = shared_fan_power(parse("166 m3/s", AIRFLOW), parse("41.5 m3/s", AIRFLOW),
    ...                          parse("24 kW", POWER), 5)
    >>> round(power.m_as("kW"), 2)
    61.44
    """
    if isinstance(units, bool) or units != int(units) or units < 1:
        raise UnitProblem("number of units of at least 1", f"{units}", fits=True)
    each = take(airflow, AIRFLOW, "airflow") / units
    share = each / take(rated_airflow, AIRFLOW, "rated airflow", low=1e-6)
    together: Quantity = units * fan_power_at(rated_power, share, exponent)
    return together
