"""Units that people ask for, against the library of units."""

from __future__ import annotations

import pint
import pytest

from rackplan.report.shown import shown_in

UNITS = pint.UnitRegistry()

PAIRS = {
    "L/min": "gallon/min",
    "m3/s": "foot**3/min",
    "m3": "gallon",
    "kg": "pound",
    "m": "foot",
    "mm": "inch",
    "kPa": "psi",
    "L/kWh": "gallon/kWh",
}


@pytest.mark.parametrize("unit", PAIRS)
def test_factors_are_those_of_pint(unit):
    quantity = UNITS.Quantity(17.25, unit.replace("m3", "m**3"))
    assert shown_in("us").value(17.25, unit) == pytest.approx(quantity.m_as(PAIRS[unit]), rel=1e-9)


def test_temperatures_have_an_offset_and_differences_none():
    us = shown_in("us")
    assert us.value(-40.0, "degC") == pytest.approx(-40.0)
    assert us.value(100.0, "degC") == pytest.approx(212.0)
    assert us.value(10.0, "K") == pytest.approx(18.0)


@pytest.mark.parametrize("unit", ["kW", "kVA", "A", "V", "USD", "count", "%", ""])
def test_some_units_are_the_same_everywhere(unit):
    assert shown_in("us").text(12.5, unit) == shown_in("metric").text(12.5, unit)
