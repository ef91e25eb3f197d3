"""Published and reference figures of moist air, through the product's public functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from rackplan.physics import moist_air as air
from tests.physics.vector_files import Vector, vectors_of

Given = Mapping[str, Any]


def _example(given: Given) -> dict[str, Any]:
    dry, pressure = given["t_db"], given["p"]
    ratio = air.humidity_ratio_from_wet_bulb(dry, given["t_wb"], pressure)
    return {
        "w": ratio,
        "rh": air.relative_humidity(dry, ratio, pressure),
        "h": air.enthalpy(dry, ratio),
        "v": air.specific_volume(dry, ratio, pressure),
    }


def _dew_point(given: Given) -> dict[str, Any]:
    return {"t_dp": air.dew_point(_example(given)["w"], given["p"])}


def _from_rh(given: Given) -> dict[str, Any]:
    wet = air.wet_bulb_from_relative_humidity(given["t_db"], given["rh"], given["p"])
    return {"t_wb": wet}


ANSWERS: dict[str, Callable[[Given], dict[str, Any]]] = {
    "saturation_vapour": lambda g: {"p_ws": air.saturation_pressure(g["t"])},
    "saturated_humidity": lambda g: {"w": air.humidity_ratio_from_dew_point(g["t_dp"], g["p"])},
    "humidity_ratio": lambda g: {
        "w": air.humidity_ratio_from_wet_bulb(g["t_db"], g["t_wb"], g["p"])
    },
    "wet_bulb_inverse": lambda g: {"t_wb": air.wet_bulb(g["t_db"], g["w"], g["p"])},
    "moist_air_enthalpy": lambda g: {"h": air.enthalpy(g["t_db"], g["w"])},
    "moist_air_density": lambda g: {"rho": air.density(g["t_db"], g["w"], g["p"])},
    "moist_air_volume": lambda g: {"v": air.specific_volume(g["t_db"], g["w"], g["p"])},
    "example1": _example,
    "dew_point_example": _dew_point,
    "standard_pressure": lambda g: {"p": air.standard_pressure(g["altitude"])},
    "wet_bulb_35C": _from_rh,
    "wet_bulb_30C": _from_rh,
    "wet_bulb_25C": _from_rh,
    "wet_bulb_20C": _from_rh,
    "wet_bulb_40C": _from_rh,
}
"""By the beginning of a vector's name."""

VECTORS = vectors_of("psychrometrics")


@pytest.mark.parametrize("vector", VECTORS, ids=str)
def test_moist_air(vector: Vector) -> None:
    (answer,) = [ask for start, ask in ANSWERS.items() if vector.name.startswith(start)]
    found = answer(vector.given)
    assert not vector.misses({name: found[name] for name in vector.expected})


def test_every_question_is_asked() -> None:
    names = [vector.name for vector in VECTORS]
    assert not [start for start in ANSWERS if not any(n.startswith(start) for n in names)]
