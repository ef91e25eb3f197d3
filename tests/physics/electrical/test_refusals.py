"""Every public function of the power chain refuses what it must, and takes arrays like figures."""

from __future__ import annotations

import inspect
from typing import Any

import numpy as np
import pytest

from rackplan.physics import electrical as el
from rackplan.units import UnitProblem, parse_any, ureg
from rackplan.units.dimensions import DIMENSIONS

LOSSES = el.TransformerLosses(ureg.Quantity(2.95, "kW"), ureg.Quantity(11.8, "kW"))


def q(text: str) -> Any:
    return parse_any(text, *DIMENSIONS)


PHASES = ureg.Quantity(np.array([10.0, 15.0, 20.0]), "A")
LOADS = ureg.Quantity(np.array([5.0, 3.0, 4.0]), "kW")
RATES = ureg.Quantity(np.array([41.9, 71.3, 110.5, 137.0]), "L/hour")
QUARTERS = [0.25, 0.5, 0.75, 1.0]
BANK = {"load": q("12 kW"), "module": q("5.5 kW"), "modules": 6}
LINE = {"resistance": q("0.08 mohm/m"), "length": q("30 m")}
DROP = {**LINE, "reactance": q("0.04 mohm/m"), "power_factor": 0.98}

GOOD: dict[str, dict[str, Any]] = {
    "ambient_correction": {"ambient": q("40 degC")},
    "apparent_power": {"power": q("60 kW"), "reactive": q("-25 kvar")},
    "assign_phases": {"loads": LOADS, "poles": [1, 1, 2]},
    "bank_efficiency": {"law": el.TITANIUM, **BANK},
    "bank_loss": {"law": el.TITANIUM, **BANK},
    "bank_rating": {"module": q("5.5 kW"), "modules": 6},
    "breaker_use": {"rating": q("250 A"), "continuous": q("150 A"), "noncontinuous": q("10 A")},
    "conductor_ampacity": {"size": "1/0", "ambient": q("40 degC"), "conductors": 6},
    "conductor_temperature": {
        "current": q("150 A"),
        "rating": q("200 A"),
        "ambient": q("30 degC"),
        "limit": q("75 degC"),
    },
    "continuous_capacity": {"rating": q("250 A")},
    "dc_current": {"power": q("132 kW"), "voltage": q("50 V")},
    "dc_drop": {"current": q("2640 A"), "resistance": q("20 uohm")},
    "dc_load_voltage": {"power": q("660 kW"), "sent": q("800 V"), "resistance": q("5 mohm")},
    "dc_loss": {"current": q("2640 A"), "resistance": q("20 uohm")},
    "dc_source_capacity": {"module": q("60 kW"), "modules": 12, "spare": 1},
    "dc_source_input": {**BANK, "law": el.RUBY, "lost": 1},
    "doe_2016_dry_efficiency": {"rating": q("100 kVA")},
    "efficiency_at": {"law": el.RUBY, "share": 0.5},
    "fuel_duration": {"tank": q("40 m3"), "rate": q("14 L/min")},
    "fuel_points": {"rating": q("3 MW"), "shares": [1.0], "consumption": q("0.256 L/kWh")},
    "fuel_rate": {
        "load": q("300 kW"),
        "rating": q("500 kW"),
        "shares": QUARTERS,
        "rates": RATES,
    },
    "fuel_volume": {"rate": q("14 L/min"), "duration": q("48 h")},
    "generators_needed": {"load": q("20 MW"), "block": q("3 MW"), "spare": 1, "usable": 0.9},
    "grouping_adjustment": {"conductors": 6},
    "law_from_coefficients": {"fixed": 0.006, "linear": 0.008, "square": 0.013},
    "law_from_efficiency": {"efficiency": 0.968},
    "law_from_points": {"shares": [0.5, 1.0], "efficiencies": [0.96, 0.91], "no_load": 0.001},
    "law_of_transformer": {"rating": q("2500 kVA"), "losses": LOSSES},
    "law_through": {"shape": el.UPS_PLANNING, "share": 0.75, "efficiency": 0.97},
    "line_loss": {"current": q("640 A"), **LINE},
    "loss_at": {"law": el.UPS_PLANNING, "load": q("1 MW"), "rating": q("2 MW")},
    "losses_from_efficiency": {
        "rating": q("2500 kVA"),
        "efficiency": 0.9953,
        "at_load": 0.5,
        "no_load_share": 0.4,
    },
    "losses_from_points": {
        "rating": q("2500 kVA"),
        "shares": [0.5, 1.0],
        "efficiencies": [0.9953, 0.9941],
    },
    "mixed_apparent_power": {"powers": LOADS, "power_factors": 0.95},
    "mixed_power_factor": {"powers": LOADS, "power_factors": 0.95},
    "modules_on": {**BANK, "spare": 1},
    "nema_unbalance": {"phases": PHASES},
    "neutral_current": {"phases": PHASES},
    "ocpd_min": {"continuous": q("100 A"), "noncontinuous": q("20 A")},
    "ocpd_standard": {"current": q("125 A")},
    "phase_currents": {
        "loads": LOADS,
        "connections": ["L1", "L2-L3", "L1-L2-L3"],
        "voltage": q("415 V"),
        "power_factor": 0.98,
    },
    "phase_drops": {"phases": PHASES, **DROP},
    "phase_line_loss": {"phases": PHASES, **LINE, "neutral_resistance": q("0.1 mohm/m")},
    "power_factor_correction": {"power": q("1 MW"), "present": 0.8, "wanted": 0.95},
    "reactive_power": {"power": q("800 kW"), "power_factor": 0.8},
    "resistance_at": {
        "resistance": q("0.1 mohm/m"),
        "temperature": q("75 degC"),
        "reference": q("20 degC"),
    },
    "safe_line": {"law": el.RUBY, "low": 0.2, "high": 0.8},
    "single_phase_current": {"power": q("3 kW"), "voltage": q("240 V"), "power_factor": 0.98},
    "three_phase_capacity": {"current": q("250 A"), "voltage": q("415 V"), "usable": 0.8},
    "three_phase_current": {"power": q("132 kW"), "voltage": q("415 V"), "power_factor": 0.98},
    "transformer_efficiency": {
        "load": q("1250 kVA"),
        "rating": q("2500 kVA"),
        "losses": LOSSES,
        "power_factor": 0.9,
    },
    "transformer_loss": {
        "load": q("1250 kVA"),
        "rating": q("2500 kVA"),
        "losses": LOSSES,
        "voltage": 0.98,
    },
    "ups_eco_law": {"efficiency": 0.99},
    "ups_input": {"load": q("1.5 MW"), "rating": q("2 MW"), "units": 1, "charging": q("200 kW")},
    "ups_loss": {"load": q("1.5 MW"), "rating": q("2 MW"), "units": 1},
    "ups_share": {
        "load": q("900 kW"),
        "apparent": q("1 MVA"),
        "rating": q("1.2 MW"),
        "rating_apparent": q("1200 kVA"),
    },
    "voltage_drop": {"current": q("640 A"), **DROP},
}
"""A call that each function takes."""

