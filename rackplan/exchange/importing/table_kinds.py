"""Of which kind a sheet is, told by its headings, and by how often it names a rack."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, TypeAlias

from rackplan.exchange.importing.header_rows import Header
from rackplan.exchange.importing.sheets import Sheet
from rackplan.exchange.importing.vocabulary import FIELDS

__all__ = ["Kind", "kind_of", "with_places"]

Kind: TypeAlias = Literal["places", "feeds", "devices", "locations"]

_NOWHERE = 'no column says where: "Position", "Rack", "Row" or the like'
_OTHER = "its lines are neither racks nor positions"
_OF_RACKS = frozenset({"type", "planned", "rated", "typical", "peak", "feed_a", "pdu_a", "status"})
_MANY = 0.7
"""Where fewer than this share of lines name a rack of their own, they tell what is in racks."""


def with_places(header: Header) -> Header:
    """The header with a "Location" for the position, where racks are told and nothing else is."""
    fields = header.fields
    others = {"position", "rack", "name", "slug", "device", "parent"}
    if "location" not in fields or fields & others or not fields & _OF_RACKS:
        return header
    position = next(field for field in FIELDS if field.key == "position")
    columns = {
        at: replace(heading, field=position) if heading.field.key == "location" else heading
        for at, heading in header.columns.items()
    }
    return replace(header, columns=columns)


def kind_of(header: Header, sheet: Sheet) -> tuple[Kind | None, str]:
    """What the lines of a sheet are about; or None, and why."""
    fields = header.fields
    if fields >= {"power_panel", "rack", "name"}:
        return "feeds", ""
    if "rack" in fields and _is_of_devices(header, sheet):
        return "devices", ""
    if fields >= {"name", "parent", "slug"}:
        return "locations", ""
    if fields & {"slug", "device"}:
        return None, _OTHER
    if fields & {"position", "rack"} or _names_racks(fields):
        return "places", ""
    return None, _NOWHERE


def _is_of_devices(header: Header, sheet: Sheet) -> bool:
    """Whether lines are about devices: one is named beside its rack, or racks stand many times."""
    fields = header.fields
    if "device" in fields or fields >= {"name", "device_type"}:
        return True
    at = next(at for at, heading in header.columns.items() if heading.field.key == "rack")
    racks = [row[at] for row in sheet.rows[header.row :] if at < len(row) and row[at] is not None]
    if "name" in fields:
        return len(set(racks)) < len(racks)
    is_of_places = fields & {"feed", "position"}
    return "type" in fields and not is_of_places and len(set(racks)) < _MANY * len(racks)


def _names_racks(fields: frozenset[str]) -> bool:
    """Whether names that are nothing but "Name" are those of racks."""
    is_netbox = "location" in fields and "type" in fields
    return "name" in fields and bool(is_netbox or fields & {"row", "hall", "units", "facility"})
