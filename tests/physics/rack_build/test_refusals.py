"""Parts that do not go together, and figures without which there is no rack."""

from __future__ import annotations

from typing import Any

import pytest

from rackplan.physics.rack_build import BuildProblem
from tests.physics.rack_build.kit import HEAD, WITH_HEAD, Made, liquid

STATE_IT = "State it there, as an assumption if nobody else does."

REFUSED: dict[str, tuple[dict[str, Any], tuple[str | int, ...], str]] = {
    "too wide": (
        {"node": {"width": "23.7 in"}},
        ("server",),
        "node has a width of 601.98 mm, and frame one of 600 mm",
    ),
    "too deep": (
        {"node": {"depth": "1.3 m"}},
        ("server",),
        "node has a depth of 1,300 mm, and frame one of 1,200 mm",
    ),
    "no mass": (
        {"switch": {"mass": None}, "build": {"equipment": [{"product": "switch"}]}},
        ("equipment", 0, "product"),
        f"switch states no mass, which the mass of the rack needs. {STATE_IT}",
    ),
    "no power": (
        {"switch": {"peak_power": None}, "build": {"equipment": [{"product": "switch"}]}},
        ("equipment", 0, "product"),
        f"switch states no peak_power, which the planned power of the rack needs. {STATE_IT}",
    ),
    "no height": (
        {
            "shelf": {"height": None},
            "build": {"supplies": {"product": "shelf", "on_feed_a": 2, "on_feed_b": 2}},
        },
        ("supplies", "product"),
        f"shelf states no height, which the room in the rack needs. {STATE_IT}",
    ),
    "no strip": (
        {"build": {"pdus": {"product": "strip", "on_feed_a": 0}}},
        ("pdus",),
        "not one strip on either feed",
    ),
    "no computing": (
        {"node": {"role": "storage", "computing": None}, "build": {"role": "compute"}},
        ("role",),
        'a compute rack of node, which has no "computing"',
    ),
    "more ports than a rack may have": (
        {"node": {"ports": [{"use": "scale-out", "count": 500_000, "speed_gbps": 400}]}},
        (),
        "comes to a Port.count of 3500000: input should be less than or equal to 1000000",
    ),
    "supplies twice": (
        {
            "node": {"supplies": {"product": "shelf", "on_feed_a": 1, "on_feed_b": 1}},
            "build": {"supplies": {"product": "shelf", "on_feed_a": 2, "on_feed_b": 2}},
        },
        ("supplies",),
        "node has supplies of its own: such servers hang on power strips, pdus",
    ),
    "wet switch": (
        {"switch": {"cooling": "liquid"}, "build": {"equipment": [{"product": "switch"}]}},
        ("equipment", 0, "product"),
        "switch is cooled by liquid, and the flow that it needs is not known",
    ),
    "second computer": (
        {"build": {"equipment": [{"product": "part"}, {"product": "node"}]}},
        ("equipment", 1, "product"),
        "node has accelerators: a build has one server that does",
    ),
    "two coolants": (
        {
            "node": {"liquid": liquid(45, {45: 10})},
            "head": HEAD | {"liquid": liquid(45, {45: 1}, coolant="water")},
            "build": WITH_HEAD,
        },
        ("equipment", 0, "product"),
        "head wants water, and node PG25: one loop has one coolant",
    ),
    "no air to reckon by": (
        {
            "node": {"air": {"heat": "0 kW", "airflow": "0 m3/s"}},
            "build": {"equipment": [{"product": "switch"}]},
        },
        ("equipment", 0, "product"),
        "switch states no airflow, and node gives the air no heat to reckon it by",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_does_not_go_together(made: Made, name: str) -> None:
    documents, at, message = REFUSED[name]
    with pytest.raises(BuildProblem) as caught:
        made(**documents)
    assert (caught.value.at, caught.value.message) == (at, message)
