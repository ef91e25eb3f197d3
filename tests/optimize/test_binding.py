"""What one more unit of a limit is worth, against the plan with one more unit of it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from rackplan.optimize.binding import binding_limits
from rackplan.optimize.model import Model, build_model, type_totals
from rackplan.optimize.problem import build_problem
from rackplan.optimize.search import search
from rackplan.optimize.solve import optimize
from rackplan.optimize.worker import solve
from tests.agreement.halls import draw_site
from tests.agreement.solving import best_of, whole_task
from tests.agreement.tiny import read_tiny

ALONE = {"racks/dry-40": {"pod": None}, "racks/wet-100": {"pod": None}}
DRY, WET = {"dry-40": {}}, {"wet-100": {}}
NO_LOSS = {"policy": {"survive": []}}

# Racks, the figure that is short, the same with more, by how many units, rule, place, worth.
CASES = {
    "supply": (
        WET,
        {"supply": {"wet-100": [{"from_date": "2026-06-01", "units": 2}]}},
        {"supply": {"wet-100": [{"from_date": "2026-06-01", "units": 3}]}},
        ("supply.units", "wet-100", 1, 200.0, "PFLOPS/racks"),
    ),
    "most racks": (
        {"wet-100": {"at_most": 2}},
        {},
        {"demand.racks": {"wet-100": {"at_most": 3}}},
        ("demand.racks", "wet-100", 1, 200.0, "PFLOPS/racks"),
    ),
    # Five racks of 40 kW beside 30 kW of other loads; with 40 kW more, six.
    "air heat": (
        DRY,
        {"cooling.zones[0].units": [{"product": "fan-150", "id": "FW[1-2]"}], **NO_LOSS},
        {"cooling.zones[0].units": [{"product": "fan-150", "id": "FW[1-2]"}], **NO_LOSS},
        ("cooling.air_heat", "Z1", 40, 1.5, "PFLOPS/kW"),
    ),
    "money": (
        DRY,
        {"budget": {"capex": "4 MUSD"}},
        {"budget": {"capex": "5 MUSD"}},
        ("budget.capex", "plan", 1_000_000, 6e-5, "PFLOPS/USD"),
    ),
    "racks asked for": (
        {"dry-40": {"at_least": 3}},
        {"demand.objective": "cost"},
        {"demand.objective": "cost", "demand.racks": {"dry-40": {"at_least": 4}}},
        ("demand.racks", "dry-40", 1, -1e6, "USD/racks"),
    ),
    "memory asked for": (
        DRY,
        {"demand.objective": "cost", "demand.hbm": {"at_least": "12 TB"}},
        {"demand.objective": "cost", "demand.hbm": {"at_least": "16 TB"}},
        ("demand.hbm", "plan", 4, -250_000.0, "USD/TB"),
    ),
    "compute rate asked for": (
        DRY,
        {"demand.objective": "cost", "demand.capability": {"fp8": {"at_least": "180 PFLOPS"}}},
        {"demand.objective": "cost", "demand.capability": {"fp8": {"at_least": "240 PFLOPS"}}},
        ("demand.capability", "fp8", 60, -16_666.7, "USD/PFLOPS"),
    ),
}
MORE_PRODUCTS = {
    "air heat": ({"heat": "115 kW", "airflow": "99 m3/s"}, {"heat": "135 kW", "airflow": "99 m3/s"})
}


def _sites(case, folder):
    racks, short, more, _ = CASES[case]
    fans = MORE_PRODUCTS.get(case, ({}, {}))
    for changes, fan in ((short, fans[0]), (more, fans[1])):
        wanted = dict(changes)
        asked = wanted.pop("demand.racks", racks)
        yield read_tiny(folder, asked, wanted, ALONE | ({"cooling/fan-150": fan} if fan else {}))


@pytest.mark.parametrize("case", CASES)
def test_worth_is_what_more_of_it_brings(case, inline, tmp_path):
    rule, where, units, worth, unit = CASES[case][-1]
    short, more = _sites(case, tmp_path)
    solution = optimize(short, inline(gap=0.0))
    found = {(b.rule, b.where): b for b in solution.binding}
    binding = found[rule, where]
    assert (binding.gain, binding.worth_unit, binding.method) == (
        pytest.approx(worth, rel=1e-5),
        unit,
        "dual",
    )
    assert binding.used == pytest.approx(binding.limit)
    assert float(binding.worth.magnitude) == binding.gain
    gained = best_of(more).value - best_of(short).value
    model = build_model(build_problem(short))
    better = gained * model.goal.sign / model.goal.scale
    assert better == pytest.approx(worth * units, rel=1e-5)


def test_positions_bind_where_there_is_room_for_all_else(inline, tmp_path):
    """Fourteen racks of one type on fourteen positions: each position more brings one more."""
    roomy = {"rating": "9999 A", "voltage": "415 V"}
    changes = {
        "rows[0].busway": roomy,
        "power.utilities[0].rating": "9 MW",
        "power.blocks[0].generator.rating": "9 MW",
        "power.blocks[0].transformer.rating": "9 MW",
        "power.blocks[0].ups.rating": "9 MW",
        "power.blocks[0].board": roomy,
    }
    fans = {"cooling/fan-150": {"heat": "9 MW", "airflow": "9999 m3/s"}}
    solution = optimize(read_tiny(tmp_path, DRY, changes, ALONE | fans), inline(gap=0.0))
    told = [(b.rule, b.where, b.used, b.limit, b.gain, b.worth_unit) for b in solution.binding]
    assert told == [
        ("space.position", row, length, length, 60.0, "PFLOPS/positions")
        for row, length in (("R1", 5), ("R2", 5), ("R3", 4))
    ]


@pytest.mark.slow
@pytest.mark.parametrize("batch", range(2))
def test_worth_lies_between_one_unit_less_and_one_unit_more(batch, inline, tmp_path):
    """The relaxation's optimum is concave in a limit: its price lies between both differences."""
    tried = 0
    for seed in range(7000 + 12 * batch, 7012 + 12 * batch):
        problem = build_problem(draw_site(seed, tmp_path))
        model = build_model(problem)
        found = search(model, type_totals(problem), inline(gap=0.0))
        if found.values is None:
            continue
        for binding in binding_limits(model, found.values, found.duals):
            rows = [
                i
                for i, row in enumerate(model.rows)
                if (row.rule, row.where) == (binding.rule, binding.where)
                and (found.duals[i] or row.rule == "space.position")
            ]
            if len(rows) == 1:
                _check_price(model, rows[0], binding.gain)
                tried += 1
    assert tried >= 3


def _check_price(model: Model, i: int, gain: float) -> None:
    row = model.rows[i]
    step = max(1, (row.upper or row.lower) // 1000)
    now = _relaxed(model, i, 0)
    more, less = (_relaxed(model, i, change) for change in (step, -step))
    price = gain * step / row.scale * model.goal.scale
    slack = 1e-5 * (abs(now) + abs(price)) + 1e-6
    assert more - now <= price + slack
    assert less is None or price <= now - less + slack


def _relaxed(model: Model, i: int, change: int) -> float | None:
    """Optimum of the relaxation with one bound moved, more being better."""
    task = whole_task(model, "glop")
    moved = np.zeros(len(model.rows))
    moved[i] = change
    answer = solve(replace(task, lower=task.lower + moved, upper=task.upper + moved))
    return None if answer.value is None else answer.value * model.goal.sign
