"""A hall like a site that its owner has written: names, what is taken, and rows beside."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from rackplan.exchange.importing import HallImport, import_hall, write_import
from rackplan.reading import read_site

TESTS = Path(__file__).parents[2]
Imported = Callable[..., HallImport]
Document = Callable[[HallImport, str], Any]


@pytest.mark.parametrize(
    "names",
    [
        ("R1-P3", "R3-P1"),
        ("r01.p03", "R03 P01"),
        ("R1-3", "R3/01"),
        ("H1-R1-P3", "H1-R3-P1"),
    ],
)
def test_positions_by_any_spelling(like_tiny: Imported, names: tuple[str, str]) -> None:
    hall = "Hall," if names[0].startswith("H1") else ""
    cells = "H1," if hall else ""
    lines = "".join(f"{cells}{name},dry-40\n" for name in names)
    made = like_tiny(racks=f"{hall}Position,Model\n{lines}")
    assert [rack.spot.id for rack in made.hall.racks] == ["R1-P3", "R3-P1"]
    assert not made.notes.rejected


def test_position_beside_its_row(like_tiny: Imported) -> None:
    made = like_tiny(racks="Row,Position,Model\nR1,3,dry-40\nR02,P4,dry-40\nRow 3,P001,net-10\n")
    assert [rack.spot.id for rack in made.hall.racks] == ["R1-P3", "R2-P4", "R3-P1"]


def test_all_but_the_demand_is_that_of_the_site(like_tiny: Imported, tmp_path: Path) -> None:
    made = like_tiny(racks="Position,Model\nR1-P3,wet-100\nR1-P4,net-10\n")
    write_import(made, tmp_path / "made")
    site = read_site(tmp_path / "made", catalogs=tmp_path / "made" / "catalogs")
    tiny = read_site(TESTS / "sites" / "tiny", catalogs=TESTS / "catalogs")
    for part in ("halls", "rows", "power", "loops", "zones", "tariff", "place", "climate"):
        assert getattr(site, part) == getattr(tiny, part), part
    assert (site.facility, site.plants) == (tiny.facility, tiny.plants)
    assert {name: bounds.at_most for name, bounds in site.demand.racks.items()} == {
        "net-10": 1,
        "wet-100": 1,
    }
    assert site.demand.date == tiny.demand.date
    assert not site.policy.vendor_share
    assert (site.budget.capex, site.supply) == (None, {})
    assert {name: rack.rack for name, rack in site.placed.items()} == {
        "R1-P3": "wet-100",
        "R1-P4": "net-10",
    }


def test_what_lists_call_blocked_is_blocked_beside_the_columns(
    like_tiny: Imported, document: Document
) -> None:
    made = like_tiny(racks="Position,Model,Status\nR1-P3,dry-40,\nR2-P1,,blocked\nR3-P5,,blocked\n")
    (row,) = document(made, "rows.yaml")["rows"]
    assert row["blocked"] == {"R3-P5": "column", "R2-P1": "blocked"}


def test_row_that_the_site_has_not_takes_what_all_its_rows_share(
    like_tiny: Imported, document: Document
) -> None:
    made = like_tiny(racks="Position,Model\nR1-P3,dry-40\nR9-P1,dry-40\nR9-P2,dry-40\n")
    old, new = document(made, "rows.yaml")["rows"]
    assert old["id"] == "R[1-3]"
    assert (new["id"], new["positions"], new["block"]) == ("R9", "P[1-2]", "K1")
    assert new["busway"] == old["busway"]
    assert [q.what for q in made.notes.questions if q.file == "rows.yaml"] == ["at"]


def test_hall_of_other_rows_takes_power_and_cooling_alone(
    like_tiny: Imported, document: Document
) -> None:
    made = like_tiny(racks="Position,Model\nA1,dry-40\n")
    (row,) = document(made, "rows.yaml")["rows"]
    assert (row["id"], row["zone"]) == ("A", "Z1")
    assert document(made, "power.yaml")["power"]["blocks"][0]["id"] == "K1"


ANSWERS: dict[str, dict[str, Any]] = {
    "site.yaml": {
        "place": {"town": "Here"},
        "halls": [{"id": "H1", "width": "9 m", "depth": "9 m"}],
    },
    "demand.yaml": {"date": "2026-12-01"},
    "power.yaml": {
        "power": {
            "nodes": [
                {"id": "U1", "kind": "utility", "rating": "1 MW"},
                {"id": "PDU-A", "kind": "board", "rating": "600 kW", "fed_by": ["U1"]},
                {"id": "PDU-B", "kind": "board", "rating": "600 kW", "fed_by": ["U1"]},
            ]
        }
    },
    "cooling.yaml": {
        "cooling": {
            "zones": [
                {
                    "id": "Z1",
                    "supply": "24 degC",
                    "units": [{"product": "liebert-cwa-ca80", "id": "F[1-2]"}],
                }
            ]
        }
    },
    "rows.yaml": {
        "templates": {
            "row": {
                "hall": "H1", "feeds": ["PDU-A", "PDU-B"], "position_width": "600 mm",
                "position_depth": "1200 mm", "at": {"x": "1 m", "y": "1 m"}, "zone": "Z1",
                "busway": {"rating": "400 A", "voltage": "415 V", "usable": "80 %"},
                "tap": {"usable": "80 %"}, "floor_load": "12 kPa", "spread_depth": "2.7 m",
            }
        }
    },
}  # fmt: skip


def test_person_answers_what_is_unknown_and_the_site_reads(
    listed: Callable[..., list[Path]], tmp_path: Path
) -> None:
    """With nothing to be like: every file is edited as its comments say."""
    lists = listed(
        racks="Rack,Model,PDU A,PDU B,Breaker,Voltage\n"
        "A1,storage-rack,PDU-A,PDU-B,63 A,415\nA3,storage-rack,PDU-A,PDU-B,63 A,415\nA2,,,,,\n"
    )
    folder = tmp_path / "made"
    write_import(import_hall(lists, name="ours"), folder)
    for name, answers in ANSWERS.items():
        written = yaml.safe_load((folder / name).read_text())
        (folder / name).write_text(yaml.safe_dump(_answered(written, answers), sort_keys=False))
    site = read_site(folder)
    assert {name: rack.rack for name, rack in site.placed.items()} == {
        "A-1": "storage-rack",
        "A-3": "storage-rack",
    }
    assert [(p.id, p.blocked) for p in site.rows["A"].positions] == [
        ("A-1", ""),
        ("A-2", "no model is named"),
        ("A-3", ""),
    ]
    assert f"{site.rows['A'].tap.rating:~}" == "63.0 A"


def _answered(written: dict[str, Any], answers: dict[str, Any]) -> dict[str, Any]:
    """A document with answers put in: the date goes into the demand."""
    if "date" in answers:
        return {"demand": {**answers, **written["demand"]}}
    return {**written, **answers}
