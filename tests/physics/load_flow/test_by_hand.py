"""Load flow of small networks: by hand, and against phasors reckoned in another way."""

from __future__ import annotations

import cmath
import math

import numpy as np
import pytest

from rackplan.errors import BadInputError
from rackplan.physics.electrical import (
    RUBY,
    TITANIUM,
    UPS_PLANNING,
    LossLaw,
    TransformerLosses,
    bank_loss,
    dc_load_voltage,
    law_from_efficiency,
    line_loss,
    reactive_power,
    voltage_drop,
)
from rackplan.physics.load_flow import (
    Element,
    after_losses,
    every_single_loss,
    line_element,
    load_flow,
    network_of,
    transformer_element,
)
from rackplan.units import (
    APPARENT_POWER,
    CURRENT,
    LENGTH,
    LINE_IMPEDANCE,
    POWER,
    REACTIVE_POWER,
    RESISTANCE,
    VOLTAGE,
    UnitProblem,
    give,
    of,
)
from tests.physics.load_flow.halls import element

BUSWAY = {
    "rating": of(800, CURRENT),
    "voltage": of(415, VOLTAGE),
    "resistance": of(7.5e-5, LINE_IMPEDANCE),
    "reactance": of(4e-5, LINE_IMPEDANCE),
    "length": of(30, LENGTH),
}


def test_a_chain_of_efficiencies_multiplies() -> None:
    laws = [law_from_efficiency(eta) for eta in (0.99, 0.965, 0.98)]
    network = network_of(
        [
            element("T", law=laws[0]),
            element("U", "T", law=laws[1], converts=True),
            element("P", "U", law=laws[2], converts=True),
        ]
    )
    flow = load_flow(network, network.spread({"P": of(600, POWER)}, POWER))
    assert flow.grid.m_as("kW") == pytest.approx(600 / 0.99 / 0.965 / 0.98)
    assert flow.output.m_as("kW")[network.rank["U"]] == pytest.approx(600 / 0.98)
    assert flow.share.magnitude[network.rank["P"]] == pytest.approx(0.6)


def test_busway_against_phasors() -> None:
    """V2 = V1 - Z conj(S / 3 V2), iterated; line to neutral."""
    network = network_of([line_element("B", **BUSWAY)])
    load = of(400, POWER)
    reactive = reactive_power(load, 0.95)
    flow = load_flow(
        network,
        network.spread({"B": load}, POWER),
        network.spread({"B": reactive}, REACTIVE_POWER),
    )
    sent, z = 415 / math.sqrt(3), 30 * (7.5e-5 + 4e-5j)
    volts: complex = sent
    for _ in range(50):
        current = ((400e3 + 1j * reactive.m_as("var")) / 3 / volts).conjugate()
        volts = sent - z * current
    assert flow.voltage.m_as("V")[0] == pytest.approx(abs(volts) * math.sqrt(3), rel=1e-12)
    assert flow.current.m_as("A")[0] == pytest.approx(abs(current), rel=1e-12)
    assert flow.loss.m_as("kW")[0] == pytest.approx(3 * abs(current) ** 2 * z.real / 1e3)
    assert flow.share.magnitude[0] == pytest.approx(abs(current) / 800)
    assert abs(cmath.phase(volts)) < 0.1


def test_busway_agrees_with_the_formulas_of_lines() -> None:
    network = network_of([line_element("B", **BUSWAY)])
    flow = load_flow(network, network.spread({"B": of(400, POWER)}, POWER))
    current = flow.current[0]
    part = {key: BUSWAY[key] for key in ("resistance", "length")}
    assert flow.loss.m_as("kW")[0] == pytest.approx(line_loss(current, **part).m_as("kW"))
    drop = voltage_drop(current, reactance=BUSWAY["reactance"], power_factor=1, **part).m_as("V")
    assert 415 - flow.voltage.m_as("V")[0] == pytest.approx(drop, rel=0.01)


def test_transformer_loses_iron_and_copper() -> None:
    losses = TransformerLosses(of(3, POWER), of(12, POWER))
    stiff = transformer_element(
        "T",
        rating=of(2500, APPARENT_POWER),
        voltage=of(480, VOLTAGE),
        losses=losses,
        impedance=0.06,
    )
    network = network_of([stiff])
    empty = load_flow(network, give([0.0], POWER))
    assert empty.loss.m_as("kW")[0] == pytest.approx(3, rel=1e-4)
    full = load_flow(network, give([2500.0], POWER))
    v = full.voltage.m_as("V")[0] / 480
    assert full.loss.m_as("kW")[0] == pytest.approx(3 + 12 / v**2, rel=0.003)
    assert full.grid_apparent.m_as("kVA") > full.grid.m_as("kW")  # its reactance takes kvar


