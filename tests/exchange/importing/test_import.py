"""What comes of lists alone: racks, rows, products, and what is asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rackplan.errors import BadInputError
from rackplan.exchange.importing import HallImport, import_hall

Imported = Callable[..., HallImport]
Document = Callable[[HallImport, str], Any]


def asked(made: HallImport, file: str) -> list[str]:
    """What a file of an import still has to be told."""
    return [question.what for question in made.notes.questions if question.file == file]


def standing(made: HallImport) -> dict[str, str]:
    """The product of each rack by its position."""
    return {rack.spot.id: made.hall.products[rack.spot.id] for rack in made.hall.racks}


@pytest.mark.parametrize(
    "model",
    ["gb200-nvl72", "GB200 NVL72", "NVIDIA GB200 NVL72", "NVIDIA MGX GB200-NVL72", "gb200_nvl72"],
)
def test_models_of_the_catalog_by_id_and_name(imported: Imported, model: str) -> None:
    made = imported(racks=f"Position,Model\nR1-P1,{model}\n")
    assert standing(made) == {"R1-P1": "gb200-nvl72"}
    assert not made.hall.local


def test_nothing_is_guessed_and_the_nearest_is_named(
    imported: Imported, document: Document
) -> None:
    made = imported(racks="Position,Model,kW\nR1-P1,GB200 NVL36,66\n")
    assert standing(made) == {"R1-P1": "gb200-nvl36"}
    product = document(made, "catalogs/racks/gb200-nvl36.yaml")
    assert product["planned_power"]["value"] == "66 kW"
    assert product["planned_power"]["confidence"] == "estimate"
    assert any("gb200-nvl72" in str(question) for question in made.notes.questions)


def test_own_product_holds_what_lists_say_and_asks_for_the_rest(
    imported: Imported, document: Document
) -> None:
    made = imported(
        racks="Position,Model,Role,Outer Width (mm),Weight (lb),Feed A,Feed B\n"
        "A1,Acme X9,network,800,2000,PDU1,\nA2,Acme X9,network,800,2100,PDU1,\n"
        "A3,storage-rack,,,,PDU1,PDU2\n",
        loads="Rack;Peak (kW);Load (kW)\nA1;7,5;6,25\nA2;8;6,5\n",
    )
    name = "catalogs/racks/acme-x9.yaml"
    product = document(made, name)
    assert {key: product[key] for key in ("id", "kind", "name", "role", "cords")} == {
        "id": "acme-x9", "kind": "rack", "name": "Acme X9", "role": "network", "cords": 1,
    }  # fmt: skip
    assert product["width"]["value"] == "800 mm"
    assert product["mass"]["value"] == "952.544 kg"  # 2100 lb
    assert product["peak_power"]["value"] == "8 kW"
    assert product["planned_power"] == {
        "value": "6.5 kW",
        "confidence": "estimate",
        "note": "loads.csv: largest of 2, 6.25 to 6.5 kW",
    }
    unknown = ["depth", "height", "power_factor", "air.heat", "air.airflow", "liquid"]
    assert asked(made, name) == [", ".join(unknown)]
    text = made.files[name].decode()
    assert [line.split()[2] for line in text.splitlines() if "unknown" in line] == unknown
    assert document(made, "placed.yaml")["placed"] == {
        "A-[1-2]": {"rack": "acme-x9", "feeds": ["A"]},
        "A-3": "storage-rack",
    }


def test_racks_of_a_frame_that_draw_unlike_powers_are_products_by_the_kilowatt(
    imported: Imported,
) -> None:
    made = imported(racks="Rack,Model,kW\nA1,Cabinet,2.2\nA2,Cabinet,2.9\nA3,Cabinet,17.01\n")
    assert standing(made) == {"A-1": "cabinet-3kw", "A-2": "cabinet-3kw", "A-3": "cabinet-18kw"}


def test_load_list_alone_gives_racks_of_no_model(imported: Imported) -> None:
    made = imported(loads="Rack,kW A,kW B,Feed A,Feed B\nA1,3,3,U1,U2\nA2,3,3,U1,U2\n")
    assert standing(made) == {"A-1": "unnamed-rack", "A-2": "unnamed-rack"}
    text = made.files["catalogs/racks/unnamed-rack.yaml"].decode()
    assert "value: 6 kW" in text


def test_lists_are_joined_by_the_names_of_racks(imported: Imported, document: Document) -> None:
    made = imported(
        positions="Grid,Cabinet,Model\nB-07,RK-0007,hgx-h100-rack\nB-08,RK-0008,hgx-h100-rack\n",
        loads="Cabinet,Measured kW\nrk-0008,31.5\nRK-0009,30\n",
    )
    typical = {r.spot.id: r.figures.get("typical") for r in made.hall.racks}
    assert typical["B-07"] is None
    assert f"{typical['B-08']:~}" == "31.5 kW"
    assert standing(made)["RK-0009"] == "unnamed-rack"
    lines = made.files["placed.yaml"].decode().splitlines()
    assert lines[2:4] == ["  B-07: hgx-h100-rack  # RK-0007", "  B-08: hgx-h100-rack  # RK-0008"]


def test_positions_that_are_free_blocked_and_not_listed(
    imported: Imported, document: Document
) -> None:
    made = imported(
        positions="Row,Position,Status,Remark\nA,1,occupied,\nA,2,free,\nA,4,blocked,pillar\n"
        "A,5,Reserved,for SAP\nA,6,decommissioned,\n",
        racks="Row,Position,Model\nA,1,storage-rack\n",
    )
    (row,) = document(made, "rows.yaml")["rows"]
    assert row["positions"] == "[1-6]"
    assert row["blocked"] == {
        "A-3": "in no list", "A-4": "blocked: pillar", "A-5": "Reserved: for SAP",
        "A-6": "decommissioned",
    }  # fmt: skip
    assert standing(made) == {"A-1": "storage-rack"}


def test_taps_and_feeds_of_a_row(imported: Imported, document: Document) -> None:
    made = imported(
        racks="Rack,Model,PDU A,Breaker A,PDU B,Breaker B,Voltage\n"
        "A1,storage-rack,PDU-1A,63A 3P,PDU-1B,63A 3P,400\n"
        "A2,storage-rack,PDU-1A,63 A,PDU-1B,63 A,400\n"
        "B1,storage-rack,PDU-2A,32 A,PDU-2B,63 A,400\n"
    )
    a, b = document(made, "rows.yaml")["rows"]
    assert a["tap"] == {"rating": "63 A", "voltage": "400 V"}
    assert "tap" not in b
    assert {"tap.usable", "B.tap", "block", "floor_load"} <= set(asked(made, "rows.yaml"))
    assert "# named in the lists as feeds: A: PDU-1A; B: PDU-1B" in made.files["rows.yaml"].decode()
    power = made.files["power.yaml"].decode()
    assert "#   PDU-1A: 2\n" in power
    assert document(made, "power.yaml") == {"power": {}}


def test_rows_of_one_name_in_two_halls(imported: Imported, document: Document) -> None:
    made = imported(
        racks="Room,Row,Pos,Model\nNorth,A,1,storage-rack\nSouth,A,1,storage-rack\nSouth,B,1,x\n"
    )
    assert standing(made) == {
        "North.A-1": "storage-rack", "South.A-1": "storage-rack", "B-1": "x",
    }  # fmt: skip
    halls = document(made, "site.yaml")["halls"]
    assert [hall["id"] for hall in halls] == ["South", "North"]


def test_pitch_of_positions_comes_of_coordinates_and_the_corner_is_asked_for(
    imported: Imported, document: Document
) -> None:
    lines = [f"A{n},storage-rack,{2 + 0.6 * n:.1f},7" for n in (1, 2, 4)]
    made = imported(racks="\n".join(["Rack,Model,X (m),Y (m)", *lines]))
    (row,) = document(made, "rows.yaml")["rows"]
    assert row["position_width"] == "600 mm"
    assert "at" not in row
    assert any("x 2.6 m and y 7 m of A-1" in question.why for question in made.notes.questions)


def test_two_rows_of_headings_and_titles(imported: Imported) -> None:
    made = imported(
        racks="Hall 7,,,,\n,,Feed A,,Feed B,\nRack,Model,PDU,kW,PDU,kW\nA1,X,P1,3,P2,4\n,,,,,\n"
        "Rack,Model,PDU,kW,PDU,kW\nA2,X,P1,3,P2,4\nTotal,,,6,,8\n"
    )
    assert standing(made) == {"A-1": "x", "A-2": "x"}
    assert [f"{r.figures['planned_b']:~}" for r in made.hall.racks] == ["4.0 kW", "4.0 kW"]
    assert made.hall.racks[0].texts["pdu_b"] == "P2"
    assert not made.notes.rejected


def test_what_stays_unknown_is_asked_by_name(imported: Imported) -> None:
    made = imported(racks="Position,Model\nR1-P1,storage-rack\n")
    assert asked(made, "power.yaml") == ["power tree"]
    assert asked(made, "cooling.yaml") == ["cooling.zones", "cooling.loops"]
    assert asked(made, "demand.yaml") == ["demand.date"]
    assert asked(made, "rows.yaml") == [
        "hall", "block", "position_width", "position_depth", "at", "busway", "tap", "zone",
        "floor_load", "spread_depth",
    ]  # fmt: skip
    text = made.files["questions.txt"].decode()
    assert all(str(question) in text for question in made.notes.questions)


def test_row_of_asset_names_is_doubted(imported: Imported) -> None:
    names = "".join(f"RK-{n:04d},storage-rack\n" for n in range(1, 80))
    made = imported(racks=f"Rack,Model\n{names}")
    assert any("names of racks, and not places" in q.why for q in made.notes.questions)


def test_powers_of_the_catalog_stand_against_those_of_lists(imported: Imported) -> None:
    made = imported(racks="Position,Model,kW\nR1-P1,gb200-nvl72,145\nR1-P2,gb200-nvl72,132\n")
    (question,) = (q for q in made.notes.questions if q.file == "placed.yaml")
    assert question.why == ("lists say 145 kW of 1 of 2 racks, the catalog 132 kW, which is taken")


def test_all_files_that_cannot_be_read_are_told_at_once(tmp_path: Path) -> None:
    files = [tmp_path / "a.csv", tmp_path / "b.xls"]
    with pytest.raises(BadInputError) as caught:
        import_hall(files, name="x")
    assert [problem.file for problem in caught.value.problems] == ["a.csv", "b.xls"]


def test_name_without_letters_is_refused(listed: Callable[..., list[Path]]) -> None:
    with pytest.raises(BadInputError, match="holds no letter or digit for an id"):
        import_hall(listed(racks="Position,Model\nR1-P1,x\n"), name="???")


def test_text_of_lists_cannot_break_out_of_the_files(
    imported: Imported, document: Document
) -> None:
    made = imported(
        racks='Position,Rack,Model,PDU A,Remark\nR1-P1,"x\nplaced: {}","a: b\n# c",'
        '"P\ny: 1",\nR1-P2,,,,"column"\n'
    )
    assert document(made, "placed.yaml")["placed"] == {"R1-P1": "a-b-c"}
    assert document(made, "catalogs/racks/a-b-c.yaml")["name"] == "a: b # c"
    assert document(made, "power.yaml") == {"power": {}}
    assert document(made, "rows.yaml")["rows"][0]["blocked"] == {"R1-P2": "column"}
