"""Load of racks on a floor."""

from __future__ import annotations

from rackplan.units import LENGTH, MASS, PRESSURE, Quantity, give, take, ureg

__all__ = ["GRAVITY", "floor_pressure"]

GRAVITY: Quantity = ureg.Quantity(9.80665, "m/s**2")
"""Standard gravity (ISO 80000-3)."""

_LEAST_M = 1e-3
_PA_PER_KPA = 1e3


def floor_pressure(mass: Quantity, width: Quantity, depth: Quantity) -> Quantity:
    """Uniform load of a mass spread over a rectangle of floor: ``p = m g / (w d)``.

    Parameters
    ----------
    mass : Quantity [kg]
    width, depth : Quantity [m]
        The floor that carries it: positions covered, rack depth and half of each aisle.

    Returns
    -------
    Quantity [kPa]

    Notes
    -----
    A planning figure for slabs on grade; point loads under casters, raised floors and the path
    over which a rack is moved in need a structural engineer. A width or depth below a millimetre
    is refused. Source: definition of pressure.

    Examples
    --------
    A rack of 1,360 kg over 0.6 m by 2.4 m, half aisles included:

    >>> from rackplan.units import LENGTH, MASS, parse
    >>> pressure = floor_pressure(
    ...     parse("1360 kg", MASS), parse("600 mm", LENGTH), parse("2.4 m", LENGTH)
    ... )
    >>> round(pressure.m_as("kPa"), 2)
    9.26
    """
    weight_n = take(mass, MASS, "mass") * float(GRAVITY.magnitude)
    wide_m = take(width, LENGTH, "width", low=_LEAST_M)
    deep_m = take(depth, LENGTH, "depth", low=_LEAST_M)
    return give(weight_n / (wide_m * deep_m) / _PA_PER_KPA, PRESSURE)
