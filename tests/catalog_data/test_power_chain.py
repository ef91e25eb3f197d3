"""Products of the power chain against arithmetic by hand and makers' tables."""

from __future__ import annotations

import math
import re
from itertools import pairwise

import pytest

from rackplan.model.catalog import Busway, Generator, PowerShelf, Rectifier, Transformer, Ups
from tests.catalog_data.shipped import curve, ids, kw, losses, number, product, with_curve

DIESEL_KWH_PER_LITRE = 9.96
METRES_IN_100_FT = 30.48

# Eaton's technical data TD01701001E, table 8, copper: resistance and reactance, mohm on 100 ft.
EATON_COPPER = {
    400: (2.30, 1.20),
    800: (2.30, 1.20),
    1200: (1.39, 0.78),
    1600: (0.94, 0.50),
    2000: (0.76, 0.39),
    2500: (0.55, 0.26),
    4000: (0.38, 0.24),
}


def ac_busways() -> list[str]:
    return [name for name in ids(Busway) if product(name).current == "ac-three-phase"]


@pytest.mark.parametrize("name", ids(PowerShelf))
def test_modules_make_the_rating(name: str) -> None:
    shelf = product(name)
    if shelf.module_rating is not None:
        made = shelf.modules * kw(shelf.module_rating)
        assert made == pytest.approx(kw(shelf.rating), rel=0.005)


@pytest.mark.parametrize("name", [n for n in ids(PowerShelf) if n.startswith(("psu-", "shelf-"))])
def test_a_name_tells_the_rating(name: str) -> None:
    told = re.search(r"(\d+(?:\.\d+)?)kw$", name)
    assert told is not None
    assert kw(product(name).rating) == float(told[1])


def test_hpr_shelf_stays_below_its_clip() -> None:
    shelf = product("shelf-hpr-33kw")
    assert 600 < 1000 * kw(shelf.rating) / number(shelf.output, "V") < 700


@pytest.mark.parametrize("name", ids(PowerShelf, Rectifier))
def test_voltages_stand_in_order(name: str) -> None:
    item = product(name)
    low, high = item.input_low, item.input_high
    assert low is None or high is None or low <= high


@pytest.mark.parametrize(
    ("name", "kva"),
    [("pdu-208v-60a", 17.3), ("pdu-400v-32a", 22.2), ("pdu-400v-63a", 43.6)],
)
def test_rack_pdus_carry_what_the_trade_says(name: str, kva: float) -> None:
    pdu = product(name)
    amps, volts = number(pdu.rating, "A"), number(pdu.voltage, "V")
    usable = float(pdu.usable.magnitude)
    assert math.sqrt(3) * amps * volts * usable / 1000 == pytest.approx(kva, abs=0.05)


@pytest.mark.parametrize("name", with_curve())
def test_curves_are_within_what_machines_reach(name: str) -> None:
    points = curve(product(name))
    loads = [load for load, _ in points]
    assert loads == sorted(set(loads))
    assert all(0.85 <= efficiency <= 0.999 for _, efficiency in points)


@pytest.mark.parametrize("name", with_curve())
def test_losses_grow_with_load(name: str) -> None:
    assert all(less < more for less, more in pairwise(losses(product(name))))


@pytest.mark.parametrize("name", with_curve())
def test_curves_have_one_top(name: str) -> None:
    values = [efficiency for _, efficiency in curve(product(name))]
    top = values.index(max(values))
    assert values[: top + 1] == sorted(values[: top + 1])
    assert values[top:] == sorted(values[top:], reverse=True)


@pytest.mark.parametrize("name", [n for n in ids(Transformer) if len(curve(product(n))) == 4])
def test_transformers_lose_without_load_and_by_its_square(name: str) -> None:
    points = curve(product(name))
    lost = losses(product(name))
    (low, _), _, _, (high, _) = points
    by_load = (lost[3] - lost[0]) / (high**2 - low**2)
    without = lost[0] - by_load * low**2
    for (load, _), loss in zip(points, lost, strict=True):
        assert loss == pytest.approx(without + by_load * load**2, abs=2e-4)


