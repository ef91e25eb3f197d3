"""Circuits: phases, neutral, lines, breakers, cables, power factor, DC, fuel."""

from __future__ import annotations

import math
from itertools import permutations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rackplan.physics import electrical as el
from rackplan.units import (
    CURRENT,
    FLOW,
    FRACTION,
    LENGTH,
    LINE_IMPEDANCE,
    POWER,
    RESISTANCE,
    TEMPERATURE,
    VOLTAGE,
    VOLUME,
    UnitProblem,
    give,
    of,
)

AMPERES = st.tuples(*[st.floats(0, 1000)] * 3)


@given(AMPERES)
def test_neutral_and_unbalance_do_not_mind_the_order(phases: tuple[float, float, float]) -> None:
    orders = give(np.array(list(permutations(phases))), CURRENT)
    neutral = el.neutral_current(orders).m_as("A")
    a, b, c = phases
    squared = a * a + b * b + c * c - a * b - b * c - c * a
    assert neutral == pytest.approx(np.full(6, math.sqrt(max(0.0, squared))), abs=1e-4)
    if max(phases) > 1e-3:
        unbalance = el.nema_unbalance(orders).magnitude
        assert unbalance == pytest.approx(np.full(6, unbalance[0]))
        assert unbalance.min() >= 0


@given(st.floats(0, 1000))
def test_balanced_phases_have_no_neutral(amperes: float) -> None:
    assert el.neutral_current(give([amperes] * 3, CURRENT)).m_as("A") == pytest.approx(0, abs=1e-9)


def test_line_to_neutral_loads_meet_the_neutral_formula() -> None:
    kw = np.array([2.4, 3.6, 4.8])
    drawn = el.phase_currents(give(kw, POWER), ["L1", "L2", "L3"], of(240 * math.sqrt(3), VOLTAGE))
    assert drawn.lines.m_as("A") == pytest.approx([10, 15, 20])
    assert drawn.neutral.m_as("A") == pytest.approx(8.660254)


def test_two_line_to_line_loads_share_a_line() -> None:
    """I1 = I3 = I, I2 = sqrt(3) I: they meet at 60 degrees."""
    drawn = el.phase_currents(give([2.08, 2.08], POWER), ["L1-L2", "L2-L3"], of(208, VOLTAGE))
    assert drawn.lines.m_as("A") == pytest.approx([10, 10 * math.sqrt(3), 10])
    assert drawn.neutral.m_as("A") == pytest.approx(0, abs=1e-12)


def test_three_phase_load_is_three_phase_current() -> None:
    drawn = el.phase_currents(give([132.0], POWER), ["L1-L2-L3"], of(415, VOLTAGE), 0.98)
    one = el.three_phase_current(of(132, POWER), of(415, VOLTAGE), 0.98).m_as("A")
    assert drawn.lines.m_as("A") == pytest.approx([one] * 3)


@given(
    st.lists(
        st.tuples(st.floats(0.1, 20), st.sampled_from(list(el.CONNECTIONS))), min_size=1, max_size=8
    ),
    st.floats(0.5, 1),
)
def test_line_currents_carry_the_power(loads: list[tuple[float, str]], cosine: float) -> None:
    """Renaming the lines renames the currents; the lines carry at least what the loads take."""
    kw, names = give([load for load, _ in loads], POWER), [name for _, name in loads]
    drawn = el.phase_currents(kw, names, of(415, VOLTAGE), cosine)
    turned = [n.translate(str.maketrans("123", "231")) for n in names]
    turned = [n if n in el.CONNECTIONS else "-".join(reversed(n.split("-"))) for n in turned]
    turned = [n if n in el.CONNECTIONS else "L1-L2-L3" for n in turned]
    again = el.phase_currents(kw, turned, of(415, VOLTAGE), cosine)
    assert again.lines.m_as("A") == pytest.approx(np.roll(drawn.lines.m_as("A"), 1), abs=1e-9)
    together_kva = sum(load for load, _ in loads) / cosine
    lines_kva = drawn.lines.m_as("A").sum() * 415 / math.sqrt(3) / 1000
    assert lines_kva >= together_kva - 1e-9


@given(st.lists(st.floats(0.5, 10), min_size=1, max_size=9))
def test_assignment_of_single_phase_loads_is_even(loads: list[float]) -> None:
    names = el.assign_phases(give(loads, POWER), [1] * len(loads))
    sums = [
        sum(kw for kw, n in zip(loads, names, strict=True) if n == line)
        for line in ("L1", "L2", "L3")
    ]
    assert max(sums) - min(sums) <= max(loads) + 1e-9
    assert max(sums) <= 4 / 3 * sum(loads) / 3 + max(loads)


