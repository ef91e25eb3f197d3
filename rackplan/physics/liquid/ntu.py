"""Effectiveness of heat exchangers and their number of transfer units.

Why not the library that has these? It works figure by figure, takes 0.6 ms for one crossflow, and
fails where one side does not change its temperature or both are all but balanced; a year of hours
needs arrays. It judges these functions in the tests instead.
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from rackplan.physics.liquid.roots import rising_root
from rackplan.units import FRACTION, Numbers, Quantity, Ratio, UnitProblem, give, take

__all__ = [
    "MOST_NTU",
    "Arrangement",
    "effectiveness",
    "effectiveness_of",
    "ntu_from_effectiveness",
    "ntu_of",
]

Arrangement = Literal["counterflow", "parallel", "crossflow"]
"""How the streams run; crossflow has both streams unmixed, as in finned coils."""

MOST_NTU = 100.0
"""No exchanger has more transfer units."""


def effectiveness(
    ntu: Ratio, capacity_ratio: Ratio, arrangement: Arrangement = "counterflow"
) -> Quantity:
    """Effectiveness of a heat exchanger: heat over the most that its inlets allow.

    Counterflow ``eps = (1 - exp(-N (1 - C))) / (1 - C exp(-N (1 - C)))``, at C = 1 ``N / (1 + N)``;
    parallel ``eps = (1 - exp(-N (1 + C))) / (1 + C)``; crossflow, both unmixed,
    ``eps = sum_n P(n + 1, N) P(n + 1, C N) / (C N)`` with the lower incomplete gamma function P.

    Parameters
    ----------
    ntu : float or Quantity [dimensionless]
        N = UA / C_min, 0 to 100.
    capacity_ratio : float or Quantity [dimensionless]
        C = C_min / C_max, 0 to 1.
    arrangement : {'counterflow', 'parallel', 'crossflow'}

    Returns
    -------
    Quantity [dimensionless]
        0 to 1.

    Notes
    -----
    Outside the ranges it is refused. The crossflow series is exact; the usual approximation
    (Incropera 11.32) lies up to 1 % higher. Sources: Kays & London; Nusselt 1911 for crossflow.

    Examples
    --------
    >>> [round(effectiveness(5, 0.7, way).m, 6) for way in ("counterflow", "parallel", "crossflow")]
    [0.92067, 0.588116, 0.844482]
    """
    units = take(ntu, FRACTION, "number of transfer units", high=MOST_NTU)
    return give(effectiveness_of(units, _ratio(capacity_ratio), arrangement), FRACTION)


def ntu_from_effectiveness(
    effectiveness: Ratio, capacity_ratio: Ratio, arrangement: Arrangement = "counterflow"
) -> Quantity:
    """Transfer units that an effectiveness takes; the inverse of `effectiveness`.

    Counterflow ``N = ln((1 - C eps) / (1 - eps)) / (1 - C)``, at C = 1 ``eps / (1 - eps)``;
    parallel ``N = -ln(1 - eps (1 + C)) / (1 + C)``; crossflow by halving.

    Parameters
    ----------
    effectiveness : float or Quantity [dimensionless]
        eps, from 0 to below what endless surface gives: 1 in counterflow and crossflow,
        1 / (1 + C) in parallel flow.
    capacity_ratio : float or Quantity [dimensionless]
        C = C_min / C_max, 0 to 1.
    arrangement : {'counterflow', 'parallel', 'crossflow'}

    Returns
    -------
    Quantity [dimensionless]

    Notes
    -----
    An effectiveness that takes 100 transfer units or more is refused. Source: as `effectiveness`.

    Examples
    --------
    >>> round(ntu_from_effectiveness(0.7142857, 1.0).m, 3)
    2.5
    """
    share = take(effectiveness, FRACTION, "effectiveness", high=1.0)
    return give(ntu_of(share, _ratio(capacity_ratio), arrangement), FRACTION)


def effectiveness_of(ntu: Numbers, ratio: Numbers, arrangement: Arrangement) -> Numbers:
    """Effectiveness on plain numbers."""
    if arrangement == "parallel":
        return np.asarray(-np.expm1(-ntu * (1.0 + ratio)) / (1.0 + ratio))
    if arrangement == "crossflow":
        return _crossflow(*np.broadcast_arrays(ntu, ratio))
    _refuse_arrangement(arrangement)
    gone = -np.expm1(-ntu * (1.0 - ratio))
    rest = (1.0 - ratio) + ratio * gone
    is_balanced = rest <= 0.0
    return np.where(is_balanced, ntu / (1.0 + ntu), gone / np.where(is_balanced, 1.0, rest))


def ntu_of(share: Numbers, ratio: Numbers, arrangement: Arrangement) -> Numbers:
    """Transfer units on plain numbers."""
    limit = np.broadcast_to(1.0, np.broadcast_shapes(share.shape, ratio.shape))
    limit = effectiveness_of(limit * MOST_NTU, ratio, arrangement)
    if np.any(share >= limit):
        most = f"effectiveness below {np.min(limit):.6g} in {arrangement}"
        raise UnitProblem(most, f"{np.max(share):.6g}", fits=True)
    if arrangement == "parallel":
        return np.asarray(-np.log1p(-share * (1.0 + ratio)) / (1.0 + ratio))
    low = _counterflow_ntu(share, ratio)
    if arrangement == "counterflow":
        return low
    return rising_root(
        lambda ntu: effectiveness_of(ntu, ratio, arrangement) - share,
        low,
        np.full(limit.shape, MOST_NTU),
    )


def _counterflow_ntu(share: Numbers, ratio: Numbers) -> Numbers:
    odds = share / np.maximum(1.0 - share, 1e-300)
    lack = 1.0 - ratio
    is_balanced = odds * lack < 1e-12
    return np.where(is_balanced, odds, np.log1p(odds * lack) / np.where(is_balanced, 1.0, lack))


def _crossflow(ntu: Numbers, ratio: Numbers) -> Numbers:
    """Nusselt's series; its terms die away where their number exceeds the transfer units."""
    other = ratio * ntu
    terms = int(np.max(ntu, initial=0.0) + 10.0 * np.sqrt(np.max(ntu, initial=0.0)) + 40.0)
    one, two = np.exp(-ntu), np.exp(-other)
    left, right = -np.expm1(-ntu), -np.expm1(-other)
    summed = left * right
    for n in range(1, terms):
        one, two = one * ntu / n, two * other / n
        left, right = left - one, right - two
        summed = summed + left * right
    is_one_sided = other < 1e-9
    return np.where(is_one_sided, -np.expm1(-ntu), summed / np.where(is_one_sided, 1.0, other))


def _refuse_arrangement(arrangement: str) -> None:
    if arrangement != "counterflow":
        expected = "counterflow, parallel or crossflow"
        raise UnitProblem(expected, f'"{arrangement}"', fits=True)


def _ratio(capacity_ratio: Ratio) -> Numbers:
    return take(capacity_ratio, FRACTION, "ratio of capacity rates", high=1.0)
