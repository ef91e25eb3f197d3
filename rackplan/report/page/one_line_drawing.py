"""The one-line diagram as SVG, part by part."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from xml.etree.ElementTree import Element, tostring

from markupsafe import Markup

from rackplan.model.power import PowerNode
from rackplan.model.site import Site
from rackplan.report.drawing.ink import card, draw
from rackplan.report.page.drawn import DRAWN_STYLE, new_svg, shortened
from rackplan.report.page.one_line import BOX, Part, Spot, parts_of, sides_of
from rackplan.report.wording import figure, named
from rackplan.verify.facts import Facts

__all__ = ["DrawnPart", "one_line_parts", "one_line_svg"]

_MARGIN = 8.0
_PART_GAP = 46.0
_ACROSS_PAGE = 1500.0
_SHORT = {"generator": "gen.", "transformer": "transf."}


@dataclass(frozen=True, slots=True)
class DrawnPart:
    """A part of the diagram with the room that it takes [px]."""

    title: str
    svg: str
    width: int
    height: int

    @property
    def markup(self) -> Markup:
        """The drawing, for a template."""
        return Markup(self.svg)  # noqa: S704  # an XML writer escaped every text in it


def one_line_parts(site: Site, facts: Facts) -> list[DrawnPart]:
    """Every part, for the page."""
    tree = facts.flow.tree
    sides = sides_of(site, tree)
    told = []
    for part in parts_of(site, tree):
        width, height = part.width + 2 * _MARGIN, part.height + 2 * _MARGIN
        root = new_svg(width, height, f"One-line diagram of {part.title}")
        group = draw(root, "g", transform=f"translate({_MARGIN:g} {_MARGIN:g})")
        _part(group, part, facts, sides)
        svg = tostring(root, encoding="unicode")
        told.append(DrawnPart(part.title, svg, ceil(width), ceil(height)))
    return told


def one_line_svg(site: Site, facts: Facts) -> str:
    """All parts in one drawing that stands alone."""
    tree, sides = facts.flow.tree, sides_of(site, facts.flow.tree)
    parts = parts_of(site, tree)
    places, x, y, lowest, right = [], _MARGIN, _MARGIN, 0.0, 0.0
    for part in parts:
        if x > _MARGIN and x + part.width > _ACROSS_PAGE:
            x, y, lowest = _MARGIN, y + lowest + _PART_GAP, 0.0
        places.append((x, y))
        lowest, right = max(lowest, part.height + 18.0), max(right, x + part.width)
        x += part.width + _PART_GAP
    root = new_svg(right + _MARGIN, y + lowest + _MARGIN, f"One-line diagram of {site.name}")
    draw(root, "style").text = DRAWN_STYLE
    draw(root, "rect", width=right + _MARGIN, height=y + lowest + _MARGIN, class_="paper")
    for part, (left, top) in zip(parts, places, strict=True):
        group = draw(root, "g", transform=f"translate({left:g} {top + 18:g})")
        draw(group, "text", shortened(part.title, 24), x=0.0, y=-6.0, class_="h")
        _part(group, part, facts, sides)
    return tostring(root, encoding="unicode") + "\n"


def _part(group: Element, part: Part, facts: Facts, sides: dict[int, float]) -> None:
    for node in part.spots:
        _lines(group, part, facts, node)
    for node in part.spots:
        _box(group, part, facts, sides, node)


def _lines(group: Element, part: Part, facts: Facts, node: int) -> None:
    """Lines to all that may feed a node; those that do not while nothing is lost are dashed."""
    spot = part.spots[node]
    for order, source in enumerate(facts.flow.tree.fed_by[node]):
        if source not in part.spots:
            continue
        over = part.spots[source]
        if spot.is_stacked:
            path = _to_stacked(over, spot)
            if order:
                continue
        else:
            is_utility = facts.flow.tree.nodes[source].kind == "utility"
            rail = sum(1 for n in part.spots if n < source and part.spots[n].y == over.y)
            start, aside = over.y + BOX.height, 7.0 + 5.0 * min(rail, 4)
            # a utility's line turns at once and passes generators on their left
            middle = start + aside if is_utility else spot.y - aside
            end = spot.x + (16.0 if is_utility else BOX.width / 2 + 8.0)
            is_over = abs(end - over.x - BOX.width / 2) < BOX.width / 2
            x = end if is_over else over.x + BOX.width / 2
            path = f"M{x:g} {start:g}V{middle:g}H{end:g}V{spot.y:g}"
        line = draw(group, "path", d=path, class_="w alt" if order else "w")
        line.set("data-from", str(source))
        line.set("data-to", str(node))


def _to_stacked(over: Spot, spot: Spot) -> str:
    """Down beside the stack; to a further column of it, across first."""
    start, middle = over.y + BOX.height, spot.y + BOX.height / 2
    down = spot.x - BOX.indent + 4.0
    if over.x <= down <= over.x + BOX.width / 2:
        return f"M{down:g} {start:g}V{middle:g}H{spot.x:g}"
    x = over.x + BOX.width / 2
    return f"M{x:g} {start:g}V{start + 10:g}H{down:g}V{middle:g}H{spot.x:g}"


def _box(group: Element, part: Part, facts: Facts, sides: dict[int, float], number: int) -> None:
    tree, spot = facts.flow.tree, part.spots[number]
    wide = BOX.box_width(tree.nodes[number].kind)
    node, normal = tree.nodes[number], facts.flow.normal
    load = float(normal.kw[number] if tree.in_kw[number] else normal.kva[number])
    unit = "kW" if tree.in_kw[number] else "kVA"
    limit = float(tree.limit[number])
    style = "n machine" if node.kind == "machine" else "n"
    box = draw(group, "g", transform=f"translate({spot.x:g} {spot.y:g})", class_=style)
    box.set("data-n", str(number))
    card(box, f"{named(node.kind)} {node.id}", _rating(node), f"usable {figure(limit)} {unit}")
    draw(box, "rect", width=wide, height=BOX.height, rx=4.0)
    side = sides.get(number)
    if side in {0.0, 1.0}:
        draw(box, "rect", width=4.0, height=BOX.height, rx=2.0, class_="b" if side else "a")
        draw(box, "text", "B" if side else "A", x=wide - 6, y=13.0, class_="s e")
    draw(box, "text", shortened(node.id, int(wide / 8)), x=9.0, y=14.0, class_="h")
    rating = shortened(_kind_and_rating(node, int(wide / 5.3)), int(wide / 5.3))
    draw(box, "text", rating, x=9.0, y=27.0, class_="s")
    machine = node.kind == "machine"
    share = load / limit if limit > 0 and not machine else None
    said = f"{figure(load)} {unit}" + ("" if share is None else f" · {share:.0%}")
    draw(box, "text", said, x=9.0, y=39.0, class_="v")
    draw(box, "rect", x=9.0, y=43.0, width=wide - 18, height=2.5, class_="track")
    width = (wide - 18) * min(share or 0.0, 1.0)
    draw(box, "rect", x=9.0, y=43.0, width=width, height=2.5, class_="bar")


def _kind_and_rating(node: PowerNode, room: int) -> str:
    """What a box is and what it is rated for; the kind is cut before the rating is."""
    kind, rating = named(node.kind), _rating(node)
    is_long = len(kind) + len(rating) + 1 > room or node.kind == "generator"
    return f"{_SHORT.get(node.kind, kind) if is_long else kind} {rating}"


def _rating(node: PowerNode) -> str:
    text = f"{node.rating.magnitude:,g} {node.rating.units:~}"
    return f"{node.parallel} x {text}" if node.parallel > 1 else text
