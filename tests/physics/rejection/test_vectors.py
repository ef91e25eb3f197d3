"""Reference figures of towers, chillers and water, through the product's public functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from rackplan.physics import rejection as rj
from rackplan.units import (
    CONDUCTANCE,
    FRACTION,
    POWER,
    PRESSURE,
    TEMPERATURE,
    TEMPERATURE_DIFFERENCE,
    give,
    parse,
)
from tests.physics.vector_files import Vector, vectors_of

Given = Mapping[str, Any]

ENERGYPLUS_TOWER = rj.CoolingTower(
    heat=give(1.0884 * 4.18 * 5.5, POWER),
    wet_bulb=parse("25.6 degC", TEMPERATURE),
    approach=parse("3.9 K", TEMPERATURE_DIFFERENCE),
    water_range=parse("5.5 K", TEMPERATURE_DIFFERENCE),
    water_to_air=give(1.0884 / (0.56124 * 1.2), FRACTION),
)
"""Water 1.0884 kg/s, air 0.56124 m3/s of 1.2 kg/m3, 25.6 degC, range 5.5 K, approach 3.9 K."""


def _york(given: Given) -> dict[str, Any]:
    ratios = given["water_ratio"], given["air_ratio"]
    return {"approach": rj.york_approach(given["t_wb"], given["range"], *ratios)}


def _merkel(given: Given) -> dict[str, Any]:
    leaving = rj.merkel_leaving_water(
        ENERGYPLUS_TOWER,
        wet_bulb=given["t_wb"],
        pressure=parse("101.325 kPa", PRESSURE),
        entering_water=given["t_in"],
        water_flow=given["m"],
        fan_ratio=given["fan_ratio"],
    )
    return {"t_out": leaving}


def _design(_: Given) -> dict[str, Any]:
    """EnergyPlus means the conductance of dry air of 1,006 J/kg/K."""
    fill = ENERGYPLUS_TOWER.fill
    of_air = fill.conductance_w_k * 1006.0 / fill.gas_j_kg_k
    return {"ua": give(of_air / 1000.0, CONDUCTANCE)}


def _eir(given: Given) -> dict[str, Any]:
    at = rj.YORK_YT_1055, given["t_chws"], given["t_cond_in"]
    available = rj.eir_capacity(*at)
    power = rj.eir_power(*at, given["plr"])
    cop = (given["plr"] * available / power).to("dimensionless")
    return {"q_avail": available, "p": power, "cop": cop}


def _second_law(given: Given) -> dict[str, Any]:
    law = {"air": rj.AIR_COOLED, "water": rj.WATER_COOLED}[given["kind"]]
    return {"cop": rj.second_law_cop(given["leaving"], given["sink"], law)}


def _blowdown(given: Given) -> dict[str, Any]:
    at = given["evaporation"], given["coc"]
    return {"blowdown": rj.blowdown(*at), "makeup": rj.makeup(*at)}


ANSWERS: dict[str, Callable[[Given], dict[str, Any]]] = {
    "york_tower": _york,
    "energyplus_merkel_tower_wb": _merkel,
    "energyplus_merkel_tower_design": _design,
    "chiller_eir": _eir,
    "lei_chiller": lambda g: {"cop": rj.lei_masanet_cop(g["plr"], g["t_cond_water_in"])},
    "second_law": _second_law,
    "evaporation": lambda g: {"water": rj.evaporated_water(g["q"], g["t"])},
    "blowdown": _blowdown,
}
"""By the beginning of a vector's name."""

VECTORS = [v for part in ("heat_rejection", "chiller", "water") for v in vectors_of(part)]


@pytest.mark.parametrize("vector", VECTORS, ids=str)
def test_heat_rejection(vector: Vector) -> None:
    (answer,) = [ask for start, ask in ANSWERS.items() if vector.name.startswith(start)]
    assert not vector.misses(answer(vector.given))


def test_every_question_is_asked() -> None:
    names = [vector.name for vector in VECTORS]
    assert not [start for start in ANSWERS if not any(n.startswith(start) for n in names)]
