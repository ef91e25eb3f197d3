"""Each machine at points that can be reckoned by hand or by its maker's rating."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import psychrolib
import pytest

from rackplan.model.catalog import Chiller as ChillerProduct
from rackplan.physics.plant.machines import chiller
from rackplan.physics.rejection import (
    AdiabaticCooler,
    Chiller,
    CoolingTower,
    Design,
    DryCooler,
    Rejection,
    achievable_supply,
    dry_cooler_heat,
    free_cooling_share,
    pad_temperature,
    reject,
)
from rackplan.physics.rejection.conditions import outdoors_of
from rackplan.units import CONDUCTANCE, FRACTION, PRESSURE, TEMPERATURE, Quantity, give, parse
from tests.physics.rejection.mixes import CHILLER, DRY, PADS, TOWER, degc, kelvin, kw

SEA = parse("101.325 kPa", PRESSURE)


def run(design: Design, dry: float, wet: float, supply: float, **changes: Quantity) -> Rejection:
    """2 MW at a range of 10 K."""
    given = {
        "pressure": SEA,
        "heat": kw("2 MW"),
        "supply": degc(supply),
        "return_": degc(supply + 10.0),
    }
    return reject(design, dry_bulb=degc(dry), wet_bulb=degc(wet), **(given | changes))


def coldest(design: Design, dry: float, wet: float, pressure: Quantity = SEA) -> float:
    supply = achievable_supply(
        design,
        dry_bulb=degc(dry),
        wet_bulb=degc(wet),
        pressure=pressure,
        heat=kw("2 MW"),
        water_range=kelvin(10),
    )
    return float(supply.m_as("degC"))


def test_dry_cooler_keeps_its_rating() -> None:
    """43 degC at 35 degC, by 50 kW of fans; a share of 2.5 % of 2 MW."""
    design = Design("dry", DRY)
    assert coldest(design, 35.0, 22.0) == pytest.approx(43.0, abs=0.02)
    done = run(design, 35.0, 22.0, 43.05)
    assert done.short.m == 0.0
    assert done.fan_power.m_as("kW") == pytest.approx(50.0, rel=0.02)


def test_approach_of_a_dry_cooler_moves_with_the_air() -> None:
    """The driving difference is the same at any temperature; only density differs."""
    design = Design("dry", DRY)
    approach = [coldest(design, dry, dry - 10.0) - dry for dry in (20.0, 30.0, 40.0)]
    assert approach == pytest.approx([8.0, 8.0, 8.0], abs=0.8)
    assert approach == sorted(approach)


def test_half_speed_rejects_two_thirds() -> None:
    coil = DRY.coil
    full, half = (float(coil.exchange_w_k(np.array(air), coil.water_w_k)) for air in (1.0, 0.5))
    assert half / full == pytest.approx(0.67, abs=0.03)
    density = np.array(coil.density_kg_m3)
    fans = coil.fans_w(np.array(0.5), density, np.array(True)) / coil.fan_w
    assert float(fans) == pytest.approx(0.125)


def test_thin_air_costs_approach() -> None:
    """At 2,000 m there is a fifth less air for the same fans."""
    design, high = Design("dry", DRY), parse("79.5 kPa", PRESSURE)
    assert coldest(design, 35.0, 20.0, high) > coldest(design, 35.0, 20.0) + 1.0


def test_two_units_share_what_one_of_twice_the_size_does() -> None:
    pair = Design("pair", replace(DRY, heat=kw("1 MW"), units=2))
    assert coldest(pair, 35.0, 22.0) == pytest.approx(coldest(Design("one", DRY), 35.0, 22.0))


def test_pads_cool_and_wet_the_air() -> None:
    """Three quarters of the way from 38 to 22 degC, along the wet bulb, by PsychroLib."""
    psychrolib.SetUnitSystem(psychrolib.SI)
    air = outdoors_of(np.array(38.0), np.array(22.0), np.array(101_325.0))
    behind = PADS.pads.drawn(air, np.array(True))
    assert float(behind.dry_c) == pytest.approx(38.0 - 0.75 * 16.0)
    wetter = psychrolib.GetHumRatioFromTWetBulb(26.0, 22.0, 101_325.0)
    assert float(behind.humidity) == pytest.approx(wetter, rel=1e-9)


def test_evaporation_of_pads_by_hand() -> None:
    """At full speed: air of 9 K rise at 2 MW and 35 degC, and what the pads add to it."""
    psychrolib.SetUnitSystem(psychrolib.SI)
    done = run(Design("pads", PADS), 43.0, 24.0, 35.0)
    before = psychrolib.GetHumRatioFromTWetBulb(43.0, 24.0, 101_325.0)
    behind = psychrolib.GetHumRatioFromTWetBulb(43.0 - 0.75 * 19.0, 24.0, 101_325.0)
    heavier = psychrolib.GetMoistAirDensity(28.75, behind, 101_325.0)
    rated = psychrolib.GetMoistAirDensity(35.0, 0.01, 101_325.0)
    air_kg_s = 2e6 / 9.0 / (1006.0 + 1860.0 * behind) * heavier / rated
    assert done.mode == "adiabatic"
    assert done.short.m > 0.0
    by_hand = 60.0 * air_kg_s * (behind - before)
    assert done.evaporation.m_as("L/min") == pytest.approx(by_hand, rel=1e-6)
    assert done.makeup.m_as("L/min") == pytest.approx(1.25 * by_hand, rel=1e-6)


def test_pads_are_wetted_on_need_or_from_a_dry_bulb_on() -> None:
    on_need = Design("on need", PADS)
    assert run(on_need, 30.0, 20.0, 40.0).mode == "free"
    assert run(on_need, 30.0, 20.0, 40.0).makeup.m == 0.0
    assert run(on_need, 36.0, 22.0, 40.0).mode == "adiabatic"
    early = Design("early", AdiabaticCooler(DRY, wet_from=degc(25)))
    assert run(early, 30.0, 20.0, 40.0).mode == "adiabatic"
    assert run(early, 30.0, 20.0, 40.0).fan_power < run(on_need, 30.0, 20.0, 40.0).fan_power
    assert run(early, 24.0, 20.0, 40.0).mode == "free"


def test_pads_stay_dry_in_frost() -> None:
    early = Design("early", AdiabaticCooler(DRY, wet_from=degc(-20)))
    assert run(early, 4.0, 1.9, 40.0).mode == "free"
    assert run(early, 4.0, 2.1, 40.0).mode == "adiabatic"


def test_tower_keeps_its_rating() -> None:
    """25.6 degC and 4 K, by 24 kW of fans and 12 kW of pumps."""
    design = Design("tower", TOWER)
    assert coldest(design, 25.6, 25.6) == pytest.approx(29.6, abs=0.01)
    done = run(design, 25.6, 25.6, 29.61)
    assert done.fan_power.m_as("kW") == pytest.approx(24.0, rel=0.01)
    assert done.pump_power.m_as("kW") == pytest.approx(12.0)


def test_exchanger_adds_its_approach() -> None:
    behind = Design("behind", TOWER, exchanger=kelvin(2))
    assert coldest(behind, 30.0, 24.0) == pytest.approx(
        coldest(Design("bare", TOWER), 30.0, 24.0) + 2.0, abs=1e-6
    )


def test_water_of_a_tower_by_energy() -> None:
    """What evaporates takes most of the heat in summer, less in winter when air is warmed too."""
    design = Design("tower", TOWER)
    per_kwh = {}
    for dry, wet in ((32.0, 24.0), (0.0, -2.0)):
        done = run(design, dry, wet, 30.0)
        per_kwh[dry] = float(done.evaporation.m_as("L/min")) * 60.0 / 2000.0
        drained = float((done.makeup - done.evaporation).m_as("L/min"))
        drift = 5e-5 * 2e6 / (10.0 * 4180.0) * 60.0
        by_cycles = float(done.evaporation.m_as("L/min")) / 4.0
        assert drained == pytest.approx(by_cycles + drift, rel=1e-9)
    assert 1.25 < per_kwh[32.0] < 1.55  # all of it at 30 degC would be 1.48
    assert 0.6 < per_kwh[0.0] < 1.1


def test_energy_of_a_tower_closes() -> None:
    """Merkel's balance: enthalpy that the air takes up is the heat, by PsychroLib."""
    psychrolib.SetUnitSystem(psychrolib.SI)
    air = outdoors_of(np.array(30.0), np.array(22.0), np.array(98_000.0))
    fill, heat = TOWER.fill, np.array(2e6)
    moved = np.array(0.6) * fill.rated_air_kg_s
    leaving = float(fill.leaving_air_c(air, moved, heat))
    rise = psychrolib.GetSatAirEnthalpy(leaving, 98_000.0) - psychrolib.GetSatAirEnthalpy(
        22.0, 98_000.0
    )
    assert float(moved) * rise == pytest.approx(2e6, rel=1e-9)