def test_assignment_is_near_the_best() -> None:
    """Largest first is never more than a third above the best (Graham); here within a tenth."""
    rng = np.random.default_rng(3)
    for _ in range(5):
        kw = rng.uniform(1, 9, 6)
        choices = ["L1", "L2", "L3"]
        best = min(
            max(sum(x for x, n in zip(kw, names, strict=True) if n == line) for line in choices)
            for names in product(choices, repeat=6)
        )
        names = el.assign_phases(give(kw, POWER), [1] * 6)
        found = max(sum(x for x, n in zip(kw, names, strict=True) if n == line) for line in choices)
        assert best - 1e-9 <= found <= 1.1 * best


def test_assignment_of_two_pole_loads_makes_a_delta() -> None:
    assert sorted(el.assign_phases(give([3.0] * 3, POWER), [2] * 3)) == ["L1-L2", "L2-L3", "L3-L1"]
    assert el.assign_phases(give([3.0, 4.0], POWER), [3, 1]) == ("L1-L2-L3", "L1")


OHM_M, REACTANCE = of(8e-5, LINE_IMPEDANCE), of(4e-5, LINE_IMPEDANCE)


@given(AMPERES)
def test_phase_loss_of_equal_phases_is_line_loss(phases: tuple[float, float, float]) -> None:
    length = of(30, LENGTH)
    mean = give([sum(phases) / 3] * 3, CURRENT)
    equal = el.phase_line_loss(mean, OHM_M, length).m_as("kW")
    assert equal == pytest.approx(el.line_loss(mean[0], OHM_M, length).m_as("kW"), abs=1e-12)
    found = el.phase_line_loss(give(phases, CURRENT), OHM_M, length).m_as("kW")
    assert found >= equal - 1e-12  # unequal phases lose more


@given(st.floats(0, 0.05), st.floats(0, 1), st.floats(0.9, 1))
def test_voltage_drop_is_near_the_exact_one(drop: float, x_over_r: float, cosine: float) -> None:
    """Against phasors: V1 = |V2 + I (R + jX)|."""
    sine = math.sqrt(1 - cosine**2)
    r = drop / (cosine + x_over_r * sine)
    sent = abs(1 + r * (1 + 1j * x_over_r) * (cosine - 1j * sine))
    amperes, volts = 100.0, 415.0
    ohm_m = r * volts / math.sqrt(3) / amperes / 10
    found = el.voltage_drop(
        of(amperes, CURRENT),
        of(ohm_m, LINE_IMPEDANCE),
        of(ohm_m * x_over_r, LINE_IMPEDANCE),
        of(10, LENGTH),
        cosine,
    ).m_as("V")
    assert found == pytest.approx((sent - 1) * volts, abs=0.0013 * volts)


def test_phase_drop_is_line_drop_over_root_3() -> None:
    length = of(30, LENGTH)
    line = el.voltage_drop(of(640, CURRENT), OHM_M, REACTANCE, length, 0.98).m_as("V")
    phase = el.phase_drops(give([640.0] * 3, CURRENT), OHM_M, REACTANCE, length, 0.98).m_as("V")
    assert phase * math.sqrt(3) == pytest.approx([line] * 3)


def test_resistance_rises_with_temperature() -> None:
    def at(degc: float, reference: float, material: el.Conductor = "copper") -> float:
        found: float = el.resistance_at(
            OHM_M, of(degc, TEMPERATURE), reference=of(reference, TEMPERATURE), material=material
        ).m_as("ohm/m")
        return found

    assert at(75, 20) == pytest.approx(8e-5 * 1.21615)  # IEC 60228: 1 + 0.00393 * 55
    assert at(75, 75) == pytest.approx(8e-5)
    assert at(20, 75) * at(75, 20) == pytest.approx(64e-10)
    assert at(75, 20, "aluminum") == pytest.approx(8e-5 * 1.22165)


def test_conductor_temperature_at_its_ends() -> None:
    for current, degc in ((0, 30), (200, 75), (100, 41.25)):
        found = el.conductor_temperature(
            of(current, CURRENT),
            of(200, CURRENT),
            ambient=of(30, TEMPERATURE),
            limit=of(75, TEMPERATURE),
        )
        assert found.m_as("degC") == pytest.approx(degc)


@given(st.floats(1, 4000), st.booleans())
def test_both_sides_of_the_continuous_rule_say_the_same(amperes: float, full: bool) -> None:
    """0.8 on the capacity or 1.25 on the load: never both."""
    load, rating = of(amperes, CURRENT), of(1000, CURRENT)
    by_load = el.ocpd_min(load, full_rated=full).m_as("A") / 1000
    by_capacity = amperes / el.continuous_capacity(rating, full_rated=full).m_as("A")
    assert by_load == pytest.approx(by_capacity)
    assert float(el.breaker_use(rating, load, full_rated=full).magnitude) == pytest.approx(by_load)


def test_noncontinuous_load_counts_once() -> None:
    load, brief = of(100, CURRENT), of(40, CURRENT)
    assert el.ocpd_min(load, brief).m_as("A") == pytest.approx(165)
    assert el.ocpd_min(load, brief, full_rated=True).m_as("A") == pytest.approx(140)


