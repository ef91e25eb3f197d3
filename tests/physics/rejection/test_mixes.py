"""What is true of any mix under any sky: heat adds up, colder air never hurts, refusals."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rackplan.physics.rejection import (
    AIR_COOLED,
    MODES,
    YORK_YT_1055,
    AdiabaticCooler,
    Chiller,
    CoolingTower,
    Design,
    DryCooler,
    Extreme,
    Rejection,
    achievable_supply,
    blowdown,
    design_day,
    evaporated_water,
    makeup,
    reject,
)
from rackplan.physics.rejection.conditions import Duty, outdoors_of
from rackplan.physics.rejection.operation import operate
from rackplan.units import (
    ENERGY,
    FLOW,
    FRACTION,
    PRESSURE,
    TEMPERATURE,
    VOLUME,
    UnitProblem,
    give,
    parse,
)
from tests.physics.rejection.mixes import (
    CHILLER,
    DRY,
    MIXES,
    PADS,
    TOWER,
    WATER_CHILLER,
    YORK,
    degc,
    kelvin,
    kw,
)

SEA = parse("101.325 kPa", PRESSURE)

names = st.sampled_from(sorted(MIXES))
dries = st.floats(-25.0, 45.0)
shares = st.floats(0.0, 1.0)
supplies = st.floats(15.0, 45.0)
heats = st.floats(100.0, 2500.0)


def wet_of(dry: float, share: float) -> float:
    """A wet bulb that air of a dry bulb can have."""
    lowest = dry - 1.0 - max(dry, 0.0) * 0.45
    return min(dry, lowest + share * (dry - lowest))


def run(name: str, dry: Any, wet: Any, supply: float, heat: float) -> Rejection:
    return reject(
        MIXES[name],
        dry_bulb=give(dry, TEMPERATURE),
        wet_bulb=give(wet, TEMPERATURE),
        pressure=SEA,
        heat=kw(f"{heat} kW"),
        supply=degc(supply),
        return_=degc(supply + 10.0),
    )


@given(names, dries, shares, supplies, heats)
@settings(deadline=None)
def test_heat_adds_up(name: str, dry: float, share: float, supply: float, heat: float) -> None:
    done = run(name, dry, wet_of(dry, share), supply, heat)
    parts = [float(each.m_as("kW")) for each in (done.free_heat, done.chilled_heat, done.short)]
    assert sum(parts) == pytest.approx(heat, rel=1e-9)
    assert min(parts) >= 0.0
    powers = (done.fan_power, done.pump_power, done.compressor_power)
    assert min(float(each.m) for each in powers) >= 0.0
    assert done.makeup.m >= done.evaporation.m >= 0.0


@given(names, dries, shares, supplies, heats)
@settings(deadline=None, max_examples=40)
def test_supply_is_held_or_warmer(
    name: str, dry: float, share: float, supply: float, heat: float
) -> None:
    done = run(name, dry, wet_of(dry, share), supply, heat)
    if done.short.m > 0.0:
        assert done.supply.m_as("degC") > supply - 1e-9
    else:
        assert done.supply.m_as("degC") == pytest.approx(supply)


@given(names, dries, shares, supplies, heats)
@settings(deadline=None)
def test_mode_says_who_works(
    name: str, dry: float, share: float, supply: float, heat: float
) -> None:
    done = run(name, dry, wet_of(dry, share), supply, heat)
    chills, free = done.chilled_heat.m > 0.0, done.free_heat.m > 0.0
    assert done.mode in MODES
    assert (done.compressor_power.m > 0.0) == chills
    assert (done.mode in {"partial", "mechanical"}) == chills
    assert (done.mode == "mechanical") == (chills and not free)
    if done.mode == "adiabatic":
        assert "adiabatic" in name or "pads" in name
        assert done.evaporation.m >= 0.0


@given(names, st.floats(5.0, 42.0), shares, heats)
@settings(deadline=None, max_examples=30)
def test_colder_air_never_hurts(name: str, dry: float, share: float, heat: float) -> None:
    """The coldest supply falls with the air; above 5 degC pads are never off for frost."""
    wet = max(wet_of(dry, share), 3.0)

    def coldest(by: float) -> float:
        return float(
            achievable_supply(
                MIXES[name],
                dry_bulb=degc(dry + by),
                wet_bulb=degc(wet + by),
                pressure=SEA,
                heat=kw(f"{heat} kW"),
                water_range=kelvin(10),
            ).m_as("degC")
        )

    assert coldest(0.0) <= coldest(2.0) + 1e-6


@given(names, st.floats(0.0, 45.0), shares, supplies)
@settings(deadline=None, max_examples=60)
def test_power_rises_with_the_air(name: str, dry: float, share: float, supply: float) -> None:
    """Compressors of all, and fans that hold the supply: flat out, thin air is lighter to move.

    Pads trade fan power for water, and without free cooling fans go for the COP.
    """
    wet = wet_of(dry, share)
    done = run(name, np.array([dry, dry + 1.0]), np.array([wet, wet + 1.0]), supply, 1500.0)
    if np.all(done.short.m == 0.0):
        power = done.compressor_power.m_as("kW")
        assert power[1] >= power[0] * (1.0 - 1e-6)
    if np.all(done.mode == "free") and np.all(done.short.m == 0.0) and "pads" not in name:
        fans = done.fan_power.m_as("kW")
        assert fans[1] >= fans[0] * (1.0 - 1e-4) or fans[0] < 0.1


@given(names, dries, shares, heats)
@settings(deadline=None, max_examples=30)
def test_achievable_supply_is_where_short_begins(
    name: str, dry: float, share: float, heat: float
) -> None:
    wet = wet_of(dry, share)
    coldest = achievable_supply(
        MIXES[name],
        dry_bulb=degc(dry),
        wet_bulb=degc(wet),
        pressure=SEA,
        heat=kw(f"{heat} kW"),
        water_range=kelvin(10),
    ).m_as("degC")
    if not 1.1 < coldest < 59.0:
        return
    assert run(name, dry, wet, coldest + 0.01, heat).short.m == 0.0
    assert run(name, dry, wet, coldest - 0.01, heat).short.m > 0.0


@pytest.mark.parametrize("name", MIXES)
def test_arrays_give_what_single_figures_give(name: str) -> None:
    dry = np.array([-15.0, 0.0, 12.0, 24.0, 33.0, 41.0])
    wet = np.array([-16.0, -1.0, 9.0, 18.0, 22.0, 25.0])
    together = run(name, dry, wet, 32.0, 1900.0)
    for at, (d, w) in enumerate(zip(dry, wet, strict=True)):
        alone = run(name, float(d), float(w), 32.0, 1900.0)
        assert together.mode[at] == alone.mode
        for column in ("supply", "fan_power", "compressor_power", "makeup", "short"):
            one, many = getattr(alone, column).m, getattr(together, column).m[at]
            assert many == pytest.approx(one, rel=1e-6, abs=1e-9), column


@pytest.mark.parametrize("name", MIXES)
def test_no_heat_costs_nothing(name: str) -> None:
    done = run(name, 20.0, 15.0, 32.0, 0.0)
    for column in ("fan_power", "pump_power", "compressor_power", "makeup", "short"):
        assert getattr(done, column).m == 0.0, column


def test_compressor_heat_goes_to_the_tower() -> None:
    """Power, condenser water and COP agree, so that a tower carries loop and compressor."""
    design = MIXES["water-cooled chiller alone"]
    air = outdoors_of(np.array(33.0), np.array(26.0), np.array(101_325.0))
    duty = Duty(np.array(2e6), np.array(18.0), np.array(28.0))
    done = operate(design, air, duty)
    carried = 2e6 + float(done.compressor_w)
    water_c = TOWER.coldest_c(air, np.array(carried), np.array(10.0))
    cop = WATER_CHILLER.law.cop(np.array(18.0), water_c)
    assert float(done.compressor_w) == pytest.approx(2e6 / float(cop), rel=1e-5)
    one = float(done.evaporated_kg_s)
    alone = float(TOWER.hold(air, Duty(np.array(2e6), water_c, water_c + 10.0)).evaporated_kg_s)
    assert one / alone == pytest.approx(carried / 2e6, rel=0.05)


def test_condenser_water_is_not_sought_colder_than_asked_for() -> None:
    warm = replace(MIXES["water-cooled chiller alone"], condenser_min=degc(25))
    cool = replace(MIXES["water-cooled chiller alone"], condenser_min=degc(15))
    both = [
        reject(
            design,
            dry_bulb=degc(5),
            wet_bulb=degc(3),
            pressure=SEA,
            heat=kw("1 MW"),
            supply=degc(10),
            return_=degc(20),
        )
        for design in (warm, cool)
    ]
    assert both[0].fan_power < both[1].fan_power
    assert both[0].compressor_power > both[1].compressor_power


def test_york_chills_through_a_tower() -> None:
    done = reject(
        YORK,
        dry_bulb=degc(30),
        wet_bulb=degc(22),
        pressure=SEA,
        heat=kw("900 kW"),
        supply=degc(8),
        return_=degc(18),
    )
    assert done.mode == "mechanical"
    assert done.short.m == 0.0
    assert 5.0 < 900.0 / float(done.compressor_power.m_as("kW")) < 9.0


def test_curves_hold_to_their_last_point_on_the_safe_side() -> None:
    """Warmer chilled water counts as 8.89 degC, a colder condenser as 12.78 degC."""
    chiller = YORK.chiller
    assert chiller is not None
    edge = chiller.capacity_w(np.array(8.89), np.array(12.78))
    assert chiller.capacity_w(np.array(20.0), np.array(5.0)) == pytest.approx(float(edge))
    assert chiller.capacity_w(np.array(4.0), np.array(20.0)) == 0.0
    assert chiller.capacity_w(np.array(8.0), np.array(36.0)) == 0.0


def day(design: Design, heat: str = "2 MW", **changes: Any) -> Any:
    extreme = Extreme("n20", degc(36), degc(24), recirculation=kelvin(2))
    given = {"heat": kw(heat), "supply": degc(45), "return_": degc(55)}
    return design_day(design, extreme, **(given | changes))


def test_design_day_of_a_dry_cooler() -> None:
    """36 degC and 2 K of recirculation leave 7 K of approach where the rating has 8."""
    found = day(Design("dry", DRY))
    assert not found.holds
    assert found.supply.m_as("degC") == pytest.approx(46.1, abs=0.1)
    assert found.short.m_as("kW") == pytest.approx(2000.0 - float(found.capacity.m_as("kW")))
    assert 150.0 < found.short.m_as("kW") < 350.0
    assert day(Design("dry", DRY), "1.6 MW").holds


@pytest.mark.parametrize("name", MIXES)
def test_capacity_is_where_a_design_begins_to_lack(name: str) -> None:
    capacity = float(day(MIXES[name]).capacity.m_as("kW"))
    assert day(MIXES[name], f"{capacity * 0.999} kW").holds
    if capacity < 7999.0:
        assert not day(MIXES[name], f"{capacity * 1.001} kW").holds


def test_loss_of_one_of_five_units() -> None:
    five = replace(DRY, heat=kw("420 kW"), units=5)
    cool = {"supply": degc(48), "return_": degc(58)}
    assert day(Design("five", five), **cool).holds
    lost = day(Design("four", replace(five, units=4)), **cool)
    assert not lost.holds
    assert lost.short.m_as("kW") > 0.0


def test_recirculation_warms_what_machines_draw_in() -> None:
    none = Extreme("none", degc(36), degc(24), recirculation=kelvin(0), wet_recirculation=kelvin(0))
    given = {"heat": kw("2 MW"), "supply": degc(45), "return_": degc(55)}
    assert design_day(Design("dry", DRY), none, **given).holds
    assert not day(Design("dry", DRY)).holds


def test_designs_that_cool_nothing_are_refused() -> None:
    for message, make in {
        "neither a cooler nor a chiller": lambda: Design("x"),
        "a water-cooled chiller needs a cooler": lambda: Design("x", chiller=WATER_CHILLER),
        "a cooler that cools nothing": lambda: Design("x", DRY, CHILLER, free_cooling=False),
    }.items():
        with pytest.raises(ValueError, match=f"design x: {message}"):
            make()


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: DryCooler(degc(5)), "expected a power"),
        (lambda: DryCooler(kw("0 kW")), "rated heat of at least 0.001 kW"),
        (lambda: replace(DRY, units=0), "one unit or more, got 0"),
        (lambda: replace(TOWER, units=0), "one unit or more, got 0"),
        (lambda: replace(CHILLER, units=0), "one unit or more, got 0"),
        (lambda: replace(YORK_YT_1055, units=0), "one unit or more, got 0"),
        (lambda: replace(AIR_COOLED, efficiency=1.2), "share of Carnot of 0 to 1"),
        (lambda: replace(DRY, approach=kelvin(50)), "approach of 0.5 to 40 K, got 50 K"),
        (lambda: replace(DRY, fan_share=give(0.5, FRACTION)), "fan share of 0.001 to 0.15"),
        (lambda: replace(PADS, saturation=give(1.0, FRACTION)), "saturation of 0.1 to 0.95"),
        (lambda: replace(PADS, cycles=give(1.0, FRACTION)), "cycles of concentration of 1.05"),
        (lambda: AdiabaticCooler(DRY, wet_from=degc(90)), "wet from of -20 to 60 degC"),
        (lambda: replace(TOWER, wet_bulb=degc(50)), "rated wet bulb of 5 to 35 degC"),
        (lambda: replace(TOWER, drift_share=give(0.5, FRACTION)), "drift share of 0 to 0.01"),
        (lambda: CoolingTower(kw("1 MW"), water_range=degc(5)), "expected a temperature differ"),
        (lambda: Chiller(kw("1 MW"), derating=give(0.5, FRACTION)), "derating of 0 to 0.1"),
        (lambda: Design("x", DRY, exchanger=kelvin(20)), "exchanger of 0 to 10 K"),
        (lambda: Extreme("x", degc(20), degc(25)), "wet bulb of at most the dry bulb"),
        (lambda: blowdown(parse("1 L", VOLUME), 1.0), "cycles of concentration of 1.05 to 20"),
        (lambda: blowdown(kw("1 kW"), 5.0), "a volume such as .* or a liquid flow"),
        (lambda: evaporated_water(parse("1 kWh", ENERGY), degc(120)), "temperature of 0 to 100"),
        (lambda: run("dry", 70.0, 20.0, 40.0, 1.0), "dry bulb of -60 to 60 degC, got 70 degC"),
        (lambda: run("dry", 20.0, 21.0, 40.0, 1.0), "wet bulb of at most the dry bulb"),
        (lambda: run("dry", 20.0, 15.0, 80.0, 1.0), "supply temperature of 1 to 70 degC"),
        (lambda: run("tower", 20.0, 15.0, 65.0, 1.0), "at most 70 degC to a tower, got 75 degC"),
    ],
)
def test_what_cannot_be_is_refused(make: Any, message: str) -> None:
    with pytest.raises(UnitProblem, match=message):
        make()


def test_makeup_counts_drift_and_takes_flows() -> None:
    flow = makeup(parse("8 L/min", FLOW), 5.0, parse("0.5 L/min", FLOW))
    assert flow.m_as("L/min") == pytest.approx(10.5)
    many = blowdown(give(np.array([1.0, 2.0]), VOLUME), give(np.array([5.0, 3.0]), FRACTION))
    assert many.m_as("m**3") == pytest.approx([0.25, 1.0])
