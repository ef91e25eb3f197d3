"""Pods and their support by hand: rows, halls, pods begun."""

from __future__ import annotations

import pytest

from rackplan.model.plan import Placement, Plan
from rackplan.verify import verify

ROWS = {"R1": "H1", "R2": "H1", "R3": "H2"}
HALLS = {name: {"id": name, "width": "10 m", "depth": "10 m"} for name in ("H1", "H2")}


def _site(make, *, one_row=False, size=2, support=1):
    pod = {"racks": size, "support": {"net": support}, "one_row": one_row}
    racks = {
        "gpu": make.rack(pod=pod),
        "other": make.rack(pod=pod | {"one_row": False}),
        "net": make.rack(role="network"),
    }
    power = {f"{row}.{side}": make.node("busway", "10 MW") for row in ROWS for side in "AB"}
    rows = {row: make.row([f"{row}.A", f"{row}.B"], hall=hall) for row, hall in ROWS.items()}
    return make.site(power, rows, racks, survive=(), halls=HALLS)


def _plan(**rows):
    """A plan from ``R1="gpu:a net"``: types in a row, each with its pod behind a colon."""
    placed = []
    for row, racks in rows.items():
        for number, text in enumerate(racks.split(), start=1):
            rack, _, pod = text.partition(":")
            feeds = (f"{row}.A", f"{row}.B")
            position = f"{row}-P{number:02}"
            placed.append(Placement(position=position, rack=rack, feeds=feeds, pod=pod or None))
    return Plan(site="made", placements=tuple(placed))


def _found(make, plan, rule, **site):
    verdict = verify(_site(make, **site), plan)
    assert {f.rule for f in verdict.findings} <= {rule}
    return [(f.where, f.value, f.limit) for f in verdict.findings]


@pytest.mark.parametrize(
    ("rows", "one_row", "found"),
    [
        ({"R1": "gpu:a gpu:a net"}, False, []),
        ({"R1": "gpu:a gpu:a gpu:b net"}, False, [("H1 net", 1.0, 2.0)]),
        ({"R1": "gpu:a gpu:b net net"}, False, []),
        ({"R1": "gpu:a", "R2": "gpu:a net"}, False, []),
        ({"R1": "gpu:a", "R3": "net"}, False, [("H1 net", 0.0, 1.0)]),
        ({"R1": "gpu:a", "R2": "gpu:b net"}, True, [("R1 net", 0.0, 1.0), ("H1 net", 1.0, 2.0)]),
        ({"R1": "gpu:a net", "R2": "gpu:b net"}, True, []),
        ({"R1": "gpu:a net", "R2": "other:c"}, True, [("H1 net", 1.0, 2.0)]),
        ({"R1": "gpu:a net", "R2": "other:c other:c", "R3": "net"}, True, [("H1 net", 1.0, 2.0)]),
    ],
)
def test_pods_begun_need_their_support(make, rows, one_row, found):
    assert _found(make, _plan(**rows), "network.support", one_row=one_row) == found


def test_every_pod_begun_needs_its_whole_support(make):
    plan = _plan(R1="gpu:a gpu:a gpu:b net net net")
    assert _found(make, plan, "network.support", support=2) == [("H1 net", 3.0, 4.0)]


@pytest.mark.parametrize(
    ("rows", "one_row", "found"),
    [
        ({"R1": "gpu:a gpu net"}, False, [("R1-P02", 0.0, 1.0)]),
        ({"R1": "gpu:a gpu:a gpu:a net net"}, False, [("a", 3.0, 2.0)]),
        ({"R1": "gpu:a other:a net net"}, False, [("a", 2.0, 1.0)]),
        ({"R1": "gpu:a net", "R2": "gpu:a net"}, False, []),
        ({"R1": "gpu:a net", "R2": "gpu:a net"}, True, [("a", 2.0, 1.0)]),
        ({"R1": "gpu:a net", "R3": "gpu:a net"}, False, [("a", 2.0, 1.0)]),
        ({"R1": "gpu:a net", "R2": "net:a"}, True, [("a", 2.0, 1.0)]),
        ({"R1": "net:a", "R3": "net:a"}, True, []),
    ],
)
def test_a_pod_is_of_one_type_no_larger_than_its_size_in_one_place(make, rows, one_row, found):
    assert _found(make, _plan(**rows), "network.pod", one_row=one_row) == found


def test_what_is_wrong_with_a_pod_is_told_apart(make):
    plan = _plan(R1="gpu:a gpu:a net", R3="gpu:a net")
    sentences = [f.sentence for f in verify(_site(make), plan).findings]
    assert sentences == [
        "Pod a has 3 of the 2 racks that fit: 1 too many",
        "Pod a stands in 2 places instead of 1 place; most from hall H1 (2), hall H2 (1)",
    ]
