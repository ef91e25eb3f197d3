"""All files for NetBox: CSV of the bulk import, YAML of the community library, and a guide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import cycle
from typing import Any

from rackplan.exchange.csv_files import csv_text
from rackplan.exchange.netbox.equipment import Equipment, equipment_of
from rackplan.exchange.netbox.guide import guide_text
from rackplan.exchange.netbox.places import (
    Rows,
    feed_rows,
    location_rows,
    panel_rows,
    rack_rows,
    site_rows,
)
from rackplan.exchange.netbox.slugs import slug_of, slugs_of
from rackplan.exchange.netbox.tables import NETBOX_TABLES, table_row
from rackplan.handover.handover import Handover
from rackplan.handover.places import RackPlace, places_of
from rackplan.handover.table import Cell
from rackplan.reading import yaml_text

__all__ = ["netbox_files"]

_COLOURS = ("2196f3", "00bcd4", "ff9800", "9e9e9e", "795548", "4caf50", "607d8b", "9c27b0")


def netbox_files(handover: Handover) -> dict[str, bytes]:
    """All files by name, in the order in which NetBox takes them.

    Raises
    ------
    BadInputError
        For names that NetBox does not take.
    """
    places = places_of(handover.site, handover.plan)
    equipment = equipment_of(handover, places)
    files = {"README.md": guide_text(handover)}
    for table, rows in zip(NETBOX_TABLES, _rows(handover, places, equipment), strict=True):
        cells = [table_row(table, row) for row in rows]
        if cells:
            files[table.file] = csv_text(table.keys, cells)
    files |= _library("rack-types", equipment.rack_types())
    files |= _library("device-types", equipment.device_types())
    return {name: text.encode("utf-8", errors="backslashreplace") for name, text in files.items()}


def _rows(
    handover: Handover, places: tuple[RackPlace, ...], equipment: Equipment
) -> tuple[Rows, ...]:
    """The rows of every file, in the order of `NETBOX_TABLES`."""
    rack_roles = sorted({place.kind.role for place in places})
    return (
        site_rows(handover),
        location_rows(handover),
        _named(equipment.makers),
        _coloured(rack_roles, {}),
        _coloured(equipment.roles, {"vm_role": "false"}),
        rack_rows(handover, places),
        panel_rows(handover, places),
        feed_rows(handover, places),
        equipment.device_rows(),
        equipment.port_rows(),
        equipment.outlet_rows(),
        equipment.cable_rows(),
        equipment.feed_cable_rows(),
    )


def _named(names: Iterable[str]) -> Rows:
    for name, slug in slugs_of(names).items():
        yield {"name": name, "slug": slug}


def _coloured(names: Iterable[str], more: Mapping[str, Cell]) -> Rows:
    for (name, slug), colour in zip(slugs_of(names).items(), cycle(_COLOURS), strict=False):
        yield {"name": name, "slug": slug, "color": colour, **more}


def _library(folder: str, documents: list[dict[str, Any]]) -> dict[str, str]:
    """Types as the library files them: a folder a maker, a file a type, each slug once."""
    files: dict[str, str] = {}
    slugs = slugs_of(document["model"] for document in documents)
    makers = slugs_of(document["manufacturer"] for document in documents)
    for document in documents:
        slug, maker = slugs[document["model"]], document["manufacturer"]
        unique = {"slug": f"{slug_of(maker)[:40]}-{slug[:59]}"}
        files[f"{folder}/{makers[maker]}/{slug}.yaml"] = yaml_text(document | unique)
    return files
