"""Friction of flow in round pipes: Reynolds number, friction factor, speed."""

from __future__ import annotations

from typing import Any, Literal, cast

import numpy as np
from fluids.friction import Clamond
from fluids.friction import friction_factor as library_friction

from rackplan.physics.liquid.coolants import L_MIN_PER_M3_S
from rackplan.units import (
    DENSITY,
    FLOW,
    FRACTION,
    LENGTH,
    SPEED,
    VISCOSITY,
    Numbers,
    Quantity,
    Ratio,
    UnitProblem,
    give,
    take,
)

__all__ = [
    "MOST_SPEED_M_S",
    "Friction",
    "flow_speed",
    "friction_factor",
    "friction_of",
    "joined_friction_of",
    "reynolds_number",
    "reynolds_of",
    "speed_of",
    "take_bore",
    "take_liquid",
]

Friction = Literal["colebrook", "haaland"]
"""How turbulent friction is found; below a Reynolds number of 2040 it is laminar either way."""

MOST_SPEED_M_S = 30.0
"""Far more than any pipe is laid out for: beyond it a flow or a diameter is a slip of the pen."""

_METHODS = {"colebrook": "Clamond", "haaland": "Haaland"}
"""Clamond solves Colebrook's equation to machine precision."""

_LEAST_REYNOLDS = 1e-3
_LEAST_TURBULENT = 500.0
"""Where laminar friction is the larger in pipes of any roughness."""


def friction_factor(
    reynolds: Ratio, relative_roughness: Ratio, method: Friction = "colebrook"
) -> Quantity:
    """Darcy friction factor of a pipe.

    Turbulent after Colebrook, ``1/sqrt(f) = -2 log10(e/(3.7 D) + 2.51/(Re sqrt(f)))``, or after
    Haaland, ``1/sqrt(f) = -1.8 log10((e/(3.7 D))**1.11 + 6.9/Re)``; laminar, ``f = 64/Re``, below
    Re = 2040.

    Parameters
    ----------
    reynolds : float or Quantity [dimensionless]
        Re, 0.001 to 1e9.
    relative_roughness : float or Quantity [dimensionless]
        e/D, 0 to 0.05.
    method : {'colebrook', 'haaland'}
        Haaland lies within 1.5 % of Colebrook.

    Returns
    -------
    Quantity [dimensionless]

    Notes
    -----
    Outside the ranges it is refused. Between Re 2040 and 4000 flow may be laminar or turbulent; the
    higher, turbulent value is given. Source: Colebrook 1939, Haaland 1983, as in `fluids`.

    Examples
    --------
    >>> round(friction_factor(1e5, 1e-4).m, 6)
    0.018514
    """
    number = take(reynolds, FRACTION, "Reynolds number", low=_LEAST_REYNOLDS, high=1e9)
    rough = take(relative_roughness, FRACTION, "relative roughness", high=0.05)
    return give(friction_of(number, rough, method), FRACTION)


def reynolds_number(
    flow: Quantity, diameter: Quantity, density: Quantity, viscosity: Quantity
) -> Quantity:
    """Reynolds number of the flow in a pipe: ``Re = 4 rho V / (pi D mu)``.

    Parameters
    ----------
    flow : Quantity [L/min]
        V, a volume flow.
    diameter : Quantity [m]
        D, inside, 1 mm to 5 m.
    density : Quantity [kg/m3]
        500 to 2000 kg/m3.
    viscosity : Quantity [Pa*s]
        mu, 1e-6 to 1 Pa*s.

    Returns
    -------
    Quantity [dimensionless]

    Notes
    -----
    Outside the ranges it is refused. Source: definition.

    Examples
    --------
    >>> from rackplan.units import DENSITY, FLOW, LENGTH, VISCOSITY, parse
    >>> number = reynolds_number(parse("1000 L/min", FLOW), parse("100 mm", LENGTH),
    ...                          parse("1014 kg/m3", DENSITY), parse("1.37 mPa*s", VISCOSITY))
    >>> round(number.m)
    157064
    """
    flow_m3_s, bore_m = take(flow, FLOW, "flow") / L_MIN_PER_M3_S, take_bore(diameter)
    return give(reynolds_of(flow_m3_s, bore_m, *take_liquid(density, viscosity)), FRACTION)


