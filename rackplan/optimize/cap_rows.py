"""Rows of limits that the reduction of cooling found."""

from __future__ import annotations

from collections.abc import Iterator

from rackplan.optimize.problem import Problem
from rackplan.optimize.reduction import Cap
from rackplan.optimize.row import Emission, Row, Terms

__all__ = ["cap_rows"]


def cap_rows(problem: Problem, rule: str, *, scale: float, unit: str) -> Emission:
    """Emit ``sum(load x) <= limit`` for each cap of a rule that any racks could break.

    A cap that holds only while racks of a type stand somewhere has a column y, which is 1 then:
    ``sum(load x) + (beyond - limit) y <= beyond`` and ``sum(x of the type) <= room y``. A type of
    which not even one rack fits is kept out.

    Parameters
    ----------
    scale : float
        Integer units of the caps in one unit of the rule.
    unit : str
        Unit of the rule, for people.
    """
    caps = problem.cooling.caps[rule]
    rows = [
        row for cap in caps if cap.bites for row in _rows(problem, rule, cap, (scale, unit))
    ]  # fmt: skip
    return Emission(tuple(rows), len(caps))


def _rows(problem: Problem, rule: str, cap: Cap, units: tuple[float, str]) -> Iterator[Row]:
    scale, unit = units
    terms = _terms(problem, cap)
    if cap.stand is None:
        yield Row(
            rule,
            cap.where,
            terms,
            upper=cap.limit,
            scale=scale,
            unit=unit,
            offset=cap.base,
            failure=cap.failure,
        )
        return
    t, rows = cap.stand
    if cap.limit < min(int(cap.at(r)[t]) for r in rows):
        yield from (_kept_out(problem, rule, t, r, unit) for r in rows)
        return
    free, stands = cap.beyond - cap.limit, problem.columns.stand(cap.stand)
    yield Row(
        rule,
        cap.where,
        terms | {stands: free},
        upper=cap.beyond,
        scale=scale,
        unit=unit,
        offset=cap.base - free,
        failure=cap.failure,
    )
    tied = problem.count_terms(t, rows) | {stands: -problem.room(t, rows)}
    yield Row(rule, cap.where, tied, upper=0, unit=unit)


def _kept_out(problem: Problem, rule: str, t: int, r: int, unit: str) -> Row:
    rack = problem.types[t]
    where = f"{rack} in row {problem.rows[r].id}"
    return Row(rule, where, problem.count_terms(t, [r]), upper=0, unit=unit, kept_out=rack)


def _terms(problem: Problem, cap: Cap) -> Terms:
    return problem.table_terms(cap.each, range(len(problem.rows)) if cap.rows is None else cap.rows)
