"""What stands at the top of the page, its year and its cooling, against verdict and plan.

Field by field, as a person reads them in the document, in the units of either policy; units are
converted by the library of units, and not by the page's own factors.
"""

from __future__ import annotations

import html
import json
import math
import re
from dataclasses import replace
from pathlib import Path

import pint
import pytest

from rackplan.handover import handover_of
from rackplan.handover.cooling_limits import COOLING_RULES
from rackplan.planner import plan as plan_site
from rackplan.reading import read_site
from rackplan.report.page.page import page_of
from rackplan.rules import RULES
from rackplan.verify.checks import CHECKS
from rackplan.verify.facts import facts_of
from tests.report.page.test_figures import converted

HALL = Path(__file__).parents[3] / "examples" / "small-hall"
UNITS = pint.UnitRegistry()
NUMBER = r"-?\d[\d,]*(?:\.\d+)?"
SIZES = {"USD": 1.0, "kUSD": 1e3, "MUSD": 1e6, "GUSD": 1e9}


@pytest.fixture(scope="module", params=["metric", "us"])
def system(request):
    return request.param


@pytest.fixture(scope="module")
def answered():
    """A hall as the search planned it, in a year in which it takes water."""
    site = read_site(HALL, catalogs=HALL / "catalogs")
    told = handover_of(plan_site(site, gap=0.01))
    mean, quantity = told.year.mean, type(told.year.mean.water)
    wet = replace(mean, water=quantity(1234.5, "m**3"), wue=quantity(0.2345, "L/kWh"))
    return replace(told, year=replace(told.year, mean=wet))


@pytest.fixture(scope="module")
def in_system(answered, system):
    policy = answered.site.policy.model_copy(update={"units": system})
    return replace(answered, site=answered.site.model_copy(update={"policy": policy}))


@pytest.fixture(scope="module")
def page(in_system):
    return page_of(in_system)


@pytest.fixture(scope="module")
def cards(page):
    """Value and note by title."""
    found = re.findall(
        r'<dt>(.*?)</dt><dd><bdi>(.*?)</bdi></dd><dd class="note"><bdi>(.*?)</bdi>', page
    )
    return {title: (html.unescape(value), html.unescape(note)) for title, value, note in found}


@pytest.fixture(scope="module")
def lines(page):
    """The lines of the year by title."""
    found = re.findall(r"<div><dt>([^<]*)</dt><dd><bdi>([^<]*)</bdi></dd></div>", page)
    return {title: html.unescape(text) for title, text in found}


def says(text, value):
    """Whether a number of a text is this figure, to half a unit of its last digit."""
    return any(_is(number, value) for number in re.findall(NUMBER, text))


def _is(number, value):
    behind = len(number.partition(".")[2])
    digits = len(number.replace(",", "").replace(".", "").lstrip("-0"))
    half = 0.5 * 10.0**-behind
    if "." in number and value:  # idle zeros behind the point may be left out
        half = max(half, 0.5 * 10.0 ** (math.floor(math.log10(abs(value))) - max(digits, 4) + 1))
    return abs(float(number.replace(",", "")) - value) <= half * (1 + 1e-9)


def in_usd(text):
    number, unit = re.search(rf"({NUMBER}) ([kMG]?USD)", text).groups()
    return float(number.replace(",", "")) * SIZES[unit]


def test_numbers_are_read_to_their_last_digit():
    assert says("1,234.5 kW", 1234.54)
    assert not says("1,234.5 kW", 1234.6)
    assert not says("12 of 13", 12.6 + 1)
    assert in_usd("41.49 MUSD") == pytest.approx(41.49e6)


def test_what_is_placed(cards, answered):
    racks = [p.rack for p in answered.plan.placements]
    value, note = cards["Racks"]
    assert value == f"{len(racks):,}"
    assert note.startswith(f"of {len(set(racks))} type")
    assert note.endswith(f"{len(answered.site.positions):,} positions")
    kinds = answered.site.catalog.racks
    planned = sum(kinds[rack].planned_power.m_as("kW") for rack in racks)
    assert says(cards["IT power"][0], planned)
    assert cards["IT power"][0].endswith(" kW")
    precision = answered.site.demand.precision
    rates = [kinds[r].computing.dense.get(precision) for r in racks if kinds[r].computing]
    assert says(cards["Capability"][0], sum(rate.m_as("PFLOPS") for rate in rates if rate))
    assert cards["Capability"][1] == f"dense {precision}"


