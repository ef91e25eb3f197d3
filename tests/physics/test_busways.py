"""Busways against brute force with phasors, and against the formulas for one load at the end."""

from __future__ import annotations

import cmath
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rackplan.model.catalog import PowerInput
from rackplan.physics.busways import amperes_per_kw, busway_drop
from rackplan.physics.connection import SHARE_OF_CIRCUIT, poles_of
from rackplan.physics.electrical import voltage_drop
from rackplan.units import (
    CURRENT,
    LENGTH,
    LINE_IMPEDANCE,
    POWER,
    VOLTAGE,
    UnitProblem,
    give,
    of,
    parse,
)

V = 415.0
LINE = {
    "voltage": of(V, VOLTAGE),
    "resistance": of(0.2e-3, LINE_IMPEDANCE),
    "reactance": of(0.1e-3, LINE_IMPEDANCE),
}
CONNECTIONS = ("L1", "L2", "L3", "L1-L2", "L2-L3", "L3-L1", "L1-L2-L3")
ENDS = {"L1": 0, "L2": 1, "L3": 2}


def _volts_at_taps(racks):
    """Voltages of the lines and the neutral where each rack hangs, piece by piece."""
    lines = [V / math.sqrt(3) * cmath.exp(-2j * math.pi / 3 * k) for k in range(3)]
    neutral, z = 0j, 0.2e-3 + 0.1e-3j
    sent, place = list(lines), 0.0
    for n, (_, _, metres, _) in enumerate(racks):
        drawn = [0j, 0j, 0j]
        for kw, connection, _, factor in racks[n:]:
            power = 1e3 * kw * (1 + 1j * math.sqrt(1 / factor**2 - 1))
            ends = [ENDS[name] for name in connection.split("-")]
            if len(ends) == 2:
                current = (power / (sent[ends[0]] - sent[ends[1]])).conjugate()
                drawn[ends[0]] += current
                drawn[ends[1]] -= current
            else:
                for end in ends:
                    drawn[end] += (power / len(ends) / sent[end]).conjugate()
        lines = [v - z * (metres - place) * i for v, i in zip(lines, drawn, strict=True)]
        neutral += z * (metres - place) * sum(drawn)
        place = metres
        yield lines, neutral, sent


def _worst(lines, neutral, sent):
    """What the worst line or pair has lost."""
    to_neutral = [
        math.sqrt(3) * (1 - ((v - neutral) / s).real) * abs(s)
        for v, s in zip(lines, sent, strict=True)
    ]
    between = [
        (1 - ((lines[a] - lines[b]) / (sent[a] - sent[b])).real) * V
        for a, b in ((0, 1), (1, 2), (2, 0))
    ]
    return max(*to_neutral, *between)


rack = st.tuples(
    st.floats(1, 60), st.sampled_from(CONNECTIONS), st.floats(0, 40), st.floats(0.8, 1)
)


@given(st.lists(rack, min_size=1, max_size=6))
def test_drop_is_that_of_the_phasors(racks):
    """Along the nominal voltage, which is what counts as long as it is a few per cent."""
    racks = sorted(racks, key=lambda r: r[2])
    worst = max(_worst(*volts) for volts in _volts_at_taps(racks))
    kw, connections, metres, factors = zip(*racks, strict=True)
    found = busway_drop(
        give(kw, POWER), connections, give(metres, LENGTH), power_factor=list(factors), **LINE
    )
    assert found.m_as("V") == pytest.approx(worst, rel=1e-9, abs=1e-9)


def test_a_near_rack_may_lose_more_than_the_far_one():
    """30 kW on L1 at 10 m, 10 kW on L2 at 30 m: 125.2 A and 41.7 A, 0.1 milliohm a metre.

    At 10 m L1 loses 0.125 V, the neutral 0.125 V less half of the 0.042 V of L2: 0.2295 V, times
    the root of 3. At 30 m L1 has 0.125 V less half of the other 0.125 V of L2: 0.1878 V.
    """
    line = LINE | {k: of(r, LINE_IMPEDANCE) for k, r in (("resistance", 1e-4), ("reactance", 0))}
    loads = give([30.0, 10.0], POWER), ["L1", "L2"], give([10.0, 30.0], LENGTH)
    amperes = 30e3 / (V / math.sqrt(3))
    by_hand = math.sqrt(3) * 1e-4 * (2 * amperes * 10 - 0.5 * amperes / 3 * 10)
    assert busway_drop(*loads, **line).m_as("V") == pytest.approx(by_hand)
    assert by_hand == pytest.approx(0.3976, abs=1e-4)


