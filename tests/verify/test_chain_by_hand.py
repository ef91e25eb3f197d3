"""Losses at load, power factors and direct current, node by node on paper."""

from __future__ import annotations

import math

import pytest

from rackplan.model.verdict import Contributor
from rackplan.verify import verify
from rackplan.verify.facts import facts_of

UPS_CURVE = [
    {"load": "25 %", "efficiency": "95 %"},
    {"load": "50 %", "efficiency": "97 %"},
    {"load": "100 %", "efficiency": "96 %"},
]


def _chain(make, load="500 kW", rack=None, **nodes):
    """A utility, a transformer, a UPS and a busway with one rack on it."""
    power = {
        "UT": make.node("utility", "9 MVA"),
        "T": make.node("transformer", "2 MVA", ["UT"]) | nodes.get("T", {}),
        "U": make.node("ups", "1 MW", ["T"]) | nodes.get("U", {}),
        "R1.A": make.node("busway", "9 MVA", ["U"]) | nodes.get("busway", {}),
    }
    racks = {"r": make.rack(load, cords=1, **(rack or {}))}
    tap = {"tap": nodes["tap"]} if "tap" in nodes else {}
    site = make.site(power, {"R1": make.row(["R1.A"], **tap)}, racks, survive=())
    return site, make.plan([("R1-P01", "r", ("R1.A",))])


def _loads(site, plan):
    flow = facts_of(site, plan).flow
    names = [node.id for node in flow.tree.nodes]
    return dict(zip(names, flow.loads_in(flow.normal), strict=True))


@pytest.mark.parametrize(
    ("load", "loss"),
    [
        (500.0, 500 * (1 / 0.97 - 1)),  # a point of the curve: 15.46 kW
        (250.0, 250 * (1 / 0.95 - 1)),  # 13.16 kW
        # Straight between 15.46 and 41.67 kW.
        (750.0, (500 * (1 / 0.97 - 1) + 1000 * (1 / 0.96 - 1)) / 2),
        (100.0, 250 * (1 / 0.95 - 1)),  # below the first point no less than there
    ],
)
def test_a_ups_loses_by_its_load(make, load, loss):
    site, plan = _chain(make, f"{load} kW", U={"curve": UPS_CURVE})
    assert _loads(site, plan)["T"] == pytest.approx((load + loss, load + loss))


def test_a_transformer_loses_by_its_apparent_load(make):
    """One point, 99 % at half load of 2 MVA: 10.101 kW, half of it without load.

    1,000 kVA at power factor 0.8 lose as much as 1,000 kVA at power factor 1.
    """
    curve = [{"load": "50 %", "efficiency": "99 %"}]
    site, plan = _chain(make, "800 kW", {"power_factor": "80 %"}, T={"curve": curve})
    lost = 1000 * (1 / 0.99 - 1)
    assert _loads(site, plan)["UT"] == pytest.approx((800 + lost, 1000 + lost))
    site, plan = _chain(make, "400 kW", {"power_factor": "80 %"}, T={"curve": curve})
    quarter = lost / 2 + lost / 2 / 4
    assert _loads(site, plan)["UT"] == pytest.approx((400 + quarter, 500 + quarter))


def test_a_ups_sets_its_own_power_factor(make):
    """500 kW at 0.9 are 555.6 kVA below the UPS; above it 520.8 kW at 0.99 are 526.1 kVA."""
    site, plan = _chain(
        make, rack={"power_factor": "90 %"}, U={"efficiency": "96 %", "power_factor": "99 %"}
    )
    loads = _loads(site, plan)
    assert loads["U"] == pytest.approx((500, 500 / 0.9))
    assert loads["T"] == pytest.approx((500 / 0.96, 500 / 0.96 / 0.99))
    assert loads["UT"] == loads["T"]


def test_a_busway_of_known_resistance_heats_up(make):
    """500 kVA at 415 V are 695.6 A; three lines of 2.265 milliohm turn 3.288 kW into heat."""
    busway = {
        "rating": "800 A",
        "voltage": "415 V",
        "length": "30 m",
        "resistance": "0.0755 mohm/m",
    }
    site, plan = _chain(make, busway=busway)
    amperes = 500e3 / (math.sqrt(3) * 415)
    assert _loads(site, plan)["U"][0] == pytest.approx(500 + 3 * amperes**2 * 0.002265 / 1000)
    assert _loads(site, plan)["U"][0] == pytest.approx(503.288, abs=1e-3)


