"""Every public function of liquid loops and room air, called once as it should be, then wrongly.

A quantity of another dimension, a bare number where a unit belongs, and a number that is none are
refused wherever they stand; an array gives what its figures give one by one.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np
import pytest

from rackplan.model.catalog import LiquidNeed
from rackplan.physics import liquid, room_air
from rackplan.physics.liquid import Pipe, PumpCurve, SystemCurve, rated_cdu
from rackplan.physics.room_air import rated_coil
from rackplan.units import Quantity, UnitProblem, ureg


def q(text: str) -> Quantity:
    """A quantity, as short as a table asks for: "45 degC", "1,2 L/min"."""
    number, _, unit = text.partition(" ")
    figures = [float(part) for part in number.split(",")]
    value = np.array(figures) if len(figures) > 1 else figures[0]
    return ureg.Quantity(value, ureg.parse_units(unit, as_delta=False))


NEED = LiquidNeed.model_validate(
    {
        "heat": "122 kW",
        "coolant": "PG25",
        "supply_max": "45 degC",
        "flow": [
            {"supply": "40 degC", "flow": "119 L/min", "drop": "58.6 kPa"},
            {"supply": "45 degC", "flow": "177 L/min", "drop": "126.9 kPa"},
        ],
    }
)
PIPE = Pipe(q("40 m"), q("0.1 m"), q("4.5e-5 m"), 5.0)
FULL = q("1800 L/min")
CDU = rated_cdu(q("1350 kW"), q("4 K"), q("40 degC"), FULL, FULL)
CURVE = PumpCurve(q("0,600,900 L/min"), q("320,250,160 kPa"))
SYSTEM = SystemCurve(FULL, q("250 kPa"))
COIL = rated_coil(q("500 kW"), q("41.7 m**3/s"), q("36 degC"), q("20 degC"), q("32 degC"))
LIQUID_OF = {"density": q("1014 kg/m**3"), "viscosity": q("1.37e-3 Pa*s")}
PROPERTY = {"coolant": "PG25", "temperature": q("40 degC")}
POINTS = {"flows": q("59,89,119 L/min"), "drops": q("15.9,33.8,58.6 kPa")}
BRANCHES = {"at": q("119,60 L/min"), "drops": q("58.6,30 kPa"), "exponent": 1.9}
MEAN = {"coolant": "PG25", "mean_temperature": q("45 degC")}
HOT = {"hot_in": q("50 degC"), "cold_in": q("36 degC")}
AIR = {"density": q("1.2 kg/m**3")}
MATRIX = ureg.Quantity(np.array([[0.008, 0.08], [0.08, 0.008]]), "K/kW")

CALLS: dict[str, dict[str, Any]] = {
    "liquid.density": PROPERTY,
    "liquid.specific_heat": PROPERTY,
    "liquid.viscosity": PROPERTY,
    "liquid.conductivity": PROPERTY,
    "liquid.capacity_rate": {**PROPERTY, "flow": FULL},
    "liquid.coolant_flow": {"heat": q("120 kW"), "rise": q("10 K"), **MEAN},
    "liquid.coolant_heat": {"flow": FULL, "rise": q("10 K"), **MEAN},
    "liquid.coolant_rise": {"heat": q("120 kW"), "flow": q("180 L/min"), **MEAN},
    "liquid.return_temperature": {
        "heat": q("120 kW"), "flow": q("180 L/min"), "supply": q("40 degC"), "coolant": "PG25",
    },
    "liquid.mixed_temperature": {
        "flows": q("100,50 L/min"), "temperatures": q("55,40 degC"), "coolant": "PG25",
    },
    "liquid.rack_flow": {"need": NEED, "supply": q("42 degC"), "load": 0.9},
    "liquid.rack_return": {"need": NEED, "supply": q("42 degC"), "load": 0.9},
    "liquid.rack_drop": {"need": NEED, "flow": q("150 L/min")},
    "liquid.rack_flow_at": {"need": NEED, "drop": q("80 kPa")},
    "liquid.drop_at": {"flow": q("100 L/min"), **POINTS},
    "liquid.flow_at": {"drop": q("40 kPa"), **POINTS},
    "liquid.fit_drop": POINTS,
    "liquid.friction_factor": {"reynolds": 1e5, "relative_roughness": 1e-4},
    "liquid.reynolds_number": {"flow": FULL, "diameter": q("0.1 m"), **LIQUID_OF},
    "liquid.flow_speed": {"flow": FULL, "diameter": q("0.1 m")},
    "liquid.pipe_drop": {"flow": FULL, "pipe": PIPE, **LIQUID_OF},
    "liquid.pipe_flow": {"drop": q("30 kPa"), "pipe": PIPE, **LIQUID_OF},
    "liquid.run_drop": {"flow": FULL, "pipe": PIPE, **PROPERTY},
    "liquid.fitting_loss": {"counts": {"elbow-90": 4}, "diameter": q("0.1 m")},
    "liquid.cv_to_kv": {"cv": q("10 gpm")},
    "liquid.kv_to_cv": {"kv": q("10 L/min")},
    "liquid.kv_to_loss": {"kv": q("500 L/min"), "diameter": q("0.05 m")},
    "liquid.valve_drop": {
        "flow": q("100 L/min"), "kv": q("200 L/min"), "density": q("1014 kg/m**3"),
    },
    "liquid.branch_drops": {"flows": q("100,50 L/min"), **BRANCHES},
    "liquid.branch_flows": {"drop": q("40 kPa"), **BRANCHES},
    "liquid.split_flow": {"total": q("150 L/min"), **BRANCHES},
    "liquid.unbalanced_flow": {"needs": q("100,50 L/min"), **BRANCHES},
    "liquid.header_drops": {"flows": q("100,50 L/min"), "segment": PIPE, **PROPERTY},
    "liquid.row_flows": {"total": q("150 L/min"), "segment": PIPE, **BRANCHES, **PROPERTY},
    "liquid.effectiveness": {"ntu": 2.5, "capacity_ratio": 0.8},
    "liquid.ntu_from_effectiveness": {"effectiveness": 0.7, "capacity_ratio": 0.8},
    "liquid.log_mean_difference": {**HOT, "hot_out": q("40 degC"), "cold_out": q("46 degC")},
    "liquid.exchange_heat": {
        **HOT, "conductance": q("250 kW/K"), "hot_capacity": q("100 kW/K"),
        "cold_capacity": q("110 kW/K"),
    },
    "liquid.scale_conductance": {
        "conductance": q("250 kW/K"), "hot_flow_ratio": 0.8, "cold_flow_ratio": 0.9,
        "resistance_ratio": 1.1, "exponent": 0.68,
    },
    "liquid.cdu_sizing": {
        "heat": q("1000 kW"), "rack_return": q("50 degC"), "rack_supply": q("40 degC"),
        "facility_supply": q("36 degC"), "capacity_ratio": 1.1,
    },
    "liquid.rated_cdu": {
        "heat": q("1350 kW"), "approach": q("4 K"), "rack_supply": q("40 degC"),
        "rack_flow": FULL, "facility_flow": FULL,
    },
    "liquid.cdu_temperatures": {
        "cdu": CDU, "heat": q("1000 kW"), "rack_flow": FULL, "facility_supply": q("36 degC"),
        "facility_flow": FULL,
    },
    "liquid.cdu_facility_flow": {
        "cdu": CDU, "heat": q("1000 kW"), "rack_flow": FULL, "rack_supply": q("40 degC"),
        "facility_supply": q("36 degC"),
    },
    "liquid.cdu_heat": {
        "cdu": CDU, "rack_flow": FULL, "facility_flow": FULL, "rack_supply": q("40 degC"),
        "facility_supply": q("36 degC"),
    },
    "liquid.cdu_margins": {
        "cdu": CDU, "pumps": CURVE, "pumps_on": 3, "rated_heat": q("1350 kW"),
        "heat": q("1000 kW"), "flow": q("1600 L/min"), "head": q("180 kPa"),
        "rack_supply": q("40 degC"), "facility_supply": q("36 degC"), "facility_flow": FULL,
    },
    "liquid.pump_power": {"flow": FULL, "head": q("250 kPa"), "efficiency": 0.6},
    "liquid.affinity": {"speed_ratio": 0.8},
    "liquid.pump_head": {"curve": CURVE, "flow": FULL, "pumps": 3, "speed": 0.95},
    "liquid.pump_flow": {"curve": CURVE, "head": q("200 kPa"), "pumps": 3, "speed": 0.95},
    "liquid.operating_point": {"curve": CURVE, "system": SYSTEM, "pumps": 3, "speed": 0.95},
    "liquid.pump_speed": {"curve": CURVE, "flow": FULL, "head": q("200 kPa"), "pumps": 3},
    "liquid.dew_point_margin": {
        "supply": q("30 degC"), "dew_point": q("20 degC"), "safety": q("2 K"),
    },
    "liquid.ride_through": {
        "mass": q("50 kg"), "allowed_rise": q("15 K"), "heat": q("115 kW"), **MEAN,
    },
    "liquid.needed_mass": {
        "time": q("60 s"), "allowed_rise": q("15 K"), "heat": q("115 kW"), **MEAN,
    },
    "liquid.coolant_mass": {"volume": q("0.05 m**3"), **PROPERTY},
    "room_air.air_flow": {
        "heat": q("20 kW"), "rise": q("12 K"), **AIR, "specific_heat": q("1.006 kJ/kg/K"),
    },
    "room_air.air_heat": {"airflow": q("40 m**3/s"), "rise": q("12 K"), **AIR},
    "room_air.air_rise": {"airflow": q("40 m**3/s"), "heat": q("500 kW"), **AIR},
    "room_air.fan_power": {"airflow": q("40 m**3/s"), "pressure": q("0.26 kPa"), "efficiency": 0.6},
    "room_air.fan_power_at": {"rated_power": q("24 kW"), "airflow_ratio": 0.8, "exponent": 2.7},
    "room_air.shared_fan_power": {
        "airflow": q("160 m**3/s"), "rated_airflow": q("41 m**3/s"), "rated_power": q("24 kW"),
        "units": 5, "exponent": 2.7,
    },
    "room_air.rated_coil": {
        "heat": q("500 kW"), "airflow": q("41.7 m**3/s"), "air_in": q("36 degC"),
        "water_in": q("20 degC"), "water_out": q("32 degC"), **AIR,
    },
    "room_air.coil_duty": {
        "coil": COIL, "air_in": q("34 degC"), "water_in": q("20 degC"),
        "airflow": q("40 m**3/s"), **AIR, "water_flow": q("600 L/min"),
    },
    "room_air.derated_heat": {
        "rated_heat": q("500 kW"), "rated_difference": q("16 K"), "air_in": q("34 degC"),
        "water_in": q("20 degC"), **AIR, "rated_density": q("1.2 kg/m**3"),
    },
    "room_air.air_balance": {
        "supplied": q("40 m**3/s"), "drawn": q("41 m**3/s"), "leakage": 0.05,
    },
    "room_air.needed_airflow": {"drawn": q("40 m**3/s"), "leakage": 0.05},
    "room_air.zone_return": {
        "supply": q("24 degC"), "heat": q("500 kW"), "supplied": q("41 m**3/s"), **AIR,
        "specific_heat": q("1.006 kJ/kg/K"),
    },
    "room_air.recirculation_matrix": {
        "shares": np.array([[0, 0.1], [0.1, 0]]), "airflow": q("1,1 m**3/s"), **AIR,
    },
    "room_air.recirculation_shares": {
        "matrix": MATRIX, "airflow": q("1,1 m**3/s"), **AIR,
    },
    "room_air.inlet_temperatures": {
        "supply": q("24 degC"), "matrix": MATRIX, "heat": q("14,20 kW"),
    },
    "room_air.inlet_by_recirculation": {
        "supply": q("24 degC"), "rise": q("12 K"), "recirculation": 0.1,
    },
    "room_air.supply_heat_index": {
        "supply": q("24 degC"), "inlet": q("25 degC"), "outlet": q("37 degC"),
    },
}  # fmt: skip

HOUSES = {"liquid": liquid, "room_air": room_air}
SEVERAL = {
    "liquid.mixed_temperature", "liquid.drop_at", "liquid.flow_at", "liquid.fit_drop",
    "liquid.branch_drops", "liquid.branch_flows", "liquid.split_flow", "liquid.unbalanced_flow",
    "liquid.header_drops", "liquid.row_flows", "room_air.recirculation_matrix",
    "room_air.recirculation_shares", "room_air.inlet_temperatures",
}  # fmt: skip
"""Functions whose arrays are several racks or points of one question."""


def function(name: str) -> Callable[..., Any]:
    house, _, member = name.partition(".")
    found: Callable[..., Any] = getattr(HOUSES[house], member)
    return found


def quantities(arguments: Mapping[str, Any]) -> Iterator[str]:
    return (name for name, each in arguments.items() if isinstance(each, ureg.Quantity))


def ratios(arguments: Mapping[str, Any]) -> Iterator[str]:
    return (name for name, each in arguments.items() if isinstance(each, float | np.ndarray))


QUANTITIES = [(name, each) for name, call in CALLS.items() for each in quantities(call)]
RATIOS = [(name, each) for name, call in CALLS.items() for each in ratios(call)]


def test_every_function_is_called() -> None:
    public = {
        f"{house}.{name}"
        for house, module in HOUSES.items()
        for name in module.__all__
        if inspect.isfunction(getattr(module, name))
    }
    assert public == set(CALLS)


@pytest.mark.parametrize("name", CALLS)
def test_as_it_should_be(name: str) -> None:
    assert function(name)(**CALLS[name]) is not None


@pytest.mark.parametrize(("name", "argument"), QUANTITIES)
def test_wrong_quantities_are_refused(name: str, argument: str) -> None:
    right = CALLS[name][argument]
    for wrong in (
        ureg.Quantity(right.magnitude, "USD"),
        right.magnitude,
        ureg.Quantity(right.magnitude * np.nan, right.units),
        ureg.Quantity(right.magnitude * 0 + np.inf, right.units),
        ureg.Quantity(right.magnitude * 0 - 1e9, right.units),
        None,
    ):
        with pytest.raises(UnitProblem):
            function(name)(**{**CALLS[name], argument: wrong})


@pytest.mark.parametrize(("name", "argument"), RATIOS)
def test_wrong_ratios_are_refused(name: str, argument: str) -> None:
    right = CALLS[name][argument]
    for wrong in (ureg.Quantity(right, "kW"), right * np.nan, right * 0 - 0.1, "0.5", True, None):
        with pytest.raises(UnitProblem):
            function(name)(**{**CALLS[name], argument: wrong})


@pytest.mark.parametrize("name", sorted(set(CALLS) - SEVERAL))
def test_arrays_give_what_their_figures_give(name: str) -> None:
    call = CALLS[name]
    tripled = {key: ureg.Quantity(np.full(3, call[key].m), call[key].u) for key in quantities(call)}
    tripled |= {key: np.full(3, call[key]) for key in ratios(call)}
    one, three = function(name)(**call), function(name)(**{**call, **tripled})
    for single, many in zip(figures(one), figures(three), strict=True):
        assert np.shape(many) in {(3,), ()}
        assert many == pytest.approx(np.full(np.shape(many), single), rel=1e-9)


def figures(answer: Any) -> list[Any]:
    """The numbers of an answer, alone or in a tuple; an exchanger's are its own conductance."""
    if isinstance(answer, ureg.Quantity):
        return [answer.magnitude]
    if isinstance(answer, tuple):
        return [each.magnitude for each in answer]
    return [answer.conductance.magnitude]


