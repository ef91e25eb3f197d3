"""Every figure of every table against the plan's own, in the units of either policy.

Units are converted by the library of units, and not by the page's own factors.
"""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date

import pint
import pytest

from rackplan.handover.schedules import schedules_of
from rackplan.handover.table import value_of
from rackplan.model.claim import Binding
from rackplan.model.verdict import Failure
from rackplan.report.page.figure_tables import tables_of
from rackplan.report.page.page import page_of
from rackplan.report.shown import shown_in
from rackplan.report.wording import named
from rackplan.verify import outages_of

UNITS = pint.UnitRegistry()
US = {
    "L/min": ("gpm", "gallon/min"),
    "m3/s": ("cfm", "foot**3/min"),
    "kg": ("lb", "pound"),
    "m": ("ft", "foot"),
    "mm": ("in", "inch"),
    "kPa": ("psi", "psi"),
    "degC": ("°F", "degF"),
    "K": ("°F difference", "delta_degF"),
}
SYSTEMS = ["metric", "us"]


def converted(value, unit, system):
    """A figure of the plan as the policy asks for it, and the unit that it is then in."""
    if unit == "degC" and system == "metric":
        return value, "°C"
    if system == "metric" or unit not in US:
        return value, unit
    name, wanted = US[unit]
    source = {"m3/s": "m**3/s", "K": "delta_degC"}.get(unit, unit)
    return UNITS.Quantity(value, source).to(wanted).magnitude, name


def unpack(cells):
    return cells["all"] if "all" in cells else [cells["of"][n] for n in cells["at"]]


def same(cell, value):
    """Whether a cell is a value: words as they are, figures to what is kept of them."""
    if isinstance(value, date):
        return cell == value.isoformat()
    if isinstance(value, str):
        return cell == " ".join(value.split())
    if value is None or isinstance(value, int) or not math.isfinite(value):
        return cell == (value if isinstance(value, int) else None)
    return cell == pytest.approx(value, rel=1e-6, abs=5.1e-4)


@pytest.fixture(scope="module")
def bound(handover):
    """The plan with something that binds, in units of either kind."""
    limits = (("cooling.liquid_flow", "L/min"), ("power.failover", "kW"), ("budget.capex", "USD"))
    binding = tuple(
        Binding(rule, f"B{n}", 2000.5 + n, 2125.25, unit, 2.5 / (n + 1), f"PFLOPS/{unit}", "dual",
                Failure("ups", "K1.U1") if n else None)
        for n, (rule, unit) in enumerate(limits)
    )  # fmt: skip
    return replace(handover, binding=binding)


@pytest.fixture(scope="module")
def outages(handover):
    return outages_of(handover.site, handover.plan)


@pytest.fixture(scope="module", params=SYSTEMS)
def system(request):
    return request.param


@pytest.fixture(scope="module")
def tables(bound, outages, system):
    return {table["id"]: table for table in tables_of(bound, outages, shown_in(system))}


def columns(table):
    return {column["key"]: unpack(column["cells"]) for column in table["columns"]}


def test_every_cell_of_every_schedule(tables, bound, system):
    compared = 0
    for schedule in schedules_of(bound).values():
        if not schedule.rows:
            continue
        told = columns(tables[schedule.id])
        units = {column["key"]: column["unit"] for column in tables[schedule.id]["columns"]}
        for column in schedule.columns:
            if column.filled_in:
                continue
            for at, row in enumerate(schedule.rows):
                value, unit = value_of(row[schedule.index(column.key)]), column.unit
                if column.unit_in:
                    unit = row[schedule.index(column.unit_in)]
                    assert told[column.unit_in][at] == converted(1.0, unit, system)[1]
                elif unit:
                    assert units[column.key] == converted(1.0, unit, system)[1]
                if isinstance(value, float):
                    value = converted(value, unit, system)[0]
                elif any(each.unit_in == column.key for each in schedule.columns):
                    continue
                assert same(told[column.key][at], value), (schedule.id, column.key, at)
                compared += 1
    assert compared > 1500


def both(item, system):
    """Used (or value) and limit, and their unit, as they are to be shown."""
    used = item.used if hasattr(item, "used") else item.value
    pairs = [converted(each, item.unit, system) for each in (used, item.limit)]
    return pairs[0][0], pairs[1][0], pairs[0][1]


def lost(failure):
    return "" if failure is None else named(str(failure))


def test_every_margin(tables, bound, system):
    told, margins = columns(tables["margins"]), bound.verdict.margins
    assert len(told["rule"]) == len(margins) > 20
    for at, margin in enumerate(margins):
        used, limit, unit = both(margin, system)
        share = margin.used / margin.limit if margin.limit else None
        expected = {"rule": margin.rule, "where": margin.where, "used": used, "limit": limit,
                    "unit": unit, "share": share, "after": lost(margin.failure)}  # fmt: skip
        for key, value in expected.items():
            assert same(told[key][at], value), (margin, key)


