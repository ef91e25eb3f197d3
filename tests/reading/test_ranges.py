"""Folded ids against counting by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rackplan.reading.ranges import MOST_IDS, RangeProblem, unfold_ids


@pytest.mark.parametrize(
    ("folded", "ids"),
    [
        ("UT1", ["UT1"]),
        ("R[08-11]", ["R08", "R09", "R10", "R11"]),
        ("R[8-11]", ["R8", "R9", "R10", "R11"]),
        ("[A-C]x", ["Ax", "Bx", "Cx"]),
        ("P[1,3,5-7]", ["P1", "P3", "P5", "P6", "P7"]),
        ("P[1, 3]", ["P1", "P3"]),
        ("[A-B]-[1-2]", ["A-1", "A-2", "B-1", "B-2"]),
        ("[7-7]", ["7"]),
        ("K[main,spare]", ["Kmain", "Kspare"]),
        ("[098-101]", ["098", "099", "100", "101"]),
    ],
)
def test_unfolds(folded: str, ids: list[str]) -> None:
    assert list(unfold_ids(folded)) == ids


@pytest.mark.parametrize(
    "folded",
    ["[5-1]", "[a-", "[1-]", "[-1]", "[]", "a]", "[[1-2]]", "[1-2][", "[1--2]", "[a-Z]", "[C-A]",
     "[1-b]", "[1,,2]", "[1-2,2]", "[1-999999999]", "[1-500][1-500]", "[1 2]"],
)  # fmt: skip
def test_refuses(folded: str) -> None:
    with pytest.raises(RangeProblem):
        unfold_ids(folded)


def test_the_most_ids_are_read() -> None:
    assert len(unfold_ids(f"P[1-{MOST_IDS}]")) == MOST_IDS


@given(st.integers(0, 999), st.integers(0, 60), st.integers(1, 5))
def test_numbers_run_upwards_in_steps_of_one(first: int, more: int, width: int) -> None:
    start = str(first).zfill(width)
    ids = unfold_ids(f"x[{start}-{first + more}]")
    assert [int(name[1:]) for name in ids] == list(range(first, first + more + 1))
    assert all(len(name) - 1 == max(len(start), len(name[1:].lstrip("0"))) for name in ids)


@given(st.text("R[]-,019aZ ", max_size=12))
def test_any_text_unfolds_or_is_refused(text: str) -> None:
    try:
        ids = unfold_ids(text)
    except RangeProblem:
        return
    assert len(set(ids)) == len(ids) > 0
    assert not any(bracket in name for name in ids for bracket in "[]")
