"""Edits by hand of a good plan: each is refuted by its rule, at its place, with its margin."""

from __future__ import annotations

import math
from collections import Counter
from typing import Any

import pytest

GRAVITY = 9.80665


def test_plan_without_an_edit_holds(edited: Any, wisconsin: Any, rackplan: Any) -> None:
    edited.sums()
    answer = rackplan("verify", edited.file, "--json")
    assert answer.code == 0
    assert answer.json["findings"] == []
    assert answer.json["checks"] == wisconsin.document["verdict"]["checks"]


def test_rack_too_many_on_a_ups_pair(edited: Any) -> None:
    """A copy of a rack that stands already, where its pair of modules has the least left."""
    sums = edited.sums()
    heavy = max(edited.placements, key=lambda p: sums.kind(p).failover.m_as("kW"))
    modules = {where: sums.modules(sums.site.rows[where.split("-")[0]].feeds)
               for where in sums.free_positions()}  # fmt: skip
    position, pair = min(
        modules.items(), key=lambda item: min(sums.ups_margin(ups) for ups in item[1])
    )
    edited.placements.append(dict(heavy))
    edited.stand(edited.placements[-1], position)
    after = edited.sums()
    overloaded = [ups for ups in pair if after.ups_margin(ups) < -1]
    assert overloaded, "no free position has a pair that a rack more is too much for"
    findings = edited.findings()
    for ups in overloaded:
        finding = findings["power.failover", ups]
        load, lost = after.worst_ups(ups)
        assert finding["margin"] == pytest.approx(after.ups_margin(ups), abs=1e-6)
        assert finding["value"] == pytest.approx(load)
        assert finding["unit"] == "kW"
        block, module = lost.split(".U")
        caused_by = {f"{kind} {block}.{letter}{module}" for kind, letter in
                     (("transformer", "T"), ("ups", "U"), ("board", "B"))}  # fmt: skip
        assert finding["failure"] in caused_by
        assert len(finding["contributors"]) == 3


def test_rack_on_a_taken_position(edited: Any) -> None:
    first, second = edited.placements[:2]
    assert first["position"].split("-")[0] == second["position"].split("-")[0]
    second["position"] = first["position"]
    finding = edited.findings()["space.position", first["position"]]
    assert (finding["value"], finding["limit"], finding["margin"]) == (2, 1, -1)


def test_twenty_racks_on_one_feed_pair(edited: Any) -> None:
    """Racks of other rows are plugged into the busways of R01, which are too far away."""
    movers = [p for p in edited.placements if not p["position"].startswith("R01-")][:20]
    for placement in movers:
        placement["feeds"] = ["R01.A", "R01.B"]
    capacity = math.sqrt(3) * 415 * 2500 * 0.80 / 1000
    findings = edited.findings()
    for busway in ("R01.A", "R01.B"):
        load = edited.sums().busway_kva(busway)
        finding = findings["power.busway", busway]
        assert finding["limit"] == pytest.approx(capacity)
        assert finding["margin"] == pytest.approx(capacity - load)
        assert finding["margin"] < -500
    for placement in movers:
        finding = findings["power.feeds", placement["position"]]
        assert (finding["value"], finding["limit"], finding["margin"]) == (0, 2, -2)


def test_loop_overfilled_on_flow_but_not_on_heat(edited: Any) -> None:
    """Liquid-cooled racks change places with others until one loop is short of flow alone."""
    loop = _overfill(edited)
    after = edited.sums()
    (flow, heat), (most_flow, most_heat) = after.on_loop(loop), after.loop_limits(loop)
    assert heat <= most_heat
    findings = edited.findings()
    finding = findings["cooling.liquid_flow", loop]
    assert finding["margin"] == pytest.approx(most_flow - flow)
    assert finding["margin"] < 0
    assert finding["failure"] == f"cdu {loop}.CDU1"
    assert ("cooling.liquid_heat", loop) not in findings


def _overfill(edited: Any) -> str:
    """Fill up the loop that has the least flow left; return its id."""
    sums = edited.sums()
    loop = min(sums.site.loops, key=lambda name: sums.loop_limits(name)[0] - sums.on_loop(name)[0])
    supply = sums.site.loops[loop].supply
    rows = {row.id for row in sums.site.rows.values() if row.loop == loop}
    dry = [p for p in edited.placements if p["position"].split("-")[0] in rows and not p["loop"]]
    wet = [
        p
        for p in edited.placements
        if p["loop"] not in (None, loop) and sums.kind(p).liquid.supply_max >= supply
    ]
    for one, other in zip(wet, dry, strict=False):
        edited.exchange(one, other)
        sums = edited.sums()
        if sums.on_loop(loop)[0] > sums.loop_limits(loop)[0]:
            return str(loop)
    pytest.fail(f"loop {loop} cannot be overfilled")