def flow_speed(flow: Quantity, diameter: Quantity) -> Quantity:
    """Mean speed in a pipe: ``v = 4 V / (pi D**2)``.

    Parameters
    ----------
    flow : Quantity [L/min]
    diameter : Quantity [m]
        Inside, 1 mm to 5 m.

    Returns
    -------
    Quantity [m/s]

    Notes
    -----
    Refused above 30 m/s; headers are laid out for 1 to 3 m/s. Source: continuity.

    Examples
    --------
    >>> from rackplan.units import FLOW, LENGTH, parse
    >>> round(flow_speed(parse("1000 L/min", FLOW), parse("100 mm", LENGTH)).m_as("m/s"), 3)
    2.122
    """
    flow_m3_s = take(flow, FLOW, "flow") / L_MIN_PER_M3_S
    return give(speed_of(flow_m3_s, take_bore(diameter)), SPEED)


def friction_of(reynolds: Numbers, relative_roughness: Numbers, method: Friction) -> Numbers:
    """Friction factor on plain numbers; the limit of rest counts as Re = 0.001."""
    if method not in _FRICTIONS:
        raise UnitProblem("friction of colebrook or haaland", f'"{method}"', fits=True)
    moving = np.maximum(reynolds, _LEAST_REYNOLDS)
    return cast("Numbers", _FRICTIONS[method](moving, relative_roughness))


def joined_friction_of(reynolds: Numbers, relative_roughness: Numbers) -> Numbers:
    """The larger of laminar and turbulent friction on plain numbers.

    Colebrook's curve is followed down to where the laminar one crosses it, at a Reynolds number of
    650 to 1,040. So the drop rises without a jump, and a network has a solution.
    """
    moving = np.maximum(reynolds, _LEAST_REYNOLDS)
    turbulent = _TURBULENT(np.maximum(moving, _LEAST_TURBULENT), relative_roughness)
    return np.asarray(np.where(moving < _LEAST_TURBULENT, 0.0, turbulent).clip(64.0 / moving))


def reynolds_of(
    flow_m3_s: Numbers, bore_m: Numbers, density_kg_m3: Numbers, viscosity_pa_s: Numbers
) -> Numbers:
    """Reynolds number on plain numbers."""
    return 4 * density_kg_m3 * flow_m3_s / (np.pi * bore_m * viscosity_pa_s)


def speed_of(flow_m3_s: Numbers, bore_m: Numbers) -> Numbers:
    """Mean speed on plain numbers [m/s], refused where no pipe runs so fast."""
    speed_m_s = flow_m3_s / (0.25 * np.pi * bore_m**2)
    most = float(np.max(speed_m_s, initial=0.0))
    if most > MOST_SPEED_M_S * (1 + 1e-9):
        expected = f"flow of at most {MOST_SPEED_M_S:g} m/s in its pipe"
        raise UnitProblem(expected, f"{most:.6g} m/s", fits=True)
    return speed_m_s


def take_bore(diameter: Quantity) -> Numbers:
    """Inside diameter of a pipe [m]."""
    return take(diameter, LENGTH, "diameter", low=1e-3, high=5.0)


def take_liquid(density: Quantity, viscosity: Quantity) -> tuple[Numbers, Numbers]:
    """Density [kg/m3] and viscosity [Pa*s] of a liquid."""
    density_kg_m3 = take(density, DENSITY, "density of a liquid", low=500, high=2000)
    return density_kg_m3, take(viscosity, VISCOSITY, "viscosity of a liquid", low=1e-6, high=1)


def _elementwise(method: str) -> Any:
    """The library's function, figure by figure, for arrays."""

    def one(reynolds: float, relative_roughness: float) -> float:
        return float(library_friction(reynolds, relative_roughness, Method=method))

    return np.vectorize(one, otypes=[np.float64])


_FRICTIONS = {name: _elementwise(method) for name, method in _METHODS.items()}
_TURBULENT: Any = np.vectorize(Clamond, otypes=[np.float64])
