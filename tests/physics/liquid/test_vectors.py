"""Published, reference and library figures of liquid loops, through the public functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from rackplan.physics import liquid as lq
from rackplan.units import FLOW, FRACTION, TEMPERATURE, give
from tests.physics.vector_files import Vector, vectors_of

Given = Mapping[str, Any]
Answers = dict[str, Any]

PROPERTIES = {
    "density": lq.density,
    "specific_heat": lq.specific_heat,
    "viscosity": lq.viscosity,
    "conductivity": lq.conductivity,
}


@pytest.mark.parametrize("vector", vectors_of("fluid"), ids=str)
def test_fluid(vector: Vector) -> None:
    found = {name: PROPERTIES[name](**vector.given) for name in vector.expected}
    assert not vector.misses(found)


def _table_flow(given: Given) -> Answers:
    """Flow of a maker's table, from heat, supply and return."""
    rise = given["return"] - given["supply"]
    mean = give(given["supply"].m_as("degC") + 0.5 * rise.m_as("K"), TEMPERATURE)
    return {"flow": lq.coolant_flow(given["heat"], rise, given["coolant"], mean)}


LIQUID: dict[str, Callable[[Given], Answers]] = {
    "tcs_flow": lambda g: {"flow": lq.coolant_flow(**g)},
    "gb300_flow": _table_flow,
    "gb300_drop_exponent": lambda g: {"exponent": give(lq.fit_drop(**g).exponent, FRACTION)},
    "ride_through": lambda g: {"time": lq.ride_through(**g)},
}


def _pipe(given: Given) -> Answers:
    pipe = lq.Pipe(given["length"], given["diameter"], given["roughness"])
    return {"drop": lq.pipe_drop(given["flow"], pipe, given["density"], given["viscosity"])}


HYDRAULICS: dict[str, Callable[[Given], Answers]] = {
    "friction": lambda g: {"f_darcy": lq.friction_factor(**g)},
    "pipe_dp": _pipe,
    "cv_to_kv": lambda g: {"kv": lq.cv_to_kv(**g)},
}

PUMPS: dict[str, Callable[[Given], Answers]] = {
    "pump_affinity": lambda g: lq.affinity(**g)._asdict(),
    "pump_power": lambda g: {"power": lq.pump_power(**g)},
}

HEAT_EXCHANGER: dict[str, Callable[[Given], Answers]] = {
    "eps_ntu": lambda g: {"effectiveness": lq.effectiveness(**g)},
    "lmtd": lambda g: {"difference": lq.log_mean_difference(**g)},
    "modelica_ntu": lambda g: {"ntu": lq.ntu_from_effectiveness(**g)},
    "cdu": lambda g: lq.cdu_sizing(**g)._asdict(),
}

SUBSYSTEMS = {
    "liquid": LIQUID,
    "hydraulics": HYDRAULICS,
    "pumps": PUMPS,
    "heat_exchanger": HEAT_EXCHANGER,
}
"""By subsystem, then by the beginning of a vector's name."""

VECTORS = [(name, vector) for name in SUBSYSTEMS for vector in vectors_of(name)]


@pytest.mark.parametrize(("subsystem", "vector"), VECTORS, ids=str)
def test_vector(subsystem: str, vector: Vector) -> None:
    asked = SUBSYSTEMS[subsystem].items()
    (answer,) = [ask for start, ask in asked if vector.name.startswith(start)]
    assert not vector.misses(answer(vector.given))


@pytest.mark.parametrize("subsystem", SUBSYSTEMS)
def test_every_question_is_asked(subsystem: str) -> None:
    names = [vector.name for vector in vectors_of(subsystem)]
    assert not [s for s in SUBSYSTEMS[subsystem] if not any(n.startswith(s) for n in names)]


def test_a_wrong_figure_is_noticed() -> None:
    vector = next(v for v in vectors_of("liquid") if v.name == "tcs_flow_120kW_rack")
    assert vector.misses({"flow": give(179.038 * 1.001, FLOW)})
