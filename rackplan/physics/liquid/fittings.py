"""What fittings and valves add to a pipe: loss coefficients K, and flow coefficients Kv and Cv."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

import numpy as np
from fluids.fittings import Cv_to_Kv, Kv_to_Cv, Kv_to_K
from fluids.friction import ft_Crane

from rackplan.units import (
    DENSITY,
    FLOW,
    FRACTION,
    LENGTH,
    PRESSURE,
    Numbers,
    Quantity,
    UnitProblem,
    give,
    take,
)

__all__ = ["FITTINGS", "cv_to_kv", "fitting_loss", "kv_to_cv", "kv_to_loss", "valve_drop"]

FITTINGS: dict[str, float] = {
    "elbow-90": 30.0,
    "elbow-90-long": 14.0,
    "elbow-45": 16.0,
    "tee-run": 20.0,
    "tee-branch": 60.0,
    "ball-valve": 3.0,
    "butterfly-valve": 45.0,
    "gate-valve": 8.0,
    "globe-valve": 340.0,
    "swing-check-valve": 100.0,
}
"""Equivalent lengths in diameters, ``K = n f_T``, of Crane TP-410, page A-27 and following."""

_OPENINGS = {"entrance": 0.5, "exit": 1.0}
"""Into and out of a vessel, sharp-edged: K whatever the diameter."""

_GALLON_MIN_L = 3.785411784
_M3_H_L_MIN = 1000.0 / 60.0
_WATER_KG_M3 = 999.0
"""Water at 15 degC, with which Kv and Cv are measured (IEC 60534)."""


def fitting_loss(counts: Mapping[str, float], diameter: Quantity) -> Quantity:
    """Sum of the loss coefficients of fittings: ``sum K = sum(count n f_T(D))``.

    Parameters
    ----------
    counts : mapping of str to number
        How many of each: names of `FITTINGS`, "entrance" and "exit".
    diameter : Quantity [m]
        Inside, 10 mm to 1.5 m.

    Returns
    -------
    Quantity [dimensionless]
        For ``fittings`` of `pipe_drop`.

    Notes
    -----
    Full ports, fully open, turbulent flow. Other names and diameters are refused. Source: Crane
    TP-410 with the friction f_T of clean commercial steel, as in `fluids`.

    Examples
    --------
    >>> from rackplan.units import LENGTH, parse
    >>> loss = fitting_loss({"elbow-90": 4, "ball-valve": 2, "exit": 1}, parse("100 mm", LENGTH))
    >>> round(loss.m, 2)
    3.05
    """
    bore_m = take(diameter, LENGTH, "diameter", low=0.01, high=1.5)
    unknown = sorted(set(counts) - set(FITTINGS) - set(_OPENINGS))
    if unknown:
        known = ", ".join([*FITTINGS, *_OPENINGS])
        raise UnitProblem(f"a fitting ({known})", f'"{unknown[0]}"', fits=True)
    take(np.array(list(counts.values()), dtype=np.float64), FRACTION, "number of fittings")
    steady = sum(count * _OPENINGS.get(name, 0.0) for name, count in counts.items())
    lengths = sum(count * FITTINGS.get(name, 0.0) for name, count in counts.items())
    return give(steady + lengths * _turbulent(bore_m), FRACTION)


def cv_to_kv(cv: Quantity) -> Quantity:
    """Kv of a valve from its Cv: ``Kv = 0.865 Cv`` in their customary units.

    Kv is the flow of water [m3/h] at a drop of 1 bar, Cv the flow [gpm] at a drop of 1 psi: both
    are flows here, ``Kv = Cv sqrt(1 bar / 1 psi)``.

    Parameters
    ----------
    cv : Quantity [gpm]
        "2.312 gpm" for a Cv of 2.312.

    Returns
    -------
    Quantity [L/min]
        Kv; read it with ``.m_as("m**3/h")``.

    Notes
    -----
    Holds for every Cv. Source: definitions in IEC 60534, as in `fluids`.

    Examples
    --------
    >>> from rackplan.units import FLOW, parse
    >>> round(cv_to_kv(parse("2.312 gpm", FLOW)).m_as("m**3/h"), 6)
    1.999828
    """
    cv_gpm = take(cv, FLOW, "Cv") / _GALLON_MIN_L
    return give(cv_gpm * Cv_to_Kv(1.0) * _M3_H_L_MIN, FLOW)


def kv_to_cv(kv: Quantity) -> Quantity:
    """Cv of a valve from its Kv, the inverse of `cv_to_kv`: ``Cv = Kv sqrt(1 psi / 1 bar)``.

    Parameters
    ----------
    kv : Quantity [m3/h]
        Flow of water at a drop of 1 bar.

    Returns
    -------
    Quantity [L/min]
        Flow of water at a drop of 1 psi; read it with ``.m_as("gpm")``.

    Notes
    -----
    Holds for every Kv. Source: definitions in IEC 60534, as in `fluids`.

    Examples
    --------
    >>> from rackplan.units import FLOW, parse
    >>> round(kv_to_cv(parse("2 m3/h", FLOW)).m_as("gpm"), 4)
    2.3122
    """
    kv_m3_h = take(kv, FLOW, "Kv") / _M3_H_L_MIN
    return give(kv_m3_h * Kv_to_Cv(1.0) * _GALLON_MIN_L, FLOW)


def valve_drop(flow: Quantity, kv: Quantity, density: Quantity) -> Quantity:
    """Pressure drop of a valve, coupling or strainer: ``dp = (V / Kv)**2 (rho / 999) 1 bar``.

    Parameters
    ----------
    flow : Quantity [L/min]
    kv : Quantity [m3/h]
        Flow of water at a drop of 1 bar, above zero.
    density : Quantity [kg/m3]
        Of the coolant, 500 to 2000 kg/m3.

    Returns
    -------
    Quantity [kPa]

    Notes
    -----
    Turbulent, no cavitation; out of range is refused. Source: definition of Kv in IEC 60534.

    Examples
    --------
    A pair of quick couplings of Kv 12 each, in a row:

    >>> from rackplan.units import DENSITY, FLOW, parse
    >>> one = valve_drop(parse("177 L/min", FLOW), parse("12 m3/h", FLOW),
    ...                  parse("1012 kg/m3", DENSITY))
    >>> round(2 * one.m_as("kPa"), 1)
    158.7
    """
    share = take(flow, FLOW, "flow") / take(kv, FLOW, "Kv", low=1e-6)
    heaviness = take(density, DENSITY, "density of a liquid", low=500, high=2000) / _WATER_KG_M3
    return give(100.0 * heaviness * share**2, PRESSURE)


def kv_to_loss(kv: Quantity, diameter: Quantity) -> Quantity:
    """Loss coefficient of a valve in a pipe: ``K = 1.6e9 D**4 / Kv**2``, D in m, Kv in m3/h.

    Parameters
    ----------
    kv : Quantity [m3/h]
        Flow of water at a drop of 1 bar, above zero.
    diameter : Quantity [m]
        Of the pipe to which K is referred, 1 mm to 5 m.

    Returns
    -------
    Quantity [dimensionless]
        For ``fittings`` of `pipe_drop`.

    Notes
    -----
    `valve_drop` set equal to ``K rho v**2 / 2``, within 0.05 %: the factor is rounded. Out of range
    is refused. Source: as in `fluids`.

    Examples
    --------
    >>> from rackplan.units import FLOW, LENGTH, parse
    >>> round(kv_to_loss(parse("40 m3/h", FLOW), parse("50 mm", LENGTH)).m, 2)
    6.25
    """
    bore_m = take(diameter, LENGTH, "diameter", low=1e-3, high=5.0)
    kv_m3_h = take(kv, FLOW, "Kv", low=1e-6) / _M3_H_L_MIN
    return give(Kv_to_K(1.0, 1.0) * bore_m**4 / kv_m3_h**2, FRACTION)


def _turbulent(bore_m: Numbers) -> Numbers:
    """Friction of clean commercial steel in full turbulence."""
    return cast("Numbers", np.vectorize(ft_Crane, otypes=[np.float64])(bore_m))
