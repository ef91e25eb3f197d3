"""Inlet temperature of each rack: by a recirculation matrix, or by the mean recirculation.

A matrix D [K/kW] says how much the inlet of rack i warms for each kilowatt of rack j. It comes from
CFD runs of the room in which one rack after the other is heated, or from the shares of exhaust that
reach other racks. Where a site has none, one recirculated share for the zone has to do.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from rackplan.physics.room_air.airflow import AIR_HEAT, MOST_RISE_K, air_capacity_kw_k
from rackplan.units import (
    FRACTION,
    POWER,
    TEMPERATURE,
    TEMPERATURE_DIFFERENCE,
    THERMAL_RESISTANCE,
    Numbers,
    Quantity,
    Ratio,
    UnitProblem,
    give,
    take,
)

__all__ = [
    "RackAir",
    "inlet_by_recirculation",
    "inlet_temperatures",
    "recirculation_matrix",
    "recirculation_shares",
    "supply_heat_index",
]

_SLACK = 1e-9


class RackAir(NamedTuple):
    """Air into and out of racks.

    Attributes
    ----------
    inlet, outlet : Quantity [degC]
    """

    inlet: Quantity
    outlet: Quantity


def recirculation_matrix(
    shares: Ratio,
    airflow: Quantity,
    density: Quantity,
    specific_heat: Quantity = AIR_HEAT,
) -> Quantity:
    """Recirculation matrix from the shares of exhaust: ``D = (K - A^T K)**-1 - K**-1``.

    Parameters
    ----------
    shares : float array [from rack i, to rack j]
        A, share of the air that rack i exhausts and rack j draws, 0 to 1. What a rack sends to
        others is at most all, and what a rack gets from others is at most what it draws.
    airflow : Quantity [m3/s]
        Through each rack, above zero; ``K = diag(rho cp V)``.
    density : Quantity [kg/m3]
        0.5 to 1.6 kg/m3.
    specific_heat : Quantity [kJ/kg/K]

    Returns
    -------
    Quantity [K/kW]
        D[i, j]: warming of the inlet of rack i for each kilowatt of rack j.

    Notes
    -----
    At fixed airflow; shares that break a balance are refused. Source: Tang, Gupta, Varsamopoulos,
    IEEE TPDS 19 (2008) 1458, cross-interference coefficients.

    Examples
    --------
    Two racks of 1 m3/s that each draw a tenth of the other's exhaust:

    >>> from rackplan.units import AIRFLOW, DENSITY, give, parse
    >>> matrix = recirculation_matrix(np.array([[0, 0.1], [0.1, 0]]), give([1, 1], AIRFLOW),
    ...                               parse("1.2 kg/m3", DENSITY))
    >>> matrix.m_as("K/kW").round(5).tolist()
    [[0.00837, 0.08367], [0.08367, 0.00837]]
    """
    rate = np.atleast_1d(air_capacity_kw_k(airflow, density, specific_heat))
    sent = take(shares, FRACTION, "share of exhaust", high=1.0)
    _refuse_other_shape(sent, rate.size)
    _refuse_imbalance(sent, rate)
    carried = (sent * rate[:, np.newaxis]).T
    return give(np.linalg.inv(np.diag(rate) - carried) - np.diag(1.0 / rate), THERMAL_RESISTANCE)


def recirculation_shares(
    matrix: Quantity,
    airflow: Quantity,
    density: Quantity,
    specific_heat: Quantity = AIR_HEAT,
) -> Quantity:
    """Shares of exhaust behind a recirculation matrix: ``A = I - K**-1 (D + K**-1)**-T``.

    The test of a matrix that came from elsewhere: it is refused where the shares that it means are
    no shares.

    Parameters
    ----------
    matrix : Quantity [K/kW]
        D[i, j].
    airflow : Quantity [m3/s]
        Through each rack, above zero.
    density : Quantity [kg/m3]
    specific_heat : Quantity [kJ/kg/K]

    Returns
    -------
    Quantity [dimensionless]
        A[i, j], share of the exhaust of rack i that rack j draws.

    Notes
    -----
    The inverse of `recirculation_matrix`. Refused: a matrix that is not square or not of these
    racks, entries below zero, shares below zero, more sent than exhausted, more got than drawn.

    Examples
    --------
    >>> from rackplan.units import AIRFLOW, DENSITY, THERMAL_RESISTANCE, give, parse
    >>> matrix = give([[0.0083671, 0.0836709], [0.0836709, 0.0083671]], THERMAL_RESISTANCE)
    >>> shares = recirculation_shares(matrix, give([1, 1], AIRFLOW), parse("1.2 kg/m3", DENSITY))
    >>> shares.m.round(4).tolist()
    [[0.0, 0.1], [0.1, 0.0]]
    """
    rate = np.atleast_1d(air_capacity_kw_k(airflow, density, specific_heat))
    warming = _take_matrix(matrix, rate.size)
    kept = np.linalg.inv(warming + np.diag(1.0 / rate))
    sent = (np.diag(rate) - kept).T / rate[:, np.newaxis]
    if np.any(sent < -1e-6):
        raise UnitProblem("a recirculation matrix of shares", f"a share of {sent.min():.4g}")
    sent = np.maximum(sent, 0.0)
    _refuse_imbalance(sent, rate)
    return give(sent, FRACTION)


def inlet_temperatures(supply: Quantity, matrix: Quantity, heat: Quantity) -> Quantity:
    """Inlet temperature of each rack by a recirculation matrix: ``T_in = T_s + D P``.

    Parameters
    ----------
    supply : Quantity [degC]
        T_s of the zone, -20 to 60 degC.
    matrix : Quantity [K/kW]
        D[i, j], warming of the inlet of rack i for each kilowatt that rack j gives to air.
    heat : Quantity [kW]
        P to air of each rack; leading axes for many states at once.

    Returns
    -------
    Quantity [degC]

    Notes
    -----
    At the airflow for which the matrix was found. A matrix that is not square or not of these
    racks, entries below zero and inlets more than 50 K above the supply are refused; see
    `recirculation_shares` for a test of its balance. Source: Tang, Gupta, Varsamopoulos 2008.

    Examples
    --------
    >>> from rackplan.units import POWER, TEMPERATURE, THERMAL_RESISTANCE, give, parse
    >>> matrix = give([[0.008, 0.084], [0.084, 0.008]], THERMAL_RESISTANCE)
    >>> inlets = inlet_temperatures(parse("24 degC", TEMPERATURE), matrix, give([14, 20], POWER))
    >>> inlets.m_as("degC").round(3).tolist()
    [25.792, 25.336]
    """
    power = np.atleast_1d(take(heat, POWER, "heat of racks"))
    warming = _take_matrix(matrix, power.shape[-1])
    cold = take(supply, TEMPERATURE, "supply temperature", low=-20.0, high=60.0)
    rise_k = power @ warming.T
    most = float(np.max(rise_k, initial=0.0))
    if most > MOST_RISE_K:
        expected = f"inlets at most {MOST_RISE_K:g} K above the supply"
        raise UnitProblem(expected, f"{most:.6g} K", fits=True)
    return give(cold + rise_k, TEMPERATURE)


def inlet_by_recirculation(supply: Quantity, rise: Quantity, recirculation: Ratio) -> RackAir:
    """Inlet and outlet where a share of the inlet air is exhaust: ``T_in = T_s + b dT / (1 - b)``.

    The inlet mixes ``T_in = (1 - b) T_s + b T_out`` and the rack warms it, ``T_out = T_in + dT``.

    Parameters
    ----------
    supply : Quantity [degC]
        T_s of the zone, -20 to 60 degC.
    rise : Quantity [K]
        dT through the rack at its airflow and density, 0 to 50 K: see `air_rise`.
    recirculation : float or Quantity [dimensionless]
        b, 0 to 0.6: of the zone's `air_balance`, with what leaks through the containment.

    Returns
    -------
    RackAir [inlet degC, outlet degC]
        Inlet less supply is the approach of the room.

    Notes
    -----
    A mean: single racks at row ends and tops are worse. Out of range is refused. Source: mixing;
    b is the supply heat index of Sharma, Bash, Patel (AIAA 2002-3091).

    Examples
    --------
    >>> from rackplan.units import TEMPERATURE, TEMPERATURE_DIFFERENCE, parse
    >>> air = inlet_by_recirculation(parse("24 degC", TEMPERATURE),
    ...                              parse("12.5 K", TEMPERATURE_DIFFERENCE), 0.1)
    >>> round(air.inlet.m_as("degC"), 2), round(air.outlet.m_as("degC"), 2)
    (25.39, 37.89)
    """
    share = take(recirculation, FRACTION, "recirculated share", high=0.6)
    cold = take(supply, TEMPERATURE, "supply temperature", low=-20.0, high=60.0)
    rise_k = take(rise, TEMPERATURE_DIFFERENCE, "rise of a rack", low=0.0, high=MOST_RISE_K)
    inlet = cold + share / (1.0 - share) * rise_k
    return RackAir(give(inlet, TEMPERATURE), give(inlet + rise_k, TEMPERATURE))


def supply_heat_index(supply: Quantity, inlet: Quantity, outlet: Quantity) -> Quantity:
    """Recirculated share from measured temperatures: ``SHI = (T_in - T_s) / (T_out - T_s)``.

    Parameters
    ----------
    supply, inlet, outlet : Quantity [degC]
        Of the zone, and of a rack or the mean of its racks; in this order not falling, and the
        outlet above the supply.

    Returns
    -------
    Quantity [dimensionless]
        0 to 1; 0 where no exhaust comes back.

    Notes
    -----
    Temperatures in another order are refused. Source: Sharma, Bash, Patel, AIAA 2002-3091.

    Examples
    --------
    >>> from rackplan.units import TEMPERATURE, parse
    >>> index = supply_heat_index(*(parse(f"{t} degC", TEMPERATURE) for t in (24, 25.39, 37.89)))
    >>> round(index.m, 3)
    0.1
    """
    cold, at_inlet, at_outlet = (
        take(each, TEMPERATURE, name)
        for each, name in ((supply, "supply"), (inlet, "inlet"), (outlet, "outlet"))
    )
    if np.any(at_inlet < cold) or np.any(at_outlet < at_inlet) or np.any(at_outlet <= cold):
        raise UnitProblem("supply, inlet and outlet that warm", "others", fits=True)
    return give((at_inlet - cold) / (at_outlet - cold), FRACTION)


def _take_matrix(matrix: Quantity, size: int) -> Numbers:
    """A recirculation matrix [K/kW] of so many racks."""
    warming = take(matrix, THERMAL_RESISTANCE, "recirculation matrix")
    _refuse_other_shape(warming, size)
    return warming


def _refuse_other_shape(matrix: Numbers, size: int) -> None:
    if matrix.shape != (size, size):
        shape = " by ".join(map(str, matrix.shape)) or "a single figure"
        raise UnitProblem(f"a matrix of {size} by {size} racks", shape, fits=True)


def _refuse_imbalance(sent: Numbers, rate_kw_k: Numbers) -> None:
    """Refuse racks that send more than they exhaust, or get more than they draw."""
    most_sent = float(sent.sum(axis=1).max())
    most_got = float((rate_kw_k @ sent / rate_kw_k).max())
    if most_sent > 1.0 + _SLACK:
        raise UnitProblem("shares of exhaust of at most 1 in all", f"{most_sent:.6g}", fits=True)
    if most_got >= 1.0 - _SLACK:
        expected = "racks that draw some supply air"
        raise UnitProblem(expected, f"{most_got:.6g} of it exhaust", fits=True)