def test_direct_current_behind_a_rectifier(make):
    """600 kW at 800 V are 750 A; a busway of 1,250 A carries 1,000 kW; above the rectifier AC."""
    dc = {"current": "dc", "voltage": "800 V"}
    power = {
        "UT": make.node("utility", "9 MVA"),
        "X": make.node(
            "rectifier", "660 kW", ["UT"], power_factor="98 %", efficiency="97.5 %", **dc
        ),
        "R1.A": make.node("busway", "1250 A", ["X"], **dc),
    }
    racks = {"r": make.rack("600 kW", cords=1, input={"current": "dc", "voltage_low": "800 V"})}
    rows = {"R1": make.row(["R1.A"], tap={"rating": "760 A", "voltage": "800 V", "current": "dc"})}
    site = make.site(power, rows, racks, survive=())
    verdict = verify(site, make.plan([("R1-P01", "r", ("R1.A",))]))
    assert verdict.findings == ()
    seen = {(m.rule, m.where): (m.used, m.limit) for m in verdict.margins}
    assert seen["power.busway", "R1.A"] == pytest.approx((600, 1000))
    assert seen["power.tap", "R1-P01.A"] == pytest.approx((600, 608))
    assert seen["power.normal", "X"] == pytest.approx((600, 660))
    assert seen["power.normal", "UT"] == pytest.approx((600 / 0.975 / 0.98, 9000))


@pytest.mark.parametrize(
    ("rack", "tap", "suits"),
    [
        ({"current": "dc"}, {"current": "dc", "voltage": "800 V"}, True),
        ({"current": "dc"}, {"current": "ac", "voltage": "415 V"}, False),
        ({"current": "ac-three-phase"}, {"current": "dc", "voltage": "800 V"}, False),
        (None, {"current": "dc", "voltage": "800 V"}, False),
        ({"current": "dc", "voltage_low": "800 V"}, {"current": "dc", "voltage": "400 V"}, False),
        ({"current": "ac-three-phase", "voltage_high": "400 V"}, {"voltage": "415 V"}, True),
        ({"current": "ac-three-phase", "voltage_high": "395 V"}, {"voltage": "415 V"}, False),
    ],
)
def test_current_and_voltage_of_a_rack(make, rack, tap, suits):
    tap = {"rating": "9 kA", "voltage": "415 V"} | tap
    of_busway = {"current": tap.get("current", "ac"), "voltage": tap["voltage"]}
    above = {} if of_busway["current"] == "ac" else {"current": "dc", "voltage": "800 V"}
    site, plan = _chain(
        make, rack={} if rack is None else {"input": rack}, busway=of_busway, tap=tap, U=above
    )
    broken = {finding.rule for finding in verify(site, plan).findings}
    assert broken == (set() if suits else {"power.input"})


def test_losses_without_load_are_named(make):
    """An idle UPS of 13.16 kW beside one with a rack: the transformer carries both."""
    power = {
        "T": make.node("transformer", "500 kW"),
        "U1": make.node("ups", "1 MW", ["T"], curve=UPS_CURVE),
        "U2": make.node("ups", "1 MW", ["T"], curve=UPS_CURVE),
        "R1.A": make.node("busway", "9 MW", ["U1"]),
    }
    rows = {"R1": make.row(["R1.A"])}
    site = make.site(power, rows, {"r": make.rack("500 kW", cords=1)}, survive=())
    (finding,) = verify(site, make.plan([("R1-P01", "r", ("R1.A",))])).findings
    assert finding.where == "T"
    assert finding.value == pytest.approx(500 / 0.97 + 250 * (1 / 0.95 - 1))
    assert finding.contributors == (
        Contributor("R1-P01 r", pytest.approx(500 / 0.97)),
        Contributor("U2 without load", pytest.approx(250 * (1 / 0.95 - 1))),
    )


def test_losses_of_every_node(make):
    site, plan = _chain(make, T={"efficiency": "99 %"}, U={"curve": UPS_CURVE})
    flow = facts_of(site, plan).flow
    lost = dict(zip((n.id for n in flow.tree.nodes), flow.losses_kw(flow.normal), strict=True))
    above = 500 / 0.97
    assert lost == pytest.approx({"UT": 0, "T": above / 0.99 - above, "U": above - 500, "R1.A": 0})
