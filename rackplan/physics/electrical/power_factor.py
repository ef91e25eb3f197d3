"""Real, reactive and apparent power of one load and of a mix of them."""

from __future__ import annotations

import numpy as np

from rackplan.physics.electrical.three_phase import LEAST_POWER_FACTOR
from rackplan.units import (
    APPARENT_POWER,
    FRACTION,
    POWER,
    REACTIVE_POWER,
    Numbers,
    Quantity,
    Ratio,
    UnitProblem,
    give,
    take,
)

__all__ = [
    "apparent_power",
    "mixed_apparent_power",
    "mixed_power_factor",
    "power_factor_correction",
    "reactive_power",
]


def reactive_power(power: Quantity, power_factor: Ratio, *, leading: bool = False) -> Quantity:
    """Reactive power of a load: ``Q = P tan(acos pf)``.

    Parameters
    ----------
    power : Quantity [kW]
    power_factor : float or Quantity [dimensionless]
        Real over apparent power, 0.05 to 1.
    leading : bool
        Whether the load is capacitive, as power supplies at light load are: Q is then below 0.

    Returns
    -------
    Quantity [kvar]

    Notes
    -----
    Source: definition of power factor, fundamental only.

    Examples
    --------
    >>> from rackplan.units import POWER, parse
    >>> round(reactive_power(parse("800 kW", POWER), 0.8).m_as("kvar"), 6)
    600.0
    """
    kvar = take(power, POWER, "power") * _tangent(power_factor)
    return give(-kvar if leading else kvar, REACTIVE_POWER)


def apparent_power(power: Quantity, reactive: Quantity) -> Quantity:
    """Apparent power: ``S = sqrt(P^2 + Q^2)``.

    Parameters
    ----------
    power : Quantity [kW]
    reactive : Quantity [kvar]
        Below 0 where leading.

    Returns
    -------
    Quantity [kVA]
        For a utility feed, in MVA: ``.to("MVA")``.

    Notes
    -----
    Source: definition of apparent power.

    Examples
    --------
    >>> from rackplan.units import POWER, REACTIVE_POWER, parse
    >>> s = apparent_power(parse("60 MW", POWER), parse("25 Mvar", REACTIVE_POWER))
    >>> round(s.m_as("MVA"), 6)
    65.0
    """
    kw, kvar = take(power, POWER, "power"), take(reactive, REACTIVE_POWER, "reactive power")
    return give(np.hypot(kw, kvar), APPARENT_POWER)


def mixed_apparent_power(powers: Quantity, power_factors: Ratio) -> Quantity:
    """Apparent power of several loads together: ``S = sqrt((sum P)^2 + (sum Q)^2)``.

    Parameters
    ----------
    powers : Quantity [kW]
        One a load, along the last axis.
    power_factors : list of float or Quantity [dimensionless]
        One a load, or one for all, 0.05 to 1, all lagging.

    Returns
    -------
    Quantity [kVA]
        Never more than the sum of the loads' own apparent powers, which is a safe bound.

    Notes
    -----
    Source: P and Q add, S does not.

    Examples
    --------
    >>> from rackplan.units import POWER, give
    >>> round(mixed_apparent_power(give([800.0, 200.0], POWER), [0.8, 1.0]).m_as("kVA"), 3)
    1166.19
    """
    kw = np.atleast_1d(take(powers, POWER, "power"))
    tangents = _tangent(power_factors)
    if tangents.ndim and tangents.shape[-1] not in (1, kw.shape[-1]):
        raise UnitProblem(
            f"a power factor for each of {kw.shape[-1]} loads", f"{tangents.shape[-1]}"
        )
    kvar = kw * tangents
    return give(np.hypot(kw.sum(axis=-1), kvar.sum(axis=-1)), APPARENT_POWER)


def mixed_power_factor(powers: Quantity, power_factors: Ratio) -> Quantity:
    """Power factor of several loads together: ``pf = sum P / S``.

    Parameters
    ----------
    powers : Quantity [kW]
        One a load, along the last axis; not all 0.
    power_factors : list of float or Quantity [dimensionless]
        One a load, or one for all, 0.05 to 1, all lagging.

    Returns
    -------
    Quantity [dimensionless]

    Notes
    -----
    Source: as for `mixed_apparent_power`.

    Examples
    --------
    >>> from rackplan.units import POWER, give
    >>> round(float(mixed_power_factor(give([800.0, 200.0], POWER), [0.8, 1.0]).magnitude), 4)
    0.8575
    """
    together_kva = mixed_apparent_power(powers, power_factors).m_as("kVA")
    if np.any(together_kva <= 0):
        raise UnitProblem("loads that are not all 0", "a sum of 0", fits=True)
    kw = np.atleast_1d(take(powers, POWER, "power")).sum(axis=-1)
    return give(kw / together_kva, FRACTION)


def power_factor_correction(power: Quantity, present: Ratio, wanted: Ratio) -> Quantity:
    """Reactive power of capacitors that lift a power factor: ``Q = P (tan phi1 - tan phi2)``.

    Parameters
    ----------
    power : Quantity [kW]
    present, wanted : float or Quantity [dimensionless]
        Power factors before and after, lagging, 0.05 to 1; wanted at least the present one.

    Returns
    -------
    Quantity [kvar]

    Notes
    -----
    Source: definition of power factor.

    Examples
    --------
    >>> from rackplan.units import POWER, parse
    >>> round(power_factor_correction(parse("1 MW", POWER), 0.8, 0.95).m_as("kvar"), 1)
    421.3
    """
    lift = _tangent(present) - _tangent(wanted)
    if np.any(lift < 0):
        raise UnitProblem("a wanted power factor of at least the present one", f"{wanted}")
    return give(take(power, POWER, "power") * lift, REACTIVE_POWER)


def _tangent(power_factor: Ratio) -> Numbers:
    cosine = take(power_factor, FRACTION, "power factor", low=LEAST_POWER_FACTOR, high=1)
    return np.asarray(np.sqrt(1 - cosine**2) / cosine, dtype=np.float64)
