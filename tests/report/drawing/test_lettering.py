"""Text that finds its place or stays away."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import pytest

from rackplan.report.drawing.lettering import (
    Box,
    Lettering,
    Spot,
    shortened,
    text_width,
    wrapped,
)

# Advance widths that Adobe publishes for Helvetica, in thousandths of the size.
HELVETICA = {"i": 222, " ": 278, "a": 556, "m": 833, "W": 944, "@": 1015, "0": 556, "M": 833}


@pytest.fixture
def layer() -> Element:
    return Element("g")


def _shown(layer: Element) -> list[str | None]:
    return [text.text for text in layer]


@pytest.mark.parametrize("letter", HELVETICA)
def test_letters_are_never_taken_for_narrower_than_they_are(letter):
    assert text_width(letter * 10, 1.0) * 1000 >= 10 * HELVETICA[letter] * 0.98


def test_bold_is_wider():
    assert text_width("Hall", 10, bold=True) > text_width("Hall", 10)


def test_the_second_text_at_a_place_stays_away(layer):
    letters = Lettering(layer)
    assert letters.put("first", Spot(100, 100, 10))
    assert not letters.put("second", Spot(110, 103, 10))
    assert letters.put("third", Spot(100, 115, 10))
    assert _shown(layer) == ["first", "third"]


def test_takes_the_first_place_that_is_free(layer):
    letters = Lettering(layer)
    letters.put("first", Spot(100, 100, 10))
    assert letters.put_first("second", [Spot(100, 100, 10), Spot(300, 100, 10)])
    assert layer[1].get("x") == "300"


def test_reserved_floor_stays_free(layer):
    letters = Lettering(layer)
    letters.reserve(Box(0, 0, 500, 500))
    assert not letters.put("text", Spot(490, 250, 10))
    assert letters.put("text", Spot(501, 250, 10))


def test_turned_text_takes_a_tall_place(layer):
    letters = Lettering(layer)
    assert letters.put("upwards and long", Spot(100, 100, 10, turned=True))
    assert not letters.put("x", Spot(97, 60, 10))
    assert letters.put("x", Spot(97, 120, 10))


def test_shrinks_before_it_is_shortened(layer):
    letters = Lettering(layer)
    wide = text_width("gb300-nvl72", 10)
    letters.put("gb300-nvl72", Spot(0, 10, 10, room=wide * 0.8, smallest=7))
    letters.put("gb300-nvl72", Spot(0, 40, 10, room=wide * 0.5, smallest=7))
    assert layer[0].text == "gb300-nvl72"
    assert float(layer[0].get("font-size")) == pytest.approx(8, abs=0.01)
    assert layer[1].text.endswith("…")
    assert float(layer[1].get("font-size")) == 7


def test_whole_or_nothing(layer):
    spot = Spot(0, 10, 10, room=20, smallest=7, whole=True)
    assert not Lettering(layer).put("gb300-nvl72", spot)
    assert _shown(layer) == []


def test_an_id_keeps_its_end(layer):
    Lettering(layer).put("gb300-nvl72-17", Spot(0, 10, 10, room=50, smallest=10, keep_end=True))
    assert layer[0].text.startswith("…")
    assert layer[0].text.endswith("-17")


def test_no_room_no_text(layer):
    assert not Lettering(layer).put("text", Spot(0, 10, 10, room=-3))
    assert not Lettering(layer).put("", Spot(0, 10, 10))


@pytest.mark.parametrize("room", [5, 30, 100])
def test_shortened_text_fits(room):
    short = shortened("abcdefghij" * 1000, 10, room)
    assert text_width(short, 10) <= room


def test_lines_are_broken_between_words():
    lines = wrapped("Rest the pointer on a rack for its power and loop", 10, 120)
    assert " ".join(lines) == "Rest the pointer on a rack for its power and loop"
    assert all(text_width(line, 10) <= 120 for line in lines)
    assert len(lines) > 1
