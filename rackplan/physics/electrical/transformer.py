"""Transformers at their load: no-load and load loss."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rackplan.physics.electrical.loss_law import LossLaw
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
    "TransformerLosses",
    "law_of_transformer",
    "transformer_efficiency",
    "transformer_loss",
]


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


def _share(load: Quantity, rating: Quantity) -> Numbers:
    rated_kva = take(rating, APPARENT_POWER, "rating", low=1e-6)
    share = np.asarray(take(load, APPARENT_POWER, "load", low=0) / rated_kva, dtype=np.float64)
    if np.any(share > 1.5):
        raise UnitProblem("a load of at most 1.5 times the rating", f"{float(np.max(share)):g}")
    return share