@pytest.mark.parametrize("name", ids(Ups))
def test_eco_mode_is_better_than_double_conversion(name: str) -> None:
    ups = product(name)
    if ups.eco is not None:
        assert float(ups.eco.magnitude) > max(efficiency for _, efficiency in curve(ups))


@pytest.mark.parametrize("name", [n for n in ids(Ups) if re.fullmatch(r"ups-[\d.]+mw", n)])
def test_planning_sizes_of_ups(name: str) -> None:
    ups = product(name)
    assert kw(ups.rating) == 1000 * float(name[4:-2])
    assert number(ups.price, "USD") / kw(ups.rating) == pytest.approx(350, rel=0.01)


@pytest.mark.parametrize("name", ac_busways())
def test_busways_carry_what_they_say(name: str) -> None:
    bus = product(name)
    amps, volts = (int(text) for text in re.findall(r"\d+", name))
    assert (number(bus.rating, "A"), number(bus.voltage, "V")) == (amps, volts)
    full = math.sqrt(3) * amps * volts / 1000
    assert f"{full:,.0f} kVA in full and {0.8 * full:,.0f} kVA for continuous load" in bus.about
    racks = int(0.8 * full / (142 / 0.99))
    said = re.search(r"carries (\d+|one) GB300", bus.about)
    assert said is not None
    assert said[1] == ("one" if racks == 1 else str(racks))


@pytest.mark.parametrize("name", ac_busways())
def test_busway_impedance_is_the_makers(name: str) -> None:
    bus = product(name)
    amps = round(number(bus.rating, "A"))
    resistance, reactance = EATON_COPPER[max(amps, 400)]
    for here, there in ((bus.resistance, resistance), (bus.reactance, reactance)):
        assert number(here, "milliohm/m") == pytest.approx(there / METRES_IN_100_FT, rel=0.005)


@pytest.mark.parametrize("name", ac_busways())
def test_busways_stay_cool_and_keep_their_voltage(name: str) -> None:
    """At full load a metre gives off less than 800 W, and 50 m drop less than 3 %."""
    bus = product(name)
    amps, volts = number(bus.rating, "A"), number(bus.voltage, "V")
    resistance = number(bus.resistance, "ohm/m")
    assert 3 * amps**2 * resistance < 800
    assert math.sqrt(3) * amps * resistance * 50 < 0.03 * volts


@pytest.mark.parametrize(
    ("name", "kilowatts"),
    [("busway-1250a-800vdc", 1000), ("tap-125a-800vdc", 100), ("board-6000a-800vdc", 4800)],
)
def test_direct_current_carries_volts_times_amperes(name: str, kilowatts: float) -> None:
    item = product(name)
    assert item.current == "dc"
    assert number(item.rating, "A") * number(item.voltage, "V") / 1000 == kilowatts


def test_one_tap_and_a_gb300_rack() -> None:
    """143.8 kVA carry 142 kW at a power factor of 0.988, and 132 kW at any usual one."""
    tap = product("tap-250a-415v")
    kva = math.sqrt(3) * 250 * 415 * float(tap.usable.magnitude) / 1000
    assert kva == pytest.approx(143.76, abs=0.01)
    assert 142 / kva == pytest.approx(0.988, abs=0.0005)


def test_whips_of_a_power_rack_carry_it() -> None:
    """Twelve whips of 100 A at 480 V, four fifths of each, against 660 kW and what is lost."""
    rack, whip = product("rectifier-800vdc-660kw"), product("tap-100a-480v")
    each = math.sqrt(3) * 100 * 480 * float(whip.usable.magnitude) / 1000
    assert 12 * each > kw(rack.rating) / 0.97
    assert rack.modules * 110 == kw(rack.rating)


@pytest.mark.parametrize("name", ids(Generator))
def test_generators_burn_what_diesels_burn(name: str) -> None:
    points = [(float(p.load.magnitude), number(p.fuel, "L/kWh")) for p in product(name).fuel]
    for _, litres in points:
        assert 0.28 <= 1.0 / (litres * DIESEL_KWH_PER_LITRE) <= 0.43
    assert not points or min(points, key=lambda point: point[1])[0] >= 0.7
