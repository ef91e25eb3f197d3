"""Drawings: audited by ezdxf, and read back by a reader of our own, rack by rack."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import replace

import ezdxf
import pytest

from rackplan.exchange.floor_drawing import LAYERS, dxf_files
from rackplan.exchange.floor_drawing.blocks import ATTRIBUTES
from rackplan.handover.handover import handover_of
from rackplan.model.plan import positions_taken
from rackplan.units import LENGTH, POWER, magnitude
from tests.exchange.floor_drawing.reading import Drawing, read


@pytest.fixture(scope="module")
def files(handover) -> dict[str, bytes]:
    return dxf_files(handover)


@pytest.fixture(scope="module")
def halls(files) -> dict[str, Drawing]:
    return {name: read(content) for name, content in files.items()}


def racks_of(drawing: Drawing):
    return [entity for entity in drawing.of("INSERT") if entity.text(2).startswith("RACK-")]


def floor_of(site, placement):
    """The rectangle of the positions that a rack takes, reckoned from the site alone [mm]."""
    row = site.rows[site.positions[placement.position].row]
    taken = positions_taken(site, placement)
    pitch = 1000 * magnitude(row.position_width, LENGTH)
    west = 1000 * magnitude(row.x, LENGTH) + taken[0].index * pitch
    south = 1000 * magnitude(row.y, LENGTH)
    depth = 1000 * magnitude(row.position_depth, LENGTH)
    return west, south, west + len(taken) * pitch, south + depth, row


def check_racks(site, plan, drawings: list[Drawing]) -> None:
    """Every rack of a plan stands on its positions, in its size, facing its aisle, once."""
    found = {}
    for drawing in drawings:
        for insert in racks_of(drawing):
            name = insert.attributes["POSITION"].text(1)
            assert name not in found
            found[name] = (drawing, insert)
    assert set(found) == {p.position for p in plan.placements}
    for placement in plan.placements:
        drawing, insert = found[placement.position]
        west, south, east, north, row = floor_of(site, placement)
        x, y, width, depth = drawing.outline(insert)
        kind = site.catalog.racks[placement.rack]
        assert insert.text(2) == f"RACK-{placement.rack}"
        assert width == pytest.approx(1000 * magnitude(kind.width, LENGTH), abs=1e-6)
        assert depth == pytest.approx(1000 * magnitude(kind.depth, LENGTH), abs=1e-6)
        assert west - 1e-6 <= x
        assert x + width <= east + 1e-6
        front = y if row.cold_aisle == "south" else y + depth
        assert front == pytest.approx(south if row.cold_aisle == "south" else north, abs=1e-6)
        assert x + width / 2 == pytest.approx((west + east) / 2, abs=1e-6)


def test_a_drawing_a_hall(files):
    assert list(files) == ["two-halls-H1.dxf", "two-halls-H2.dxf"]


def test_same_plan_same_bytes(handover, files):
    assert dxf_files(handover) == files


@pytest.mark.parametrize("hall", ["H1", "H2"])
def test_audit_finds_nothing(files, hall):
    text = files[f"two-halls-{hall}.dxf"].decode()
    audit = ezdxf.read(io.StringIO(text)).audit()
    assert audit.errors == []
    assert audit.fixes == []


def test_every_rack_stands_where_the_plan_says(handover, halls):
    check_racks(handover.site, handover.plan, list(halls.values()))


def test_every_rack_of_wisconsin(wisconsin):
    handover = handover_of(wisconsin.folder)
    files = dxf_files(handover)
    assert list(files) == ["wisconsin-H1.dxf"]
    check_racks(handover.site, handover.plan, [read(files["wisconsin-H1.dxf"])])
    assert not ezdxf.read(io.StringIO(files["wisconsin-H1.dxf"].decode())).audit().has_issues


def test_racks_are_in_their_own_hall(halls):
    names = {n: {e.attributes["POSITION"].text(1) for e in racks_of(d)} for n, d in halls.items()}
    assert names["two-halls-H2.dxf"] == {"R3-P1", "R3-P3"}
    assert not names["two-halls-H1.dxf"] & names["two-halls-H2.dxf"]


def test_attributes_of_a_rack(handover, halls):
    inserts = racks_of(halls["two-halls-H1.dxf"])
    (wide,) = (e for e in inserts if e.attributes["POSITION"].text(1) == "R2-P08")
    told = {tag: entity.text(1) for tag, entity in wide.attributes.items()}
    kind = handover.site.catalog.racks["wide-rack"]
    assert set(told) == set(ATTRIBUTES)
    assert told["TYPE"] == "wide-rack"
    assert (told["FEED_A"], told["FEED_B"], told["POD"]) == ("R2.A", "R2.B", "")
    assert float(told["KW"]) == magnitude(kind.planned_power, POWER)
    hidden = {tag for tag, entity in wide.attributes.items() if int(entity.text(70, "0")) & 1}
    assert hidden == set(ATTRIBUTES) - {"POSITION", "TYPE"}


def test_rows_that_face_north_are_turned(halls):
    turned = {
        e.attributes["POSITION"].text(1)[:2]: e.number(50)
        for e in racks_of(halls["two-halls-H1.dxf"])
    }
    assert turned == {"R1": 180.0, "R2": 0.0}


def test_text_is_never_upside_down(halls):
    for drawing in halls.values():
        for rack in racks_of(drawing):
            assert {entity.number(50) for entity in rack.attributes.values()} == {90.0}


def test_text_of_a_rack_stands_inside_of_it(halls):
    """By the widest letters of a usual font, 0.85 of their height."""
    for drawing in halls.values():
        for rack in racks_of(drawing):
            x, y, width, depth = drawing.outline(rack)
            for tag in ("POSITION", "TYPE"):
                text = rack.attributes[tag]
                assert x < text.number(10) < x + width
                assert text.number(20) + 0.85 * text.number(40) * len(text.text(1)) < y + depth


def test_units_are_millimetres(halls):
    for drawing in halls.values():
        assert drawing.header["$INSUNITS"] == [(70, "4")]
        assert drawing.header["$MEASUREMENT"] == [(70, "1")]


def test_hall_is_drawn_to_its_size(halls):
    (outline,) = halls["two-halls-H1.dxf"].of("LWPOLYLINE", "HALL")
    assert outline.points == [(0, 0), (16000, 0), (16000, 10000), (0, 10000)]


def test_dimensions_say_the_size_of_the_hall(halls):
    drawing = halls["two-halls-H2.dxf"]
    texts = {
        entity.text(1)
        for name, block in drawing.blocks.items()
        if name.startswith("*D")
        for entity in block
        if entity.kind in {"MTEXT", "TEXT"}
    }
    assert texts == {"9500", "6000"}


def test_every_layer_is_named_and_described(halls):
    for drawing in halls.values():
        assert {layer.name for layer in LAYERS} <= set(drawing.layers)
        used = {e.text(8) for e in drawing.space} | {
            a.text(8) for e in drawing.space for a in e.attributes.values()
        }
        assert used <= {layer.name for layer in LAYERS}


def test_racks_stand_on_the_layers_of_their_roles(handover, halls):
    for drawing in halls.values():
        for rack in racks_of(drawing):
            role = handover.site.catalog.racks[rack.text(2).removeprefix("RACK-")].role
            stands = rack.attributes["POSITION"].text(1) in handover.site.placed
            assert rack.text(8) == ("RACK-STANDING" if stands else f"RACK-{role.upper()}")
            assert rack.attributes["STATE"].text(1) == ("standing" if stands else "new")


def test_every_position_is_drawn_once(handover, halls):
    free = Counter()
    blocked = Counter()
    for drawing in halls.values():
        for entity in drawing.of("LWPOLYLINE", "POSITION"):
            free[entity.points[0]] += 1
        for entity in drawing.of("LWPOLYLINE", "BLOCKED"):
            blocked[entity.points[0]] += 1
    positions = handover.site.positions.values()
    assert sum(free.values()) == sum(not p.blocked for p in positions)
    assert sum(blocked.values()) == sum(bool(p.blocked) for p in positions)
    assert set(free.values()) | set(blocked.values()) == {1}


def test_free_positions_are_named(handover, halls):
    named = {e.text(1) for drawing in halls.values() for e in drawing.of("TEXT", "POSITION-TEXT")}
    taken = {
        position.id
        for placement in handover.plan.placements
        for position in positions_taken(handover.site, placement)
    }
    free = {p.id for p in handover.site.positions.values() if not p.blocked}
    assert named == free - taken
    assert "R2-P09" in taken  # the wide rack takes it too


def test_reservations_that_last_are_shown(halls):
    """R1-P12 is kept until June 2027; the reservation of R1-P11 is over on the planning date."""
    drawing = halls["two-halls-H1.dxf"]
    assert [e.text(1) for e in drawing.of("TEXT", "RESERVED")] == ["+next lot until 2027-06-01"]
    (outline,) = drawing.of("LWPOLYLINE", "RESERVED")
    assert outline.points[0] == (pytest.approx(2500 + 11 * 600), 2000)


def test_pods_are_outlined(halls):
    drawing = halls["two-halls-H1.dxf"]
    assert [e.text(1) for e in drawing.of("TEXT", "POD")] == ["gb200-nvl72/01", "hgx-b200-rack/01"]
    first, _ = drawing.of("LWPOLYLINE", "POD")
    west, east = min(x for x, _ in first.points), max(x for x, _ in first.points)
    assert (west, east) == (pytest.approx(2485), pytest.approx(2500 + 5 * 600 + 15))


def test_title_says_what_is_so(handover, halls, refuted):
    lines = [e.text(1) for e in halls["two-halls-H2.dxf"].of("TEXT", "TITLE")]
    assert lines[0] == "=1+1 & Söhne <b>% %u, hall H2"  # %%u would underline what follows
    assert lines[1].startswith("Verified: all of ")
    assert any(line.startswith("Reference design: ") for line in lines)
    assert lines[-1].startswith("2 x odd-rack: =cmd|'/C calc'!A0, 600 x 1000 x 2000 mm")
    drawing = read(dxf_files(refuted)["two-halls-H1.dxf"])
    assert drawing.of("TEXT", "TITLE")[1].text(1).startswith("REFUTED: this plan does not hold")


def test_extents_hold_everything(halls):
    for drawing in halls.values():
        low = [float(value) for _, value in drawing.header["$EXTMIN"]]
        high = [float(value) for _, value in drawing.header["$EXTMAX"]]
        for entity in drawing.of("TEXT") + drawing.of("INSERT") + drawing.of("LWPOLYLINE"):
            assert low[0] <= entity.number(10) <= high[0]
            assert low[1] <= entity.number(20) <= high[1]


def test_setting_of_the_library_is_put_back(handover):
    from ezdxf._options import options

    before = options.write_fixed_meta_data_for_testing
    dxf_files(handover)
    assert options.write_fixed_meta_data_for_testing == before


def test_hall_without_racks_is_drawn(handover):
    kept = tuple(p for p in handover.plan.placements if p.position.startswith("R1"))
    plan = handover.plan.model_copy(update={"placements": kept})
    drawing = read(dxf_files(replace(handover, plan=plan))["two-halls-H2.dxf"])
    assert not racks_of(drawing)
    assert len(drawing.of("TEXT", "POSITION-TEXT")) == 6
