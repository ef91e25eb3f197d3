"""Transformers: no-load and load loss, from a datasheet or from one efficiency."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rackplan.physics.electrical.efficiency import LossLaw
from rackplan.physics.electrical.three_phase import LEAST_POWER_FACTOR
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
    "TransformerLosses",
    "doe_2016_dry_efficiency",
    "law_of_transformer",
    "losses_from_efficiency",
    "transformer_efficiency",
    "transformer_loss",
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


@dataclass(frozen=True)
class TransformerLosses:
    """What a transformer loses.

    Attributes
    ----------
    no_load : Quantity [kW]
        P0, at nominal voltage, as long as it is switched on.
    load : Quantity [kW]
        Pk, at the rated load, on top.
    """

    no_load: Quantity
    load: Quantity


def transformer_loss(
    load: Quantity, rating: Quantity, losses: TransformerLosses, *, voltage: Ratio = 1.0
) -> Quantity:
    """Loss of a transformer at a load: ``P = P0 v^2 + Pk (S / S_rated)^2 / v^2``.

    Parameters
    ----------
    load : Quantity [kVA]
        Apparent power given out, up to 1.5 times the rating.
    rating : Quantity [kVA]
    losses : TransformerLosses
    voltage : float or Quantity [dimensionless]
        v, voltage over nominal, 0.8 to 1.2.

    Returns
    -------
    Quantity [kW]

    Notes
    -----
    Load loss at the temperature at which Pk is stated (75 degC dry, 55 to 85 degC liquid), without
    the extra loss of harmonics (K-factor). More than 1.5 times the rating is refused. Source: IEEE
    C57.12.00.

    Examples
    --------
    >>> from rackplan.units import APPARENT_POWER, POWER, parse
    >>> losses = TransformerLosses(parse("2.95 kW", POWER), parse("11.8 kW", POWER))
    >>> rating = parse("2500 kVA", APPARENT_POWER)
    >>> round(transformer_loss(parse("1250 kVA", APPARENT_POWER), rating, losses).m_as("kW"), 6)
    5.9
    """
    share = _share(load, rating)
    v = take(voltage, FRACTION, "voltage over nominal", low=0.8, high=1.2)
    no_load_kw = take(losses.no_load, POWER, "no-load loss")
    return give(no_load_kw * v**2 + take(losses.load, POWER, "load loss") * (share / v) ** 2, POWER)


def transformer_efficiency(
    load: Quantity, rating: Quantity, losses: TransformerLosses, power_factor: Ratio = 1.0
) -> Quantity:
    """Efficiency of a transformer: ``eta = S pf / (S pf + loss)``.

    Parameters
    ----------
    load : Quantity [kVA]
        Above 0 and up to 1.5 times the rating.
    rating : Quantity [kVA]
    losses : TransformerLosses
    power_factor : float or Quantity [dimensionless]
        Of the load, 0.05 to 1.

    Returns
    -------
    Quantity [dimensionless]

    Notes
    -----
    At nominal voltage. Source: definition of efficiency.

    Examples
    --------
    >>> from rackplan.units import APPARENT_POWER, POWER, parse
    >>> losses = TransformerLosses(parse("2.95 kW", POWER), parse("11.8 kW", POWER))
    >>> rating = parse("2500 kVA", APPARENT_POWER)
    >>> eta = transformer_efficiency(parse("1250 kVA", APPARENT_POWER), rating, losses)
    >>> round(float(eta.magnitude), 4)
    0.9953
    """
    cosine = take(power_factor, FRACTION, "power factor", low=LEAST_POWER_FACTOR, high=1)
    out_kw = take(load, APPARENT_POWER, "load", low=1e-9) * cosine
    return give(out_kw / (out_kw + transformer_loss(load, rating, losses).m_as("kW")), FRACTION)


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


def law_of_transformer(rating: Quantity, losses: TransformerLosses) -> LossLaw:
    """The loss law of a transformer: ``a = P0 / S``, ``c = Pk / S``.

    Parameters
    ----------
    rating : Quantity [kVA]
    losses : TransformerLosses

    Returns
    -------
    LossLaw
        For load shares up to 1.5, as shares of the rating in kVA.

    Notes
    -----
    Source: as for `transformer_loss`.

    Examples
    --------
    >>> from rackplan.units import APPARENT_POWER, POWER, parse
    >>> losses = TransformerLosses(parse("2.95 kW", POWER), parse("11.8 kW", POWER))
    >>> law = law_of_transformer(parse("2500 kVA", APPARENT_POWER), losses)
    >>> law.fixed, law.square
    (0.00118, 0.00472)
    """
    rated_kva = float(take(rating, APPARENT_POWER, "rating", low=1e-6))
    no_load_kw = float(take(losses.no_load, POWER, "no-load loss"))
    load_kw = float(take(losses.load, POWER, "load loss"))
    return LossLaw(fixed=no_load_kw / rated_kva, square=load_kw / rated_kva, reach=1.5)


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


def _share(load: Quantity, rating: Quantity) -> Numbers:
    rated_kva = take(rating, APPARENT_POWER, "rating", low=1e-6)
    share = np.asarray(take(load, APPARENT_POWER, "load", low=0) / rated_kva, dtype=np.float64)
    if np.any(share > 1.5):
        raise UnitProblem("a load of at most 1.5 times the rating", f"{float(np.max(share)):g}")
    return share
