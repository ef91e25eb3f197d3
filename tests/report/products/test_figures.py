"""Values as people write them, and which of them nobody states."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import BaseModel

from rackplan import units
from rackplan.model.catalog import BuildCost, Fabric, Server
from rackplan.report.products.figures import (
    _SAID_BY_ABSENCE,
    figures_of,
    unstated_in,
    value_text,
)
from rackplan.units import Dimension, parse

SERVER: dict[str, Any] = {
    "id": "node",
    "kind": "server",
    "name": "Node",
    "role": "storage",
    "height": "2 U",
    "mass": "30 kg",
    "planned_power": "1 kW",
    "power_factor": "95 %",
    "air": {"heat": "1 kW", "airflow": "0.08 m3/s"},
}
FABRIC: dict[str, Any] = {
    "id": "f",
    "kind": "fabric",
    "name": "",
    "leaf": "box",
    "spine": "box",
    "link_speed_gbps": 800,
    "endpoints": 16,
    "leaf_down": 8,
    "leaf_up": 8,
}
LIQUID = {
    "heat": "1 kW",
    "coolant": "water",
    "supply_max": "40 degC",
    "flow": [
        {"supply": "30 degC", "flow": "1 L/min"},
        {"supply": "40 degC", "flow": "2 L/min"},
    ],
}


@pytest.mark.parametrize(
    ("text", "dimension", "shown"),
    [
        ("142 kW", units.POWER, "142 kW"),
        ("95 %", units.FRACTION, "95 %"),
        ("0.98", units.FRACTION, "98 %"),
        ("45 degC", units.TEMPERATURE, "45 degC"),
        ("5 K", units.TEMPERATURE_DIFFERENCE, "5 K"),
        ("1105 cfm", units.AIRFLOW, "1105 cfm"),
        ("2.08600769894 m3/s", units.AIRFLOW, "2.08601 m3/s"),
        ("808.8000000000001 kUSD", units.MONEY, "808.8 kUSD"),
        ("12345678 USD", units.MONEY, "12345678 USD"),
        ("5.1 MUSD/MW", units.BUILD_PRICE, "5.1 MUSD/MW"),
        ("130.45 kg", units.MASS, "130.45 kg"),
    ],
)
def test_values(text: str, dimension: Dimension, shown: str) -> None:
    assert value_text(parse(text, dimension)) == shown
    back, given = (units.magnitude(parse(each, dimension), dimension) for each in (shown, text))
    assert back == pytest.approx(given, rel=1e-5)


def test_words_and_counts() -> None:
    assert (value_text(True), value_text(8), value_text("C20\n")) == ("true", "8", "C20")


def test_only_what_is_stated_is_listed() -> None:
    found = dict(figures_of(Server.model_validate(SERVER)))
    assert found == {
        "role": "storage",
        "mass": "30 kg",
        "planned_power": "1 kW",
        "power_factor": "95 %",
        "air.heat": "1 kW",
        "air.airflow": "0.08 m3/s",
        "height": "2 U",
    }


def test_what_is_not_there_is_not_unknown() -> None:
    """Cooled by air, not computing, without a cap: nothing of that is a figure that lacks."""
    found = set(unstated_in(Server.model_validate(SERVER)))
    assert not found & {"liquid", "computing", "failover_power", "mass_with_coolant", "mass"}
    assert found >= {"lead_time", "peak_power", "air.inlet_max", "air.inlet_class", "supplies"}


def test_what_lacks_inside_is_told_once() -> None:
    wet = list(unstated_in(Server.model_validate({**SERVER, "liquid": LIQUID})))
    assert "mass_with_coolant" in wet
    assert wet.count("liquid.flow[].drop") == 1


def test_templates_and_costs_are_not_sold() -> None:
    fabric = Fabric.model_validate(FABRIC)
    assert list(unstated_in(fabric)) == ["most_pods", "rack_height", "rack_power"]
    cost = {"id": "c", "kind": "build-cost", "name": "", "part": "shell", "year": 2025}
    built = BuildCost.model_validate({**cost, "central": "2 MUSD/MW"})
    assert list(unstated_in(built)) == ["low", "high", "share", "region"]


@pytest.mark.parametrize(("kind", "names"), _SAID_BY_ABSENCE)
def test_every_field_said_by_absence_exists(kind: type[BaseModel], names: set[str]) -> None:
    assert names <= kind.model_fields.keys()