def test_claim_of_the_search(cards, answered):
    value, note = cards["Gap"]
    assert says(value, 100.0 * answered.claim.gap)
    assert says(note, answered.claim.bound)
    assert note.endswith(answered.claim.unit)


def test_verdict_is_the_verifiers(page, answered):
    verdict = answered.verdict
    assert verdict.holds
    told = re.search(r'id="verdict">.*?</span> (.*?)</p>', page)[1]
    assert says(told, verdict.checks)
    assert says(told, verdict.failures_simulated)


def test_tightest_limit_is_the_verdicts(cards, answered, system):
    margins = [
        m
        for m in answered.verdict.margins
        if m.rule.split(".")[0] in {"power", "cooling"} and m.limit > 0 and not m.at_least
    ]
    most = max(m.used / m.limit for m in margins)
    value, note = cards["Tightest"]
    assert says(value, 100.0 * most)
    rule, _, rest = note.partition(" at ")
    where, _, amount = rest.partition(": ")
    here = [m for m in margins if (m.rule, m.where) == (rule, where)]
    margin = max(here, key=lambda m: m.used / m.limit)
    assert margin.used / margin.limit == most
    assert ("after losing" in note) == (margin.failure is not None)
    used, unit = converted(margin.used, margin.unit, system)
    limit, _ = converted(margin.limit, margin.unit, system)
    told = re.match(rf"({NUMBER}) of ({NUMBER}) (\S+)", amount)
    assert says(told[1], used)
    assert says(told[2], limit)
    assert told[3] == unit


def test_what_binds_first(cards, answered, system):
    first = answered.binding[0]
    value, note = cards["What binds"]
    assert first.rule in value + note
    used, unit = converted(first.used, first.unit, system)
    limit, _ = converted(first.limit, first.unit, system)
    if first.unit == "USD":
        amounts = [in_usd(each) for each in note.split(": ")[-1].split(" of ")]
        assert amounts == pytest.approx([used, limit], rel=1e-3)
    else:
        told = re.search(rf"({NUMBER}) of ({NUMBER}) (\S+);", note)
        assert says(told[1], used)
        assert says(told[2], limit)
        assert told[3] == unit


def test_money_is_the_plans(cards, answered):
    assert in_usd(cards["Capital"][0]) == pytest.approx(answered.cost.capital.m_as("USD"), rel=1e-3)
    bill = answered.cost.power_bill.m_as("USD/year")
    assert in_usd(cards["Power bill, a year"][0]) == pytest.approx(bill, rel=1e-3)


def water(value, unit, system):
    """An amount of water as the policy asks for it."""
    if system == "metric":
        return value, unit
    wanted = {"m3": "gal", "L/kWh": "gal/kWh"}[unit]
    taken = UNITS.Quantity(value, unit.replace("m3", "m**3"))
    return taken.to(wanted.replace("gal", "gallon")).m, wanted


def test_year_of_the_cards(cards, answered, system):
    value, note = cards["PUE"]
    assert says(value, answered.year.mean.pue)
    peak, wue = note.split(";")[1:]
    assert says(peak, answered.year.peak_pue)
    figure, unit = water(0.2345, "L/kWh", system)
    assert says(wue, figure)
    assert wue.endswith(f" {unit}")


def test_year_line_by_line(lines, answered, system):
    year, mean = answered.year, answered.year.mean
    pue, worst = lines["PUE"].split(",")
    assert says(pue, mean.pue)
    assert says(worst, year.peak_pue)
    energy, it_energy = lines["Energy"].split(",")
    assert says(energy, mean.energy.m_as("GWh"))
    assert says(it_energy, mean.it_energy.m_as("GWh"))
    assert says(lines["Worst hour"], year.peak_power.m_as("kW"))
    assert says(lines["Design day"], year.design.real.m_as("kW"))
    amount, wue = lines["Water"].split(", WUE")
    for text, value, metric in ((amount, 1234.5, "m3"), (wue, 0.2345, "L/kWh")):
        figure, unit = water(value, metric, system)
        assert says(text, figure)
        assert text.endswith(f" {unit}")
    if mean.carbon is not None:
        assert says(lines["Carbon"], mean.carbon.m_as("t"))


