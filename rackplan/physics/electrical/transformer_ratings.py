"""What a transformer loses, out of what is printed of it: an efficiency, several, a standard."""

from __future__ import annotations

import numpy as np

from rackplan.physics.electrical.transformer import TransformerLosses
from rackplan.units import (
    APPARENT_POWER,
    FRACTION,
    POWER,
    Numbers,
    Quantity,
    Ratio,
    UnitProblem,
    give,
    take,
)

__all__ = [
    "DOE_2016_DRY_LOAD",
    "doe_2016_dry_efficiency",
    "losses_from_efficiency",
    "losses_from_points",
]

DOE_2016_DRY_LOAD = 0.35
"""Share of the rating at which the efficiencies of 10 CFR 431.196(a)(2) hold."""

_DOE_2016_DRY = {
    15.0: 0.9789,
    30.0: 0.9823,
    45.0: 0.9840,
    75.0: 0.9860,
    112.5: 0.9874,
    150.0: 0.9883,
    225.0: 0.9894,
    300.0: 0.9902,
    500.0: 0.9914,
    750.0: 0.9923,
    1000.0: 0.9928,
}


def losses_from_efficiency(
    rating: Quantity, efficiency: Ratio, at_load: Ratio, *, no_load_share: Ratio = 0.5
) -> TransformerLosses:
    """No-load and load loss of a transformer of which one efficiency is known.

    ``loss = x S (1 / eta - 1)``, ``P0 = k loss``, ``Pk = (1 - k) loss / x^2``

    Parameters
    ----------
    rating : Quantity [kVA]
    efficiency : float or Quantity [dimensionless]
        At power factor 1, 0.9 to 1.
    at_load : float or Quantity [dimensionless]
        x, share of the rating for which it is stated, 0.1 to 1: 0.35 for low-voltage dry, 0.5 for
        liquid and medium-voltage dry transformers of 10 CFR 431.196.
    no_load_share : float or Quantity [dimensionless]
        k, share of the loss there that is no-load loss, 0 to 1. A half makes that load the one of
        the best efficiency, which is what makers aim at; an assumption where not stated. Less
        means more loss above that load: for a lower `k` the plan is on the safe side.

    Returns
    -------
    TransformerLosses

    Notes
    -----
    Source: definition of efficiency; loss laws of IEEE C57.12.00.

    Examples
    --------
    A liquid-filled transformer of 99.53 % at half load:

    >>> from rackplan.units import APPARENT_POWER, parse
    >>> found = losses_from_efficiency(parse("2500 kVA", APPARENT_POWER), 0.9953, 0.5)
    >>> round(found.no_load.m_as("kW"), 3), round(found.load.m_as("kW"), 3)
    (2.951, 11.805)
    """
    rated_kva = take(rating, APPARENT_POWER, "rating", low=1e-6)
    eta = take(efficiency, FRACTION, "efficiency", low=0.9, high=1)
    x = take(at_load, FRACTION, "load share", low=0.1, high=1)
    k = take(no_load_share, FRACTION, "no-load share", low=0, high=1)
    loss_kw = rated_kva * x * (1 / eta - 1)
    return TransformerLosses(give(k * loss_kw, POWER), give((1 - k) * loss_kw / x**2, POWER))


def losses_from_points(
    rating: Quantity, shares: Ratio, efficiencies: Ratio, *, no_load_share: Ratio = 0.5
) -> TransformerLosses:
    """No-load and load loss of a transformer from points of its efficiency.

    ``P0 + Pk x_k^2 >= x_k S (1 / eta_k - 1)`` at every point: the nearest such law

    Parameters
    ----------
    rating : Quantity [kVA]
    shares, efficiencies : list of float or Quantity [dimensionless]
        Points at power factor 1: load over rating of 0.1 to 1, efficiency of 0.9 to 1.
    no_load_share : float or Quantity [dimensionless]
        As for `losses_from_efficiency`, where there is one point only.

    Returns
    -------
    TransformerLosses
        By least squares, then raised by the factor that leaves no point with less loss than it has:
        printed efficiencies are rounded, and this is the safe side.

    Notes
    -----
    Source: loss laws of IEEE C57.12.00.

    Examples
    --------
    >>> from rackplan.units import APPARENT_POWER, parse
    >>> found = losses_from_points(
    ...     parse("2500 kVA", APPARENT_POWER), [0.25, 0.5, 1.0], [0.9941, 0.9953, 0.9941]
    ... )
    >>> round(found.no_load.m_as("kW"), 2), round(found.load.m_as("kW"), 2)
    (2.96, 11.93)
    """
    rated_kva = float(take(rating, APPARENT_POWER, "rating", low=1e-6))
    x = np.atleast_1d(take(shares, FRACTION, "load share", low=0.1, high=1))
    eta = np.atleast_1d(take(efficiencies, FRACTION, "efficiency", low=0.9, high=1))
    if x.ndim != 1 or x.shape != eta.shape:
        raise UnitProblem("as many efficiencies as load shares", f"{x.tolist()} {eta.tolist()}")
    if len(set(x.tolist())) == 1:
        return losses_from_efficiency(rating, eta.min(), x[0], no_load_share=no_load_share)
    loss_kw = rated_kva * x * (1 / eta - 1)
    no_load_kw, load_kw = _fitted(np.stack([np.ones_like(x), x**2], axis=1), loss_kw)
    return TransformerLosses(give(no_load_kw, POWER), give(load_kw, POWER))


def doe_2016_dry_efficiency(rating: Quantity) -> Quantity:
    """Least efficiency of a low-voltage dry-type three-phase transformer in the USA since 2016.

    Parameters
    ----------
    rating : Quantity [kVA]
        15 to 1,000 kVA; outside nothing is prescribed and it is refused.

    Returns
    -------
    Quantity [dimensionless]
        At 35 % of the rating, 75 degC; between the listed ratings straight, as the rule says.

    Notes
    -----
    For transformers made from 2016-01-01 until 2029-04-22. Source: 10 CFR 431.196(a)(2).

    Examples
    --------
    >>> from rackplan.units import APPARENT_POWER, parse
    >>> float(doe_2016_dry_efficiency(parse("225 kVA", APPARENT_POWER)).magnitude)
    0.9894
    """
    rated_kva, eta = np.array(list(_DOE_2016_DRY)), np.array(list(_DOE_2016_DRY.values()))
    kva = take(rating, APPARENT_POWER, "rating", low=rated_kva[0], high=rated_kva[-1])
    return give(np.interp(kva, rated_kva, eta), FRACTION)


def _fitted(columns: Numbers, loss_kw: Numbers) -> tuple[float, float]:
    """Least squares with neither coefficient below zero, raised to lie on no point's lower side."""
    both = np.linalg.lstsq(columns, loss_kw, rcond=None)[0]
    alone = [float(column @ loss_kw / (column @ column)) for column in columns.T]
    if both[0] < 0:
        both = np.array([0.0, alone[1]])
    elif both[1] < 0:
        both = np.array([alone[0], 0.0])
    fitted = columns @ both
    raised = float(np.max(loss_kw / fitted)) if np.all(fitted > 0) else 1.0
    return float(both[0]) * max(1.0, raised), float(both[1]) * max(1.0, raised)
