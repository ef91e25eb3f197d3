"""What is exported, cleaned of all but what a real list has, comes back with the same racks."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from rackplan import planner
from rackplan.exchange.csv_files import csv_files
from rackplan.exchange.importing import import_hall, write_import
from rackplan.exchange.netbox import netbox_files
from rackplan.exchange.workbook import workbook_files
from rackplan.handover.handover import Handover
from rackplan.reading import read_site
from rackplan.report import rack_list

HALL = Path(__file__).parents[1] / "hall"
Lists = Mapping[str, bytes]


def _table(content: bytes | str) -> list[dict[str, str]]:
    text = content if isinstance(content, str) else content.decode()
    return list(csv.DictReader(io.StringIO(text)))


def _kept(rows: Iterable[Mapping[str, str]], columns: Mapping[str, str], sign: str) -> bytes:
    """Some columns of a table under other headings; with a semicolon also a decimal comma."""
    sheet = io.StringIO()
    writer = csv.writer(sheet, delimiter=sign)
    writer.writerow(columns.values())
    for row in rows:
        cells = [row[key] for key in columns]
        writer.writerow(
            [c.replace(".", ",") if sign == ";" and _is_figure(c) else c for c in cells]
        )
    return sheet.getvalue().encode()


def _is_figure(cell: str) -> bool:
    return cell.replace(".", "", 1).isdigit()


def plan_csv(handover: Handover) -> Lists:
    """The rack list beside a plan, with a title, under headings of an office in Europe."""
    rows = _table(rack_list(handover.site, handover.plan))
    named = {"position": "Grid", "rack type": "Model", "feed A": "PDU A", "feed B": "PDU B"}
    return {"list.csv": b"Hall 7\n\n" + _kept(rows, named | {"planned [kW]": "kW"}, ";")}


def exported_csv(handover: Handover) -> Lists:
    """The export's racks, parted into a list of racks and one of loads."""
    rows = _table(csv_files(handover)["racks.csv"])
    racks = {"row": "Row", "position": "Rack", "rack type": "Type"}
    loads = {"position": "Cabinet", "on A [kW]": "kW A", "on B [kW]": "kW B"}
    feeds = {"feed A": "Feed A", "feed B": "Feed B"}
    return {"racks.csv": _kept(rows, racks | feeds, ","), "loads.csv": _kept(rows, loads, "\t")}


def whole_workbook(handover: Handover) -> Lists:
    """The workbook as it is, all of its sheets."""
    return {name: c for name, c in workbook_files(handover).items() if name.endswith(".xlsx")}


def small_workbook(handover: Handover) -> Lists:
    """A workbook of two columns, with the feeds of racks of one cord beside."""
    book = io.BytesIO()
    with xlsxwriter.Workbook(book) as made:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, ("Cabinet", "Rack model", "A feed", "B feed"))
        for at, row in enumerate(_table(csv_files(handover)["racks.csv"]), 1):
            keys = ("position", "rack type", "feed A", "feed B")
            sheet.write_row(at, 0, [row[key] or None for key in keys])
    return {"cabinets.xlsx": book.getvalue()}


def netbox(handover: Handover) -> Lists:
    """What NetBox exports itself: display headings, frames for types, no comments of ours."""
    files = netbox_files(handover)
    racks = {"name": "Name", "location": "Location", "rack_type": "Type", "u_height": "Height"}
    feeds = {"name": "Name", "power_panel": "Power panel", "rack": "Rack", "amperage": "Amperage"}
    devices = {"name": "Name", "rack": "Rack", "device_type": "Type", "role": "Role"}
    mounted = [row for row in _table(files["09-devices.csv"]) if row["rack"]]
    return {
        "racks.csv": _kept(_table(files["06-racks.csv"]), racks, ","),
        "feeds.csv": _kept(_table(files["08-power-feeds.csv"]), feeds, ","),
        "devices.csv": _kept(mounted, devices, ","),
    }


def all_of_netbox(handover: Handover) -> Lists:
    """Every CSV file of the export."""
    return {name: c for name, c in netbox_files(handover).items() if name.endswith(".csv")}


FORMATS = (plan_csv, exported_csv, whole_workbook, small_workbook, netbox, all_of_netbox)


def _import(lists: Lists, folder: Path, **options: Any) -> Path:
    """The folder of the site that some lists make."""
    files = [folder / name for name in lists]
    for path, content in zip(files, lists.values(), strict=True):
        path.write_bytes(content)
    made = import_hall(files, name="again", **options)
    assert not made.notes.rejected
    write_import(made, folder / "again")
    return folder / "again"


def _racks(placements: Iterable[Any]) -> set[tuple[Any, ...]]:
    return {(p.position, p.rack, p.feeds) for p in placements}


@pytest.mark.parametrize("lists_of", FORMATS)
def test_racks_come_back_to_their_places(
    lists_of: Callable[[Handover], Lists], handover: Handover, tmp_path: Path
) -> None:
    """Also wide ones, and on their feed those of one cord."""
    options = {"like": str(HALL), "catalogs": HALL / "catalogs"}
    folder = _import(lists_of(handover), tmp_path, **options)
    site = read_site(folder, catalogs=folder / "catalogs")
    placed = {
        (name, rack.rack, rack.feeds or site.rows[site.positions[name].row].feeds)
        for name, rack in site.placed.items()
    }
    assert placed == {
        (p.position, p.rack, p.feeds if site.catalog.racks[p.rack].cords == 1 else row.feeds)
        for p in handover.plan.placements
        for row in [handover.site.rows[p.position.split("-", maxsplit=1)[0]]]
    }
    assert site.halls == handover.site.halls
    assert site.power == handover.site.power
    assert site.rows == handover.site.rows
    assert (site.loops, site.zones) == (handover.site.loops, handover.site.zones)


@pytest.mark.slow
def test_hall_is_planned_again_with_the_same_racks(handover: Handover, tmp_path: Path) -> None:
    options = {"like": str(HALL), "catalogs": HALL / "catalogs"}
    folder = _import(plan_csv(handover), tmp_path, **options)
    result = planner.plan(read_site(folder, catalogs=folder / "catalogs"), threads=1)
    assert result.plan is not None
    assert result.verdict is not None
    assert result.verdict.holds, result.verdict.findings
    assert _racks(result.plan.placements) == _racks(handover.plan.placements)
