"""Counts become places: every rack once, pods together, their support in their middle."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise

import numpy as np
import pytest

from rackplan.model.plan import Placement, Plan, positions_taken
from rackplan.optimize.extract import encode, extract
from rackplan.optimize.model import build_model
from rackplan.optimize.problem import build_problem
from rackplan.verify import verify
from tests.agreement.counting import with_pods
from tests.agreement.halls import draw_site
from tests.agreement.solving import solve_model
from tests.optimize.made import make_site, node, rack, row

POWER = {"U": node("ups"), "A": node("busway", "U"), "B": node("busway", "U")}
NET = rack(role="network", computing=None)


def _problem(racks, rows=None, **parts):
    rows = rows or {"R1": row("A", "B", positions=12)}
    computing = {name: {} for name, figures in racks.items() if figures["role"] == "compute"}
    demand = {"date": "2026-12-01", "racks": computing}
    return build_problem(make_site(POWER, rows, racks, demand=demand, **parts))


def _values(problem, counts):
    """Columns from racks by (type, segment), with as few pods as they need."""
    values = np.zeros(problem.columns.count, dtype=np.int64)
    for (name, segment), count in counts.items():
        values[problem.columns.x(problem.index[name], segment)] = count
    return with_pods(problem, values)


def _row_of(plan: Plan) -> list[str]:
    return [f"{p.rack}:{p.pod}" for p in plan.placements]


def test_support_stands_between_the_halves_of_its_pod():
    racks = {"wet": rack(pod={"racks": 4, "support": {"net": 2}, "one_row": True}), "net": NET}
    problem = _problem(racks)
    plan = extract(problem, _values(problem, {("wet", 0): 8, ("net", 0): 4}))
    compute, support = "wet:wet/0{}", "net:wet/0{}"
    assert _row_of(plan) == [
        text.format(pod) for pod in (1, 2) for text in [compute] * 2 + [support] * 2 + [compute] * 2
    ]
    assert [p.position for p in plan.placements] == [f"R1-P{n}" for n in range(12)]
    assert {p.feeds for p in plan.placements} == {("A", "B")}


def test_pods_are_as_equal_as_can_be():
    racks = {"wet": rack(pod={"racks": 4, "support": {"net": 1}, "one_row": True}), "net": NET}
    problem = _problem(racks)
    plan = extract(problem, _values(problem, {("wet", 0): 9, ("net", 0): 3}))
    assert Counter(p.pod for p in plan.placements) == {"wet/01": 4, "wet/02": 4, "wet/03": 4}


def test_racks_to_spare_stand_at_the_end_without_a_pod():
    racks = {"wet": rack(pod={"racks": 2, "support": {"net": 1}}), "net": NET}
    problem = _problem(racks)
    plan = extract(problem, _values(problem, {("wet", 0): 2, ("net", 0): 3}))
    assert _row_of(plan) == ["wet:wet/01", "net:wet/01", "wet:wet/01", "net:None", "net:None"]


def test_wide_racks_take_their_positions_and_columns_are_left_out():
    rows = {"R1": row("A", "B", positions=8, blocked=(3,))}
    problem = _problem({"wide": rack(width="1200 mm"), "slim": rack()}, rows)
    plan = extract(problem, _values(problem, {("wide", 0): 1, ("slim", 0): 1, ("wide", 1): 2}))
    assert [(p.position, p.rack) for p in plan.placements] == [
        ("R1-P0", "wide"),
        ("R1-P2", "slim"),
        ("R1-P4", "wide"),
        ("R1-P6", "wide"),
    ]


def test_pods_of_a_hall_take_the_nearest_support():
    racks = {"dry": rack(pod={"racks": 1, "support": {"net": 1}}), "net": NET}
    rows = {f"R{n}": row("A", "B") for n in range(4)}
    problem = _problem(racks, rows)
    counts = {("dry", 0): 1, ("net", 0): 1, ("dry", 2): 1, ("net", 3): 1}
    pods = {p.position: p.pod for p in extract(problem, _values(problem, counts)).placements}
    assert pods["R0-P0"] == pods["R0-P1"] == "dry/01"
    assert pods["R2-P0"] == pods["R3-P0"] == "dry/02"


def test_of_the_support_in_one_row_the_nearest_segment_is_taken():
    racks = {"dry": rack(pod={"racks": 1, "support": {"net": 1}}), "net": NET}
    rows = {"R1": row("A", "B", positions=7, blocked=(1, 3, 5))}
    problem = _problem(racks, rows)
    plan = extract(problem, _values(problem, {("dry", 3): 1, ("net", 0): 1, ("net", 2): 1}))
    assert {p.position: p.pod for p in plan.placements} == {
        "R1-P0": None,
        "R1-P4": "dry/01",
        "R1-P6": "dry/01",
    }


def test_row_pods_choose_their_support_before_pods_of_the_hall():
    racks = {
        "dry": rack(pod={"racks": 4, "support": {"net": 1}}),
        "wet": rack(pod={"racks": 4, "support": {"net": 1}, "one_row": True}),
        "net": NET,
    }
    rows = {f"R{n}": row("A", "B") for n in range(2)}
    problem = _problem(racks, rows, policy={"survive": []})
    counts = {("dry", 0): 1, ("wet", 0): 1, ("net", 0): 1, ("net", 1): 1}
    plan = extract(problem, _values(problem, counts))
    assert verify(problem.site, plan).findings == ()
    assert next(p.pod for p in plan.placements if p.rack == "net") == "wet/01"


def test_one_cord_one_feed_and_loops_only_for_liquid():
    flow = [{"supply": "40 degC", "flow": "9 L/min"}]
    liquid = {"heat": "9 kW", "coolant": "PG25", "supply_max": "45 degC", "flow": flow}
    loop = {"id": "L", "coolant": "PG25", "supply": "40 degC"}
    rows = {"R1": row("A", "B", loop="L")}
    racks = {"wet": rack(liquid=liquid), "dry": rack(cords=1)}
    loops = {"L": loop | {"cdus": [{"id": "L.C", "product": "cdu"}]}}
    cdu = {"kind": "cdu", "name": "cdu", "heat": "1 MW", "flow": "900 L/min"}
    problem = _problem(racks, rows, loops=loops, shelves={"cdu": cdu})
    wet, dry = extract(problem, _values(problem, {("wet", 0): 1, ("dry", 0): 1})).placements
    assert (wet.feeds, wet.loop) == (("A", "B"), "L")
    assert (dry.feeds, dry.loop) == (("A",), None)


def test_encode_has_no_columns_for_racks_that_stand_nowhere():
    rows = {"R1": row("A", "B", blocked=(1,))}
    problem = _problem({"r": rack(), "not-asked-for": NET}, rows)
    for position, rack_type in (("R1-P1", "r"), ("R9-P9", "r"), ("R1-P0", "not-asked-for")):
        placement = Placement(position=position, rack=rack_type, feeds=("A", "B"))
        assert encode(problem, Plan(site="made", placements=(placement,))) is None


def test_encode_has_no_columns_for_a_rack_over_a_column_of_the_hall():
    rows = {"R1": row("A", "B", blocked=(1,))}
    problem = _problem({"r": rack(width="1200 mm")}, rows)
    placement = Placement(position="R1-P0", rack="r", feeds=("A", "B"))
    assert encode(problem, Plan(site="made", placements=(placement,))) is None


@pytest.mark.parametrize("batch", range(3))
def test_random_solutions(batch, tmp_path):
    plans = 0
    for seed in range(batch * 12, batch * 12 + 12):
        problem = build_problem(draw_site(seed, tmp_path))
        values = solve_model(build_model(problem))
        if values is not None:
            plan = extract(problem, values)
            plans += len(plan.placements) > 0
            racks = len(problem.types) * len(problem.segments)
            assert (encode(problem, plan)[:racks] == values[:racks]).all()
            _stand_alone(problem, plan)
            _pods_are_whole(problem, plan)
            _pods_stand_together(problem, plan)
    assert plans >= 3


def _stand_alone(problem, plan):
    taken = [
        p.id for placement in plan.placements for p in positions_taken(problem.site, placement)
    ]
    assert len(taken) == len(set(taken))
    assert not any(problem.site.positions[position].blocked for position in taken)


def _pods_are_whole(problem, plan):
    members = defaultdict(list)
    for placement in plan.placements:
        members[placement.pod].append(placement.rack)
    for pod, racks in members.items():
        kinds = {problem.site.catalog.racks[rack].id for rack in racks}
        if pod is not None:
            kind = problem.site.catalog.racks[pod.partition("/")[0]]
            assert racks.count(kind.id) <= kind.pod.racks
            assert {n: racks.count(n) for n in kind.pod.support} == dict(kind.pod.support)
            assert kinds <= {kind.id, *kind.pod.support}
        else:
            assert all(problem.site.catalog.racks[rack].pod is None for rack in racks)


def _pods_stand_together(problem, plan):
    """On each segment the members of a pod stand side by side."""
    for run in problem.segments:
        positions = problem.rows[run.row].positions[run.start : run.start + run.length]
        here = {p.id for p in positions}
        pods = [p.pod for p in plan.placements if p.position in here]
        changes = [b for a, b in pairwise([object(), *pods]) if a != b]
        assert len(changes) == len(set(changes))
