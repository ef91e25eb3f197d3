"""Figures of the page against the verdict, the schedules and the verifier's own states."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import numpy as np
import pytest

from rackplan.handover.cooling_limits import COOLING_RULES
from rackplan.handover.handover import Made
from rackplan.handover.schedules import schedules_of
from rackplan.handover.table import value_of
from rackplan.report.page.columns import packed, rounded
from rackplan.report.page.page import page_content, page_of
from rackplan.report.shown import shown_in
from rackplan.report.wording import figure
from rackplan.verify.checks import CHECKS
from rackplan.verify.facts import facts_of


def unpack(cells):
    return cells["all"] if "all" in cells else [cells["of"][n] for n in cells["at"]]


def table(content, name):
    (found,) = [each for each in content["tables"] if each["id"] == name]
    return {column["key"]: unpack(column["cells"]) for column in found["columns"]}


@pytest.fixture(scope="module")
def content(handover, facts):
    return page_content(handover, facts, shown_in("metric"))


@pytest.fixture(scope="module")
def us_content(handover, facts):
    return page_content(handover, facts, shown_in("us"))


def near(one, other):
    return one == pytest.approx(other, rel=1e-6, abs=5.1e-4)


def test_margins_are_the_verdicts(content, handover):
    margins, told = handover.verdict.margins, table(content, "margins")
    assert len(told["rule"]) == len(margins) > 20
    assert told["rule"] == [margin.rule for margin in margins]
    assert told["where"] == [margin.where for margin in margins]
    for key in ("used", "limit"):
        expected = [getattr(m, key) if np.isfinite(getattr(m, key)) else None for m in margins]
        assert all(near(a, b) for a, b in zip(told[key], expected, strict=True) if b is not None)


def test_every_schedule_is_there_cell_by_cell(content, handover):
    for schedule in schedules_of(handover).values():
        if not schedule.rows:
            continue
        told = table(content, schedule.id)
        for at, column in enumerate(schedule.columns):
            if column.filled_in:
                continue
            for cell, row in zip(told[column.key], schedule.rows, strict=True):
                value = value_of(row[at])
                if isinstance(value, float):
                    assert near(cell, value), (schedule.id, column.key)
                elif isinstance(value, int):
                    assert cell == value


def test_loads_of_every_loss_are_the_walks(content, facts):
    tree = facts.flow.tree
    told = {loss["name"]: loss for loss in content["failures"]["losses"]}
    assert facts.states
    for state in facts.states:
        loss = told[str(state.failure)]
        loads = np.where(tree.in_kw[state.nodes], state.kw, state.kva)
        assert loss["nodes"] == state.nodes.tolist()
        assert all(near(a, b) for a, b in zip(loss["loads"], loads.tolist(), strict=True))
        assert set(loss["gone"]) == {n for n in state.moved if state.is_gone(n)}


def test_every_single_loss_but_shelves_can_be_chosen(content, facts):
    told = {loss["name"] for loss in content["failures"]["losses"]}
    assert told >= {str(failure) for failure in facts.failures if failure.kind != "shelf"}


def test_cooling_is_what_the_checks_compared(content, facts):
    compared = {}
    for number, rule in enumerate(COOLING_RULES):
        for comparison in CHECKS[rule](facts):
            for entry, where in enumerate(comparison.where):
                key = str(comparison.failure(entry)), number, where
                used, limit = comparison.used.m, comparison.limit.m
                compared.setdefault(key, []).append((np.atleast_1d(used)[entry], limit))
    told = {
        (loss["name"], rule, where)
        for loss in content["failures"]["losses"]
        for rule, where, _, _ in loss["cooling"]
    }
    assert told == {key for key in compared if key[0] != "None"}
    normal = {(line[0], box["id"]) for box in content["cooling"] for line in box["limits"]}
    assert normal == {key[1:] for key in compared if key[0] == "None"}


def test_return_temperatures_are_those_of_the_verdict(content, handover):
    said = {box["id"]: box["lines"][0] for box in content["cooling"]}
    thermal = handover.verdict.thermal
    figures = {each.loop: each.return_degc for each in thermal.loops}
    figures |= {each.zone: each.return_degc for each in thermal.zones}
    assert figures
    for name, degc in figures.items():
        text = f", {figure(degc)} °C return" if degc is not None else ""
        assert (text in said[name]) if text else ("return" not in said[name])


def test_flow_and_temperature_in_the_units_of_the_policy(content, us_content):
    metric, us = table(content, "loops"), table(us_content, "loops")
    assert us["supply"] == pytest.approx([c * 9 / 5 + 32 for c in metric["supply"]], abs=1e-3)
    assert us["flow"] == pytest.approx([f / 3.785411784 for f in metric["flow"]], abs=2e-3)
    assert us["heat"] == metric["heat"]
    one, other = table(content, "racks"), table(us_content, "racks")
    assert other["mass"] == pytest.approx([kg * 2.2046226218 for kg in one["mass"]], abs=2e-3)
    (loops,) = [each for each in us_content["tables"] if each["id"] == "loops"]
    units = {column["key"]: column["unit"] for column in loops["columns"]}
    assert (units["supply"], units["flow"], units["heat"]) == ("°F", "gpm", "kW")


def test_policy_chooses_the_units(handover):
    policy = handover.site.policy.model_copy(update={"units": "us"})
    site = handover.site.model_copy(update={"policy": policy})
    page = page_of(replace(handover, site=site))
    assert '"degC":"°F"' in page.encode().decode("utf-8").replace("\\u00b0", "°")


def test_unknown_is_no_figure(content, handover):
    racks = content["floor"]["racks"]
    inlets = unpack(racks["inlet"])
    known = {
        where
        for comparison in CHECKS["cooling.inlet_temperature"](_facts(handover))
        for where in comparison.where
    }
    places = table(content, "racks")["position"]
    for place, inlet in zip(places, inlets, strict=True):
        assert (inlet is None) == (place not in known)


def _facts(handover):
    return facts_of(handover.site, handover.plan)


def test_one_file_that_names_no_other(handover):
    page = page_of(handover)
    scripts = page[page.index("<style>") :]
    assert not re.search(r"(?:src|href)\s*=\s*[\"'](?!#|data:)", scripts)
    assert "url(" not in page
    embedded = re.search(r'id="content">(.*?)</script>', page, re.DOTALL)
    assert embedded is not None
    assert not set("<>&") & set(embedded[1])
    assert json.loads(embedded[1])["nodes"]["id"]
    assert page == page_of(handover)


def test_plan_that_fails_says_so_first(refuted):
    page = page_of(refuted)
    assert 'class="verdict fails"' in page
    assert "REFUTED" in page
    assert '"Findings"' in page


@pytest.mark.parametrize("cells", [[], [1, 1.0, True, 1], ["a"] * 9, [None, "", 0] * 3, [1, 2, 3]])
def test_packed_cells_come_out_as_they_went_in(cells):
    out = unpack(packed(cells))
    assert [(type(c), c) for c in out] == [(type(c), c) for c in cells]


def test_rounding_stays_far_below_what_is_shown():
    for value in (0.0, 1 / 3, 142.25, 55834.4999, 2.5e-7, -17.3456):
        assert rounded(value) == pytest.approx(value, rel=1e-8, abs=5.1e-4)


def test_units_named_in_a_column_are_those_of_the_policy(content, us_content):
    """Limits of cooling have a unit a line, which changes with the figures."""
    factors = {"L/min": ("gpm", 1 / 3.785411784), "kW": ("kW", 1.0), "kPa": ("psi", 0.1450377377)}
    factors |= {"m3/s": ("cfm", 2118.880003), "K": ("°F difference", 1.8)}
    metric, us = table(content, "limits"), table(us_content, "limits")
    assert {"L/min", "kW", "m3/s"} <= set(metric["unit"])
    for at, unit in enumerate(metric["unit"]):
        named, factor = factors[unit]
        assert us["unit"][at] == named
        for key in ("used", "limit", "worst", "left"):
            if metric[key][at] is not None:
                assert us[key][at] == pytest.approx(metric[key][at] * factor, rel=1e-4)


def test_provenance_names_files_versions_and_settings(handover):
    made = Made("0.1.0", 7, 2, deterministic=False)
    site, shown = handover.site, shown_in("metric")
    facts = facts_of(site, handover.plan)
    told = table(page_content(replace(handover, made=made), facts, shown), "files")
    said = dict(zip(told["what"], told["value"], strict=True))
    assert said["plan made with"] == "rackplan 0.1.0"
    assert (said["seed"], said["threads"]) == ("7", "2")
    assert said["same plan with the same seed and threads"].startswith("no")
    assert said["verified with numpy"] == np.__version__
    for file, digest in site.inputs.files.items():
        assert said[file] == digest
