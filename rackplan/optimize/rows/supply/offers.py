"""Equipment that is bought if racks need it: racks on its rows against whether it is bought."""

from __future__ import annotations

from collections.abc import Iterator

from rackplan.model.offer import Offer
from rackplan.optimize.problem import Problem
from rackplan.optimize.row import Emission, Row, Terms

__all__ = ["emit"]


def emit(problem: Problem) -> Emission:
    """Emit ``sum(positions of racks that need it) <= positions * bought`` for each row of each."""
    offers = problem.site.offers
    rows = [row for offer in offers.values() for row in _rows(problem, offer)]
    return Emission(tuple(rows), len(offers))


def _rows(problem: Problem, offer: Offer) -> Iterator[Row]:
    column = problem.columns.offer(offer.id)
    for r, row in enumerate(problem.rows):
        terms: Terms = {}
        for t, rack in enumerate(problem.racks):
            if offer.is_needed_by(row.id, liquid=rack.liquid is not None):
                terms |= problem.count_terms(t, [r], int(problem.span[t, r]))
        if terms:
            room = sum(problem.segments[s].length for s in problem.row_segments[r])
            where = f"{offer.id} for row {row.id}"
            yield Row("supply.offers", where, terms | {column: -room}, upper=0, unit="racks")
