"""What a step is worth, against every filling of halls small enough to try them all."""

from __future__ import annotations

import json

import pytest

import rackplan as rp
from rackplan.explain.steps import steps_of
from rackplan.explain.worth import Base, Effort, Worth, _Answer, _worth, base_of, worths_of
from rackplan.model.claim import Binding
from rackplan.optimize.extract import extract
from rackplan.optimize.problem import build_problem
from rackplan.report import explanation_lines
from rackplan.units import LINE_IMPEDANCE, of
from rackplan.verify import verify
from tests.agreement.counting import all_fillings, worth
from tests.agreement.halls import draw_site
from tests.explain.impossible_demands import SMALL

SEEDS = (5, 19, 29, 34, 38)
"""Seeds of halls of some dozens of fillings."""


def _best(site) -> float | None:
    """The best filling that the verifier lets through, more being better."""
    problem = build_problem(site)
    plans = (extract(problem, values) for values in all_fillings(problem))
    return max((worth(site, plan) for plan in plans if verify(site, plan).holds), default=None)


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_worth_is_the_difference_of_the_best_fillings(seed, tmp_path):
    site = draw_site(seed, tmp_path, SMALL, racks={"wet": {}, "dry": {}}, objective="capability")
    effort = Effort("120 s", 0.0, 0, 1)
    base, best = base_of(site, effort), _best(site)
    assert (base.value, base.bound) == (pytest.approx(best), pytest.approx(best))
    steps, _ = steps_of(site, (*base.binding, *_more_of_all(site)))
    worths = worths_of(base, steps, effort)
    assert len(worths) >= 3
    assert [w.gain for w in worths] == sorted((w.gain for w in worths), reverse=True)
    slack = 1e-6 * max(abs(best), 1.0)
    for each in worths:
        gained = _best(each.step.site) - best
        assert each.least - slack <= gained <= each.most + slack, each.step.id
        assert each.gain == pytest.approx(gained, abs=slack), each.step.id
        assert (gained > slack) == (each.least > slack), each.step.id


def _more_of_all(site):
    """Limits of loops, zones, modules and rows, one of each there is, whether they bind or not."""
    modules = [node.id for node in site.power.values() if node.kind == "ups"]
    places = {
        ("cooling.liquid_flow", "L/min"): list(site.loops),
        ("cooling.air_flow", "m3/s"): list(site.zones),
        ("power.failover", "kW"): modules,
        ("space.position", "positions"): list(site.rows),
    }
    for (rule, unit), names in places.items():
        for where in names[:1]:
            yield Binding(rule, where, 200.0, 200.0, unit, 0.0, f"PFLOPS/{unit}", "dual")


def test_steps_bring_what_arithmetic_says(result):
    """A wet rack is 200 PFLOPS at 2 m3/s, a dry one 60 at 4; a fan wall gives 10 m3/s more."""
    done = rp.explain(result, workers=1)
    assert done.status == "explained"
    assert (done.base.value, done.base.bound) == (920, 920)
    found = {each.step.id: each for each in done.worths}
    assert list(found) == ["supply wet-100", "air_unit Z1"]
    assert [(each.gain, each.least, each.most) for each in done.worths] == [
        (140, 140, 140),
        (120, 120, 120),
    ]
    for each in done.worths:
        (limit,) = (r for r in each.step.raised)
        assert each.step.expected == pytest.approx(limit.binding.gain * limit.by)
        assert each.step.expected >= each.gain  # a price is no less than what a whole step brings
    assert done.worths[0].step.says == "one more wet-100 in supply"
    assert done.worths[1].step.says == "one more air unit (fan-150) in zone Z1"
    assert [lot.units for lot in done.worths[0].step.site.supply["wet-100"]] == [4, 1]
    assert len(done.worths[1].step.site.zones["Z1"].units) == 4


# Rule, place, unit, gain; what the step is called, and how much more of the limit it gives.
STEPS = {
    "supply": ("supply.units", "wet-100", "racks", 1.0, "supply wet-100", 1.0),
    "most racks": ("demand.racks", "dry-40", "racks", 1.0, "demand dry-40", 1.0),
    "money": ("budget.capex", "plan", "USD", 1.0, "budget capex", 4e6),
    "positions": ("space.position", "R1", "positions", 1.0, "position R1", 1.0),
    "modules": ("power.failover", "K1.U2", "kW", 1.0, "ups K1", 100.0),
    "boards": ("power.normal", "K1.B1", "kVA", 1.0, "board K1", 100.0),
    "busways": ("power.busway", "R2.A", "kVA", 1.0, "busway R2", 100.0),
    "flow": ("cooling.liquid_flow", "L1", "L/min", 1.0, "cdu L1", 300.0),
    "liquid heat": ("cooling.liquid_heat", "L1", "kW", 1.0, "cdu L1", 200.0),
    "air heat": ("cooling.air_heat", "Z1", "kW", 1.0, "air_unit Z1", 150.0),
    "air flow": ("cooling.air_flow", "Z1", "m3/s", 1.0, "air_unit Z1", 10.0),
    "ride-through": ("cooling.ride_through", "L1", "kW", 1.0, "volume L1", 64.0),
    "rejection": ("cooling.rejection", "HR1", "kW", 1.0, "rejection HR1", 320.0),
}


@pytest.mark.parametrize("case", STEPS)
def test_step_changes_what_it_says(case, result):
    rule, where, unit, gain, name, by = STEPS[case]
    limit = Binding(rule, where, 640.0, 640.0, unit, gain, f"PFLOPS/{unit}", "dual")
    (step,), left = steps_of(result.site, [limit])
    assert left == ()
    assert step.id == name
    assert [each.by for each in step.raised] == [pytest.approx(by)]
    assert step.site != result.site
    assert verify(step.site, result.plan).holds  # more of something breaks nothing


