"""Segments and the numbers of columns."""

from __future__ import annotations

import pytest

from rackplan.optimize.columns import Columns
from rackplan.optimize.problem import build_problem
from rackplan.optimize.segments import Segment, segments_of
from tests.optimize.made import make_site, node, rack, row

POWER = {"U": node("ups"), "A": node("busway", "U"), "B": node("busway", "U")}


@pytest.mark.parametrize(
    ("blocked", "segments"),
    [
        ((), [(0, 5)]),
        ((0,), [(1, 4)]),
        ((4,), [(0, 4)]),
        ((2,), [(0, 2), (3, 2)]),
        ((1, 2), [(0, 1), (3, 2)]),
        ((0, 4), [(1, 3)]),
        ((0, 2, 4), [(1, 1), (3, 1)]),
        ((0, 1, 2, 3, 4), []),
    ],
)
def test_blocked_positions_cut_runs(blocked, segments):
    rows = {"R1": row("A", "B"), "R2": row("A", "B", positions=5, blocked=blocked)}
    found = segments_of(make_site(POWER, rows, {"r": rack()}))
    assert found == (Segment(0, 0, 4), *(Segment(1, *run) for run in segments))


def test_columns_are_numbered_once_without_gaps():
    pods = ((0, 0), (0, 1), (2, 1)), ((1, 0),)
    served = ((0, "training"), (2, "training"), (2, "serving"))
    columns = Columns(3, 4, *pods, ((1, (0, 1)),), ("spare", "more"), served)
    numbers = [columns.x(t, s) for t in range(3) for s in range(4)]
    numbers += [columns.row_pod(0, 0), columns.row_pod(0, 1), columns.row_pod(2, 1)]
    numbers += [columns.hall_pod(1, 0)]
    numbers += [columns.stand((1, (0, 1))), columns.offer("spare"), columns.offer("more")]
    numbers += [columns.serve(*pair) for pair in served]
    assert numbers == list(range(columns.count)) == list(range(22))


def test_pods_by_row_or_by_hall():
    racks = {
        "row-pod": rack(pod={"racks": 2, "support": {"net": 1}, "one_row": True}),
        "hall-pod": rack(pod={"racks": 4, "support": {"net": 1}}),
        "no-pod": rack(),
        "net": rack(role="network", computing=None),
    }
    rows = {"R1": row("A", "B"), "R2": row("A", "B")}
    demand = {"date": "2026-12-01", "racks": {"row-pod": {}, "hall-pod": {}, "no-pod": {}}}
    problem = build_problem(make_site(POWER, rows, racks, demand=demand))
    assert problem.types == ("row-pod", "hall-pod", "no-pod", "net")
    assert problem.columns.row_pods == ((0, 0), (0, 1))
    assert problem.columns.hall_pods == ((1, 0), (1, 1))
