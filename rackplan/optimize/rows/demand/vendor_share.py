"""A vendor's share of planned compute power: ``P_v - share * P`` on the safe side of 0."""

from __future__ import annotations

import math
from collections.abc import Callable

from rackplan.optimize.problem import Problem
from rackplan.optimize.row import Emission, Row, Terms
from rackplan.units import Quantity

__all__ = ["emit"]


def emit(problem: Problem) -> Emission:
    """Emit one row a vendor and bound."""
    rows: list[Row] = []
    for vendor, bounds in problem.site.policy.vendor_share.items():
        if bounds.at_most is not None:
            terms = _terms(problem, vendor, bounds.at_most, math.ceil)
            rows.append(_row(vendor, terms, upper=0))
        if bounds.at_least is not None:
            terms = _terms(problem, vendor, bounds.at_least, math.floor)
            rows.append(_row(vendor, terms, lower=0))
    return Emission(tuple(rows), len(rows))


def _row(vendor: str, terms: Terms, *, lower: int | None = None, upper: int | None = None) -> Row:
    return Row("demand.vendor_share", vendor, terms, lower=lower, upper=upper, scale=1e3, unit="kW")


def _terms(
    problem: Problem, vendor: str, share: Quantity, rounded: Callable[[float], int]
) -> Terms:
    """Coefficients of ``P_v - share * P`` in W, each rounded to the safe side."""
    terms: Terms = {}
    for t, rack in enumerate(problem.racks):
        if rack.role == "compute" and rack.computing is not None:
            part = float(rack.computing.silicon_vendor == vendor) - float(share.magnitude)
            exact = part * float(rack.planned_power.m_as("W"))
            each = rounded(round(exact, 6))
            terms |= problem.count_terms(t, range(len(problem.rows)), each)
    return terms