def test_chiller_by_hand() -> None:
    """2 MW at 35 degC outdoors and 20 degC water: 0.48 x 291.15 / 29 = 4.82."""
    done = run(Design("chiller", chiller=CHILLER), 35.0, 22.0, 20.0)
    assert done.mode == "mechanical"
    assert done.compressor_power.m_as("kW") == pytest.approx(2000.0 / (0.48 * 291.15 / 29.0))
    assert done.chilled_heat.m_as("kW") == pytest.approx(2000.0)


def test_chiller_loses_capacity_in_heat() -> None:
    """2 % a kelvin above 35 degC: 1.8 MW of 2 MW at 40 degC."""
    done = run(Design("chiller", chiller=Chiller(kw("2 MW"))), 40.0, 22.0, 20.0)
    assert done.chilled_heat.m_as("kW") == pytest.approx(1800.0)
    assert done.short.m_as("kW") == pytest.approx(200.0)


def test_trim_takes_what_the_cooler_leaves() -> None:
    """Between 30 and 40 degC of water, the air at 30 degC takes G (40 - 30), the chiller the rest.

    G is 2 MW over 18 K at the rating, and denser air moves a little more.
    """
    done = run(Design("trim", DRY, CHILLER), 30.0, 20.0, 30.0)
    share = 10.0 / 18.0
    assert done.mode == "partial"
    assert done.free_heat.m_as("kW") == pytest.approx(2000.0 * share, rel=0.02)
    rest = 2000.0 - float(done.free_heat.m_as("kW"))
    assert done.chilled_heat.m_as("kW") == pytest.approx(rest)
    cop = 0.48 * (30.0 - 2.0 + 273.15) / (30.0 + 12.0 - 28.0)
    assert done.compressor_power.m_as("kW") == pytest.approx(rest / cop)


