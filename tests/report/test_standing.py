"""A floor that is not empty: what stands and what is new, told and drawn apart."""

from __future__ import annotations

import csv
import io
from xml.etree import ElementTree as ET

import pytest

from rackplan.report import floor_plan, summary_lines
from rackplan.report.rack_list import rack_list
from rackplan.report.spoken_for import spoken_for

STANDING = {
    "placed": {"R1-P2": {"rack": "alpha-100"}, "R4-P7": {"rack": "beta-wide"}},
    "pins": {"R1-P6": "net-rack"},
    "reserved": {
        "R2-P8": {"until": "2027-01-01", "for": ["net-rack"], "why": "a second spine"},
        "R3-P1": {"until": "2026-12-01"},
        "R3-P2": {"for": ["beta-wide"]},
    },
    "forbidden": {"R3-P2": ("alpha-100",)},
}


@pytest.fixture
def furnished(make_site, make_result):
    return make_result(make_site(**STANDING))


def test_the_summary_parts_what_stands_from_what_is_new(furnished):
    lines = [line.split() for line in summary_lines(furnished)]
    assert ["type", "role", "racks", "stand", "new", "kW", "PFLOPS", "price"] in lines
    assert ["alpha-100", "compute", "4", "1", "3", "400", "400", "6", "MUSD"] in lines
    assert ["net-rack", "network", "2", "0", "2", "40", "-", "4", "MUSD"] in lines
    assert ["total", "8", "2", "6", "520", "600", "10", "MUSD"] in lines
    (capital,) = [line for line in summary_lines(furnished) if line.startswith("  capital")]
    assert "10 MUSD for the new racks; the hall and what stands in it are given" in capital


def test_an_empty_floor_is_told_of_as_ever(make_result):
    lines = [line.split() for line in summary_lines(make_result())]
    assert ["type", "role", "racks", "kW", "PFLOPS", "price"] in lines


def test_documents_and_lists_say_it_too(furnished):
    assert furnished.to_json()["racks"] == {"alpha-100": 4, "beta-wide": 2, "net-rack": 2}
    assert furnished.to_json()["racks_added"] == {"alpha-100": 3, "beta-wide": 1, "net-rack": 2}
    lines = csv.DictReader(io.StringIO(rack_list(furnished.site, furnished.plan)))
    states = {line["position"]: line["state"] for line in lines}
    assert [place for place, state in states.items() if state == "stands"] == ["R1-P2", "R4-P7"]


def test_the_drawing_marks_what_stands_and_what_is_kept(furnished):
    root = ET.fromstring(floor_plan(furnished))
    names = {element.get("class"): [] for element in root.iter()}
    for element in root.iter():
        names[element.get("class")].append(element)
    assert len(names["old"]) == 3  # two racks and the key
    assert {e.get("data-position") for e in names["kept"]} == {"R1-P6", "R2-P8", "R3-P2"}
    texts = [text for element in root.iter() if (text := element.text)]
    assert "rack that stands already (2)" in texts
    assert "position kept, pinned or forbidden to some (3)" in texts
    assert any("stands already" in text for text in texts if text.startswith("R1-P2"))


def test_why_a_free_position_is_not_simply_free(make_site):
    site = make_site(**STANDING)
    assert {p: spoken_for(site, p) for p in site.positions if spoken_for(site, p)} == {
        "R1-P6": ("for a rack net-rack",),
        "R2-P8": ("kept free until 2027-01-01 for net-rack: a second spine",),
        "R3-P2": ("kept free for beta-wide", "forbidden to alpha-100"),
    }
