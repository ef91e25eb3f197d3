"""Diagram and elevations: everything is there, nothing stands on anything else."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from types import SimpleNamespace
from xml.etree.ElementTree import fromstring

import pytest

from rackplan.report.drawings import DRAWINGS
from rackplan.report.handed_over import result_of
from rackplan.report.page import elevations_svg, one_line_svg
from rackplan.report.page.elevations import elevations_of
from rackplan.report.page.one_line import BOX, parts_of, sides_of

SVG = "{http://www.w3.org/2000/svg}"


def test_every_node_stands_somewhere_and_none_on_another(site, facts):
    tree = facts.flow.tree
    parts = parts_of(site, tree)
    assert {n for part in parts for n in part.spots} == set(range(len(tree.nodes)))
    for part in parts:
        spots = list(part.spots.values())
        for at, one in enumerate(spots):
            for other in spots[at + 1 :]:
                apart_x = abs(one.x - other.x) >= BOX.box_width("generator")
                assert apart_x or abs(one.y - other.y) >= BOX.height, (one, other)
        assert all(0 <= s.x <= part.width - 100 and s.y >= 0 for s in spots)


def test_what_feeds_stands_above_what_it_feeds(site, facts):
    tree = facts.flow.tree
    for part in parts_of(site, tree):
        for node, spot in part.spots.items():
            above = [part.spots[s] for s in tree.fed_by[node] if s in part.spots]
            assert all(other.y < spot.y for other in above)


def boxes_and_lines(svg):
    """Boxes by number, as left, top, right and bottom; corners of lines with both their ends."""
    boxes, lines = {}, []
    for part in svg.iter(f"{SVG}g"):
        for each in part.findall(f"{SVG}g[@data-n]"):
            x, y = map(float, re.findall(r"[-\d.]+", each.get("transform")))
            frame = each.find(f"{SVG}rect")
            wide, tall = (float(frame.get(key)) for key in ("width", "height"))
            boxes[int(each.get("data-n"))] = x, y, x + wide, y + tall
        paths = part.findall(f"{SVG}path")
        if paths:
            lines.append((dict(boxes), [*map(line_of, paths)]))
        boxes = {}
    return lines


def line_of(path):
    at, corners = None, []
    for letter, text in re.findall(r"([MVH])([-\d. ]+)", path.get("d")):
        if letter == "M":
            at = tuple(map(float, text.split()))
        else:
            at = (at[0], float(text)) if letter == "V" else (float(text), at[1])
        corners.append(at)
    return int(path.get("data-from")), int(path.get("data-to")), corners


def crossed(boxes, line):
    """Boxes that a line goes behind without coming from them or going to them."""
    source, target, corners = line
    for node, (left, top, right, bottom) in boxes.items():
        for (x0, y0), (x1, y1) in pairwise(corners):
            across = max(x0, x1) > left and min(x0, x1) < right
            down = max(y0, y1) > top and min(y0, y1) < bottom
            if node not in {source, target} and across and down:
                yield node


def test_no_line_goes_behind_a_box_that_it_does_not_feed(site, facts):
    drawn = fromstring(one_line_svg(site, facts))
    found = boxes_and_lines(drawn)
    assert sum(len(lines) for _, lines in found) > 10
    for boxes, lines in found:
        assert [crossing for line in lines for crossing in crossed(boxes, line)] == []


def test_long_stack_stands_in_columns(site):
    """A board with more machines than stand on each other, beside one with a busway."""
    many = 2 * BOX.most + 3
    kinds = ["utility", "board", "board", "busway", *["machine"] * many]
    fed_by = [(), (0,), (0,), (2,), *[(1,)] * many]
    tree = SimpleNamespace(
        nodes=[SimpleNamespace(kind=kind, id=f"K1.{n}") for n, kind in enumerate(kinds)],
        fed_by=fed_by,
        users=[[n for n, above in enumerate(fed_by) if m in above] for m in range(len(kinds))],
        supplier=lambda node: fed_by[node][0] if fed_by[node] else -1,
        rank={},
    )
    (part,) = parts_of(site, tree)
    stack = [part.spots[n] for n in range(4, 4 + many)]
    assert len({spot.x for spot in stack}) == 3
    assert len({spot.y for spot in stack}) == BOX.most
    spots = list(part.spots.values())
    for at, one in enumerate(spots):
        assert one.x >= 0
        for other in spots[at + 1 :]:
            assert abs(one.x - other.x) >= BOX.width or abs(one.y - other.y) >= BOX.height


def test_sides_follow_the_feeds_of_the_rows(site, facts):
    tree = facts.flow.tree
    sides = sides_of(site, tree)
    for row in site.rows.values():
        for side, feed in enumerate(row.feeds[:2]):
            assert sides[tree.rank[feed]] == side


def test_diagram_says_the_load_of_every_node(site, facts):
    drawn = fromstring(one_line_svg(site, facts))
    groups = {int(g.get("data-n")): g for g in drawn.iter(f"{SVG}g") if g.get("data-n")}
    tree, normal = facts.flow.tree, facts.flow.normal
    assert set(groups) == set(range(len(tree.nodes)))
    for number, group in groups.items():
        load = normal.kw[number] if tree.in_kw[number] else normal.kva[number]
        (said,) = [t.text for t in group.iter(f"{SVG}text") if t.get("class") == "v"]
        shown = float(said.split()[0].replace(",", ""))
        assert shown == pytest.approx(float(load), rel=1e-3, abs=0.5)


def test_pieces_of_a_rack_stand_on_each_other(handover):
    for elevation in elevations_of(handover):
        free = 1
        for piece in elevation.pieces:
            assert piece.at >= free
            assert piece.units >= 1
            free = piece.at + piece.units
        assert free - 1 <= elevation.units


def test_rack_of_servers_shows_what_its_build_holds(handover):
    (build,) = [e for e in elevations_of(handover) if e.rack.id == "hgx-b200-rack"]
    catalog = handover.site.catalog
    servers = [p for p in build.pieces if p.name == catalog.products["hgx-b200-rack"].server]
    assert len(servers) == catalog.assemblies["hgx-b200-rack"].servers
    assert "our order" in build.note


def test_elevations_are_one_drawing_of_front_and_rear(handover):
    words = [t.text for t in fromstring(elevations_svg(handover)).iter(f"{SVG}text")]
    types = len(handover.plan.counts())
    assert words.count("front") == words.count("rear") == types


@pytest.mark.parametrize("which", ["one-line", "elevations", "floor"])
def test_hostile_names_do_no_harm_in_a_drawing(look, handover, tmp_path, hostile_name, which):
    products = {
        key: kind.model_copy(update={"name": hostile_name})
        for key, kind in handover.site.catalog.products.items()
    }
    catalog = handover.site.catalog.model_copy(update={"products": products})
    site = handover.site.model_copy(update={"name": hostile_name, "catalog": catalog})
    placements = tuple(p.model_copy(update={"pod": hostile_name}) for p in handover.plan.placements)
    plan = handover.plan.model_copy(update={"placements": placements})
    hostile = replace(handover, site=site, plan=plan)
    path = tmp_path / f"{which}.svg"
    text = DRAWINGS[which](result_of(hostile))
    path.write_bytes(text.encode("utf-8", errors="backslashreplace"))
    drawn = fromstring(path.read_bytes())
    kinds = {element.tag for element in drawn.iter()}
    assert kinds.isdisjoint({f"{SVG}script", f"{SVG}image", f"{SVG}foreignObject"})
    assert "\u202e" not in text
    tab = look(path)
    assert tab.evaluate("document.querySelectorAll('script').length") == 0