FUNCTIONS = [n for n in el.__all__ if inspect.isfunction(getattr(el, n))]
SIGNED = {"reactive", "ambient", "temperature", "reference", "limit"}
BEYOND = {
    "ambient_correction": {"ambient": q("71 degC")},
    "conductor_ampacity": {"size": "13 AWG", "material": "silver", "sets": 1.5, "conductors": 0},
    "conductor_temperature": {"current": q("201 A"), "limit": q("20 degC")},
    "assign_phases": {"poles": [1, 1, 4]},
    "bank_loss": {"load": q("33.1 kW"), "modules": 2.5, "spare": -1},
    "bank_rating": {"lost": 7, "banks": 0},
    "dc_load_voltage": {"power": q("33 MW")},
    "dc_source_capacity": {"spare": 12},
    "dc_source_input": {"lost": 6, "load": q("28 kW")},
    "doe_2016_dry_efficiency": {"rating": q("1001 kVA")},
    "efficiency_at": {"share": 1.01},
    "fuel_rate": {"load": q("501 kW"), "shares": [0.25, 0.5, 0.75, 0.7], "rates": RATES[::-1]},
    "generators_needed": {"usable": 1.1, "spare": 1.5},
    "law_from_coefficients": {"square": -0.001},
    "law_from_points": {
        "shares": [1.0, 0.5],
        "efficiencies": [0.9],
        "no_load": 1.1,
        "up_to": 0.9,
    },
    "law_through": {"share": 1.1, "shape": el.LOSSLESS, "efficiency": 0.0},
    "loss_at": {"load": q("2001 kW"), "rating": q("2000 kVA")},
    "losses_from_efficiency": {"efficiency": 0.5, "at_load": 1.5, "no_load_share": 1.5},
    "mixed_apparent_power": {"power_factors": [0.9, 0.8]},
    "losses_from_points": {"shares": [0.5], "efficiencies": [0.5, 0.9]},
    "nema_unbalance": {"phases": PHASES * 0, "phases ": PHASES[:2]},
    "neutral_current": {"phases": PHASES[:2]},
    "ocpd_standard": {"current": q("6001 A")},
    "phase_currents": {
        "connections": ["L1", "L4", "N"],
        "connections ": ["L1"],
        "power_factor": [0.9, 0.8],
    },
    "power_factor_correction": {"wanted": 0.7},
    "resistance_at": {"material": "iron", "temperature": q("300 degC")},
    "safe_line": {"high": 0.2},
    "three_phase_capacity": {"usable": 1.01},
    "three_phase_current": {"power_factor": 98, "voltage": q("0 V")},
    "transformer_loss": {"load": q("3751 kVA"), "voltage": 0.7},
    "ups_eco_law": {"efficiency": 1.01},
    "ups_loss": {"load": q("2001 kW"), "units": 0},
}
"""Figures outside the range of a function; a blank behind a name tells two of them apart."""


