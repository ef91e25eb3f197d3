"""Orders filled: as many racks as they ask for, in one row, line or hall each.

Of a type, the racks that a row puts up are no fewer than those of the orders that it fills; the
same of lines and halls, with all orders that they or their parts fill. Where the type stands for
orders only, they are no more either.
"""

from __future__ import annotations

from collections.abc import Iterator

from rackplan.optimize.orders import SCOPES
from rackplan.optimize.problem import Problem
from rackplan.optimize.row import Emission, Row, Terms

__all__ = ["emit"]

_RULE = "demand.orders"


def emit(problem: Problem) -> Emission:
    """Emit ``sum(N_k o_k) <= n`` by type and place, and ``must_k <= sum(o_k) <= names_k``."""
    rows = (*_filled_once(problem), *_filled_whole(problem))
    return Emission(rows, len(problem.site.demand.orders))


def _filled_once(problem: Problem) -> Iterator[Row]:
    """Each order is filled in one place, or in none unless it must be."""
    columns = problem.columns
    terms: list[Terms] = [{} for _ in problem.orders.kinds]
    for k, place in columns.orders:
        terms[k][columns.order(k, place)] = 1
    for kind, places in zip(problem.orders.kinds, terms, strict=True):
        yield Row(_RULE, kind.label, places, upper=len(kind.names), unit="orders")
        if kind.musts:
            musts = ", ".join(kind.musts)
            yield Row(_RULE, musts, places, lower=len(kind.musts), unit="orders")


def _filled_whole(problem: Problem) -> Iterator[Row]:
    """Racks of the orders that each place fills stand there; of types for orders only no others."""
    columns, kinds = problem.columns, problem.orders.kinds
    for t in dict.fromkeys(kind.rack for kind in kinds):
        inside: dict[int, Terms] = {r: {} for r in range(len(problem.rows))}
        scopes = [s for s in SCOPES if any(k.rack == t and k.together == s for k in kinds)]
        for scope in scopes:
            places = problem.orders.rows[scope]
            for k, place in columns.orders:
                if kinds[k].rack == t and kinds[k].together == scope:
                    inside[places[place][0]][columns.order(k, place)] = kinds[k].racks
            is_tight = scope == scopes[-1] and _is_for_orders(problem, t)
            for place, rows in places.items():
                yield from _tied(problem, t, (place, rows), inside, is_tight=is_tight)


def _tied(
    problem: Problem,
    t: int,
    where: tuple[str, tuple[int, ...]],
    inside: dict[int, Terms],
    *,
    is_tight: bool,
) -> Iterator[Row]:
    place, rows = where
    orders: Terms = {}
    for r in rows:
        orders |= inside[r]
    racks = [s for r in rows for s in problem.row_segments[r] if not problem.segments[s].is_given]
    terms = orders | {problem.columns.x(t, s): -1 for s in racks}
    if orders or (is_tight and racks):
        lower = 0 if is_tight else None
        label = f"{problem.types[t]} in {place}"
        yield Row(_RULE, label, terms, lower=lower, upper=0, unit="racks")


def _is_for_orders(problem: Problem, t: int) -> bool:
    """Whether racks of a compute type stand for orders only."""
    is_compute = problem.racks[t].role == "compute"
    return is_compute and problem.site.demand.is_for_orders(problem.types[t])
