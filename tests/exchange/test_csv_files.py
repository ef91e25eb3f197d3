"""CSV: figures as they are, text that no spreadsheet runs, racks that are read back as the plan."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from rackplan.exchange.csv_files import csv_files, csv_text
from rackplan.model.plan import Placement
from rackplan.writing import from_cell


@pytest.fixture(scope="module")
def files(handover):
    return csv_files(handover)


def read(content: bytes) -> list[dict[str, str]]:
    """A file as a reader gets it, with the marks of text taken off."""
    rows = csv.DictReader(io.StringIO(content.decode("utf-8"), newline=""))
    return [{key: from_cell(cell) for key, cell in row.items()} for row in rows]


def placements(content: bytes) -> tuple[Placement, ...]:
    """The plan in racks.csv."""
    return tuple(
        Placement(
            position=row["position"],
            rack=row["rack type"],
            feeds=tuple(feed for feed in (row["feed A"], row["feed B"]) if feed),
            loop=row["loop"] or None,
            pod=row["pod"] or None,
            phase=row["phase"] or None,
        )
        for row in read(content)
    )


def test_racks_are_read_back_unchanged(files, plan):
    assert placements(files["racks.csv"]) == plan.placements


def test_racks_of_odd_names_are_read_back_unchanged(handover, plan):
    pods = ["=pod", "'=pod", 'a "pod", with\nlines', "@", "+1", "-1", "plain", "ö", "\tpod"]
    odd = [p.model_copy(update={"pod": pods[n % 9]}) for n, p in enumerate(plan.placements)]
    changed = plan.model_copy(update={"placements": tuple(odd)})
    files = csv_files(replace(handover, plan=changed))
    assert placements(files["racks.csv"]) == tuple(odd)


def test_no_cell_would_run(files):
    signs = ("=", "+", "-", "@", "\t", "\r", "\n")
    for name, content in files.items():
        for row in csv.reader(io.StringIO(content.decode(), newline="")):
            assert not [cell for cell in row if cell.startswith(signs)], name


def test_hostile_names_are_there(files):
    """Marked, and not dropped."""
    assert "'=cmd|'/C calc'!A0" in files["types.csv"].decode()
    assert '"\'+Evil, Inc."' in files["materials.csv"].decode()


def test_figures_are_plain(files):
    row = next(r for r in read(files["racks.csv"]) if r["position"] == "R2-P08")
    assert row["on A [kW]"] == "37.5"
    assert row["x [m]"] == "6.7"
    bill = next(r for r in read(files["materials.csv"]) if r["part"] == "gb200-nvl72")
    assert bill["available from"] == "2024-12-01"
    assert bill["lead time [weeks]"] == ""


def test_negative_figures_stay_figures():
    assert csv_text(["a"], [(-87.25,), ("-87.25",)]) == "a\n-87.25\n'-87.25\n"


def test_same_plan_same_bytes(handover, files):
    assert csv_files(handover) == files


def test_table_without_rows_is_left_out(handover):
    kept = tuple(p for p in handover.plan.placements if p.pod is None)
    bare = replace(handover, plan=handover.plan.model_copy(update={"placements": kept}))
    assert not {"pods.csv", "cables.csv"} & set(csv_files(bare))