def test_a_ups_makes_its_own_voltage_and_power_factor() -> None:
    weak = line_element("L", **{**BUSWAY, "length": of(100, LENGTH)})
    ups = Element(
        "U", of(500, POWER), of(415, VOLTAGE), law=UPS_PLANNING, converts=True,
        input_power_factor=0.99, fed_by=("L",),
    )  # fmt: skip
    network = network_of([ups, weak])
    kvar = network.spread({"U": of(200, REACTIVE_POWER)}, REACTIVE_POWER)
    flow = load_flow(network, network.spread({"U": of(400, POWER)}, POWER), kvar)
    rank = network.rank
    assert flow.voltage.m_as("V")[rank["L"]] < 410
    assert flow.voltage.m_as("V")[rank["U"]] == 415
    assert flow.loss.m_as("kW")[rank["U"]] == pytest.approx(
        500 * (0.006 + 0.008 * 0.8 + 0.013 * 0.64)
    )
    taken = flow.input.m_as("kW")[rank["U"]]
    reactive = flow.reactive.m_as("kvar")[rank["L"]]
    assert reactive == pytest.approx(taken * math.tan(math.acos(0.99)))


@pytest.mark.parametrize("spare", [None, 0, 1])
@pytest.mark.parametrize("kw", [0.0, 10.0, 260.0, 490.0])
def test_modules_are_those_of_a_bank(kw: float, spare: int | None) -> None:
    network = network_of([
        Element("U", of(500, POWER), of(415, VOLTAGE), law=UPS_PLANNING, converts=True, modules=10,
                spare=spare)
    ])  # fmt: skip
    flow = load_flow(network, give([kw], POWER))
    bank = bank_loss(UPS_PLANNING, of(kw, POWER), of(50, POWER), 10, spare=spare)
    assert flow.loss.m_as("kW")[0] == pytest.approx(bank.m_as("kW"))


@pytest.mark.parametrize("law", [TITANIUM, RUBY, UPS_PLANNING], ids=["titanium", "ruby", "ups"])
def test_losses_are_those_of_the_law(law: LossLaw) -> None:
    """Each load a state; beyond the rating too."""
    network = network_of([element("A", law=law, converts=True), element("B")])
    kw = np.linspace(0, 1300, 131)
    load = network.spread({"A": give(kw, POWER)}, POWER)
    flow = load_flow(network, load, states=after_losses(network, [()]))
    assert flow.loss.m_as("kW")[0] == pytest.approx(1000 * law.at(kw / 1000), abs=1e-12)


def test_direct_current_behind_a_rectifier() -> None:
    source = Element(
        "R", of(1000, POWER), of(800, VOLTAGE), law=law_from_efficiency(0.98), converts=True,
        direct_current=True,
    )  # fmt: skip
    line = line_element(
        "D", rating=of(1250, CURRENT), voltage=of(800, VOLTAGE),
        resistance=of(5e-5, LINE_IMPEDANCE), reactance=of(0, LINE_IMPEDANCE),
        length=of(50, LENGTH), fed_by=("R",), direct_current=True,
    )  # fmt: skip
    network = network_of([source, line])
    flow = load_flow(network, network.spread({"D": of(660, POWER)}, POWER))
    volts = dc_load_voltage(of(660, POWER), of(800, VOLTAGE), of(5e-3, RESISTANCE)).m_as("V")
    assert flow.voltage.m_as("V")[1] == pytest.approx(volts)
    assert flow.current.m_as("A")[1] == pytest.approx(660e3 / volts)
    assert flow.grid.m_as("kW") == pytest.approx(660 * 800 / volts / 0.98)


def test_a_rack_on_two_feeds_and_after_a_loss() -> None:
    network = network_of(
        [
            element("A", law=law_from_efficiency(0.99)),
            element("B", law=law_from_efficiency(0.98)),
            element("rack", "A", "B", weights=(0.5, 0.5)),
        ]
    )
    load = network.spread({"rack": of(100, POWER)}, POWER)
    flow = load_flow(network, load, states=every_single_loss(network))
    names = ["", *network.rank]
    by = {
        n: dict(zip(network.rank, flow.output.m_as("kW")[:, i], strict=True))
        for i, n in enumerate(names)
    }
    assert by[""] == pytest.approx({"A": 50, "B": 50, "rack": 100})
    assert by["A"] == pytest.approx({"A": 0, "B": 100, "rack": 100})
    assert by["B"] == pytest.approx({"A": 100, "B": 0, "rack": 100})
    assert by["rack"] == pytest.approx({"A": 0, "B": 0, "rack": 0})
    assert flow.dark.m_as("kW") == pytest.approx([0, 0, 0, 100])
    assert flow.grid.m_as("kW")[1] == pytest.approx(100 / 0.98)
    assert flow.voltage.m_as("V")[network.rank["A"], 1] == 0


