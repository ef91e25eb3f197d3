"""What is left over, by hand, and what one more rack would break, by the verifier."""

from __future__ import annotations

import pytest

import rackplan as rp
from rackplan.explain.stranded import stranded_of
from rackplan.model.plan import Placement
from rackplan.report import explanation_lines


@pytest.fixture(scope="module")
def stranded(result):
    return {(each.kind, each.where): each for each in stranded_of(result.site, result.plan)}


def test_what_is_left_by_hand(result, stranded):
    """Four wet racks (80 kW liquid, 20 kW air), two dry ones (40 kW), three of network (10 kW)."""
    assert dict(result.plan.counts()) == {"wet-100": 4, "dry-40": 2, "net-10": 3}
    told = {key: (each.used, each.there, each.unit) for key, each in stranded.items()}
    positions = {key: told.pop(key) for key in list(told) if key[0] == "positions"}
    assert told == {
        # Three modules of 400 kW, one in reserve; racks 4 x 100 + 2 x 40 + 3 x 10.
        ("power", "K1"): (pytest.approx(510), 800, "kW"),
        # Three CDUs of 200 kW and three fan walls of 150 kW, one of each in reserve.
        ("liquid heat", "L1"): (pytest.approx(320), 400, "kW"),
        ("air heat", "Z1"): (pytest.approx(190), 300, "kW"),
        # Racks of 4 MUSD, 1 MUSD and 0.2 MUSD.
        ("money", "plan"): (pytest.approx(18.6e6), 30e6, "USD"),
    }
    assert sum(each[1] - each[0] for each in positions.values()) == 14 - 9
    assert ("supply", "wet-100") not in stranded  # all four stand


def test_limits_in_the_way_are_those_that_the_verifier_finds(result, stranded):
    site, plan = result.site, result.plan
    taken = {placement.position for placement in plan.placements}
    tried = 0
    for each in stranded.values():
        for reason in each.reasons:
            row = next(r for r in site.rows.values() if any(_free(p, taken) for p in r.positions))
            position = next(p.id for p in row.positions if _free(p, taken))
            liquid = site.catalog.racks[reason.rack].liquid is not None
            more = Placement(
                position=position,
                rack=reason.rack,
                feeds=row.feeds,
                loop=row.loop if liquid else None,
            )
            wider = plan.model_copy(update={"placements": (*plan.placements, more)})
            findings = {f.rule: f for f in rp.verify(site, wider).findings}
            assert reason.rule in findings
            if reason.lacks is not None and reason.rule != "cooling.rejection":
                assert -findings[reason.rule].margin == pytest.approx(reason.lacks, rel=1e-3)
            tried += 1
    assert tried >= 6


def _free(position, taken) -> bool:
    return not position.blocked and position.id not in taken


def test_terminal_says_what_lacks(result):
    done = rp.explain(result, workers=1, most_steps=0)
    lines = explanation_lines(done)
    assert max(map(len, lines)) <= 100
    text = " ".join(" ".join(lines).split())
    assert "power K1: 290 kW of 800 kW left" in text
    assert "zone Z1 after losing air unit Z1.FW1 lacks 1 m3/s for one more wet-100" in text
    assert "money: 11.4 MUSD of 30 MUSD left" in text
