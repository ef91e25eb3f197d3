"""The continuous-load rule of breakers, taps and rack PDUs, applied once and on a stated side.

A load that lasts three hours or more may use 80 % of a breaker. The rule is written in two ways
that are the same: 0.8 on the *capacity* (`continuous_capacity`), or 1.25 on the *load* (`ocpd_min`,
`breaker_use`). To apply both is to apply it twice and to waste a fifth of the hall; so each
function here says its side, and a check uses one of them. An assembly that is listed for 100 % of
its rating has neither.
"""

from __future__ import annotations

import numpy as np

from rackplan.units import CURRENT, FRACTION, Numbers, Quantity, give, take

__all__ = [
    "CONTINUOUS_SHARE",
    "STANDARD_OCPD_A",
    "breaker_use",
    "continuous_capacity",
    "ocpd_min",
    "ocpd_standard",
]

CONTINUOUS_SHARE = 0.8
"""Share of a breaker for continuous load where the assembly is not listed for 100 %: 1 / 1.25."""

_SMALL = (15, 20, 25, 30, 35, 40, 45, 50, 60, 70, 80, 90, 100, 110, 125, 150, 175, 200, 225, 250)
_LARGE = (300, 350, 400, 450, 500, 600, 700, 800, 1000, 1200, 1600, 2000, 2500, 3000, 4000, 5000)
STANDARD_OCPD_A = (*_SMALL, *_LARGE, 6000)
"""Standard ratings of fuses and inverse-time breakers [A]: NEC 240.6(A)."""


def continuous_capacity(rating: Quantity, *, full_rated: bool = False) -> Quantity:
    """Continuous current that a breaker, tap or PDU carries; the rule on the capacity side.

    ``I = 0.8 I_rated``, or ``I_rated`` for a 100 %-rated assembly

    Parameters
    ----------
    rating : Quantity [A]
        Of the overcurrent device.
    full_rated : bool
        Whether the assembly, device included, is listed for 100 % of its rating.

    Returns
    -------
    Quantity [A]
        To be compared with the load as it is: the load side has no 1.25 then.

    Notes
    -----
    Source: NEC 210.20(A) and 215.3 with their exceptions for 100 %-rated assemblies.

    Examples
    --------
    >>> from rackplan.units import CURRENT, parse
    >>> continuous_capacity(parse("250 A", CURRENT)).m_as("A")
    200.0
    """
    share = 1.0 if full_rated else CONTINUOUS_SHARE
    return give(take(rating, CURRENT, "rating") * share, CURRENT)


def ocpd_min(
    continuous: Quantity, noncontinuous: Quantity | None = None, *, full_rated: bool = False
) -> Quantity:
    """Least rating of an overcurrent device (OCPD) for a load; the rule on the load side.

    ``I >= 1.25 I_continuous + I_noncontinuous``, or their sum for a 100 %-rated assembly

    Parameters
    ----------
    continuous : Quantity [A]
        Load that lasts three hours or more: all IT load.
    noncontinuous : Quantity [A], optional
        Load that does not.
    full_rated : bool
        Whether the assembly, device included, is listed for 100 % of its rating.

    Returns
    -------
    Quantity [A]
        To be compared with the rating as it is: the capacity side has no 0.8 then. The next
        standard rating is that of `ocpd_standard`.

    Notes
    -----
    Source: NEC 210.20(A) and 215.3 with their exceptions for 100 %-rated assemblies.

    Examples
    --------
    >>> from rackplan.units import CURRENT, parse
    >>> ocpd_min(parse("100 A", CURRENT)).m_as("A")
    125.0
    """
    return give(_needed_a(continuous, noncontinuous, full_rated=full_rated), CURRENT)


def breaker_use(
    rating: Quantity,
    continuous: Quantity,
    noncontinuous: Quantity | None = None,
    *,
    full_rated: bool = False,
) -> Quantity:
    """Share of a breaker, tap or PDU that its load uses; the rule on the load side.

    ``use = (1.25 I_continuous + I_noncontinuous) / I_rated``

    Parameters
    ----------
    rating : Quantity [A]
        Of the overcurrent device, at least 1 A.
    continuous, noncontinuous, full_rated
        As for `ocpd_min`.

    Returns
    -------
    Quantity [dimensionless]
        At most 1 where the load is allowed.

    Notes
    -----
    Source: as for `ocpd_min`.

    Examples
    --------
    >>> from rackplan.units import CURRENT, parse
    >>> use = breaker_use(parse("250 A", CURRENT), parse("187.4 A", CURRENT))
    >>> float(use.magnitude)
    0.937
    """
    needed = _needed_a(continuous, noncontinuous, full_rated=full_rated)
    return give(needed / take(rating, CURRENT, "rating", low=1), FRACTION)


def ocpd_standard(current: Quantity) -> Quantity:
    """The next standard rating of an overcurrent device at or above a current.

    Parameters
    ----------
    current : Quantity [A]
        Such as that of `ocpd_min`; up to 6,000 A.

    Returns
    -------
    Quantity [A]

    Notes
    -----
    More than 6,000 A is refused. Source: NEC 240.6(A).

    Examples
    --------
    >>> from rackplan.units import CURRENT, parse
    >>> ocpd_standard(parse("234.2 A", CURRENT)).m_as("A")
    250.0
    """
    ladder = np.array(STANDARD_OCPD_A, dtype=np.float64)
    amperes = take(current, CURRENT, "current", low=0, high=ladder[-1])
    return give(ladder[np.searchsorted(ladder, amperes * (1 - 1e-12))], CURRENT)


def _needed_a(continuous: Quantity, noncontinuous: Quantity | None, *, full_rated: bool) -> Numbers:
    lasting = take(continuous, CURRENT, "continuous load")
    brief = 0.0 if noncontinuous is None else take(noncontinuous, CURRENT, "noncontinuous load")
    needed = lasting * (1.0 if full_rated else 1.0 / CONTINUOUS_SHARE) + brief
    return np.asarray(needed, dtype=np.float64)
