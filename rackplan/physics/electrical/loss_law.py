"""The loss law of a machine, what it loses at a load, and a safe line for the optimizer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

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

__all__ = ["LOSSLESS", "LossLaw", "efficiency_at", "loss_at", "safe_line", "within_reach"]

_HAIR = 1e-9
"""A load above the rating by no more than this is a matter of rounding."""


@dataclass(frozen=True)
class LossLaw:
    """Loss against load, both as shares of the rating; made by the functions beside it.

    ``loss = fixed + linear x + square x^2 + sum_k slope_k max(0, x - knee_k)``

    Attributes
    ----------
    fixed, linear, square : float [share of the rating]
        No-load loss, what goes with the load, what goes with its square.
    knees : tuple of (float, float)
        Shares of load at which the slope changes, and by how much.
    reach : float
        The highest share of load for which the law was stated.

    Notes
    -----
    Beyond `reach` the loss goes with the square of the load, ``law(reach) (x / reach)^2``. That is
    no less than any law of the form above with coefficients that are not below zero. The functions
    beside it refuse such loads; a load flow tells of them as overloads.
    """

    fixed: float = 0.0
    linear: float = 0.0
    square: float = 0.0
    knees: tuple[tuple[float, float], ...] = ()
    reach: float = 1.0

    def at(self, share: Numbers) -> Numbers:
        """Loss as a share of the rating, also beyond `reach`."""
        x = np.minimum(share, self.reach)
        loss = self.fixed + x * (self.linear + x * self.square)
        for knee, slope in self.knees:
            loss = loss + slope * np.maximum(0.0, x - knee)
        beyond = np.maximum(1.0, share / self.reach) ** 2
        return np.asarray(loss * beyond, dtype=np.float64)


LOSSLESS = LossLaw()
"""What passes everything on: a switchboard, or a machine whose losses count elsewhere."""


def loss_at(law: LossLaw, load: Quantity, rating: Quantity) -> Quantity:
    """Loss of a machine that carries a load: ``loss = rating * law(load / rating)``.

    Parameters
    ----------
    law : LossLaw
    load : Quantity [kW or kVA]
        What the machine gives out, up to the last load share of the law.
    rating : Quantity [kW or kVA]
        Of the same kind as `load`: real power for supplies and UPS, apparent power for
        transformers.

    Returns
    -------
    Quantity [kW]
        What the machine turns into heat; its input is load and loss together. A machine that is
        switched on loses its no-load loss at load 0.

    Notes
    -----
    A load beyond the law's last load share is refused. Source: definition of loss.

    Examples
    --------
    >>> from rackplan.units import POWER, parse
    >>> from rackplan.physics.electrical import law_from_coefficients
    >>> ups = law_from_coefficients(0.006, 0.008, 0.013)
    >>> round(loss_at(ups, parse("1 MW", POWER), parse("2 MW", POWER)).m_as("kW"), 2)
    26.5
    """
    kind = APPARENT_POWER if _is_apparent(rating) else POWER
    rated = take(rating, kind, "rating", low=1e-6)
    share = take(load, kind, "load", low=0) / rated
    return give(rated * law.at(within_reach(law, share)), POWER)


def efficiency_at(law: LossLaw, share: Ratio) -> Quantity:
    """Output over input at a share of the rating: ``eta = x / (x + loss(x))``.

    Parameters
    ----------
    law : LossLaw
    share : float, list or Quantity [dimensionless]
        Load over rating, 0 up to the last load share of the law; beyond is refused.

    Returns
    -------
    Quantity [dimensionless]
        0 without load, where the machine has a no-load loss. Rounded to twelve digits, so that a
        published point comes back as it was written.

    Notes
    -----
    Source: definition of efficiency. That of a transformer at a power factor below 1 is lower: see
    `transformer_efficiency`.

    Examples
    --------
    >>> from rackplan.physics.electrical import RUBY
    >>> efficiency_at(RUBY, [0.05, 0.5, 1.0]).magnitude.tolist()
    [0.9, 0.965, 0.92]
    """
    x = within_reach(law, take(share, FRACTION, "load share", low=0))
    taken = x + law.at(x)
    whole = 1.0 / (1.0 + law.linear)
    eta = np.where(taken > 0, x / np.where(taken > 0, taken, 1.0), whole)
    return give(np.round(eta, 12), FRACTION)


def safe_line(law: LossLaw, low: Ratio, high: Ratio) -> tuple[Quantity, Quantity]:
    """A straight line that lies on or above the law over a range of load.

    ``loss / rating <= base + slope x`` for ``low <= x <= high``

    Parameters
    ----------
    law : LossLaw
    low, high : float or Quantity [dimensionless]
        Load shares, ``0 <= low < high``, up to the last load share of the law.

    Returns
    -------
    base, slope : Quantity [dimensionless]
        The chord between the ends, raised where a knee of the law lies above it.

    Notes
    -----
    For an optimizer, which takes straight lines only: losses are never reckoned too low. Between
    knees the law is straight or bends upward, so it lies highest above a chord at a knee or an end.

    Examples
    --------
    >>> from rackplan.physics.electrical import law_from_coefficients
    >>> base, slope = safe_line(law_from_coefficients(0.006, 0.008, 0.013), 0.3, 0.8)
    >>> round(float(base.magnitude), 5), round(float(slope.magnitude), 4)
    (0.00288, 0.0223)
    """
    start = float(take(low, FRACTION, "lower load share", low=0))
    end = float(within_reach(law, take(high, FRACTION, "upper load share", low=start + _HAIR)))
    ends = law.at(np.array([start, end]))
    slope = float(ends[1] - ends[0]) / (end - start)
    inside = np.array([start, *_between(law.knees, start, end)])
    base = float(np.max(law.at(inside) - slope * inside))
    return give(base, FRACTION), give(slope, FRACTION)


def within_reach(law: LossLaw, share: Numbers) -> Numbers:
    """Refuse load shares beyond the law's last; what is beyond by rounding only is cut to it."""
    if np.any(share > law.reach * (1 + _HAIR)):
        raise UnitProblem(
            f"a load of at most {law.reach:.6g} times the rating",
            f"{float(np.max(share)):.6g} times the rating",
            fits=True,
        )
    return np.minimum(share, law.reach)


def _between(knees: Iterable[tuple[float, float]], start: float, end: float) -> list[float]:
    return [knee for knee, _ in knees if start < knee < end]


def _is_apparent(quantity: Quantity) -> bool:
    unit = getattr(quantity, "dimensionality", None)
    return bool(unit == give(0.0, APPARENT_POWER).dimensionality)
