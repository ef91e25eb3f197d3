"""Loads line by line: by hand, and against what the verifier compared."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest

from rackplan.handover.line_loads import LineLoads
from rackplan.handover.places import places_of
from rackplan.handover.schedules import schedules_of
from rackplan.handover.schedules.lines import line_schedule
from rackplan.handover.schedules.loads import load_schedule
from rackplan.rules import RULES
from rackplan.verify.checks import CHECKS
from rackplan.verify.facts import facts_of

POWER_RULES = ("power.normal", "power.failover", "power.busway")
VOLTS = 415.0


def _rows(table):
    keys = [column.key for column in table.columns]
    values = zip(*(table.values(key) for key in keys), strict=True)
    return {row[0]: dict(zip(keys, row, strict=True)) for row in values}


@pytest.fixture(scope="module")
def facts(handover):
    return facts_of(handover.site, handover.plan)


@pytest.fixture(scope="module")
def rows(handover):
    return _rows(schedules_of(handover)["lines"])


def _worst_shares(facts, rules, says=""):
    """By place the largest share of a limit that the checks saw, and what was used."""
    worst = {}
    for rule in rules:
        for comparison in CHECKS[rule](facts):
            if says not in comparison.says + str(comparison.subject(0)):
                continue
            used, limit = comparison.numbers(RULES[rule].unit)
            for where, value, most in zip(comparison.where, used, limit, strict=True):
                if most and value / most > worst.get(where, (0.0, 0.0))[0]:
                    worst[where] = value / most, value
    return worst


def test_every_board_and_busway_has_a_line(rows, handover):
    kinds = {"board", "busway"}
    assert list(rows) == [n.id for n in handover.site.power.values() if n.kind in kinds]


def test_failover_is_what_the_checks_saw(rows, facts):
    """Of nodes with three-phase racks alone the whole is checked, of the others each line."""
    whole = _worst_shares(facts, POWER_RULES)
    lines = _worst_shares(facts, ["power.phases"], "Line L")
    assert lines
    compared = 0
    for node, row in rows.items():
        if node in lines:
            assert row["use"] == pytest.approx(lines[node][0])
            most = max(row[f"worst{n}"] for n in (1, 2, 3))
            assert most == pytest.approx(lines[node][1])
        elif row["worst1"] == row["worst2"] == row["worst3"]:
            assert row["use"] == pytest.approx(whole[node][0], rel=1e-9)
            compared += 1
    assert compared > 4


def test_neutral_is_what_the_check_saw(rows, facts):
    neutral = _worst_shares(facts, ["power.phases"], "neutral")
    for node, (_, amperes) in neutral.items():
        assert rows[node]["neutral"] == pytest.approx(amperes)


def test_whole_node_is_three_times_a_line(rows, facts):
    """Of three-phase racks: kVA of the walk over the root of 3 and the voltage."""
    tree, normal = facts.flow.tree, facts.flow.normal
    for node, row in rows.items():
        if row["worst1"] == row["worst2"] == row["worst3"]:
            kva = normal.kva[tree.rank[node]]
            expected = kva * 1e3 / (sqrt(3.0) * VOLTS)
            assert row["normal1"] == pytest.approx(expected)
            assert row["a1"] + row["b1"] + row["other"] == pytest.approx(expected)


def test_single_phase_rack_by_hand(rows, handover):
    """The rack of 6 kW on L2 takes 3 kW a side; all else on the busway is alike on its lines."""
    kind = handover.site.catalog.racks["line-rack"]
    factor = kind.power_factor.m_as("")
    alone = 3e3 / factor / (VOLTS / sqrt(3.0))
    row = rows["R2.A"]
    assert row["a1"] == pytest.approx(row["a3"])
    assert row["a2"] - row["a1"] == pytest.approx(alone, rel=2e-3)
    assert row["b1"] == row["b2"] == row["b3"] == 0
    assert row["neutral"] > alone * 0.9
    board = rows[handover.site.power["R2.A"].fed_by[0]]
    assert board["a2"] - board["a1"] == pytest.approx(row["a2"] - row["a1"])
    assert board["normal2"] - board["normal1"] == pytest.approx(row["a2"] - row["a1"])


def test_sides_of_a_rack_follow_its_cords(rows, handover):
    """The racks in R3 have one cord each: one on A, one on B."""
    for side, other, node in (("a", "b", "R3.A"), ("b", "a", "R3.B")):
        assert rows[node][f"{side}1"] > 0
        assert rows[node][f"{other}1"] == 0


def test_boards_with_fewer_machines_left_are_held_against_them(handover):
    """Boards of two machines each, of which one goes: half of the rating is left, and is told."""
    boards = [n for n in handover.site.power.values() if n.kind == "board"]
    several = {node.id: node.model_copy(update={"parallel": 2}) for node in boards}
    policy = handover.site.policy.model_copy(update={"survive": ("board",)})
    power = {**handover.site.power, **several}
    site = handover.site.model_copy(update={"power": power, "policy": policy})
    facts, places = facts_of(site, handover.plan), places_of(site, handover.plan)
    rows = _rows(line_schedule(LineLoads(facts, places)))
    loads = _rows(load_schedule(facts, places))
    halved = [name for name in several if rows[name]["then"] == rows[name]["limit"] / 2]
    assert halved
    whole = _worst_shares(facts, POWER_RULES)
    for name in several:
        most = max(rows[name][f"worst{n}"] for n in (1, 2, 3))
        assert rows[name]["use"] == pytest.approx(most / rows[name]["then"])
        assert loads[name]["worst_use"] == pytest.approx(whole[name][0])
    for name in halved:
        assert loads[name]["then"] == loads[name]["limit"] / 2


def test_direct_current_stands_in_one_column(handover, facts):
    """A busway of 415 V DC: amperes are watts over volts."""
    node = handover.site.power["R3.A"].model_copy(update={"current": "dc"})
    power = {**handover.site.power, "R3.A": node}
    site = handover.site.model_copy(update={"power": power})
    facts = facts_of(site, handover.plan)
    loads = LineLoads(facts, places_of(site, handover.plan))
    row = _rows(line_schedule(loads))["R3.A"]
    kva = facts.flow.normal.kva[facts.flow.tree.rank["R3.A"]]
    assert row["normal1"] == pytest.approx(kva * 1e3 / VOLTS)
    assert row["normal2"] is row["normal3"] is None
    assert row["limit"] == pytest.approx(float(np.float64(node.rating.m_as("A") * node.usable.m)))
