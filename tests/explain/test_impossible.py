"""Sets that explain why nothing fits: impossible alone, minimal, with the right numbers."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import islice

import pytest

import rackplan as rp
from rackplan.explain.impossible import Impossibility, impossibility_of
from rackplan.optimize.extract import extract
from rackplan.optimize.model import build_model
from rackplan.optimize.outcome import Limits
from rackplan.optimize.problem import build_problem
from rackplan.optimize.shortfall import why_impossible
from rackplan.optimize.solve import optimize
from rackplan.report import explanation_lines
from rackplan.verify import verify
from tests.agreement.counting import all_fillings
from tests.agreement.solving import solve_model
from tests.agreement.tiny import read_tiny
from tests.explain.impossible_demands import SMALL, draw_demand, fits, is_impossible, is_minimal

SEEDS = range(24)
BATCHES = 4
FEWEST = 4
"""Of the six halls of a batch, so many at least do not hold what is asked of them."""

SMALL_SEEDS = range(6)
MOST_FILLINGS = 25


@pytest.mark.slow
@pytest.mark.parametrize("batch", range(BATCHES))
def test_sets_are_impossible_alone_and_minimal_by_another_solver(batch, tmp_path):
    tried = 0
    for seed in SEEDS[batch::BATCHES]:
        site = draw_demand(seed, tmp_path)
        if not is_impossible(site):
            continue
        found = why_impossible(site)
        rows = [each.row for each in found.shortfalls]
        columns = build_problem(site).columns.count
        assert not fits(rows, columns), seed
        assert is_minimal(rows, columns), seed
        assert found.is_minimal, seed
        tried += 1
    assert tried >= FEWEST


@pytest.mark.slow
def test_every_filling_breaks_a_rule_of_the_set_as_the_verifier_sees_it(tmp_path):
    tried = 0
    for seed in SMALL_SEEDS:
        site = draw_demand(seed, tmp_path, SMALL, chain=False)
        found = why_impossible(site)
        rules = {each.row.rule for each in found.shortfalls}
        problem = build_problem(site)
        for values in islice(all_fillings(problem), MOST_FILLINGS):
            verdict = verify(site, extract(problem, values))
            assert rules & {finding.rule for finding in verdict.findings}, (seed, values)
            tried += 1
    assert tried >= 60


@pytest.mark.slow
def test_a_limit_that_is_enough_is_enough_when_raised_by_so_much_and_not_by_less(tmp_path):
    tried = 0
    halls = (draw_demand(seed, tmp_path) for seed in SEEDS[:12])
    drawn = (site for site in halls if is_impossible(site))
    tiny = (read_tiny(tmp_path / case, *CASES[case][:2]) for case in CASES)
    for site in (*drawn, *tiny):
        model = build_model(build_problem(site))
        for each in why_impossible(site).shortfalls:
            if each.is_enough and each.lacks is not None:
                i = model.rows.index(each.row)
                assert solve_model(_given_way(model, i, each.lacks)) is not None
                assert solve_model(_given_way(model, i, each.lacks - 1 / each.row.scale)) is None
                tried += 1
    assert tried >= 8


def _given_way(model, i, lacks):
    """The model with a row that gives way by an amount of its unit."""
    row, lower, upper = model.rows[i], model.lower.copy(), model.upper.copy()
    lower[i] -= round(lacks * row.scale)
    upper[i] += round(lacks * row.scale)
    return replace(model, lower=lower, upper=upper)


CASES = {
    "power after a loss": (
        {"wet-100": {"at_least": 3}},
        {"power.blocks[0].ups.rating": "100 kW"},
        # A module carries a whole rack once the other side is lost, and no second one.
        "At least 3 racks of wet-100 are asked for; all else kept, at most 1 rack can be.",
        "; with that, something else stands in the way. (power.failover)",
    ),
    "money": (
        {"wet-100": {"at_least": 3}},
        {"budget": {"capex": "10 MUSD"}},
        "At least 3 racks of wet-100 are asked for; all else kept, at most 2 racks can be.",
        # Three racks of 4 MUSD, and two pods of two with a network rack of 0.2 MUSD each.
        (
            "The capital budget lacks 2.4 MUSD for at least 3 racks of wet-100: it gives "
            "10 MUSD, and 12.4 MUSD would do."
        ),
    ),
    "supply": (
        {"wet-100": {"at_least": 4}},
        {"supply": {"wet-100": [{"from_date": "2026-06-01", "units": 3}]}},
        "At least 4 racks of wet-100 are asked for; all else kept, at most 3 racks can be.",
        (
            "The supply of wet-100 lacks 1 rack for at least 4 racks of wet-100: it gives "
            "3 racks, and 4 racks would do."
        ),
    ),
    "no supply": (
        {"wet-100": {"at_least": 1}},
        {"supply": {"wet-100": [{"from_date": "2026-06-01", "units": 0}]}},
        "At least 1 rack of wet-100 are asked for; all else kept, at most 0 racks can be.",
        "The supply of wet-100 lacks 1 rack",
    ),
    "coolant flow": (
        {"wet-100": {"at_least": 5}},
        # 45 degC: 150 L/min a rack; three CDUs, one lost, move 600 L/min.
        {"cooling.loops[0].supply": "45 degC"},
        "At least 5 racks of wet-100 are asked for; all else kept, at most 4 racks can be.",
        (
            "Loop L1 after losing CDU L1.CDU1 lacks 150 L/min for at least 5 racks of wet-100: it "
            "gives 600 L/min,"
        ),
    ),
    "floor": (
        {"wet-100": {"at_least": 1}},
        {"rows[0].floor_load": "6 kPa"},
        "At least 1 rack of wet-100 are asked for; all else kept, at most 0 racks can be.",
        "wet-100 cannot stand in row R1, row R2, row R3.",
    ),
    "a vendor's share": (
        {"dry-40": {"at_least": 1}},
        {"policy": {"vendor_share": {"Beta": {"at_most": "10 %"}}}},
        "At least 1 rack of dry-40 are asked for; all else kept, at most 0 racks can be.",
        "Beta at most 10 %: ",
    ),
    "too many and too few": (
        {"wet-100": {"at_least": 3}},
        {"demand.hbm": {"at_most": "10 TB"}},
        "At least 3 racks of wet-100 are asked for; all else kept, at most 1 rack can be.",
        "At most 10 TB of HBM is asked for; all else kept, it lacks ",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_sentences_have_the_numbers(case, tmp_path):
    racks, changes, asked, limit = CASES[case]
    found = impossibility_of(read_tiny(tmp_path, racks, changes))
    assert any(sentence.startswith(asked) for sentence in found.sentences), found.sentences
    assert any(limit in sentence for sentence in found.sentences), found.sentences


def test_what_fits_is_not_explained_away(tmp_path):
    assert impossibility_of(read_tiny(tmp_path, {"wet-100": {"at_least": 1}})) is None


def test_site_result_and_plan_say_the_same(tmp_path):
    site = read_tiny(tmp_path, *CASES["money"][:2])
    of_site = rp.explain(site, workers=1)
    result = rp.plan(site, threads=1)
    assert of_site.status == "impossible"
    assert isinstance(of_site.impossibility, Impossibility)
    assert rp.explain(result, workers=1).to_json() == of_site.to_json()
    rp.write_result(result, tmp_path / "out")
    again = rp.explain(tmp_path / "out", workers=1)
    assert again.impossibility == of_site.impossibility
    document = json.loads(json.dumps(of_site.to_json(), allow_nan=False))
    assert document["impossible"]["minimal"] is True
    (limit,) = [p for p in document["impossible"]["parts"] if p["kind"] == "limit"]
    assert (limit["rule"], limit["at_most"], limit["lacks"]) == ("budget.capex", 10e6, 2.4e6)
    lines = explanation_lines(of_site)
    assert "Why nothing fits" in lines
    assert max(map(len, lines)) <= 100


def test_plan_and_explain_name_the_same_limits(tmp_path):
    """The short sentences of `plan` and the parts of `explain` come from one set."""
    site = read_tiny(tmp_path, *CASES["coolant flow"][:2])
    told = " ".join(optimize(site, Limits()).explanation)
    for part in impossibility_of(site).parts:
        assert part.rule in told