def test_ratings_rise_together_and_by_the_share_that_is_needed(result):
    limit = Binding("power.failover", "K1.U2", 400.0, 400.0, "kW", 1.0, "PFLOPS/kW", "dual")
    ((step,), _) = steps_of(result.site, [limit])
    ratings = {n.id: n.rating.m_as("kW") for n in step.site.power.values() if n.kind == "ups"}
    assert ratings == {name: pytest.approx(500) for name in ("K1.U1", "K1.U2", "K1.U3")}
    others = [n for n in step.site.power.values() if n.kind != "ups"]
    assert all(node == result.site.power[node.id] for node in others)


def test_less_resistance_is_room_for_a_ninth_more_current(result):
    power = dict(result.site.power)
    for name in ("R1.A", "R1.B", "R2.A"):
        resistance = of(1e-4, LINE_IMPEDANCE)
        power[name] = power[name].model_copy(update={"resistance": resistance})
    site = result.site.model_copy(update={"power": power})
    limit = Binding("power.voltage_drop", "R1.B", 9.0, 9.0, "V", 1.0, "PFLOPS/V", "dual")
    ((step,), left) = steps_of(site, [limit])
    assert (step.id, left) == ("resistance R1", ())
    assert step.raised[0].by == pytest.approx(1.0)
    after = {
        name: float(step.site.power[name].resistance / resistance)
        for name in power
        if name in ("R1.A", "R1.B", "R2.A")
    }
    assert after == {"R1.A": pytest.approx(0.9), "R1.B": pytest.approx(0.9), "R2.A": 1.0}


def test_position_more_is_a_place_of_the_changed_site(result):
    limit = Binding("space.position", "R1", 5, 5, "positions", 60.0, "PFLOPS/positions", "dual")
    assert "R1-P5" in result.site.positions  # worked out before the copy is made
    ((step,), _) = steps_of(result.site, [limit])
    assert "R1-more" in step.site.positions
    assert "R1-more" not in result.site.positions


def test_limits_without_a_step_are_told(result):
    limit = Binding("demand.workload", "dry-40", 0, 0, "racks", 1.0, "PFLOPS/racks", "dual")
    unknown = Binding("supply.units", "dry-40", 1, 1, "racks", 1.0, "PFLOPS/racks", "dual")
    assert steps_of(result.site, [limit, unknown]) == ((), (limit, unknown))


def _base(value, bound, objective="capability"):
    return Base(objective, "PFLOPS", value, bound, (), None)


@pytest.mark.parametrize(
    ("base", "answer", "told"),
    [
        # Nothing left open: the difference, exactly.
        (_base(100, 100), _Answer("optimal", 140, 140, keeps=True), (40, 40, 40)),
        # The hall as it is might hold 110, the changed one 160.
        (_base(100, 110), _Answer("feasible", 140, 160, keeps=True), (40, 30, 60)),
        # A worse plan than the one that still holds there is no loss.
        (_base(100, 110), _Answer("feasible", 90, 160, keeps=True), (0, 0, 60)),
        # Where the old plan does not hold, it may be one.
        (_base(100, 100), _Answer("optimal", 90, 90, keeps=False), (-10, -10, -10)),
        # Cost: less is better.
        (_base(50, 45, "cost"), _Answer("feasible", 40, 38, keeps=True), (10, 5, 12)),
        (_base(100, 100), _Answer("limit", None, 130, keeps=False), (None, None, 30)),
    ],
)
def test_worth_lies_between_what_both_searches_leave_open(base, answer, told, result):
    limit = Binding("supply.units", "wet-100", 4, 4, "racks", 1.0, "PFLOPS/racks", "dual")
    ((step,), _) = steps_of(result.site, [limit])
    found = _worth(base, step, answer)
    assert isinstance(found, Worth)
    assert (found.gain, found.least, found.most) == told


def test_folder_result_and_site_say_the_same(result, tmp_path):
    rp.write_result(result, tmp_path / "out")
    documents = [
        json.dumps(rp.explain(source, workers=1, time_limit="120 s").to_json(), allow_nan=False)
        for source in (result, tmp_path / "out", tmp_path / "out" / "plan.json", result.site)
    ]
    assert len(set(documents)) == 1
    assert json.loads(documents[0])["schema"] == "rackplan/explain/1"


def test_steps_side_by_side_say_the_same(result):
    one, two = (rp.explain(result, workers=n).to_json() for n in (1, 2))
    assert one == two


def test_claim_that_leaves_much_open_is_searched_anew(result, tmp_path):
    rp.write_result(result, tmp_path / "out")
    document = json.loads((tmp_path / "out" / "plan.json").read_text())
    document["bound"], document["gap"] = 1000.0, 80 / 920
    (tmp_path / "out" / "plan.json").write_text(json.dumps(document))
    done = rp.explain(tmp_path / "out", workers=1, most_steps=0)
    assert (done.base.value, done.base.bound) == (920, 920)
    assert {limit.rule for limit in done.not_stepped} == {"supply.units", "cooling.air_flow"}


def test_plan_that_does_not_hold_is_refuted(result, tmp_path):
    rp.write_result(result, tmp_path / "out")
    document = json.loads((tmp_path / "out" / "plan.json").read_text())
    document["placements"] = [p for p in document["placements"] if p["rack"] != "net-10"]
    (tmp_path / "out" / "plan.json").write_text(json.dumps(document))
    done = rp.explain(tmp_path / "out", workers=1)
    assert (done.status, done.worths, done.stranded) == ("refuted", (), ())
    assert any("REFUTED" in line for line in explanation_lines(done))
