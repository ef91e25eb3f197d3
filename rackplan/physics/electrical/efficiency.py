"""Loss of a machine against its load: one law for supplies, UPS, transformers and lines.

Makers publish efficiencies at a few loads. Between them the *loss* is drawn straight, not the
efficiency: losses of converters bend upward with load, so the straight line lies above them, and
heat and input power are never read too low. Why not fit a polynomial? Three or four published
points do not carry one, and it swings between them.
"""

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

__all__ = [
    "LOSSLESS",
    "LossLaw",
    "efficiency_at",
    "law_from_coefficients",
    "law_from_efficiency",
    "law_from_points",
    "loss_at",
    "safe_line",
]

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
    """

    fixed: float = 0.0
    linear: float = 0.0
    square: float = 0.0
    knees: tuple[tuple[float, float], ...] = ()
    reach: float = 1.0

    def at(self, share: Numbers) -> Numbers:
        """Loss as a share of the rating; beyond `reach` along the last slope, without a word."""
        loss = self.fixed + share * (self.linear + share * self.square)
        for knee, slope in self.knees:
            loss = loss + slope * np.maximum(0.0, share - knee)
        return np.asarray(loss, dtype=np.float64)


LOSSLESS = LossLaw()
"""What passes everything on: a switchboard, or a machine whose losses count elsewhere."""


def law_from_points(shares: Ratio, efficiencies: Ratio, *, no_load: Ratio | None = None) -> LossLaw:
    """The law through published points of efficiency.

    ``loss_k = x_k (1 / eta_k - 1)``, straight between the points

    Parameters
    ----------
    shares : list of float or Quantity [dimensionless]
        Load over rating at the points, rising, above 0 and up to 1.5.
    efficiencies : list of float or Quantity [dimensionless]
        Output over input at the points, above 0 and up to 1.
    no_load : float or Quantity [dimensionless], optional
        Loss without load, as a share of the rating. Not known: the loss of the lowest point holds
        down to no load, which is too much rather than too little.

    Returns
    -------
    LossLaw
        For load shares up to that of the last point; beyond it is refused.

    Notes
    -----
    Rounding is on the safe side: never less loss than a curve that bends upward through the points.
    Where points give a loss that falls as load rises, the higher one is kept (running maximum), so
    that more load never means less loss. Otherwise the points come back as they were given. Source:
    definition of efficiency.

    Examples
    --------
    >>> supply = law_from_points([0.1, 0.2, 0.5, 1.0], [0.90, 0.94, 0.96, 0.91])
    >>> float(efficiency_at(supply, 0.5).magnitude)
    0.96
    >>> round(float(efficiency_at(supply, 0.35).magnitude), 4)
    0.9542
    """
    x = np.atleast_1d(take(shares, FRACTION, "load share", low=1e-6, high=1.5))
    eta = np.atleast_1d(take(efficiencies, FRACTION, "efficiency", low=0.01, high=1))
    if x.ndim != 1 or x.shape != eta.shape or np.any(np.diff(x) <= 0):
        raise UnitProblem(
            "as many efficiencies as load shares, and these rising", f"{x.tolist()} {eta.tolist()}"
        )
    loss = x * (1.0 / eta - 1.0)
    start = loss[0] if no_load is None else take(no_load, FRACTION, "no-load loss", low=0, high=1)
    loss = np.maximum.accumulate(np.maximum(loss, start))
    slopes = np.diff(np.concatenate([[float(start)], loss])) / np.diff(np.concatenate([[0.0], x]))
    bends = zip(x[:-1], np.diff(slopes), strict=True)
    return LossLaw(
        fixed=float(start),
        linear=float(slopes[0]),
        knees=tuple((float(at), float(bend)) for at, bend in bends),
        reach=float(x[-1]),
    )


def law_from_coefficients(fixed: Ratio, linear: Ratio, square: Ratio) -> LossLaw:
    """The quadratic law: ``loss / rating = a + b x + c x^2``.

    Parameters
    ----------
    fixed, linear, square : float or Quantity [dimensionless]
        a, b and c, each 0 to 1: no-load loss, loss with load, loss with its square. A coefficient
        below zero is refused, as loss would fall where load rises.

    Returns
    -------
    LossLaw
        For load shares of 0 to 1.

    Notes
    -----
    Source: losses of a converter are those of its controls and magnets (a), of its semiconductors'
    forward voltage (b) and of its resistances (c); a transformer has no b, a line only c.

    Examples
    --------
    A double-conversion UPS, 97.4 % at half load:

    >>> ups = law_from_coefficients(0.006, 0.008, 0.013)
    >>> round(float(efficiency_at(ups, 0.5).magnitude), 4)
    0.9742
    """
    names = ("no-load loss a", "linear loss b", "square loss c")
    a, b, c = (
        float(take(part, FRACTION, name, low=0, high=1))
        for part, name in zip((fixed, linear, square), names, strict=True)
    )
    return LossLaw(fixed=a, linear=b, square=c)


def law_from_efficiency(efficiency: Ratio) -> LossLaw:
    """The law of one efficiency at all loads: ``loss / rating = x (1 / eta - 1)``.

    Parameters
    ----------
    efficiency : float or Quantity [dimensionless]
        Output over input, above 0 and up to 1.

    Returns
    -------
    LossLaw
        For load shares of 0 to 1.

    Notes
    -----
    On the safe side for a load at which the machine is better than this; not for light loads, where
    no-load losses rule. Source: definition of efficiency.

    Examples
    --------
    >>> float(efficiency_at(law_from_efficiency(0.968), 0.3).magnitude)
    0.968
    """
    eta = float(take(efficiency, FRACTION, "efficiency", low=0.01, high=1))
    return LossLaw(linear=1.0 / eta - 1.0)


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
    >>> ups = law_from_coefficients(0.006, 0.008, 0.013)
    >>> round(loss_at(ups, parse("1 MW", POWER), parse("2 MW", POWER)).m_as("kW"), 2)
    26.5
    """
    kind = APPARENT_POWER if _is_apparent(rating) else POWER
    rated = take(rating, kind, "rating", low=1e-6)
    share = take(load, kind, "load", low=0) / rated
    return give(rated * law.at(_within(law, share)), POWER)


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
    x = _within(law, take(share, FRACTION, "load share", low=0))
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
    >>> base, slope = safe_line(law_from_coefficients(0.006, 0.008, 0.013), 0.3, 0.8)
    >>> round(float(base.magnitude), 5), round(float(slope.magnitude), 4)
    (0.00288, 0.0223)
    """
    start = float(take(low, FRACTION, "lower load share", low=0))
    end = float(_within(law, take(high, FRACTION, "upper load share", low=start + _HAIR)))
    ends = law.at(np.array([start, end]))
    slope = float(ends[1] - ends[0]) / (end - start)
    inside = np.array([start, *_between(law.knees, start, end)])
    base = float(np.max(law.at(inside) - slope * inside))
    return give(base, FRACTION), give(slope, FRACTION)


def _between(knees: Iterable[tuple[float, float]], start: float, end: float) -> list[float]:
    return [knee for knee, _ in knees if start < knee < end]


def _within(law: LossLaw, share: Numbers) -> Numbers:
    """Refuse load shares beyond the law's last; what is beyond by rounding only is cut to it."""
    if np.any(share > law.reach * (1 + _HAIR)):
        raise UnitProblem(
            f"a load of at most {law.reach:.6g} times the rating",
            f"{float(np.max(share)):.6g} times the rating",
            fits=True,
        )
    return np.minimum(share, law.reach)


def _is_apparent(quantity: Quantity) -> bool:
    unit = getattr(quantity, "dimensionality", None)
    return bool(unit == give(0.0, APPARENT_POWER).dimensionality)