@pytest.mark.parametrize("degc", [35, 40, 45, 50, 55, 60, 65, 70])
def test_ambient_factors_are_those_of_the_formula(degc: float) -> None:
    """NEC 310.15(B)(2): sqrt((Tc - Ta') / (Tc - Ta)), at the warm end of the band."""
    found = el.ambient_correction(of(degc, TEMPERATURE)).magnitude
    assert found == pytest.approx(math.sqrt((75 - degc) / 45), abs=0.006)


@pytest.mark.parametrize("spelling", ["2 AWG", "2", "#2", " 2  awg "])
def test_sizes_may_be_spelled_in_several_ways(spelling: str) -> None:
    assert el.conductor_ampacity(spelling).m_as("A") == 115


def test_sizes_of_other_kinds() -> None:
    assert el.conductor_ampacity("1/0 AWG").m_as("A") == 150
    assert el.conductor_ampacity("500 KCMIL", sets=4).m_as("A") == 1520
    with pytest.raises(UnitProblem, match=r'a size of aluminum such as 12 AWG, .* got "14 AWG"'):
        el.conductor_ampacity("14 AWG", material="aluminum")


@given(st.floats(1, 1e5), st.floats(0.1, 1), st.floats(0.1, 1))
def test_correction_brings_the_power_factor(kw: float, one: float, other: float) -> None:
    present, wanted = sorted((one, other))
    before = el.reactive_power(of(kw, POWER), present)
    left = before - el.power_factor_correction(of(kw, POWER), present, wanted)
    after = kw / el.apparent_power(of(kw, POWER), left).m_as("kVA")
    assert after == pytest.approx(wanted)


@given(st.lists(st.tuples(st.integers(0, 9999), st.floats(0.1, 1)), min_size=1, max_size=6))
def test_a_mix_is_no_more_than_its_parts(loads: list[tuple[float, float]]) -> None:
    kw, cosines = np.array(loads).T
    mixed = el.mixed_apparent_power(give(kw, POWER), cosines).m_as("kVA")
    assert kw.sum() * (1 - 1e-12) <= mixed <= (kw / cosines).sum() * (1 + 1e-12)
    if kw.sum() > 1e-6:
        found = float(el.mixed_power_factor(give(kw, POWER), cosines).magnitude)
        assert cosines.min() - 1e-9 <= found <= 1 + 1e-12


def test_leading_and_lagging_loads_cancel() -> None:
    lagging = el.reactive_power(of(100, POWER), 0.8)
    leading = el.reactive_power(of(100, POWER), 0.8, leading=True)
    assert el.apparent_power(of(200, POWER), lagging + leading).m_as("kVA") == pytest.approx(200)


@given(st.floats(0, 3000), st.floats(0.1, 10))
def test_dc_load_behind_a_line_gets_its_power(kw: float, milliohm: float) -> None:
    power, sent, ohm = of(kw, POWER), of(800, VOLTAGE), of(milliohm / 1000, RESISTANCE)
    try:
        volts = el.dc_load_voltage(power, sent, ohm)
    except UnitProblem:
        assert kw * 1000 > 800**2 / (4 * milliohm / 1000) * (1 - 1e-9)
        return
    current = el.dc_current(power, volts)
    assert (sent - volts).m_as("V") == pytest.approx(el.dc_drop(current, ohm).m_as("V"), abs=1e-6)
    assert volts.m_as("V") >= 400 - 1e-6


def test_fuel_below_the_table_and_hours_of_a_tank() -> None:
    shares, rates = [0.25, 1.0], give([1.0, 3.0], FLOW)
    idle = el.fuel_rate(of(0, POWER), of(500, POWER), shares, rates)
    assert idle.m_as("L/min") == 1.0
    rate = el.fuel_rate(of(312.5, POWER), of(500, POWER), shares, rates)
    assert rate.m_as("L/min") == pytest.approx(2.0)
    lasts = el.fuel_duration(of(1.2, VOLUME), rate)
    assert lasts.m_as("hour") == pytest.approx(10)
    assert el.fuel_volume(rate, lasts).m_as("L") == pytest.approx(1200)


@pytest.mark.parametrize(
    ("megawatts", "spare", "sets"), [(20, 1, 8), (21, 1, 8), (21.01, 1, 9), (0, 2, 2), (3, 0, 1)]
)
def test_generators_by_hand(megawatts: float, spare: int, sets: int) -> None:
    found = el.generators_needed(of(megawatts * 1000, POWER), of(3000, POWER), spare=spare)
    assert int(found.magnitude) == sets


def test_ups_is_limited_by_kw_or_by_kva() -> None:
    from rackplan.units import APPARENT_POWER

    kw, kva = of(1000, POWER), of(1111, APPARENT_POWER)
    for load, apparent, share in ((900, 900, 0.9), (900, 1055.45, 0.95)):
        found = el.ups_share(of(load, POWER), of(apparent, APPARENT_POWER), kw, kva)
        assert found.to(give(1, FRACTION).units).magnitude == pytest.approx(share)
