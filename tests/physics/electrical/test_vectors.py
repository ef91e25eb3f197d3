"""Published and reference figures of the power chain, through the product's public functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest

from rackplan.physics import electrical as el
from rackplan.units import (
    AIRFLOW,
    CURRENT,
    FLOW,
    FRACTION,
    POWER,
    PRESSURE,
    TEMPERATURE,
    give,
    parse,
)
from tests.physics.vector_files import Vector, vectors_of

Given = Mapping[str, Any]


def _transformer(given: Given) -> dict[str, Any]:
    found = el.losses_from_efficiency(given["rating"], given["efficiency"], given["load"])
    kva = given["rating"].m_as("kVA")
    return {
        "no_load_share": give(found.no_load.m_as("kW") / kva, FRACTION),
        "load_share": give(found.load.m_as("kW") / kva, FRACTION),
    }


def _shelf(given: Given) -> dict[str, Any]:
    psu, count = given["psu"], given["psu_per_shelf"]
    return {
        "shelf": el.bank_rating(psu, count),
        "rack_installed": el.bank_rating(psu, count, banks=given["shelves"]),
    }


def _busbar(given: Given) -> dict[str, Any]:
    current = el.dc_current(given["p"], given["v"])
    drop, loss = el.dc_drop(current, given["r"]), el.dc_loss(current, given["r"])
    return {"i": current, "drop": drop, "loss": loss}


def _delta(given: Given) -> dict[str, Any]:
    drawn = el.phase_currents(given["loads"], given["connections"], given["v"])
    return {"lines": drawn.lines, "neutral": drawn.neutral}


def _ampacities(given: Given) -> dict[str, Any]:
    found = [el.conductor_ampacity(s, material=given["material"]) for s in given["sizes"]]
    return {"ampacity": give([each.m_as("A") for each in found], CURRENT)}


def _grouping(given: Given) -> dict[str, Any]:
    factors = [el.grouping_adjustment(count).magnitude for count in given["conductors"]]
    return {"factor": give(factors, FRACTION)}


def _ampacity(given: Given) -> dict[str, Any]:
    return {"ampacity": el.conductor_ampacity(given["size"], ambient=given["ambient"])}


def _fuel(given: Given) -> dict[str, Any]:
    rate = el.fuel_rate(given["loads"], given["rating"], given["shares"], given["rates"])
    return {"rates": rate}


def _curve(given: Given) -> dict[str, Any]:
    return {"efficiency": el.efficiency_at(el.REFERENCE_CURVES[given["curve"]], given["load"])}


def _capacity(given: Given) -> dict[str, Any]:
    return {"s": el.three_phase_capacity(given["i"], given["v"], given["usable"])}


def _doe(given: Given) -> dict[str, Any]:
    return {"efficiency": el.doe_2016_dry_efficiency(given["kva"])}


ANSWERS: dict[str, Callable[[Given], dict[str, Any]]] = {
    "80plus": _curve,
    "ups_double": _curve,
    "doe2016": _doe,
    "transformer_from": _transformer,
    "three_phase_current": lambda g: {"i": el.three_phase_current(g["p"], g["v"], g["pf"])},
    "tap_250a": _capacity,
    "pdu_30a": _capacity,
    "nema_unbalance": lambda g: {"unbalance": el.nema_unbalance(g["phases"])},
    "neutral": lambda g: {"neutral": el.neutral_current(g["phases"])},
    "delta": _delta,
    "nec_310_16": _ampacities,
    "nec_310_15_b": lambda g: {"factor": el.ambient_correction(g["ambient"])},
    "nec_310_15_c": _grouping,
    "ampacity_12awg": _ampacity,
    "nec_continuous": lambda g: {"ocpd_min": el.ocpd_min(g["continuous"])},
    "nec_240_6": lambda g: {"rating": el.ocpd_standard(g["current"])},
    "gb200_power_shelf": _shelf,
    "busbar": _busbar,
    "diesel_500kw": _fuel,
    "diesel_3200kw": lambda g: {"rate": el.fuel_points(g["rating"], [1.0], g["consumption"])},
}
"""By the beginning of a vector's name."""


@pytest.mark.parametrize("vector", vectors_of("power"), ids=str)
def test_power(vector: Vector) -> None:
    (answer,) = [ask for start, ask in ANSWERS.items() if vector.name.startswith(start)]
    assert not vector.misses(answer(vector.given))


def test_every_question_is_asked() -> None:
    names = [vector.name for vector in vectors_of("power")]
    assert not [start for start in ANSWERS if not any(n.startswith(start) for n in names)]


@pytest.mark.parametrize("vector", vectors_of("units"), ids=str)
def test_units(vector: Vector) -> None:
    """Figures are taken as the reader of inputs takes them."""
    written = {name: f"{q.magnitude} {name}" for name, q in vector.given.items()}
    kinds = (FLOW, PRESSURE, POWER, AIRFLOW, TEMPERATURE)
    dimensions = dict(zip(vector.given, kinds, strict=True))
    assert not vector.misses({n: parse(text, dimensions[n]) for n, text in written.items()})


def test_a_wrong_figure_is_noticed() -> None:
    vector = next(v for v in vectors_of("power") if v.name == "three_phase_current")
    assert vector.misses({"i": give(187.385 * 1.001, CURRENT)})
    assert vector.misses({"i": give(np.array([187.385, 187.385]), CURRENT)})
