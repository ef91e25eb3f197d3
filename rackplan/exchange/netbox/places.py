"""Sites, locations, racks, power panels and power feeds as rows of NetBox's bulk import."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from rackplan.exchange.netbox.kinds import frame_of, rail_width, unit_height
from rackplan.exchange.netbox.slugs import slugs_of
from rackplan.handover.handover import Handover
from rackplan.handover.places import RackPlace
from rackplan.handover.table import Cell
from rackplan.model.site import Row
from rackplan.units import CURRENT, FRACTION, VOLTAGE, magnitude
from rackplan.writing import one_line

__all__ = [
    "feed_name",
    "feed_rows",
    "hall_name",
    "location_rows",
    "panel_rows",
    "rack_rows",
    "site_name",
    "site_rows",
    "status_of",
]

Rows = Iterator[Mapping[str, Cell]]

_PLANNED = "planned"
_SLACK = 1e-9
ASSUMED = "Reference design: halls and rows are assumptions in part, not published facts."


def site_name(handover: Handover) -> str:
    """The name by which everything refers to the site."""
    return one_line(handover.site.name)[:100]


def hall_name(hall: str) -> str:
    """The location of a hall; with a space, so that no row is called so."""
    return f"Hall {hall}"


def feed_name(place: RackPlace, side: str) -> str:
    """The power feed of a rack on a side."""
    return f"{place.name}.{side}"


def status_of(place: RackPlace) -> str:
    """Of a rack and what is in it: planned, or active where it stands already."""
    return "active" if place.stands else _PLANNED


def site_rows(handover: Handover) -> Rows:
    """The site."""
    site = handover.site
    assumed = [ASSUMED] if handover.layout_is_assumed else []
    yield {
        "name": site_name(handover),
        "slug": slugs_of([site.id])[site.id],
        "status": _PLANNED,
        "latitude": site.place.latitude,
        "longitude": site.place.longitude,
        "description": site.place.town,
        "comments": "\n".join([handover.standing, *assumed]),
    }


def location_rows(handover: Handover) -> Rows:
    """Halls first, then rows."""
    site = handover.site
    names = {hall: hall_name(hall) for hall in site.halls}
    slugs = slugs_of([*names.values(), *site.rows])
    common = {"site": site_name(handover), "status": _PLANNED}
    for hall, name in names.items():
        yield common | {"name": name, "slug": slugs[name], "description": _size(handover, hall)}
    for row in site.rows.values():
        told = f"{len(row.positions)} positions"
        place = {"parent": names[row.hall], "name": row.id, "slug": slugs[row.id]}
        yield common | place | {"description": told}


def rack_rows(handover: Handover, places: tuple[RackPlace, ...]) -> Rows:
    """All racks, in the order of the plan."""
    for place in places:
        frame = frame_of(handover.site.catalog, place.placement.rack)
        yield {
            "site": site_name(handover),
            "location": place.row.id,
            "name": place.name,
            "status": status_of(place),
            "role": place.kind.role,
            "rack_type": frame.id,
            "width": rail_width(frame),
            "u_height": unit_height(frame),
            "description": place.kind.name,
            "comments": "\n".join(_plan_lines(place)),
        }


def panel_rows(handover: Handover, places: tuple[RackPlace, ...]) -> Rows:
    """The busways that racks hang on, in the order of the site."""
    used = {feed for place in places for feed in (place.feed_a, place.feed_b) if feed}
    for node in handover.site.power.values():
        if node.id in used:
            along = [row for row in handover.site.rows.values() if node.id in row.feeds]
            by = f", fed by {' or '.join(node.fed_by)}" if node.fed_by else ""
            yield {
                "site": site_name(handover),
                "location": _shared_location(along),
                "name": node.id,
                "description": f"{node.kind} {node.rating:.6g~}{by}",
            }


def feed_rows(handover: Handover, places: tuple[RackPlace, ...]) -> Rows:
    """The taps of all racks."""
    for place in places:
        for side, panel in (("A", place.feed_a), ("B", place.feed_b)):
            if panel:
                yield {
                    "site": site_name(handover),
                    "power_panel": panel,
                    "location": place.row.id,
                    "rack": place.name,
                    "name": feed_name(place, side),
                    "status": status_of(place),
                    "type": "primary" if side == "A" else "redundant",
                    **_rating(place),
                }


def _rating(place: RackPlace) -> Mapping[str, Cell]:
    """What a tap gives its rack, in whole numbers that are no more than it does."""
    tap, phase = place.row.tap, place.placement.phase
    whole = tap.current == "ac" and phase is None
    voltage = magnitude(tap.voltage, VOLTAGE)
    on_one_line = phase is not None and "-" not in phase
    return {
        "supply": tap.current,
        "phase": "three-phase" if whole else "single-phase",
        "voltage": math.floor(voltage / (math.sqrt(3.0) if on_one_line else 1.0) + _SLACK),
        "amperage": math.floor(magnitude(tap.rating, CURRENT) + _SLACK),
        "max_utilization": math.floor(100.0 * magnitude(tap.usable, FRACTION) + _SLACK),
        "description": phase or "",
    }


def _plan_lines(place: RackPlace) -> Iterator[str]:
    """What a plan says of a rack beside its position and feeds."""
    placement = place.placement
    yield f"type: {placement.rack}"
    if placement.pod is not None:
        yield f"pod: {one_line(placement.pod)}"
    if placement.loop is not None:
        yield f"loop: {placement.loop}"
    if placement.phase is not None:
        yield f"phase: {placement.phase}"


def _shared_location(rows: list[Row]) -> str:
    """The row along a busway, or the hall of several; nothing where they are in several halls."""
    if len(rows) == 1:
        return rows[0].id
    halls = {row.hall for row in rows}
    return hall_name(halls.pop()) if len(halls) == 1 else ""


def _size(handover: Handover, hall: str) -> str:
    room = handover.site.halls[hall]
    return f"{room.width:.6g~} x {room.depth:.6g~}"