def test_every_limit_that_binds(tables, bound, system):
    told = columns(tables["binding"])
    for at, binding in enumerate(bound.binding):
        used, limit, unit = both(binding, system)
        assert same(told["used"][at], used)
        assert same(told["limit"][at], limit)
        assert told["unit"][at] == unit
        assert same(told["worth"][at], binding.gain)
        assert told["worth_unit"][at] == binding.worth_unit
        assert told["after"][at] == lost(binding.failure)


def test_every_loss(tables, outages, system):
    told = columns(tables["outages"])
    assert len(told["loss"]) == len(outages) > 20
    for at, outage in enumerate(outages):
        expected = {
            "loss": named(str(outage.failure)),
            "alike": outage.alike,
            "dark": sum(outage.dark.values()),
            "dark_kw": float(outage.dark_kw),
            "machines": len(outage.machines),
            "throttled": sum(outage.throttled.values()),
            "throttled_kw": float(outage.throttled_kw),
        }
        if outage.carried:
            first = outage.carried[0]
            expected |= {"carrier": first.node, "load": first.load, "load_unit": first.unit}
            expected |= {"load_share": first.load / first.limit}
        if outage.tightest is not None:
            used, limit, unit = both(outage.tightest, system)
            expected |= {"rule": outage.tightest.rule, "where": outage.tightest.where}
            expected |= {"used": used, "limit": limit, "unit": unit}
        for key, value in expected.items():
            assert same(told[key][at], value), (outage, key)


def test_every_finding(refuted, system):
    tables = tables_of(refuted, (), shown_in(system))
    assert tables[0]["id"] == "findings"
    told, findings = columns(tables[0]), refuted.verdict.findings
    assert len(told["rule"]) == len(findings) > 0
    for at, finding in enumerate(findings):
        value, limit, unit = both(finding, system)
        assert same(told["value"][at], value)
        assert same(told["limit"][at], limit)
        assert told["unit"][at] == unit
        assert told["after"][at] == lost(finding.failure)
        assert told["sentence"][at] == " ".join(finding.sentence.split())


def test_every_assumption_is_in_the_register(tables, bound):
    register = columns(tables["assumptions"])
    said = dict(zip(register["figure"], register["confidence"], strict=True))
    for path, origin in bound.site.provenance.items():
        assert said[path] == origin.confidence
    rank = ["assumption", "unstated", "estimate", "vendor-typical", "published"]
    order = [rank.index(confidence) for confidence in register["confidence"]]
    assert order == sorted(order)


READ = """() => [...document.querySelectorAll("#shelf .grid tbody tr")].map(
  (row) => [...row.cells].map((cell) => cell.textContent))"""


def test_what_a_person_reads_is_what_stands_in_the_tables(look, bound, tables, system, tmp_path):
    """Every cell as it is written, half a unit of its last digit away at most."""
    policy = bound.site.policy.model_copy(update={"units": system})
    site = bound.site.model_copy(update={"policy": policy})
    path = tmp_path / "report.html"
    path.write_text(page_of(replace(bound, site=site)), encoding="utf-8")
    tab = look(path)
    compared = 0
    for name, table in tables.items():
        if name == "files":
            continue
        tab.click(f"#tabs [data-table={name}]")
        if tab.locator(".more:visible").count():
            tab.click(".more")
        cells = [unpack(column["cells"]) for column in table["columns"]]
        for at, row in enumerate(tab.evaluate(READ)):
            for column, values, text in zip(table["columns"], cells, row, strict=True):
                assert reads_as(text, values[at], column["form"]), (name, column["key"], at)
                compared += 1
    assert compared > 3000


def reads_as(text, value, form):
    """Whether a text says a value."""
    if not isinstance(value, (int, float)):
        return text == ("" if value is None else value)
    scale = 100.0 if form == "share" else 1.0
    number = text.removesuffix(" %").replace(",", "")
    _, point, behind = number.partition(".")
    half = 0.5 * 10.0 ** -len(behind) * (1 + 1e-9)
    if point and form not in {"share", "money"}:  # idle zeros are not written
        half = max(half, 0.5 * 10.0 ** (math.floor(math.log10(abs(scale * value))) - 4))
    elif not point and form in {"figure", "ratio"} and 0 < abs(value) < 10_000:
        half = 0.5 * 10.0 ** (math.floor(math.log10(abs(value))) - 4)
    return abs(float(number) - scale * value) <= half + 1e-12