def test_rack_that_grew_heavy(edited: Any) -> None:
    """The maker's figure in the inputs of the plan: 4,000 kg instead of 1,580 kg."""
    edited.document["inputs"]["catalog"]["gb300-nvl72"]["mass_with_coolant"] = "4000 kg"
    findings = edited.findings()
    pressure = 4000 * GRAVITY / (0.600 * 2.7) / 1000
    standing = [p["position"] for p in edited.placements if p["rack"] == "gb300-nvl72"]
    assert {where for rule, where in findings if rule == "space.weight"} == set(standing)
    for position in standing:
        finding = findings["space.weight", position]
        assert finding["value"] == pytest.approx(pressure)
        assert finding["margin"] == pytest.approx(12 - pressure)
        assert finding["unit"] == "kPa"


def test_heavy_rack_on_the_weak_floor(edited: Any) -> None:
    """An NVL72 changes places with an air-cooled rack of block K6, whose floor carries 7.2 kPa."""
    nvl72 = next(p for p in edited.placements if p["rack"] == "gb300-nvl72")
    weak = {f"R{number}" for number in range(31, 37)}
    other = next(p for p in edited.placements if p["position"].split("-")[0] in weak)
    edited.exchange(nvl72, other)
    findings = edited.findings()
    finding = findings["space.weight", nvl72["position"]]
    assert finding["margin"] == pytest.approx(7.2 - 1580 * GRAVITY / (0.600 * 2.7) / 1000)
    assert ("cooling.connection", nvl72["position"]) in findings, "K6 has no loop"


@pytest.mark.parametrize("support", ["network-ib-rack", "network-eth-rack", "management-rack"])
def test_missing_support_rack(edited: Any, support: str) -> None:
    """As many are taken away as the hall has over, and one more."""
    over = edited.sums().support_short(support)
    assert over >= 0
    standing = [p for p in edited.placements if p["rack"] == support]
    for placement in standing[: over + 1]:
        edited.placements.remove(placement)
    finding = edited.findings()["network.support", f"H1 {support}"]
    assert finding["margin"] == edited.sums().support_short(support) == -1
    assert finding["value"] == len(standing) - over - 1


def test_over_budget(edited: Any) -> None:
    edited.document["inputs"]["site"]["budget"]["capex"] = "500 MUSD"
    sums = edited.sums()
    counts = Counter(p["rack"] for p in edited.placements)
    cost = sum(n * sums.site.catalog.racks[rack].price.m_as("USD") for rack, n in counts.items())
    finding = edited.findings()["budget.capex", "wisconsin"]
    assert finding["value"] == pytest.approx(cost) == edited.document["cost"]["capex_usd"]
    assert finding["margin"] == pytest.approx(500e6 - cost)


def test_rack_too_many_for_supply(edited: Any) -> None:
    free, *_ = edited.sums().free_positions()
    edited.placements.append(dict(next(p for p in edited.placements if p["rack"] == "gb300-nvl72")))
    edited.stand(edited.placements[-1], free)
    standing = sum(1 for p in edited.placements if p["rack"] == "gb300-nvl72")
    finding = edited.findings()["supply.units", "gb300-nvl72"]
    assert (finding["value"], finding["limit"]) == (standing, 16 + 20)
    assert finding["margin"] == 36 - standing


def test_shelves_of_one_feed_cannot_carry_the_rack(edited: Any) -> None:
    """Without its cap of 132 kW a GB300 rack draws 142 kW from the four shelves of 33 kW left."""
    del edited.document["inputs"]["catalog"]["gb300-nvl72"]["failover_power"]
    findings = edited.findings()
    standing = [p["position"] for p in edited.placements if p["rack"] == "gb300-nvl72"]
    assert {where for rule, where in findings if rule == "power.shelves"} == set(standing)
    for position in standing:
        finding = findings["power.shelves", position]
        assert (finding["value"], finding["limit"]) == (142, 4 * 33)
        assert finding["margin"] == pytest.approx(-10)
        row = position.split("-")[0]
        assert finding["failure"] in {f"busway {row}.A", f"busway {row}.B"}
