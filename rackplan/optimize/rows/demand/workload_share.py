"""Shares of workloads in the planned compute power: ``P_w - share * P`` on the safe side of 0."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

from rackplan.optimize.problem import Problem
from rackplan.optimize.row import Emission, Row, Terms
from rackplan.units import Quantity

__all__ = ["emit"]


def emit(problem: Problem) -> Emission:
    """Emit one row a workload and bound, in W."""
    rows = tuple(row for name in problem.site.demand.workloads for row in _rows(problem, name))
    return Emission(rows, len(rows))


def _rows(problem: Problem, name: str) -> Iterator[Row]:
    bounds = problem.site.demand.workloads[name].share
    rule, unit = "demand.workload_share", "kW"
    if bounds.at_most is not None:
        terms = _terms(problem, name, bounds.at_most, math.ceil)
        yield Row(rule, name, terms, upper=0, scale=1e3, unit=unit)
    if bounds.at_least is not None:
        terms = _terms(problem, name, bounds.at_least, math.floor)
        yield Row(rule, name, terms, lower=0, scale=1e3, unit=unit)


def _terms(problem: Problem, name: str, share: Quantity, rounded: Callable[[float], int]) -> Terms:
    part = float(share.magnitude)
    terms: Terms = {}
    for t, rack in enumerate(problem.racks):
        if rack.role == "compute":
            watts = float(rack.planned_power.m_as("W"))
            each = rounded(round(-part * watts, 6))
            terms |= problem.count_terms(t, range(len(problem.rows)), each)
            if (t, name) in problem.columns.serving:
                terms[problem.columns.serve(t, name)] = rounded(round(watts, 6))
    return terms
