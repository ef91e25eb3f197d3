"""Loss laws out of what makers print: points of efficiency, coefficients, or a single figure.

Makers publish efficiencies at a few loads. Between them the *loss* is drawn straight, not the
efficiency: losses of converters bend upward with load, so the straight line lies above them, and
heat and input power are never read too low. Why not fit a polynomial? Three or four published
points do not carry one, and it swings between them.
"""

from __future__ import annotations

import numpy as np

from rackplan.physics.electrical.loss_law import LossLaw, within_reach
from rackplan.units import FRACTION, Ratio, UnitProblem, take

__all__ = ["law_from_coefficients", "law_from_efficiency", "law_from_points", "law_through"]


def law_from_points(
    shares: Ratio,
    efficiencies: Ratio,
    *,
    no_load: Ratio | None = None,
    up_to: Ratio | None = None,
) -> LossLaw:
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
    up_to : float or Quantity [dimensionless], optional
        How far the law is to hold where that is beyond the last point, up to 1.5: a straight line
        to ``loss_n (up_to / x_n)^2``, which is too much rather than too little.

    Returns
    -------
    LossLaw
        For load shares up to that of the last point or `up_to`; beyond it is refused.

    Notes
    -----
    Rounding is on the safe side: never less loss than a curve that bends upward through the points.
    Where points give a loss that falls as load rises, the higher one is kept (running maximum), so
    that more load never means less loss. Otherwise the points come back as they were given. Source:
    definition of efficiency.

    Examples
    --------
    >>> from rackplan.physics.electrical import efficiency_at
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
    if up_to is not None:
        end = float(take(up_to, FRACTION, "reach", low=float(x[-1]), high=1.5))
        if end > x[-1]:
            x, loss = np.append(x, end), np.append(loss, loss[-1] * (end / x[-1]) ** 2)
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

    >>> from rackplan.physics.electrical import efficiency_at
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
    >>> from rackplan.physics.electrical import efficiency_at
    >>> float(efficiency_at(law_from_efficiency(0.968), 0.3).magnitude)
    0.968
    """
    eta = float(take(efficiency, FRACTION, "efficiency", low=0.01, high=1))
    return LossLaw(linear=1.0 / eta - 1.0)


def law_through(shape: LossLaw, share: Ratio, efficiency: Ratio) -> LossLaw:
    """A law of known shape through the one point that is known: ``k * shape(x)``.

    Parameters
    ----------
    shape : LossLaw
        Such as `UPS_PLANNING`.
    share, efficiency : float or Quantity [dimensionless]
        Load over rating, above 0 and up to the reach of the shape; efficiency there, 0.01 to 1.

    Returns
    -------
    LossLaw
        With all losses of the shape times ``k = x (1 / eta - 1) / shape(x)``.

    Notes
    -----
    The best guess from one printed figure, not a safe one: for that take `law_from_points`. A shape
    without loss at the point is refused. Source: definition of efficiency.

    Examples
    --------
    >>> from rackplan.physics.electrical import UPS_PLANNING, efficiency_at
    >>> ups = law_through(UPS_PLANNING, 0.75, 0.97)
    >>> efficiency_at(ups, [0.25, 0.75]).magnitude.round(4).tolist()
    [0.9594, 0.97]
    """
    x = within_reach(shape, take(share, FRACTION, "load share", low=1e-6))
    eta = take(efficiency, FRACTION, "efficiency", low=0.01, high=1)
    of_shape = float(shape.at(x))
    if of_shape <= 0:
        raise UnitProblem("a shape with a loss at the point", "none", fits=True)
    k = float(x * (1 / eta - 1)) / of_shape
    return LossLaw(
        fixed=k * shape.fixed,
        linear=k * shape.linear,
        square=k * shape.square,
        knees=tuple((knee, k * bend) for knee, bend in shape.knees),
        reach=shape.reach,
    )
