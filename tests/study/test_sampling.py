"""Draws: each slice of a range once, the same for the same seed, independent of each other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rackplan.study.sampling import draws, latin_hypercube

SEEDS = st.integers(0, 10_000)


@given(st.integers(1, 40), st.integers(1, 5), SEEDS)
def test_every_slice_of_every_side_has_one_point(samples: int, sides: int, seed: int) -> None:
    points = latin_hypercube(samples, sides, seed)
    assert len(points) == samples
    for side in range(sides):
        slices = sorted(int(point[side] * samples) for point in points)
        assert slices == list(range(samples))


@given(st.integers(1, 20), SEEDS)
def test_draws_of_a_figure_depend_on_its_name_and_seed_alone(count: int, seed: int) -> None:
    alone = [each["a"] for each in draws(count, ("a",), seed)]
    beside = [each["a"] for each in draws(count, ("b", "a"), seed)]
    assert alone == beside
    assert all(0.0 <= share < 1.0 for share in alone)


def test_another_seed_draws_otherwise() -> None:
    assert latin_hypercube(5, 2, 1) != latin_hypercube(5, 2, 2)
    assert draws(5, ("a",), 1) != draws(5, ("a",), 2)
    assert draws(5, ("a",), 1) != [{"a": each["b"]} for each in draws(5, ("b",), 1)]


def test_draws_are_what_they_were() -> None:
    """Cases of old ledgers are found by their figures: these may never change."""
    assert [round(x, 6) for (x,) in latin_hypercube(3, 1, 0)] == FIRST
    assert [round(each["a"], 6) for each in draws(3, ("a",), 0)] == DRAWN


FIRST = [0.222026, 0.703943, 0.518521]
DRAWN = [0.078732, 0.680913, 0.460668]