@pytest.mark.parametrize("factor", [0.8, 0.95, 1.0])
def test_one_three_phase_load_is_the_formula(factor):
    found = busway_drop(
        of(100, POWER) * np.ones(1),
        ["L1-L2-L3"],
        give([25.0], LENGTH),
        power_factor=factor,
        **LINE,
    )
    amperes = of(100e3 / (math.sqrt(3) * V * factor), CURRENT)
    formula = voltage_drop(amperes, LINE["resistance"], LINE["reactance"], of(25, LENGTH), factor)
    assert found.m_as("V") == pytest.approx(formula.m_as("V"))


def test_direct_current_has_two_conductors():
    line = LINE | {"voltage": of(800, VOLTAGE), "reactance": of(0, LINE_IMPEDANCE)}
    found = busway_drop(
        give([400.0, 80.0], POWER),
        ["L1-L2-L3"] * 2,
        give([10.0, 20.0], LENGTH),
        current="dc",
        **line,
    )
    assert found.m_as("V") == pytest.approx(2 * 0.2e-3 * (500 * 10 + 100 * 20))


def test_three_single_loads_are_one_of_three_phases():
    alone = amperes_per_kw(["L1", "L2", "L3"], V, 0.9).sum(axis=0)
    assert alone == pytest.approx(3 * amperes_per_kw(["L1-L2-L3"], V, 0.9)[0])


def test_what_is_refused():
    with pytest.raises(UnitProblem):
        busway_drop(give([1.0, 2.0], POWER), ["L1"], give([1.0], LENGTH), **LINE)
    with pytest.raises(UnitProblem):
        busway_drop(give([1.0], POWER), ["L4"], give([1.0], LENGTH), **LINE)
    with pytest.raises(UnitProblem):
        busway_drop(give([1.0], POWER), ["L1"], give([-1.0], LENGTH), **LINE)


def _inlet(current, low=None, high=None):
    volts = {"voltage_low": low, "voltage_high": high}
    return PowerInput.model_validate({"current": current} | {k: v for k, v in volts.items() if v})


@pytest.mark.parametrize(
    ("inlet", "volts", "current", "poles"),
    [
        (None, "415 V", "ac", 3),
        (None, "800 V", "dc", None),
        (_inlet("dc", "800 V", "800 V"), "800 V", "dc", 3),
        (_inlet("dc", "800 V", "800 V"), "400 V", "dc", None),
        (_inlet("ac-three-phase", "415 V", "415 V"), "400 V", "ac", 3),  # 3.6 % below
        (_inlet("ac-three-phase", "415 V", "415 V"), "480 V", "ac", None),
        (_inlet("ac-single-phase", "200 V", "240 V"), "400 V", "ac", 1),
        (_inlet("ac-single-phase", "200 V", "277 V"), "480 V", "ac", 1),
        (_inlet("ac-single-phase", "100 V", "240 V"), "208 V", "ac", 2),
        (_inlet("ac-single-phase"), "415 V", "ac", 1),
        (_inlet("ac-single-phase", "100 V", "127 V"), "208 V", "ac", 1),
    ],
)
def test_poles(inlet, volts, current, poles):
    assert poles_of(inlet, parse(volts, VOLTAGE), current) == poles


def test_shares_of_a_circuit_are_those_of_a_current():
    """The same ampere on one line, between two, on three."""
    watts = {1: V / math.sqrt(3), 2: V, 3: math.sqrt(3) * V}
    for poles, share in SHARE_OF_CIRCUIT.items():
        assert share == pytest.approx(watts[poles] / watts[3])
