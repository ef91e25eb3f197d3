"""What money of later years is worth today."""

from __future__ import annotations

from rackplan.units import DURATION, FRACTION, Quantity, Ratio, take

__all__ = ["annuity", "left_of", "present_share"]


def annuity(lifetime: Quantity, rate: Ratio) -> float:
    """Present worth of one unit of money at the end of each year.

    ``a = (1 - (1 + i)^-n) / i``, and n at a rate of nothing. A year that has begun counts in
    proportion, by the same equation.

    Parameters
    ----------
    lifetime : Quantity [year]
        n, at least one.
    rate : Quantity [dimensionless]
        i, from 0 to 1.

    Returns
    -------
    float [year]

    Notes
    -----
    Source: ASTM E917, uniform present value.

    Examples
    --------
    Five years at 8 %: 1/1.08 + 1/1.08^2 + ... + 1/1.08^5

    >>> from rackplan.units import parse
    >>> round(annuity(parse("5 year", DURATION), 0.08), 6)
    3.99271
    """
    years, each = _taken(lifetime, rate)
    return years if each == 0.0 else (1.0 - (1.0 + each) ** -years) / each


def present_share(lifetime: Quantity, rate: Ratio) -> float:
    """Present worth of one unit of money at the end: ``(1 + i)^-n``.

    Parameters
    ----------
    lifetime : Quantity [year]
    rate : Quantity [dimensionless]

    Notes
    -----
    Source: ASTM E917, single present value.

    Examples
    --------
    >>> from rackplan.units import parse
    >>> round(present_share(parse("5 year", DURATION), 0.08), 6)
    0.680583
    """
    years, each = _taken(lifetime, rate)
    return float((1.0 + each) ** -years)


def left_of(lifetime: Quantity, served: Quantity) -> float:
    """Share of a price that is left on a straight line: ``1 - served/lifetime``, not below zero.

    Parameters
    ----------
    lifetime, served : Quantity [year]

    Examples
    --------
    >>> from rackplan.units import parse
    >>> round(left_of(parse("15 year", DURATION), parse("5 year", DURATION)), 4)
    0.6667
    """
    whole = float(take(lifetime, DURATION, "lifetime"))
    return max(0.0, 1.0 - float(take(served, DURATION, "years served")) / whole)


def _taken(lifetime: Quantity, rate: Ratio) -> tuple[float, float]:
    years = float(take(lifetime, DURATION, "lifetime", low=_YEAR_S)) / _YEAR_S
    return years, float(take(rate, FRACTION, "discount rate", low=0.0, high=1.0))


_YEAR_S = 8760 * 3600.0