def test_a_catcher_takes_over() -> None:
    """A board draws from its own UPS alone, and from the catcher when that is gone."""
    network = network_of([
        element("U1"), element("U2"), element("C"),
        element("B1", "U1", "C"), element("B2", "U2", "C"),
    ])  # fmt: skip
    load = network.spread({"B1": of(300, POWER), "B2": of(400, POWER)}, POWER)
    states = after_losses(network, [(), ("U1",), ("U1", "U2"), ("U1", "C")])
    flow = load_flow(network, load, states=states)
    assert flow.output.m_as("kW")[network.rank["C"]] == pytest.approx([0, 300, 700, 0])
    assert flow.output.m_as("kW")[network.rank["U2"]] == pytest.approx([400, 400, 0, 400])
    assert flow.dark.m_as("kW") == pytest.approx([0, 0, 0, 300])


def test_loads_may_differ_by_state() -> None:
    """After a loss racks are capped: the load is given for each state."""
    network = network_of([element("A"), element("B")])
    states = every_single_loss(network, among=["A"])
    load = network.spread({"A": of(50, POWER), "B": give([50.0, 90.0], POWER)}, POWER)
    flow = load_flow(network, load, states=states)
    assert flow.grid.m_as("kW") == pytest.approx([100, 90])


def test_an_overload_is_told_and_not_hidden() -> None:
    network = network_of([element("U", law=UPS_PLANNING, converts=True)])
    flow = load_flow(network, give([1200.0], POWER))
    assert flow.share.magnitude[0] == pytest.approx(1.2)
    assert flow.loss.m_as("kW")[0] == pytest.approx(1000 * 0.027 * 1.2**2)


def test_source_voltage_counts() -> None:
    network = network_of([line_element("B", **BUSWAY)])
    low, high = (
        load_flow(network, give([400.0], POWER), source_voltage=v).loss.m_as("kW")[0]
        for v in (0.95, 1.05)
    )
    assert low / high == pytest.approx((1.05 / 0.95) ** 2, rel=0.01)


def test_a_load_that_cannot_be_carried_is_refused() -> None:
    endless = line_element("B", **{**BUSWAY, "length": of(3000, LENGTH)})
    with pytest.raises(UnitProblem, match="no voltage left behind B"):
        load_flow(network_of([endless]), give([800.0], POWER))


BAD = {
    "two elements of one name": [element("A"), element("A")],
    "A, B: fed by each other in a ring": [element("A", "B"), element("B", "A")],
    "A: fed by each other in a ring, or by elements not there": [element("A", "X")],
    "network.A: expected a weight for each of 0 feeds": [element("A", weights=(1.0,))],
    "network.C: expected a weight for each of 2 feeds, 1 in all; got (0.5, 0.6)": [
        element("A"), element("B"), element("C", "A", "B", weights=(0.5, 0.6)),
    ],
    "network.A: expected modules only in an element that converts": [element("A", modules=2)],
    "network.A: expected at least 1 module": [element("A", modules=0)],
}  # fmt: skip


@pytest.mark.parametrize("said", BAD)
def test_a_network_that_cannot_be_is_refused(said: str) -> None:
    with pytest.raises(BadInputError) as caught:
        network_of(BAD[said])
    assert said in str(caught.value)


def test_names_that_are_not_there_are_refused() -> None:
    network = network_of([element("A")])
    with pytest.raises(BadInputError, match='no element "X" to lose'):
        after_losses(network, [("X",)])
    with pytest.raises(BadInputError, match='no element "X"'):
        network.spread({"X": of(1, POWER)}, POWER)


@pytest.mark.parametrize("load", [
    of(1, POWER), give([1.0], POWER), give([1.0, 2.0, 3.0], POWER), give(np.ones((2, 3)), POWER),
    give([1.0, 2.0], REACTIVE_POWER), give([-1.0, 2.0], POWER),
])  # fmt: skip
def test_loads_of_another_shape_or_kind_are_refused(load: object) -> None:
    network = network_of([element("A"), element("B")])
    states = every_single_loss(network, among=["A"])
    with pytest.raises(UnitProblem):
        load_flow(network, load, states=states)  # type: ignore[arg-type]  # that is the test
