"""Water that heat rejection takes: evaporation, blowdown, drift, makeup."""

from __future__ import annotations

import numpy as np

from rackplan.units import (
    ENERGY,
    FLOW,
    FRACTION,
    TEMPERATURE,
    VOLUME,
    Numbers,
    Quantity,
    give,
    parse,
    parse_any,
    take,
    unit_of,
)

__all__ = ["blowdown", "evaporated_water", "latent_heat_j_kg", "makeup", "take_cycles"]

_J_PER_KWH = 3.6e6


def evaporated_water(heat: Quantity, temperature: Quantity) -> Quantity:
    """Water that takes a heat with it as vapour: ``V = Q / (h_fg 1 kg/L)``.

    Parameters
    ----------
    heat : Quantity [kWh]
        Heat that leaves by evaporation alone, one figure or an array. A tower also warms the air,
        so that it evaporates less than this in cool weather.
    temperature : Quantity [degC]
        Of the water that evaporates, 0 to 100 degC.

    Returns
    -------
    Quantity [m3]
        As metered when cold: a kilogram is a litre.

    Notes
    -----
    ``h_fg = 2500.5 - 2.3097 T - 0.0013 T^2`` kJ/kg, within 0.05 % of steam tables from 0 to
    100 degC; out of range is refused. Source: Lei and Masanet, Energy 201 (2020) 117556.

    Examples
    --------
    >>> from rackplan.units import ENERGY, TEMPERATURE, parse
    >>> round(evaporated_water(parse("1 kWh", ENERGY), parse("30 degC", TEMPERATURE)).m_as("L"), 3)
    1.481
    """
    at_c = take(temperature, TEMPERATURE, "temperature", low=0.0, high=100.0)
    mass_kg = take(heat, ENERGY, "heat") * _J_PER_KWH / latent_heat_j_kg(at_c)
    return give(mass_kg / 1000.0, VOLUME)


def blowdown(evaporation: Quantity, cycles: Quantity | float) -> Quantity:
    """Water drained so that minerals do not build up: ``B = E / (COC - 1)``.

    Parameters
    ----------
    evaporation : Quantity [L, L/min]
        E, a volume or a flow, one figure or an array.
    cycles : Quantity [dimensionless] or float
        COC, cycles of concentration, above 1 (1.05 to 20): 5 drains a quarter of what evaporates,
        1.25 four times as much, as pads do through which water runs once.

    Returns
    -------
    Quantity [L, L/min]
        Of the same kind and unit as the evaporation.

    Notes
    -----
    Source: mass balance of what does not evaporate; drift counts apart. Out of range is refused.

    Examples
    --------
    >>> from rackplan.units import VOLUME, parse
    >>> blowdown(parse("1 L", VOLUME), 5.0)
    <Quantity(0.25, 'liter')>
    """
    volume = parse_any(evaporation, VOLUME, FLOW)
    ratio = take_cycles(cycles)
    drained: Quantity = volume / (float(ratio) - 1.0 if ratio.ndim == 0 else ratio - 1.0)
    return drained


def makeup(
    evaporation: Quantity, cycles: Quantity | float, drift: Quantity | None = None
) -> Quantity:
    """Water to be fed: ``M = E + B + D = E COC / (COC - 1) + D``.

    Parameters
    ----------
    evaporation : Quantity [L, L/min]
        E, a volume or a flow, one figure or an array.
    cycles : Quantity [dimensionless] or float
        COC, as for `blowdown`.
    drift : Quantity [L, L/min], optional
        D, droplets that leave with the air, of the same kind as E; a good eliminator lets through
        0.005 % of the water that circulates.

    Returns
    -------
    Quantity [L, L/min]

    Notes
    -----
    Source: mass balance of the basin. Out of range is refused, as is a flow beside a volume.

    Examples
    --------
    >>> from rackplan.units import VOLUME, parse
    >>> makeup(parse("1 L", VOLUME), 5.0)
    <Quantity(1.25, 'liter')>
    """
    fed: Quantity = parse_any(evaporation, VOLUME, FLOW) + blowdown(evaporation, cycles)
    if drift is not None:
        fed = fed + parse(drift, FLOW if fed.check(unit_of(FLOW)) else VOLUME)
    return fed


def latent_heat_j_kg(temperature_c: Numbers) -> Numbers:
    """Latent heat of evaporation on plain arrays, as in `evaporated_water`."""
    return 1000.0 * (2500.5 - temperature_c * (2.3097 + 0.0013 * temperature_c))


def take_cycles(cycles: Quantity | float) -> Numbers:
    """Cycles of concentration, checked."""
    ratio = give(np.asarray(cycles), FRACTION) if isinstance(cycles, (int, float)) else cycles
    return take(ratio, FRACTION, "cycles of concentration", low=1.05, high=20.0)
