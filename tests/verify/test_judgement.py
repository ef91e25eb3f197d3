"""The verdict: counts, order, tightest margins, units that must fit."""

from __future__ import annotations

import ast
from pathlib import Path

import pint
import pytest

from rackplan.model.verdict import Contributor
from rackplan.rules import RULES
from rackplan.units import POWER, of, ureg
from rackplan.verify import judgement, verify
from rackplan.verify.checks import CHECKS
from rackplan.verify.comparison import Comparison

FOLDER = Path(judgement.__file__).parent / "checks"
MEMBERS = sorted(p for p in FOLDER.glob("*/*.py") if p.name != "__init__.py")


def _comparison(used, limit, **more):
    fixed = {
        "says": "{subject}",
        "where": [f"n{i}" for i in range(len(used.magnitude))],
        "subject": lambda i: f"Node n{i}",
        "blame": lambda i, value: (Contributor(f"n{i}", value),),
    }
    return Comparison(used=used, limit=limit, **(fixed | more))


def _judged(make, monkeypatch, *comparisons, rule="power.normal"):
    power, rows = make.block("2N", "1 MW")
    site = make.site(power, rows, {"r": make.rack()})
    monkeypatch.setattr(judgement, "CHECKS", {rule: lambda _: iter(comparisons)})
    return verify(site, make.plan([]))


def test_findings_are_worst_first_and_margins_tightest_first(make, monkeypatch):
    used = ureg.Quantity([90.0, 120.0, 150.0, 50.0, 10.0, 99.0, 1.0], "kW")
    verdict = _judged(make, monkeypatch, _comparison(used, of(100.0, POWER)))
    assert [f.where for f in verdict.findings] == ["n2", "n1"]
    assert [m.where for m in verdict.margins] == ["n2", "n1", "n5", "n0", "n3"]
    assert verdict.checks == 7
    assert verdict.checks_by_rule == {rule: 7 * (rule == "power.normal") for rule in RULES}
    assert not verdict.holds


def test_margins_are_tight_by_their_share_of_the_limit(make, monkeypatch):
    used = ureg.Quantity([90.0, 990.0, 0.0], "kW")
    limit = ureg.Quantity([100.0, 1000.0, 0.0], "kW")
    verdict = _judged(make, monkeypatch, _comparison(used, limit))
    assert [m.where for m in verdict.margins] == ["n1", "n0", "n2"]


def test_figures_come_in_the_unit_of_the_rule(make, monkeypatch):
    used = ureg.Quantity([0.5, 2.0], "MW")
    verdict = _judged(make, monkeypatch, _comparison(used, of(1000.0, POWER)))
    (finding,) = verdict.findings
    assert (finding.value, finding.limit, finding.margin, finding.unit) == (2000, 1000, -1000, "kW")


@pytest.mark.parametrize("unit", ["kVA", "A", "kW/m"])
def test_a_comparison_of_another_dimension_is_an_error(make, monkeypatch, unit):
    used = ureg.Quantity([1.0], unit)
    with pytest.raises(pint.DimensionalityError):
        _judged(make, monkeypatch, _comparison(used, of(2.0, POWER)))


def test_a_value_within_the_tolerance_holds(make, monkeypatch):
    for over, holds in ((0.9e-6, True), (1.1e-6, False)):
        used = ureg.Quantity([100.0 + over], "kW")
        verdict = _judged(make, monkeypatch, _comparison(used, of(100.0, POWER)))
        assert verdict.holds is holds


def test_what_is_not_a_number_does_not_hold(make, monkeypatch):
    used = ureg.Quantity([float("nan")], "kW")
    verdict = _judged(make, monkeypatch, _comparison(used, of(100.0, POWER)))
    assert not verdict.holds


def test_a_lower_limit_is_broken_from_below(make, monkeypatch):
    used = ureg.Quantity([99.0, 101.0], "kW")
    verdict = _judged(make, monkeypatch, _comparison(used, of(100.0, POWER), at_least=True))
    assert [(f.where, f.margin) for f in verdict.findings] == [("n0", -1.0)]


def test_capped_racks_are_counted_where_a_feed_may_be_lost(make):
    power, rows = make.block("2N", "1 MW")
    racks = {
        "capped": make.rack("100 kW", failover_power="90 kW"),
        "free": make.rack("100 kW"),
        "single": make.rack("100 kW", failover_power="90 kW", cords=1),
    }
    placed = [(f"R1-P0{n}", rack, ("R1.A", "R1.B")) for n, rack in enumerate(racks, start=1)]
    for survive, throttled in ((("ups",), {"capped": 1}), (("cdu",), {})):
        site = make.site(power, rows, racks, survive=survive)
        assert verify(site, make.plan(placed)).throttled == throttled


def test_the_table_names_each_check_by_its_file():
    assert {path.relative_to(FOLDER).with_suffix("") for path in MEMBERS} == {
        Path(*rule.split(".")) for rule in CHECKS
    }
    for rule, check in CHECKS.items():
        assert check.__module__ == f"rackplan.verify.checks.{rule}"
        assert check.__doc__


@pytest.mark.parametrize("path", MEMBERS, ids=lambda p: f"{p.parent.name}.{p.stem}")
def test_checks_know_nothing_of_each_other_or_of_the_solver(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {
        name
        for part in ast.walk(tree)
        for name in (
            [part.module or ""]
            if isinstance(part, ast.ImportFrom)
            else [alias.name for alias in part.names]
            if isinstance(part, ast.Import)
            else []
        )
    }
    floors = {"model", "physics", "units", "economics", "errors", "verify"}
    for name in names:
        assert not name.startswith("rackplan.verify.checks")
        assert not name.startswith("rackplan") or name.split(".")[1] in floors
        assert name.split(".")[0] in {"rackplan", "numpy", "collections", "__future__"}


def test_a_big_hall_is_looked_at_in_every_state(make):
    site, plan = make.big_hall(6, 6, 10)
    verdict = verify(site, plan)
    assert len(plan.placements) == 360
    assert verdict.checks > 10_000
    assert verdict.failures_simulated == 3123
