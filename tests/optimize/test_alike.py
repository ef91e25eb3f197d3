"""What is asked once of power nodes that are alike is what each of them would say itself."""

from __future__ import annotations

from typing import Any

import pytest

from rackplan.model.catalog.power import EfficiencyPoint
from rackplan.model.power import PowerNode
from rackplan.optimize.alike import once_a_kind
from rackplan.optimize.intake_lines import intake_line
from rackplan.physics.power_chain import is_in_kw, usable_rating
from rackplan.units import ureg

_Q = ureg.Quantity
_PLAIN: dict[str, Any] = {
    "kind": "ups",
    "rating": _Q(500.0, "kW"),
    "parallel": 2,
    "voltage": _Q(415.0, "V"),
    "usable": _Q(0.9, "dimensionless"),
    "efficiency": _Q(0.96, "dimensionless"),
    "power_factor": _Q(0.99, "dimensionless"),
    "length": _Q(12.0, "m"),
    "resistance": _Q(5e-5, "ohm/m"),
    "reactance": _Q(2e-5, "ohm/m"),
    "base_load": _Q(3.0, "kW"),
}
_OTHERS: dict[str, Any] = {
    "kind": "rectifier",
    "rating": _Q(500.0, "kVA"),
    "parallel": 3,
    "voltage": _Q(400.0, "V"),
    "usable": _Q(0.8, "dimensionless"),
    "efficiency": _Q(0.97, "dimensionless"),
    "curve": tuple(
        EfficiencyPoint(load=_Q(load, "dimensionless"), efficiency=_Q(given, "dimensionless"))
        for load, given in ((0.25, 0.93), (0.5, 0.95), (1.0, 0.94))
    ),
    "eco": _Q(0.985, "dimensionless"),
    "mode": "eco",
    "power_factor": _Q(0.95, "dimensionless"),
    "current": "dc",
    "length": _Q(13.0, "m"),
    "resistance": _Q(6e-5, "ohm/m"),
    "reactance": _Q(3e-5, "ohm/m"),
    "base_load": _Q(4.0, "kW"),
    "normal_load": _Q(0.7, "dimensionless"),
}
_PLACE = {"id", "fed_by", "zone"}


def _nodes() -> list[PowerNode]:
    """Two alike, and one more for each figure in which they could differ."""
    first = PowerNode(id="N1", fed_by=("A",), **_PLAIN)
    twin = PowerNode(id="N2", fed_by=("B",), zone="Z", **_PLAIN)
    others = [PowerNode(id=name, **{**_PLAIN, name: value}) for name, value in _OTHERS.items()]
    return [first, twin, *others]


def test_every_figure_of_a_node_tells_kinds_apart() -> None:
    assert PowerNode.model_fields.keys() == _OTHERS.keys() | _PLACE
    asked: list[str] = []
    once_a_kind(_nodes(), lambda node: asked.append(node.id))
    assert asked == ["N1", *_OTHERS]


@pytest.mark.parametrize("ask", [is_in_kw, usable_rating, intake_line])
def test_kinds_answer_for_each_of_their_nodes(ask: Any) -> None:
    nodes = _nodes()
    assert once_a_kind(nodes, ask) == {node.id: ask(node) for node in nodes}


def test_the_same_number_in_another_unit_is_another_kind() -> None:
    nodes = [
        PowerNode(id="K", kind="ups", rating=_Q(2.0, "kW")),
        PowerNode(id="M", kind="ups", rating=_Q(2.0, "MW")),
    ]
    found = once_a_kind(nodes, usable_rating)
    assert [found[name].m_as("kW") for name in ("K", "M")] == [2.0, 2000.0]
