"""Where racks stand, by hand; what cannot stand anywhere is refused."""

from __future__ import annotations

import pytest

from rackplan.errors import BadInputError
from rackplan.handover.places import Box, places_of, run_length


@pytest.fixture(scope="module")
def places(site, plan):
    return {place.name: place for place in places_of(site, plan)}


def _rounded(box: Box) -> tuple[float, ...]:
    return tuple(round(value, 6) for value in (box.x, box.y, box.width, box.depth))


def test_positions_by_hand(places):
    """R1 begins at 2.5 m, 2 m with 600 mm a place; the wide rack takes two."""
    assert _rounded(places["R1-P03"].positions) == (3.7, 2.0, 0.6, 1.25)
    assert _rounded(places["R2-P08"].positions) == (6.7, 5.05, 1.2, 1.25)
    assert _rounded(places["R3-P3"].positions) == (3.05, 2.25, 0.65, 1.2)


def test_fronts_stand_on_the_cold_aisle(places):
    """R1 faces north, to its far edge; R2 south, to its near edge; 1,068 and 1,200 mm deep."""
    assert places["R1-P01"].row.cold_aisle == "north"
    assert _rounded(places["R1-P01"].outline) == (2.5, 2.0 + 1.25 - 1.068, 0.6, 1.068)
    assert places["R2-P08"].row.cold_aisle == "south"
    assert _rounded(places["R2-P08"].outline) == (6.7, 5.05, 1.2, 1.2)


def test_narrow_rack_stands_in_the_middle(places):
    assert _rounded(places["R3-P1"].outline) == (1.75 + 0.025, 2.25 + 0.2, 0.6, 1.0)


@pytest.mark.parametrize(
    ("position", "feeds", "shares"),
    [
        ("R1-P01", ("R1.A", "R1.B"), (0.5, 0.5)),
        ("R2-P08", ("R2.A", "R2.B"), (0.625, 0.375)),
        ("R3-P1", ("R3.A", ""), (1.0, 0.0)),
        ("R3-P3", ("", "R3.B"), (0.0, 1.0)),
    ],
)
def test_feeds_by_side(places, position, feeds, shares):
    place = places[position]
    assert (place.feed_a, place.feed_b) == feeds
    assert (place.share_a, place.share_b) == shares


def _edited(plan, at, /, **changes):
    placements = [p.model_copy(update=changes) if p.position == at else p for p in plan.placements]
    return plan.model_copy(update={"placements": tuple(placements)})


def test_feeds_in_the_wrong_order_keep_their_sides_and_shares(site, plan):
    """The first of the feeds named carries `share_on_a`, as the verifier has it."""
    swapped = _edited(plan, "R2-P08", feeds=("R2.B", "R2.A"))
    place = next(p for p in places_of(site, swapped) if p.name == "R2-P08")
    assert (place.feed_a, place.feed_b) == ("R2.A", "R2.B")
    assert (place.share_a, place.share_b) == (0.375, 0.625)


def test_feeds_of_another_row_are_named_as_they_are(site, plan):
    place = next(
        p
        for p in places_of(site, _edited(plan, "R2-P08", feeds=("R1.A", "R2.A")))
        if p.name == "R2-P08"
    )
    assert (place.feed_a, place.feed_b) == ("R1.A", "R2.A")


def test_both_cords_on_one_feed_draw_all_from_it(site, plan):
    one = _edited(plan, "R2-P08", feeds=("R2.A", "R2.A"))
    place = next(p for p in places_of(site, one) if p.name == "R2-P08")
    assert (place.feed_a, place.feed_b, place.share_a, place.share_b) == ("R2.A", "", 1.0, 0.0)


@pytest.mark.parametrize(
    ("to", "why"),
    [("R9-P1", "there is no such position"), ("R1-P01", "another rack stands there already")],
)
def test_rack_that_a_drawing_would_hide_is_refused(site, plan, to, why):
    with pytest.raises(BadInputError, match=why):
        places_of(site, _edited(plan, "R3-P3", position=to))


def test_run_between_rows_by_hand(places):
    """From R1-P01 to R2-P08: 4.5 m along, 3.05 m across, and over 2.236 m and 2.3 m."""
    run = run_length(places["R1-P01"], places["R2-P08"])
    assert run.m_as("m") == pytest.approx(4.5 + 3.05 + 2.236 + 2.3)
    assert run == run_length(places["R2-P08"], places["R1-P01"])


def test_run_inside_a_rack_is_its_height(places):
    assert run_length(places["R2-P08"], places["R2-P08"]).m_as("m") == pytest.approx(2.3)


def test_run_between_halls_is_not_known(places):
    assert run_length(places["R1-P01"], places["R3-P1"]) is None