def test_bars_of_the_year(page, answered):
    mean = answered.year.mean
    bars = re.findall(
        r'<span>([^<]*)</span><span class="track"><i style="width:([\d.]+)%"></i></span>'
        r'<span class="num">([^<]*)</span>',
        page,
    )
    parts = [(float(wide), float(text)) for _, wide, text in bars if not text.endswith(" h")]
    shares = sorted((share for share in mean.pue_of.values() if share >= 5e-5), reverse=True)
    assert [text for _, text in parts] == pytest.approx(shares, abs=5.1e-5)
    assert sum(text for _, text in parts) == pytest.approx(mean.pue - 1.0, abs=1e-3)
    assert [wide for wide, _ in parts] == pytest.approx(
        [100 * s / shares[0] for s in shares], abs=0.1
    )
    hours = sorted(h.m_as("h") for modes in mean.hours.values() for h in modes.values() if h.m > 0)
    told = sorted(float(text[:-2].replace(",", "")) for _, _, text in bars if text.endswith(" h"))
    assert told == pytest.approx(hours, abs=0.51)


@pytest.fixture(scope="module")
def boxes(page):
    content = json.loads(re.search(r'id="content">(.*?)</script>', page, re.DOTALL)[1])
    return {(box["kind"], box["id"]): box for box in content["cooling"]}


def temperature(degc, system):
    value, unit = converted(degc, "degC", system)
    return value, unit


def test_words_of_loops_and_zones(boxes, answered, system):
    """Supply and return temperatures, racks, machines: each box against site and verdict."""
    site, thermal = answered.site, answered.verdict.thermal
    back = {("loop", each.loop): each.return_degc for each in thermal.loops}
    back |= {("zone", each.zone): each.return_degc for each in thermal.zones}
    groups = [("loop", each, each.cdus) for each in site.loops.values()]
    groups += [("zone", each, each.units) for each in site.zones.values()]
    compared = 0
    for kind, group, units in groups:
        box = boxes[kind, group.id]
        told = re.findall(rf"({NUMBER}) (°[CF])(?: air)? (supply|return)", box["lines"][0])
        wanted = {"supply": group.supply.m_as("degC"), "return": back.get((kind, group.id))}
        assert {word for _, _, word in told} == {
            w for w, degc in wanted.items() if degc is not None
        }
        for number, unit, word in told:
            value, in_unit = temperature(wanted[word], system)
            assert says(number, value), (group.id, word)
            assert unit == in_unit
            compared += 1
        assert box["units"] == [unit.id for unit in units]
        assert box["products"].startswith(f"{len(units):,} x {units[0].product}")
    assert compared >= 4


def test_racks_of_loops_and_zones_are_those_of_the_plan(boxes, answered):
    site = answered.site
    racks = dict.fromkeys(boxes, 0)
    for placed in answered.plan.placements:
        zone = site.rows[site.positions[placed.position].row].zone
        racks["zone", zone] += 1
        if placed.loop:
            racks["loop", placed.loop] += 1
    for key, box in boxes.items():
        if key[0] in {"loop", "zone"}:
            assert box["lines"][1] == f"{racks[key]:,} racks"


def test_words_of_facility_water_and_plants(boxes, answered, system):
    for loop in answered.site.facility.values():
        cold = loop.supply.m_as("degC")
        warm = cold + loop.water_range.m_as("delta_degC")
        line, coolant = boxes["facility", loop.id]["lines"]
        for number, degc in zip(re.findall(NUMBER, line), (cold, warm), strict=True):
            assert says(number, temperature(degc, system)[0])
        assert coolant == loop.coolant
    for plant in answered.site.plants.values():
        assert boxes["plant", plant.id]["lines"] == [plant.design]


def test_limits_of_cooling_are_what_the_checks_compared(boxes, answered, system):
    """Used and limit of every place with nothing lost, the tightest where there are several."""
    facts = facts_of(answered.site, answered.plan)
    wanted = {}
    for rule in COOLING_RULES:
        for comparison in CHECKS[rule](facts):
            pairs = zip(*comparison.numbers(RULES[rule].unit), strict=True)
            for entry, (used, limit) in enumerate(pairs):
                if comparison.failure(entry) is None:
                    wanted.setdefault((rule, comparison.where[entry]), []).append((used, limit))
    told = {
        (list(COOLING_RULES)[number], box["id"]): (used, limit, unit)
        for box in boxes.values()
        for number, _, used, limit, unit in box["limits"]
    }
    assert told.keys() == wanted.keys()
    assert len(told) > 3
    for (rule, where), pairs in wanted.items():
        used, limit = max(pairs, key=lambda pair: pair[0] / pair[1])
        for value, cell in zip((used, limit), told[rule, where], strict=False):
            shown, unit = converted(float(value), RULES[rule].unit, system)
            assert cell == pytest.approx(shown, rel=1e-6, abs=5.1e-4)
            assert told[rule, where][2] == unit
