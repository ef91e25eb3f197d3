"""Units: figures parsed to a stated dimension, against factors from the standards."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rackplan import units
from rackplan.model.catalog import FlowPoint
from rackplan.units import DIMENSIONS, Dimension, UnitProblem, magnitude, of, parse, parse_any, show

# Figure, dimension, value in the canonical unit: NIST SP 811 and definitions.
KNOWN = [
    ("142 kW", units.POWER, 142.0),
    ("0.142 MW", units.POWER, 142.0),
    ("100 ton", units.POWER, 351.685),
    ("2.5 MVA", units.APPARENT_POWER, 2500.0),
    ("1,242 A", units.CURRENT, 1242.0),
    ("0.48 kV", units.VOLTAGE, 480.0),
    ("3.6 MJ", units.ENERGY, 1.0),
    ("3000 lb", units.MASS, 1360.777),
    ("42 U", units.LENGTH, 1.8669),
    ("44 OU", units.LENGTH, 2.112),
    ("24 in", units.LENGTH, 0.6096),
    ("500 gpm", units.FLOW, 1892.706),
    ("1500 cfm", units.AIRFLOW, 0.707921),
    ("36 m3/h", units.AIRFLOW, 0.01),
    ("36 m³/h", units.AIRFLOW, 0.01),
    ("30 psi", units.PRESSURE, 206.843),
    ("1.5 bar", units.PRESSURE, 150.0),
    ("113 degF", units.TEMPERATURE, 45.0),
    ("45 °C", units.TEMPERATURE, 45.0),
    ("-10 degC", units.TEMPERATURE, -10.0),
    ("18 delta_degF", units.TEMPERATURE_DIFFERENCE, 10.0),
    ("4.0 MUSD", units.MONEY, 4e6),
    ("1.44 EFLOPS", units.COMPUTE, 1440.0),
    ("288 GB", units.MEMORY, 0.288),
    ("80 %", units.FRACTION, 0.8),
    ("0.8", units.FRACTION, 0.8),
    ("83.5 USD/MWh", units.ENERGY_PRICE, 0.0835),
    ("168 USD/kW/year", units.DEMAND_PRICE, 14.0),
    ("14000 USD/MW/month", units.DEMAND_PRICE, 14.0),
    ("14.0 USD / kW / month", units.DEMAND_PRICE, 14.0),
    ("2 min", units.DURATION, 120.0),
    ("0.413 t/MWh", units.CARBON_INTENSITY, 413.0),
    ("1.5e3 W", units.POWER, 1.5),
]


@pytest.mark.parametrize(("text", "dimension", "value"), KNOWN, ids=lambda value: str(value)[:30])
def test_known_figure(text: str, dimension: Dimension, value: float) -> None:
    assert magnitude(parse(text, dimension), dimension) == pytest.approx(value, rel=1e-5)


EXPECTED = {
    units.POWER: 'expected a power such as "2 MW", got ',
    units.TEMPERATURE: 'expected a temperature such as "45 degC", got ',
    units.TEMPERATURE_DIFFERENCE: 'expected a temperature difference such as "10 K", got ',
    units.MASS: 'expected a mass such as "1360 kg", got ',
    units.FLOW: 'expected a liquid flow such as "1800 L/min", got ',
    units.LENGTH: 'expected a length such as "600 mm", got ',
    units.ENERGY_PRICE: 'expected an energy price such as "0.06 USD/kWh", got ',
    units.DEMAND_PRICE: 'expected a demand price such as "14 USD/kW/month", got ',
    units.DURATION: 'expected a duration such as "30 s", got ',
}
REFUSED = [
    ("2 MWh", units.POWER, '"2 MWh" (energy). Did you mean MW?'),
    (142, units.POWER, '"142" without a unit. Write 142 kW?'),
    ("10 kVA", units.POWER, '"10 kVA" (apparent power). Units here: kW, W, MW, GW, ton.'),
    ("10 K", units.TEMPERATURE, '"10 K" (temperature difference). Did you mean degC?'),
    ("10 kelvin", units.TEMPERATURE, '"10 kelvin" (temperature difference). Did you mean degC?'),
    (
        "5 delta_degF",
        units.TEMPERATURE,
        '"5 delta_degF" (temperature difference). Did you mean degC?',
    ),
    ("10 degC", units.TEMPERATURE_DIFFERENCE, '"10 degC" (temperature). Did you mean K?'),
    ("5 °C", units.TEMPERATURE_DIFFERENCE, '"5 °C" (temperature). Did you mean K?'),
    (
        "5 degree_Celsius",
        units.TEMPERATURE_DIFFERENCE,
        '"5 degree_Celsius" (temperature). Did you mean K?',
    ),
    ("-3 kg", units.MASS, '"-3 kg", which is below zero'),
    ("1e999 kg", units.MASS, '"1e999 kg", which is not finite'),
    ("2,5 kg", units.MASS, '"2,5 kg". A decimal point is written as a dot.'),
    ("5 gal", units.FLOW, '"5 gal" (volume). Units here: L/min, gpm, m3/h, L/s.'),
    ("heavy", units.MASS, '"heavy"'),
    ("-500 degF", units.TEMPERATURE, '"-500 degF", which is below absolute zero'),
    ("1e20 MW", units.POWER, '"1e20 MW", which is beyond anything built'),
    ("14 USD/kWh", units.DEMAND_PRICE, '"14 USD/kWh" (energy price). Did you mean USD/kW/month?'),
    (
        "14 USD/kW/month",
        units.ENERGY_PRICE,
        '"14 USD/kW/month" (demand price). Did you mean USD/kWh?',
    ),
    ("30", units.DURATION, '"30" without a unit. Write 30 s?'),
    (
        "5 m**9**9",
        units.LENGTH,
        '"5 m**9**9" (unknown unit "m**9**9"). Units here: m, mm, cm, U, OU, in, ft.',
    ),
]


@pytest.mark.parametrize(("text", "dimension", "got"), REFUSED, ids=lambda value: str(value)[:20])
def test_refusal(text: object, dimension: Dimension, got: str) -> None:
    with pytest.raises(UnitProblem) as caught:
        parse(text, dimension)
    assert str(caught.value) == EXPECTED[dimension] + got


def test_rating_may_be_of_several_dimensions() -> None:
    wanted = (units.POWER, units.APPARENT_POWER, units.CURRENT)
    assert parse_any("5 kVA", *wanted).dimensionality == parse("1 VA", wanted[1]).dimensionality
    with pytest.raises(
        UnitProblem, match=r"a power such as .* or an apparent power .* or a current"
    ):
        parse_any("5 V", *wanted)


def test_of_several_dimensions_the_one_of_the_unit_complains() -> None:
    with pytest.raises(UnitProblem, match='got "-2500 A", which is below zero'):
        parse_any("-2500 A", units.POWER, units.CURRENT)


@pytest.mark.parametrize(
    ("number", "unit", "dimension"),
    [
        (-1.0, "kW", units.POWER),
        (float("nan"), "kW", units.POWER),
        (14.0, "USD / kWh", units.DEMAND_PRICE),
        (14.0, "USD / kW / month", units.ENERGY_PRICE),
    ],
)
def test_ready_quantities_are_judged_too(number: float, unit: str, dimension: Dimension) -> None:
    with pytest.raises(UnitProblem):
        parse(units.ureg.Quantity(number, unit), dimension)


@pytest.mark.parametrize("text", ["-50 degC", "100 degC", "14 degF"])
def test_temperatures_of_a_hall(text: str) -> None:
    assert FlowPoint(supply=text, flow="1 L/min").supply == parse(text, units.TEMPERATURE)


@pytest.mark.parametrize("text", ["-50.1 degC", "100.1 degC", "300 degF"])
def test_no_temperatures_of_a_hall(text: str) -> None:
    with pytest.raises(ValueError, match="no temperature of a hall"):
        FlowPoint(supply=text, flow="1 L/min")


@pytest.mark.parametrize(
    "text", ["5 2**9999999999", "5 m**9**9**9", "5 9**9**9", "5 kW 10**10**10"]
)
def test_unit_text_is_never_computed(text: str) -> None:
    with pytest.raises(UnitProblem):
        parse(text, units.POWER)


NUMBERS = st.floats(0.001, 9_999) | st.integers(1, 10**12).map(float)
ANYTHING = (
    st.text(max_size=60)
    | st.text("0123456789.,+-eEkMWVAdegCFK%/*^ m23²³°", max_size=20)
    | st.none() | st.booleans() | st.integers() | st.floats() | st.lists(st.integers())
)  # fmt: skip


@given(NUMBERS, st.sampled_from(DIMENSIONS))
def test_what_is_shown_is_parsed_back(number: float, dimension: Dimension) -> None:
    shown = show(of(number, dimension), dimension)
    assert magnitude(parse(shown, dimension), dimension) == pytest.approx(number, rel=6e-4)


@given(st.floats(-50, 200), st.sampled_from([units.TEMPERATURE, units.TEMPERATURE_DIFFERENCE]))
def test_temperatures_are_parsed_back(number: float, dimension: Dimension) -> None:
    shown = show(of(number, dimension), dimension, digits=6)
    found = magnitude(parse(shown, dimension), dimension)
    assert found == pytest.approx(number, rel=1e-5, abs=1e-9)


@settings(max_examples=400, deadline=2000)
@given(ANYTHING, st.sampled_from(DIMENSIONS))
def test_anything_is_parsed_or_refused(value: object, dimension: Dimension) -> None:
    try:
        found = parse(value, dimension)
    except UnitProblem:
        return
    assert found.is_compatible_with(units.unit_of(dimension))
    assert dimension.signed or found.magnitude >= 0


def test_apparent_power_is_no_power() -> None:
    import pint

    with pytest.raises(pint.DimensionalityError):
        _ = parse("1 kVA", units.APPARENT_POWER) + parse("1 kW", units.POWER)


def test_quantities_survive_pickling() -> None:
    power = parse("142 kW", units.POWER)
    again = pickle.loads(pickle.dumps(power))  # our own bytes
    assert again + power == 2 * power


def test_frozen_array_cannot_be_written() -> None:
    array = units.frozen_array([1, 2])
    with pytest.raises(ValueError, match="read-only"):
        array[0] = 3


def test_reactive_power_is_of_its_own_and_may_be_below_zero() -> None:
    assert magnitude(parse("-0.3 Mvar", units.REACTIVE_POWER), units.REACTIVE_POWER) == -300.0
    for text in ("300 kVA", "300 kW"):
        with pytest.raises(UnitProblem, match="expected a reactive power"):
            parse(text, units.REACTIVE_POWER)


@pytest.mark.parametrize("plain", [[0.5, 1], (0.5, 1), parse("50 %", units.FRACTION)])
def test_figures_without_a_unit_may_be_listed(plain: units.Ratio) -> None:
    assert units.take(plain, units.FRACTION, "load").flat[0] == 0.5


def test_a_list_that_holds_no_numbers_is_refused() -> None:
    with pytest.raises(UnitProblem, match="load: a fraction with its unit"):
        units.take([0.5, True], units.FRACTION, "load")
