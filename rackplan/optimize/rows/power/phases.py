"""Lines of busways with single-phase racks, which extraction deals to the lines in turn.

Of ``n`` racks of a type dealt in turn no line has more than ``n / 3 + 2 / 3``, so no line carries
more than all racks would if they were three-phase, and two racks of each single-phase type more.
The neutral carries less than that, as it has no more than one rack of a type.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from rackplan.optimize.node_loads import NodeLoad, NodeLoads
from rackplan.optimize.problem import Problem
from rackplan.optimize.row import Emission, Ints, Row, Terms

__all__ = ["emit"]

_LEAST_SHARE = 0.5
"""Share of the rating against which the imbalance of a lightly loaded busway is measured."""


def emit(problem: Problem) -> Emission:
    """Emit ``sum(each x) + 2 sum(single-phase types) each <= limit`` for each busway and state."""
    loads = NodeLoads(problem)
    rows: list[Row] = []
    busways = list(_busways(problem))
    for busway, single in busways:
        for load in (loads.normal(busway), *loads.heaviest(busway)):
            uneven = int(2 * (load.each * single[:, load.rows]).sum())
            rows.append(_line(problem, loads, load, uneven))
            rows += _imbalance(problem, load, single, uneven)
    return Emission(tuple(row for row in rows if row.terms), len(busways))


def _busways(problem: Problem) -> Iterator[tuple[str, Ints]]:
    """Busways whose lines are rated, and which types in which rows hang there on one or two."""
    single = np.isin(problem.poles, (1, 2)).astype(np.int64)
    if not single.any():
        return
    for node in problem.site.power.values():
        along = np.array([node.id in row.feeds for row in problem.rows], dtype=np.int64)
        here = single * along
        if node.kind == "busway" and not problem.node_is_real[node.id] and here.any():
            yield node.id, here


def _line(problem: Problem, loads: NodeLoads, load: NodeLoad, uneven: int) -> Row:
    row = loads.row("power.phases", load)
    upper = None if row.upper is None else row.upper - uneven
    return Row(
        row.rule,
        row.where,
        row.terms,
        upper=upper,
        scale=problem.va_per_ampere(load.node),
        unit="A",
        offset=row.offset + uneven,
        failure=row.failure,
    )


def _imbalance(problem: Problem, load: NodeLoad, single: Ints, uneven: int) -> Iterator[Row]:
    """``sum(2 each x) <= share / 2 * limit`` of single-phase racks, where one of each is too much.

    Dealt in turn, the racks of a type make a line differ from the mean by no more than two of them
    if they were three-phase, and by no more than all of them twice.
    """
    share = problem.site.policy.imbalance
    if share is None:
        return
    limit = problem.node_limit[load.node]
    allowed = math.floor(float(share.magnitude) * _LEAST_SHARE * limit)
    terms: Terms = {}
    for t, n in np.argwhere(load.each * single[:, load.rows]).tolist():
        terms |= problem.count_terms(t, [load.rows[n]], int(2 * load.each[t, n]))
    if uneven > allowed:
        yield Row(
            "power.phases",
            load.node,
            terms,
            upper=allowed,
            scale=problem.va_per_ampere(load.node),
            unit="A",
            failure=load.failure,
        )