OTHER_UNITS = {
    "L / min": "gpm", "kPa": "psi", "degC": "degF", "kW": "W", "m": "mm", "m ** 3 / s": "cfm",
    "kg / m ** 3": "kg / L", "kW / K": "W / K", "K / kW": "K / W", "s": "min", "K": "delta_degF",
}  # fmt: skip

SPELLED = [
    (name, each) for name, each in QUANTITIES if f"{CALLS[name][each].units:~}" in OTHER_UNITS
]


def test_most_units_can_be_spelled_otherwise() -> None:
    assert len(SPELLED) > 0.9 * len(QUANTITIES)


@pytest.mark.parametrize(("name", "argument"), SPELLED)
def test_units_are_only_a_spelling(name: str, argument: str) -> None:
    right = CALLS[name][argument]
    spelled = {**CALLS[name], argument: right.to(OTHER_UNITS[f"{right.units:~}"])}
    for one, two in zip(figures_of(CALLS[name], name), figures_of(spelled, name), strict=True):
        assert two == pytest.approx(one, rel=1e-6, abs=1e-9)


def figures_of(call: Mapping[str, Any], name: str) -> list[Any]:
    answer = function(name)(**call)
    if isinstance(answer, liquid.PowerLaw):
        return [answer.flow.m_as("L/min"), answer.exponent]
    return figures(answer)
