"""Rows of a share of the planned compute power: ``P_x - share * P`` on the safe side of 0."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from rackplan.model.catalog import RackType
from rackplan.model.demand import ShareBounds
from rackplan.optimize.problem import Problem
from rackplan.optimize.row import Emission, Row, Terms
from rackplan.units import Quantity

__all__ = ["Counts", "share_rows"]

Counts: TypeAlias = Callable[[RackType, str], bool]
"""Whether a compute rack counts for somebody."""


def share_rows(
    problem: Problem,
    rule: str,
    bounds: Mapping[str, ShareBounds],
    counts: Counts,
    surely: Counts | None = None,
) -> Emission:
    """Emit one row for each name and bound.

    Parameters
    ----------
    problem : Problem
    rule : str
    bounds : mapping of name to ShareBounds
    counts : callable
        Which racks count towards "at most".
    surely : callable or None
        Which count towards "at least", where these are others.
    """
    rows = tuple(
        row
        for name, bound in bounds.items()
        for row in _rows(problem, (rule, name), bound, (counts, surely or counts))
    )
    return Emission(rows, len(rows))


def _rows(
    problem: Problem, what: tuple[str, str], bound: ShareBounds, counts: tuple[Counts, Counts]
) -> Iterator[Row]:
    most, least = counts
    rule, name = what
    if bound.at_most is not None:
        terms = _terms(problem, lambda rack: most(rack, name), _share(bound.at_most), math.ceil)
        yield Row(rule, name, terms, upper=0, scale=1e3, unit="kW")
    if bound.at_least is not None:
        terms = _terms(problem, lambda rack: least(rack, name), _share(bound.at_least), math.floor)
        yield Row(rule, name, terms, lower=0, scale=1e3, unit="kW")


def _share(share: Quantity) -> float:
    return float(share.magnitude)


def _terms(
    problem: Problem,
    is_theirs: Callable[[RackType], bool],
    share: float,
    rounded: Callable[[float], int],
) -> Terms:
    """Coefficients of ``P_x - share * P`` in W, each rounded to the safe side."""
    terms: Terms = {}
    for t, rack in enumerate(problem.racks):
        if rack.role == "compute" and rack.computing is not None:
            exact = (float(is_theirs(rack)) - share) * float(rack.planned_power.m_as("W"))
            each = rounded(round(exact, 6))
            terms |= problem.count_terms(t, range(len(problem.rows)), each)
    return terms