def test_trim_is_alone_where_air_is_warmer_than_the_return() -> None:
    done = run(Design("trim", DRY, CHILLER), 41.0, 20.0, 30.0)
    assert done.mode == "mechanical"
    assert done.fan_power.m == 0.0


def test_ratings_that_cannot_be_are_refused() -> None:
    with pytest.raises(ValueError, match="rating of a dry cooler with an effectiveness below"):
        DryCooler(kw("1 MW"), approach=kelvin(0.5), air_rise=kelvin(10))
    with pytest.raises(ValueError, match="rating of a cooling tower with an effectiveness below"):
        CoolingTower(kw("1 MW"), approach=kelvin(1.5), water_to_air=give(3.0, FRACTION))


def test_pieces_agree_with_the_whole() -> None:
    """What `reject` calls free heat is the coil's heat at full speed, and its share the series'."""
    done = run(Design("trim", DRY, CHILLER), 30.0, 20.0, 30.0)
    heat = dry_cooler_heat(
        DRY,
        entering_water=degc(40),
        water_capacity=give(200.0, CONDUCTANCE),
        dry_bulb=degc(30),
        pressure=SEA,
        fan_speed=give(1.0, FRACTION),
    )
    assert done.free_heat.m_as("kW") == pytest.approx(heat.m_as("kW"), rel=1e-3)
    leaving = give(40.0 - float(heat.m_as("kW")) / 200.0, TEMPERATURE)
    share = free_cooling_share(leaving, degc(30), degc(40))
    assert share.m == pytest.approx(float(heat.m_as("kW")) / 2000.0)


def test_free_cooling_is_a_share() -> None:
    free = give([20.0, 30.0, 33.0, 40.0, 45.0], TEMPERATURE)
    share = free_cooling_share(free, degc(30), degc(40))
    assert share.m == pytest.approx([1.0, 1.0, 0.7, 0.0, 0.0])
    with pytest.raises(ValueError, match=r"return temperature at least 0\.5 K above the supply"):
        free_cooling_share(degc(30), degc(40), degc(40))


def test_pads_alone() -> None:
    cooled = pad_temperature(degc(35), degc(20), give([0.0, 0.8, 1.0], FRACTION))
    assert cooled.m == pytest.approx([35.0, 23.0, 20.0])
    with pytest.raises(ValueError, match="wet bulb of at most the dry bulb"):
        pad_temperature(degc(35), degc(36), give(0.8, FRACTION))


def test_water_colder_than_the_air_is_refused() -> None:
    with pytest.raises(ValueError, match="entering water no colder than the dry bulb, got -5 K"):
        dry_cooler_heat(
            DRY,
            entering_water=degc(30),
            water_capacity=give(200.0, CONDUCTANCE),
            dry_bulb=degc(35),
            pressure=SEA,
            fan_speed=give(1.0, FRACTION),
        )


@pytest.mark.parametrize(
    ("rated", "supply", "megawatts"),
    [(20, 20, 2.0), (20, 25, 2.0), (20, 18, 1.88), (20, 10, 1.4), (7, 20, 2.0), (7, 5, 1.88)],
)
def test_chiller_loses_capacity_in_cold_water(
    rated: float, supply: float, megawatts: float
) -> None:
    """3 % a kelvin below the water of its rating, and nothing won above it."""
    machine = Chiller(kw("2 MW"), rated_leaving=degc(rated))
    found = machine.capacity_w(np.array(float(supply)), np.array(35.0))
    assert float(found) == pytest.approx(1e6 * megawatts)
    both = machine.capacity_w(np.array(float(supply)), np.array(40.0))
    assert float(both) == pytest.approx(0.9e6 * megawatts)


def test_the_water_of_the_rating_is_read() -> None:
    """Rated at 20 degC: at 18 degC two times 3 % less."""
    product = ChillerProduct.model_validate(
        {
            "id": "c", "kind": "chiller", "name": "C", "heat": "1.5 MW", "condenser": "air",
            "power": "330 kW", "leaving": "20 degC", "condenser_entering": "35 degC",
        }
    )  # fmt: skip
    found = chiller(product, 2).capacity_w(np.array(18.0), np.array(35.0))
    assert float(found) == pytest.approx(3e6 * 0.94)