def test_every_function_is_tried() -> None:
    assert sorted(GOOD) == FUNCTIONS


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_good_call_is_taken(name: str) -> None:
    assert getattr(el, name)(**GOOD[name]) is not None


def figures(name: str) -> list[str]:
    """Arguments of a function that are figures."""
    plain = (ureg.Quantity, float, list)
    taken = GOOD[name].items()
    return [key for key, value in taken if isinstance(value, plain) and key != "poles"]


CASES = [(name, key) for name in FUNCTIONS for key in figures(name) if key != "connections"]
WITH_UNITS = [(n, k) for n, k in CASES if isinstance(GOOD[n][k], ureg.Quantity)]
UNSIGNED = [(n, k) for n, k in CASES if k not in SIGNED]
LEFT_OUT = {"noncontinuous", "ambient", "charging", "reference", "no_load", "neutral_resistance"}
"""Figures that need not be given."""


def call(name: str, **changed: Any) -> Any:
    return getattr(el, name)(**{**GOOD[name], **changed})


@pytest.mark.parametrize(("name", "key"), CASES)
def test_a_wrong_dimension_is_refused(name: str, key: str) -> None:
    wrong: list[Any] = [q("3 kg"), ureg.Quantity(np.array([3.0, 3.0, 3.0]), "kg"), "3"]
    for other in wrong if key in LEFT_OUT else [*wrong, None]:
        with pytest.raises(UnitProblem):
            call(name, **{key: other})


@pytest.mark.parametrize(("name", "key"), UNSIGNED)
def test_below_zero_is_refused(name: str, key: str) -> None:
    value = GOOD[name][key]
    below = [-x for x in value] if isinstance(value, list) else -value
    with pytest.raises(UnitProblem):
        call(name, **{key: below})


@pytest.mark.parametrize(("name", "key"), WITH_UNITS)
def test_a_bare_number_is_refused_where_a_unit_belongs(name: str, key: str) -> None:
    with pytest.raises(UnitProblem):
        call(name, **{key: GOOD[name][key].magnitude})


@pytest.mark.parametrize(("name", "key"), [(n, k) for n, wrong in BEYOND.items() for k in wrong])
def test_out_of_range_is_refused(name: str, key: str) -> None:
    with pytest.raises(UnitProblem):
        call(name, **{key.strip(): BEYOND[name][key]})


ONE_FIGURE = {
    *(("phase_currents", key) for key in ("voltage", "power_factor")),
    *((name, "power_factors") for name in ("mixed_apparent_power", "mixed_power_factor")),
    ("resistance_at", "reference"),
}
"""Arguments that are one figure for all, or one for each load."""


def single_figures() -> list[tuple[str, str]]:
    """Arguments that are one figure, of functions that give figures."""
    return [
        (name, key)
        for name, key in CASES
        if np.ndim(getattr(GOOD[name][key], "magnitude", GOOD[name][key])) == 0
        and isinstance(call(name), ureg.Quantity)
        and (name, key) not in ONE_FIGURE
    ]


@pytest.mark.parametrize(("name", "key"), single_figures())
def test_arrays_are_taken_figure_by_figure(name: str, key: str) -> None:
    """Two figures at once give what one and then the other gives."""
    one = GOOD[name][key]
    number, unit = getattr(one, "magnitude", one), getattr(one, "units", "dimensionless")
    other = number * (1.01 if key in {"module", "rating", "limit"} else 0.99)
    found = call(name, **{key: ureg.Quantity(np.array([number, other]), unit)}).magnitude
    single = [call(name, **{key: ureg.Quantity(x, unit)}).magnitude for x in (number, other)]
    assert np.reshape(found, (2, -1)) == pytest.approx(np.reshape(single, (2, -1)), rel=1e-12)
