"""The floor plan, read back from its own text."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest

from rackplan.model.plan import Plan, racks_of_width
from rackplan.model.site import Position
from rackplan.report.floor_plan import floor_plan
from rackplan.units import LENGTH, POWER, magnitude

SVG = "{http://www.w3.org/2000/svg}"
MILLIMETRE = 1e-3

# Advance widths of Helvetica as Adobe publishes them, in thousandths of the size.
HELVETICA = dict(
    zip(
        map(chr, range(ord(" "), ord("z") + 1)),
        [
            278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
            *[556] * 10, 278, 278, 584, 584, 584, 556, 1015,
            667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
            722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611,
            278, 278, 278, 469, 556, 333,
            556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833,
            556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500,
        ],
        strict=True,
    )
)  # fmt: skip


@dataclass(frozen=True)
class Written:
    """A text on the page, with the box that it takes there."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Written) -> bool:
        wide = min(self.right, other.right) - max(self.left, other.left)
        deep = min(self.bottom, other.bottom) - max(self.top, other.top)
        return wide > 0.01 and deep > 0.01


def _width(text: str, size: float, *, bold: bool) -> float:
    return sum(HELVETICA.get(c, 1000) for c in text) / 1000 * size * (1.08 if bold else 1.0)


def _numbers(text: str) -> list[float]:
    return [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", text)]


def _written(element: ET.Element, grow: float) -> Written:
    size = float(element.attrib["font-size"])
    text = element.text or ""
    wide = _width(text, size, bold="bold" in element.get("class", ""))
    along = {"start": 0.0, "middle": wide / 2, "end": wide}[element.get("text-anchor", "start")]
    x, y = float(element.attrib["x"]), float(element.attrib["y"])
    if "transform" in element.attrib:
        left, top, turn = _numbers(element.attrib["transform"])
        assert turn == -90
        box = (left + y - 0.75 * size, top - wide + along, left + y + 0.2 * size, top + along)
    else:
        box = (x - along, y - 0.75 * size, x - along + wide, y + 0.2 * size)
    return Written(text, *(grow * n for n in box))


def _texts(root: ET.Element) -> list[Written]:
    grown = [group for group in root.findall(f"{SVG}g") if group.get("transform")]
    factors = {
        id(text): _numbers(group.attrib["transform"])[0]
        for group in grown
        for text in group.iter(f"{SVG}text")
    }
    return [_written(text, factors.get(id(text), 1.0)) for text in root.iter(f"{SVG}text")]


def _check_texts(svg: str) -> None:
    """No two texts overlap, and none leaves the page."""
    root = ET.fromstring(svg)
    _, _, width, height = _numbers(root.attrib["viewBox"])
    texts = sorted(_texts(root), key=lambda text: text.left)
    assert texts
    for text in texts:
        assert text.left >= 0, text
        assert text.right <= width, text
        assert text.top >= 0, text
        assert text.bottom <= height, text
    assert [pair for pair in combinations(texts, 2) if pair[0].meets(pair[1])] == []


def _rects(svg: str, attribute: str) -> list[ET.Element]:
    return [rect for rect in ET.fromstring(svg).iter(f"{SVG}rect") if attribute in rect.attrib]


def _geometry(rect: ET.Element) -> list[float]:
    return [float(rect.attrib[key]) for key in ("x", "y", "width", "height")]


def test_every_rack_stands_at_its_place_to_scale(make_result):
    result = make_result()
    svg = floor_plan(result)
    drawn = {
        (rect.attrib["data-position"], rect.attrib["data-rack"]): _geometry(rect)
        for rect in _rects(svg, "data-position")
        if "data-rack" in rect.attrib
    }
    assert len(drawn) == len(result.plan.placements)
    for placement in result.plan.placements:
        position = result.site.positions[placement.position]
        row = result.site.rows[position.row]
        pitch = magnitude(row.position_width, LENGTH)
        span = racks_of_width(result.site.catalog.racks[placement.rack].width, row)
        expected = [
            magnitude(row.x, LENGTH) + position.index * pitch,
            magnitude(row.y, LENGTH),
            span * pitch,
            magnitude(row.position_depth, LENGTH),
        ]
        assert drawn[placement.position, placement.rack] == pytest.approx(expected, abs=MILLIMETRE)


def test_every_position_is_drawn_and_blocked_ones_say_why(make_result):
    result = make_result()
    places = [r for r in _rects(floor_plan(result), "data-position") if "data-rack" not in r.attrib]
    assert [r.attrib["data-position"] for r in places] == list(result.site.positions)
    for rect, position in zip(places, result.site.positions.values(), strict=True):
        assert rect.attrib["class"] == ("blocked" if position.blocked else "free")
        assert (rect.find(f"{SVG}title").text.endswith(position.blocked)) or not position.blocked


def test_halls_are_to_one_scale_with_north_up(make_result):
    result = make_result()
    root = ET.fromstring(floor_plan(result))
    groups = [group for group in root.iter(f"{SVG}g") if "data-hall" in group.attrib]
    assert [group.attrib["data-hall"] for group in groups] == list(result.site.halls)
    scales = []
    for group in groups:
        left, bottom, across, up = _numbers(group.attrib["transform"])
        assert across == -up > 0
        scales.append(across)
        hall = result.site.halls[group.attrib["data-hall"]]
        outline = next(rect for rect in group.iter(f"{SVG}rect") if "data-hall" in rect.attrib)
        size = [magnitude(hall.width, LENGTH), magnitude(hall.depth, LENGTH)]
        assert _geometry(outline) == [0, 0, *size]
        _, _, width, height = _numbers(root.attrib["viewBox"])
        assert left > 0
        assert left + across * size[0] < width
        assert bottom - across * size[1] > 0
        assert bottom < height
    assert len(set(scales)) == 1


def test_racks_are_drawn_in_the_group_of_their_hall(make_result):
    result = make_result()
    root = ET.fromstring(floor_plan(result))
    for group in (g for g in root.iter(f"{SVG}g") if "data-hall" in g.attrib):
        racks = {
            r.attrib["data-position"] for r in group.iter(f"{SVG}rect") if "data-rack" in r.attrib
        }
        assert racks == {
            p.position
            for p in result.plan.placements
            if result.site.rows[result.site.positions[p.position].row].hall
            == group.attrib["data-hall"]
        }


def test_legend_counts_are_those_of_the_plan(make_result):
    result = make_result()
    root = ET.fromstring(floor_plan(result))
    panel = next(group for group in root.findall(f"{SVG}g") if group.get("transform"))
    texts = [_written(text, 1.0) for text in panel.iter(f"{SVG}text")]

    def beside(name: str) -> list[str]:
        (label,) = (text for text in texts if text.text == name)
        line = [t for t in texts if t.top < label.bottom and t.bottom > label.top]
        return [t.text for t in sorted(line, key=lambda t: t.left) if t.left > label.left]

    for rack, count in result.plan.counts().items():
        power = count * magnitude(result.site.catalog.racks[rack].planned_power, POWER)
        assert beside(rack) == [str(count), f"{power:,.0f}"]
    assert beside("all racks") == ["8", "520"]


def test_colours_and_codes_tell_types_apart(make_result):
    result = make_result()
    svg = floor_plan(result)
    fills = {
        r.attrib["data-rack"]: r.attrib["fill"]
        for r in _rects(svg, "data-rack")
        if "fill" in r.attrib
    }
    assert set(fills) == set(result.plan.counts())
    assert len(set(fills.values())) == len(fills)
    codes = Counter(text.text for text in _texts_named(svg, "code"))
    assert codes == {"BW": 3, "A1": 5, "NE": 3}  # as many as racks, and one each in the legend


def test_a_rack_card_says_what_stands_there(make_result):
    svg = floor_plan(make_result())
    rack = next(r for r in _rects(svg, "data-rack") if r.get("data-position") == "R1-P2")
    assert rack.find(f"{SVG}title").text.splitlines() == [
        "R1-P2: alpha-100",
        "Rack alpha-100",
        "100 kW planned, 80 kW after a feed loss",
        "1000 kg on the floor",
        "feeds R1.A, R1.B",
        "loop L1",
        "air zone Z1",
        "pod alpha-100-1",
    ]


def test_feeds_run_along_their_row_with_their_boards(make_result):
    result = make_result()
    root = ET.fromstring(floor_plan(result))
    lines = {p.attrib["data-feed"]: p for p in root.iter(f"{SVG}path") if "data-feed" in p.attrib}
    assert set(lines) == {feed for row in result.site.rows.values() for feed in row.feeds}
    for row in result.site.rows.values():
        south, depth = magnitude(row.y, LENGTH), magnitude(row.position_depth, LENGTH)
        for feed, side in zip(row.feeds, "ab", strict=True):
            start, level, end = _numbers(lines[feed].attrib["d"])
            assert lines[feed].attrib["class"] == side
            assert start <= magnitude(row.x, LENGTH) < end
            assert (level > south + depth) if side == "a" else (level < south)
    boards = Counter(t.text for t in root.iter(f"{SVG}text"))
    assert (boards["A K1.B1"], boards["B K1.B2"]) == (5, 5)


def test_pods_loops_and_air_units_are_there(make_result):
    result = make_result()
    svg = floor_plan(result)
    assert [r.attrib["data-pod"] for r in _rects(svg, "data-pod")] == ["alpha-100-1", "alpha-100-2"]
    texts = [text.text for text in ET.fromstring(svg).iter(f"{SVG}text")]
    assert ("A1-1" in texts, "A1-2" in texts) == (True, True)
    assert {r.attrib["data-loop"] for r in _rects(svg, "data-loop")} == set(result.site.loops)
    units = [r.attrib["data-unit"] for r in _rects(svg, "data-unit")]
    assert sorted(units) == sorted(
        [*result.site.components("cdu"), *result.site.components("air_unit")]
    )


@pytest.mark.parametrize(
    ("change", "word"),
    [({}, "VERIFIED"), ({"verdict": None}, "NOT VERIFIED"), ({"plan": None}, "NO PLAN")],
)
def test_stamp(make_result, change, word):
    texts = [text.text for text in _texts(ET.fromstring(floor_plan(make_result(**change))))]
    assert [t for t in texts if t in {"VERIFIED", "NOT VERIFIED", "NO PLAN", "REFUTED"}] == [word]


def test_heading_says_what_the_result_says(make_result):
    texts = [text.text for text in _texts(ET.fromstring(floor_plan(make_result())))]
    assert "Two halls" in texts
    assert (
        "two-halls · planned for 2026-12-01 · 520 kW IT · 8 racks · capability 600 PFLOPS · "
        "optimal, gap 1 %"
    ) in texts


def test_texts_never_overlap(make_result):
    _check_texts(floor_plan(make_result()))


def test_an_empty_floor_can_be_drawn(no_plan):
    svg = floor_plan(no_plan)
    assert _rects(svg, "data-rack") == []
    _check_texts(svg)


def test_same_result_same_drawing(make_result):
    assert floor_plan(make_result()) == floor_plan(make_result())


HOSTILE = {
    "script": "<script>alert(1)</script>\" onload='x' &amp; ]]>",
    "endless": "x" * 10_000,
    "wide": "W" * 300,
    "right to left": "\u05d0\u05d5\u05dc\u05dd \u0645\u0631\u0643\u0632 \u202e override",
    "control": "a\x00b\x1b[2J\nc\ufffe",
    "half": "half \ud800 pair",
    "empty": "",
}


@pytest.mark.parametrize("evil", HOSTILE.values(), ids=HOSTILE)
def test_hostile_names_do_no_harm(make_result, make_site, make_plan, evil):
    site = make_site(name=evil)
    catalog = site.catalog.model_copy(
        update={
            "racks": {k: r.model_copy(update={"name": evil}) for k, r in site.catalog.racks.items()}
        }
    )
    places = tuple(
        Position(p.id, p.row, p.index, evil if p.index == 6 else "")
        for p in site.rows["R1"].positions
    )
    rows = dict(site.rows) | {"R1": site.rows["R1"].model_copy(update={"positions": places})}
    loops = {k: o.model_copy(update={"coolant": evil}) for k, o in site.loops.items()}
    site = make_site(name=evil, catalog=catalog, rows=rows, loops=loops)
    placements = [
        p.model_copy(update={"pod": evil and p.pod and evil}) for p in make_plan(site).placements
    ]
    plan = Plan(site=site.id, placements=tuple(placements))
    svg = floor_plan(make_result(site, plan=plan))
    root = ET.fromstring(svg)
    allowed = {"svg", "style", "defs", "pattern", "g", "rect", "path", "text", "title"}
    assert {element.tag.removeprefix(SVG) for element in root.iter()} == allowed
    assert not any(
        name.startswith("on") or "href" in name for e in root.iter() for name in e.attrib
    )
    assert "\u202e" not in svg
    _check_texts(svg)


def _texts_named(svg: str, style: str) -> list[ET.Element]:
    return [t for t in ET.fromstring(svg).iter(f"{SVG}text") if t.get("class") == style]
