"""The year of a hall: sums by hand, books that close, what each part costs."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rackplan.physics.climate import Climate, climate_of_bins
from rackplan.physics.rejection import Design, reject
from rackplan.physics.year import PARTS, FacilityLoop, HallLoad, Year, year_of_hall
from rackplan.units import (
    CARBON_INTENSITY,
    FRACTION,
    POWER,
    PRESSURE,
    UnitProblem,
    give,
    parse,
)
from tests.physics.rejection.mixes import MIXES, degc, kw

PRESSURE_OF_SITE = parse("99 kPa", PRESSURE)
CLIMATE = climate_of_bins(
    "three",
    [(-5, -6, 2500), (12, 9, 3500), (24, 18, 2000), (33, 23, 700), (39, 24, 60)],
    PRESSURE_OF_SITE,
)

LOAD = HallLoad(
    it=kw("1.5 MW"),
    liquid=kw("1.2 MW"),
    cdu_pumps=kw("15 kW"),
    fan_walls=kw("12 kW"),
    other=kw("5 kW"),
    chain_loss=lambda carried: 0.02 * carried + kw("20 kW"),
    loss_to_air=give(0.6, FRACTION),
)


def warm(mix: str, **changes: Any) -> FacilityLoop:
    return FacilityLoop(MIXES[mix], degc(35), degc(45), pumps=kw("10 kW"), **changes)


def cold(mix: str = "chiller", **changes: Any) -> FacilityLoop:
    return FacilityLoop(MIXES[mix], degc(20), degc(28), pumps=kw("4 kW"), **changes)


def run(load: HallLoad = LOAD, climate: Climate = CLIMATE, **changes: Any) -> Year:
    given = {"liquid": warm("dry and chiller"), "air": cold()}
    return year_of_hall(climate, load, **(given | changes))


def test_one_condition_by_hand() -> None:
    """1 MW all day long at 35 degC: chiller of COP 4.82 on 800 kW and all that adds heat to air."""
    climate = climate_of_bins("one", [(35, 22, 8760)], PRESSURE_OF_SITE)
    load = HallLoad(
        it=kw("1 MW"),
        liquid=kw("0 kW"),
        fan_walls=kw("20 kW"),
        chain_loss=kw("50 kW"),
        loss_to_air=give(0.5, FRACTION),
    )
    year = year_of_hall(climate, load, air=FacilityLoop(MIXES["chiller"], degc(20), degc(28)))
    compressor = (1000.0 + 20.0 + 25.0) / (0.48 * 291.15 / 29.0)
    assert year.pue == pytest.approx(1.0 + (20.0 + 50.0 + compressor) / 1000.0)
    assert year.energy.m_as("kWh") == pytest.approx((1070.0 + compressor) * 8760.0)
    assert year.peak_pue == pytest.approx(year.pue)
    assert year.peak_power.m_as("kW") == pytest.approx(1070.0 + compressor)
    assert year.wue.m == 0.0
    assert year.hours["air"]["mechanical"].m_as("h") == pytest.approx(8760.0)
    assert year.carbon is None


def test_parts_are_those_of_the_machines() -> None:
    """Weighted by hours, condition by condition, as `reject` gives them."""
    year = run()
    heat = 1200.0 + 15.0 + 10.0
    done = reject(
        MIXES["dry and chiller"],
        dry_bulb=CLIMATE.dry_bulb,
        wet_bulb=CLIMATE.wet_bulb,
        pressure=PRESSURE_OF_SITE,
        heat=kw(f"{heat} kW"),
        supply=degc(35),
        return_=degc(45),
    )
    hours = CLIMATE.hours.m_as("h")
    assert year.parts["rejection_fans"].m_as("kWh") == pytest.approx(done.fan_power.m @ hours)
    to_air = 300.0 + 12.0 + 5.0 + 0.6 * (0.02 * 1532.0 + 20.0) + 4.0
    chilled = reject(
        MIXES["chiller"],
        dry_bulb=CLIMATE.dry_bulb,
        wet_bulb=CLIMATE.wet_bulb,
        pressure=PRESSURE_OF_SITE,
        heat=kw(f"{to_air} kW"),
        supply=degc(20),
        return_=degc(28),
    )
    compressors = (done.compressor_power + chilled.compressor_power).m @ hours
    assert year.parts["compressors"].m_as("kWh") == pytest.approx(compressors)
    assert year.parts["facility_pumps"].m_as("kWh") == pytest.approx(14.0 * 8760.0)
    assert year.parts["chain_loss"].m_as("kWh") == pytest.approx(50.64 * 8760.0)


@given(
    st.sampled_from(sorted(MIXES)),
    st.sampled_from(sorted(MIXES)),
    st.floats(100.0, 1900.0),
    st.floats(0.0, 1.0),
    st.floats(0.0, 1.0),
    st.floats(0.0, 0.2),
)
@settings(deadline=None, max_examples=40)
def test_energy_closes(
    first: str, second: str, it: float, share: float, indoors: float, plant: float
) -> None:
    load = HallLoad(
        it=give(it, POWER),
        liquid=give(it * share, POWER),
        cdu_pumps=kw("9 kW"),
        fan_walls=kw("7 kW"),
        chain_loss=lambda carried: 0.05 * carried,
        loss_to_air=give(indoors, FRACTION),
    )
    year = run(load, liquid=warm(first), air=cold(second), plant_loss=give(plant, FRACTION))
    assert year.heat_out.m_as("kWh") == pytest.approx(year.energy.m_as("kWh"), rel=1e-9)
    spent = sum(part.m_as("kWh") for part in year.parts.values())
    assert (year.energy - year.it_energy).m_as("kWh") == pytest.approx(spent, rel=1e-9)
    assert sum(year.pue_of.values()) == pytest.approx(year.pue - 1.0, rel=1e-9)
    assert set(year.parts) == set(PARTS)
    assert year.peak_pue >= year.pue - 1e-12 >= 1.0
    assert year.power.m_as("kW") @ CLIMATE.hours.m_as("h") == pytest.approx(
        year.energy.m_as("kWh"), rel=1e-9
    )
    for modes in year.hours.values():
        assert sum(each.m_as("h") for each in modes.values()) == pytest.approx(8760.0)


def test_water_and_carbon() -> None:
    year = run(liquid=warm("tower"), carbon_intensity=parse("400 kg/MWh", CARBON_INTENSITY))
    litres = year.water.m_as("L")
    assert year.wue.m_as("L/kWh") == pytest.approx(litres / year.it_energy.m_as("kWh"))
    assert year.evaporation.m_as("L") < litres < 1.3 * year.evaporation.m_as("L")
    assert 0.8 < year.wue.m_as("L/kWh") < 1.6
    assert year.carbon is not None
    assert year.carbon.m_as("t") == pytest.approx(year.energy.m_as("MWh") * 0.4)


def test_modes_are_counted_by_loop() -> None:
    """35 degC of water: dry air does at 24 degC, a chiller helps in the 760 warmer hours."""
    year = run()
    hours = {name: each.m_as("h") for name, each in year.hours["liquid"].items()}
    assert hours == {"free": 8000.0, "adiabatic": 0.0, "partial": 760.0, "mechanical": 0.0}
    assert year.hours["air"]["mechanical"].m_as("h") == 8760.0
    assert year.short_hours["liquid"].m_as("h") == 0.0


def test_short_hours_are_told() -> None:
    """Without a chiller the loop is too warm in the hours in which it would have helped."""
    year = run(liquid=warm("dry"))
    assert year.short_hours["liquid"].m_as("h") == 760.0
    assert year.heat_out.m == pytest.approx(year.energy.m, rel=1e-9)


def test_warmer_water_costs_less() -> None:
    ratios = [
        run(liquid=FacilityLoop(MIXES["dry and chiller"], degc(t), degc(t + 10))).pue
        for t in (18, 25, 32, 40)
    ]
    assert ratios == sorted(ratios, reverse=True)
    assert ratios[0] > ratios[-1] + 0.01


def test_power_of_each_condition() -> None:
    """Half the power in one condition weighs by its hours."""
    full, half = np.full(5, 1500.0), np.array([1500.0, 1500.0, 750.0, 1500.0, 1500.0])
    load = {"cdu_pumps": kw("15 kW"), "chain_loss": lambda carried: 0.03 * carried}
    years = [
        run(HallLoad(it=give(it, POWER), liquid=give(0.8 * it, POWER), **load))
        for it in (full, half)
    ]
    less = (years[0].it_energy - years[1].it_energy).m_as("kWh")
    assert less == pytest.approx(750.0 * 2000.0)
    lost = (years[0].parts["chain_loss"] - years[1].parts["chain_loss"]).m_as("kWh")
    assert lost == pytest.approx(0.03 * less)


def test_loops_that_divide_the_heat() -> None:
    """Two halves on equal designs are as one; the names come back."""
    halves = [warm("dry and chiller", share=give(0.5, FRACTION), name=n) for n in ("L1", "L2")]
    year = run(liquid=halves, air=cold(name="K1"))
    assert set(year.hours) == {"L1", "L2", "K1"}
    assert year.parts["facility_pumps"].m_as("kWh") == pytest.approx(24.0 * 8760.0)
    assert year.hours["L1"] == year.hours["L2"]


def test_losses_in_feeding_the_plant() -> None:
    with_loss, without = run(plant_loss=give(0.02, FRACTION)), run()
    plant = ("facility_pumps", "rejection_fans", "rejection_pumps", "compressors")
    power = sum(without.parts[name].m_as("kWh") for name in plant)
    assert with_loss.parts["plant_loss"].m_as("kWh") == pytest.approx(0.02 * power)
    assert with_loss.parts["compressors"].m == pytest.approx(without.parts["compressors"].m)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"liquid": None}, "a loop for the heat that goes to liquid, got 1,215 kW and none"),
        ({"air": None}, "a loop for the heat that goes to air"),
        ({"liquid": [warm("dry", share=give(0.4, FRACTION))]}, "shares of liquid loops that add"),
        ({"plant_loss": give(0.5, FRACTION)}, "plant loss of 0 to 0.2, got 0.5"),
        ({"carbon_intensity": kw("1 kW")}, "expected a carbon intensity"),
        ({"load": HallLoad(it=kw("0 kW"), liquid=kw("0 kW"))}, "IT power above zero"),
        ({"load": HallLoad(it=kw("1 kW"), liquid=kw("2 kW"))}, "at most the IT power"),
        ({"load": HallLoad(it=degc(5), liquid=kw("2 kW"))}, "expected a power"),
        (
            {"load": HallLoad(it=give([1.0, 2.0], POWER), liquid=kw("1 kW"))},
            "it of one value or 5, got 2",
        ),
    ],
)
def test_what_cannot_be_is_refused(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(UnitProblem, match=message):
        run(**changes)


def test_loops_of_one_name_are_refused() -> None:
    half = give(0.5, FRACTION)
    with pytest.raises(ValueError, match="liquid loops of one name"):
        run(liquid=[warm("dry", share=half), warm("tower", share=half)])
    with pytest.raises(ValueError, match="a liquid and an air loop of one name"):
        run(liquid=warm("dry", name="L"), air=cold(name="L"))


def test_a_design_runs_in_every_mix() -> None:
    """All hundred pairs of the ten: finite, above one, not absurd."""
    for name, design in MIXES.items():
        assert isinstance(design, Design)
        for other in MIXES:
            year = run(liquid=warm(name), air=cold(other))
            assert 1.03 < year.pue < 1.4, (name, other)
