"""CDUs: sizing, temperatures and margins against the exchanger that they are made of."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rackplan.physics.liquid import (
    CduExchanger,
    PumpCurve,
    capacity_rate,
    cdu_facility_flow,
    cdu_heat,
    cdu_margins,
    cdu_sizing,
    cdu_temperatures,
    exchange_heat,
    rated_cdu,
    scale_conductance,
)
from rackplan.units import (
    CONDUCTANCE,
    FLOW,
    POWER,
    PRESSURE,
    TEMPERATURE,
    TEMPERATURE_DIFFERENCE,
    Quantity,
    UnitProblem,
    give,
    of,
)

FULL, WARM, COOL = of(1800, FLOW), of(40, TEMPERATURE), of(36, TEMPERATURE)
GAP, RATED = of(4, TEMPERATURE_DIFFERENCE), of(1350, POWER)


def unit(coolant: str = "PG25") -> CduExchanger:
    return rated_cdu(RATED, GAP, WARM, FULL, FULL, rack_coolant=coolant)


def test_a_rated_cdu_meets_its_rating() -> None:
    found = cdu_temperatures(unit(), RATED, FULL, COOL, FULL)
    assert found.approach.m_as("K") == pytest.approx(4.0, abs=1e-6)
    assert found.rack_supply.m_as("degC") == pytest.approx(40.0, abs=1e-6)
    assert cdu_heat(unit(), FULL, FULL, WARM, COOL).m_as("kW") == pytest.approx(1350, rel=1e-6)


@given(st.floats(50, 1600), st.floats(900, 2200), st.floats(900, 2200), st.floats(15, 45))
def test_energy_closes(kw: float, rack: float, facility: float, at: float) -> None:
    """The same exchanger by its heat: inlets, capacity rates and scaled conductance."""
    flows = of(rack, FLOW), of(facility, FLOW)
    found = cdu_temperatures(unit(), of(kw, POWER), flows[0], of(at, TEMPERATURE), flows[1])
    ends = found.rack_supply, found.rack_return, of(at, TEMPERATURE), found.facility_return
    mean_1, mean_2 = (
        of(0.5 * (one + two), TEMPERATURE)
        for one, two in ((ends[0].m, ends[1].m), (ends[2].m, ends[3].m))
    )
    hot, cold = capacity_rate("PG25", flows[0], mean_1), capacity_rate("water", flows[1], mean_2)
    assert hot.m * (ends[1].m - ends[0].m) == pytest.approx(kw, rel=1e-9)
    assert cold.m * (ends[3].m - ends[2].m) == pytest.approx(kw, rel=1e-9)
    ua = scale_conductance(unit().conductance, rack / 1800, facility / 1800)
    done = exchange_heat(ua, ends[1], ends[2], hot, cold)
    assert done.heat.m_as("kW") == pytest.approx(kw, rel=1e-9)
    assert done.hot_out.m_as("degC") == pytest.approx(ends[0].m, abs=1e-9)


@given(st.floats(300, 1350), st.floats(1000, 1800), st.floats(1, 15))
def test_facility_flow_is_the_way_back(kw: float, rack: float, gap: float) -> None:
    heat, flow = of(kw, POWER), of(rack, FLOW)
    cold = of(40 - gap, TEMPERATURE)
    least = cdu_temperatures(unit(), heat, flow, cold, of(5400, FLOW)).approach.m
    if least > gap:
        with pytest.raises(UnitProblem, match="approach that the CDU reaches"):
            cdu_facility_flow(unit(), heat, flow, WARM, cold)
        return
    found = cdu_facility_flow(unit(), heat, flow, WARM, cold)
    again = cdu_temperatures(unit(), heat, flow, cold, found.facility_flow)
    assert again.rack_supply.m == pytest.approx(found.rack_supply.m, abs=1e-9)
    if found.facility_flow.m > 91:  # the least flow may cool more than asked for
        assert found.rack_supply.m_as("degC") == pytest.approx(40.0, abs=1e-3)


@given(st.floats(100, 1300), st.floats(100, 1300))
def test_more_heat_takes_a_wider_approach(one: float, two: float) -> None:
    heats = give(sorted((one, two)), POWER)
    gaps = cdu_temperatures(unit(), heats, FULL, COOL, FULL).approach.m
    assert 0 <= gaps[0] <= gaps[1] * (1 + 1e-9)


@given(st.floats(200, 5000), st.floats(200, 5000))
def test_more_water_takes_a_narrower_one(one: float, two: float) -> None:
    flows = give(sorted((one, two)), FLOW)
    gaps = cdu_temperatures(unit(), of(400, POWER), FULL, of(30, TEMPERATURE), flows).approach.m
    assert gaps[0] * (1 + 1e-9) >= gaps[1] >= 0


@given(st.floats(100, 2000), st.floats(4, 20), st.floats(1, 12), st.floats(0.5, 2))
def test_sizing_gives_an_exchanger_that_does_it(
    kw: float, rise: float, gap: float, ratio: float
) -> None:
    assume(gap + rise - rise / ratio > 0.1)
    back, supply, cold = (of(t, TEMPERATURE) for t in (40 + rise, 40, 40 - gap))
    sized = cdu_sizing(of(kw, POWER), back, supply, cold, ratio)
    rate = kw / rise
    rates = of(rate, CONDUCTANCE), of(rate * ratio, CONDUCTANCE)
    done = exchange_heat(sized.conductance, back, cold, *rates)
    assert done.heat.m_as("kW") == pytest.approx(kw, rel=1e-9)
    assert done.cold_out.m_as("degC") == pytest.approx(sized.facility_return.m, abs=1e-9)
    assert 0 < sized.effectiveness.m < 1


CURVE = PumpCurve(give([0, 600, 900], FLOW), give([320, 250, 160], PRESSURE))


def margins(pumps_on: int = 3, flow: Quantity = FULL, head: float = 250.0) -> list[float]:
    found = cdu_margins(
        unit(), CURVE, pumps_on=pumps_on, rated_heat=RATED, heat=of(1080, POWER), flow=flow,
        head=of(head, PRESSURE), rack_supply=WARM, facility_supply=COOL, facility_flow=FULL,
    )  # fmt: skip
    return [each.m for each in found]


def test_margins_are_four_limits() -> None:
    heat, flow, head, approach = margins()
    assert heat == pytest.approx(270)
    assert flow == pytest.approx(0, abs=1e-6)
    assert head == pytest.approx(0, abs=1e-6)
    assert approach == pytest.approx(4 - 3.2, abs=0.01)


def test_margins_after_the_loss_of_a_pump() -> None:
    _, flow, head, _ = margins(pumps_on=2)
    assert flow == pytest.approx(1200 - 1800)
    assert head == pytest.approx(160 - 250), "900 L/min for each pump: the end of the curve"
    _, flow, head, _ = margins(pumps_on=1)
    assert flow == pytest.approx(600 - 1800)
    assert head == pytest.approx(-250), "beyond the curve there is no head"


def test_margins_beyond_the_pumps_head() -> None:
    _, flow, head, _ = margins(head=330.0)
    assert flow == pytest.approx(-1800)
    assert head == pytest.approx(250 - 330)


def test_water_cools_better_than_glycol() -> None:
    sizes = [unit(name).conductance.m for name in ("water", "PG25")]
    plain, mixed = (
        cdu_temperatures(
            CduExchanger(of(324, CONDUCTANCE), FULL, FULL, name), RATED, FULL, COOL, FULL
        )
        for name in ("water", "PG25")
    )
    assert plain.rack_return < mixed.rack_return
    assert all(np.isfinite(sizes))


def test_refusals() -> None:
    heat = of(1080, POWER)
    with pytest.raises(UnitProblem, match="facility flow over rated"):
        cdu_temperatures(unit(), heat, FULL, COOL, of(80, FLOW))
    with pytest.raises(UnitProblem, match="rack flow over rated"):
        cdu_temperatures(unit(), heat, of(6000, FLOW), COOL, FULL)
    with pytest.raises(UnitProblem, match="an approach that the CDU reaches"):
        cdu_facility_flow(unit(), RATED, FULL, WARM, of(39.9, TEMPERATURE))
    with pytest.raises(UnitProblem, match="above the facility supply"):
        cdu_facility_flow(unit(), RATED, FULL, WARM, of(41, TEMPERATURE))
    with pytest.raises(UnitProblem, match="above the facility supply"):
        cdu_heat(unit(), FULL, FULL, WARM, WARM)
    with pytest.raises(UnitProblem, match="rack return above"):
        cdu_sizing(heat, WARM, WARM, COOL)
    with pytest.raises(UnitProblem, match="facility return below"):
        cdu_sizing(heat, of(50, TEMPERATURE), WARM, COOL, 0.5)
    with pytest.raises(UnitProblem, match="approach"):
        rated_cdu(RATED, of(0.1, TEMPERATURE_DIFFERENCE), WARM, FULL, FULL)
    with pytest.raises(UnitProblem, match="facility return below"):
        rated_cdu(RATED, GAP, WARM, FULL, of(1000, FLOW))
    with pytest.raises(UnitProblem, match="return"):
        cdu_temperatures(unit(), RATED, of(200, FLOW), of(60, TEMPERATURE), FULL)
