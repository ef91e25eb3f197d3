"""Racks in parallel and in rows: flows add up, drops are one."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import brentq

from rackplan.physics.liquid import (
    Pipe,
    branch_drops,
    branch_flows,
    header_drops,
    row_flows,
    run_drop,
    split_flow,
    unbalanced_flow,
)
from rackplan.units import FLOW, LENGTH, PRESSURE, TEMPERATURE, Quantity, UnitProblem, give, of

BRANCHES = st.lists(
    st.tuples(st.floats(10, 300), st.floats(5, 200), st.floats(1, 2)), min_size=1, max_size=12
)
WARM = of(40, TEMPERATURE)
Branches = list[tuple[float, float, float]]


def parts(branches: Branches) -> tuple[Quantity, Quantity, Any]:
    at, drops, powers = (np.array(part) for part in zip(*branches, strict=True))
    return give(at, FLOW), give(drops, PRESSURE), powers


@given(BRANCHES, st.floats(1, 5000))
def test_split_adds_up_at_one_drop(branches: Branches, total: float) -> None:
    at, drops, powers = parts(branches)
    split = split_flow(of(total, FLOW), at, drops, powers)
    assert split.flows.m.sum() == pytest.approx(total, rel=1e-9)
    found = branch_drops(split.flows, at, drops, powers).m
    assert found == pytest.approx(np.full(len(branches), split.drop.m), rel=1e-9)
    assert branch_flows(split.drop, at, drops, powers).m == pytest.approx(split.flows.m, rel=1e-9)


@given(BRANCHES, st.floats(10, 5000))
def test_split_as_another_method_finds_it(branches: Branches, total: float) -> None:
    at, drops, powers = parts(branches)

    def missing(log_kpa: float) -> float:
        drop = of(float(np.exp(log_kpa)), PRESSURE)
        return float(branch_flows(drop, at, drops, powers).m.sum()) - total

    drop = np.exp(brentq(missing, -25, 25, xtol=1e-12))
    assert split_flow(of(total, FLOW), at, drops, powers).drop.m == pytest.approx(drop, rel=1e-6)


def test_like_racks_share_alike() -> None:
    split = split_flow(of(400, FLOW), give([119] * 4, FLOW), of(58.6, PRESSURE), 1.89)
    assert split.flows.m == pytest.approx([100] * 4)
    assert split.drop.m_as("kPa") == pytest.approx(58.6 * (100 / 119) ** 1.89)


def test_one_branch_takes_all_and_nothing_is_nothing() -> None:
    one = split_flow(of(100, FLOW), of(119, FLOW), of(58.6, PRESSURE))
    assert one.flows.m.tolist() == pytest.approx([100])
    none = split_flow(of(0, FLOW), give([119, 60], FLOW), give([58.6, 30], PRESSURE))
    assert none.flows.m.tolist() == [0, 0]
    assert none.drop.m == 0


def test_many_splits_at_once() -> None:
    at, drops = give([119, 60], FLOW), give([58.6, 30], PRESSURE)
    many = split_flow(give([100, 200, 0], FLOW), at, drops, 1.9)
    assert many.flows.m.sum(axis=-1).tolist() == pytest.approx([100, 200, 0])
    alone = split_flow(of(200, FLOW), at, drops, 1.9)
    assert many.flows.m[1] == pytest.approx(alone.flows.m)
    assert many.drop.m[1] == pytest.approx(alone.drop.m)


@given(BRANCHES, st.floats(0.3, 1.5))
def test_without_valves_every_rack_has_its_need(branches: Branches, share: float) -> None:
    at, drops, powers = parts(branches)
    needs = give(share * at.m * np.linspace(0.5, 1, len(branches)), FLOW)
    split = unbalanced_flow(needs, at, drops, powers)
    spare = split.flows.m / needs.m
    assert spare.min() == pytest.approx(1.0, rel=1e-9)


SEGMENTS = st.tuples(st.floats(0.3, 3), st.floats(0.04, 0.15), st.floats(0, 2))
RETURNS = st.sampled_from(["direct", "reverse"])


def segment_of(size: tuple[float, float, float]) -> Pipe:
    length, bore, loss = size
    return Pipe(of(length, LENGTH), of(bore, LENGTH), of(1.5e-5, LENGTH), loss)


@settings(max_examples=40, deadline=None)
@given(SEGMENTS, st.integers(1, 12), st.floats(20, 80), RETURNS)
def test_row_closes(size: tuple[float, float, float], racks: int, each: float, way: Any) -> None:
    segment, at, drops = segment_of(size), give([119.0] * racks, FLOW), of(58.6, PRESSURE)
    split = row_flows(
        of(each * racks, FLOW), segment, at, drops, 1.89,
        coolant="PG25", temperature=WARM, return_piping=way,
    )  # fmt: skip
    assert split.flows.m.sum() == pytest.approx(each * racks, rel=1e-7)
    paths = header_drops(split.flows, segment, "PG25", WARM, way).m
    paths = paths + branch_drops(split.flows, at, drops, 1.89).m
    assert paths == pytest.approx(np.full(racks, split.drop.m), rel=1e-6)


def test_header_by_hand() -> None:
    """Three racks: the segments carry 300, 200 and 100 L/min; direct return is the same again."""
    segment = segment_of((1.2, 0.06, 0.5))
    carried = run_drop(give([300, 200, 100], FLOW), segment, "PG25", WARM).m
    flows = give([100.0] * 3, FLOW)
    direct = header_drops(flows, segment, "PG25", WARM).m
    assert direct == pytest.approx(2 * np.cumsum(carried))
    reverse = header_drops(flows, segment, "PG25", WARM, "reverse").m
    first, second, third = carried
    gathered = first + second + third  # the return fills up: 100, 200, 300 L/min
    assert reverse == pytest.approx(
        [first + gathered, first + second + (second + first), gathered + first]
    )


def test_direct_return_starves_the_far_end_and_reverse_the_middle() -> None:
    segment, at = segment_of((1.2, 0.08, 0.4)), give([119.0] * 9, FLOW)
    direct, reverse = (
        row_flows(
            of(900, FLOW), segment, at, of(58.6, PRESSURE), 1.89,
            coolant="PG25", temperature=WARM, return_piping=way,
        ).flows.m
        for way in ("direct", "reverse")
    )  # fmt: skip
    assert np.all(np.diff(direct) < 0)
    assert reverse.argmin() == 4
    assert np.ptp(reverse) < np.ptp(direct)


def test_refusals() -> None:
    at, drops = give([119, 60], FLOW), give([58.6, 30], PRESSURE)
    for power in (0.9, 2.1):
        with pytest.raises(UnitProblem, match="exponent"):
            split_flow(of(100, FLOW), at, drops, power)
    with pytest.raises(UnitProblem, match="direct or reverse"):
        header_drops(at, segment_of((1, 0.08, 0)), "PG25", WARM, "up")  # type: ignore[arg-type]  # the point
    with pytest.raises(UnitProblem, match="one row"):
        header_drops(of(100, FLOW), segment_of((1, 0.08, 0)), "PG25", WARM)
    with pytest.raises(UnitProblem, match="total flow"):
        row_flows(
            of(0, FLOW), segment_of((1, 0.08, 0)), at, drops, 2.0,
            coolant="PG25", temperature=WARM,
        )  # fmt: skip
