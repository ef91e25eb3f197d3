"""Limits of cooling against what the verdict says of the same places."""

from __future__ import annotations

import pytest

from rackplan.handover.schedules import schedules_of
from rackplan.rules import RULES
from rackplan.verify.checks import CHECKS
from rackplan.verify.facts import facts_of


@pytest.fixture(scope="module")
def tables(handover):
    return schedules_of(handover)


def _rows(table):
    keys = [column.key for column in table.columns]
    values = zip(*(table.values(key) for key in keys), strict=True)
    return [dict(zip(keys, row, strict=True)) for row in values]


def test_every_limit_that_was_checked_is_told_at_its_worst(tables, handover):
    facts = facts_of(handover.site, handover.plan)
    rows = {(row["rule"], row["place"]): row for row in _rows(tables["limits"])}
    worst = {}
    for rule in {rule for rule, _ in rows}:
        for comparison in CHECKS[rule](facts):
            used, limit = comparison.numbers(RULES[rule].unit)
            for entry, where in enumerate(comparison.where):
                share = used[entry] / limit[entry] if limit[entry] else float("inf")
                worst[rule, where] = max(share, worst.get((rule, where), 0.0))
    assert set(worst) == set(rows)
    assert len(rows) >= 6
    for key, row in rows.items():
        assert row["worst"] / row["left"] == pytest.approx(worst[key])
        assert row["share"] == pytest.approx(worst[key])
        assert row["unit"] == RULES[key[0]].unit


def test_flows_and_heats_are_those_of_the_verdict(tables, handover):
    rows = {(row["place"], row["what"]): row for row in _rows(tables["limits"])}
    thermal = handover.verdict.thermal
    assert thermal.loops
    assert thermal.zones
    for loop in thermal.loops:
        row = rows[loop.loop, "flow"]
        assert (row["worst"], row["left"]) == pytest.approx(tuple(loop.flow))
        assert rows[loop.loop, "heat"]["used"] == pytest.approx(loop.heat_kw)
    for zone in thermal.zones:
        row = rows[zone.zone, "heat"]
        assert (row["worst"], row["left"]) == pytest.approx(tuple(zone.heat))


def test_temperatures_are_those_of_the_verdict(tables, handover):
    thermal = handover.verdict.thermal
    loops = {row["loop"]: row for row in _rows(tables["loops"])}
    for loop in thermal.loops:
        assert loops[loop.loop]["back"] == loop.return_degc
    zones = {row["zone"]: row for row in _rows(tables["zones"])}
    for zone in thermal.zones:
        row = zones[zone.zone]
        assert (row["inlet"], row["back"]) == (zone.inlet_degc, zone.return_degc)


def test_cables_name_their_medium(tables, handover):
    cables = {row["cable"]: row["medium"] for row in _rows(tables["cables"])}
    known = {"DAC": "dac", "AEC": "aec", "AOC": "aoc", "fibre": "-mode"}
    for name, medium in cables.items():
        assert bool(name) == bool(medium)
        assert not name or any(text in medium for text in known)
