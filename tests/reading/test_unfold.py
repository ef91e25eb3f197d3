"""The folded site unfolded, against what is counted and drawn by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rackplan.model.site import Site
from rackplan.reading.folded import FoldedRow
from rackplan.reading.folded_power import MODULES, FoldedBlock
from rackplan.reading.schemes import boards_in_turn
from rackplan.reading.unfold_power import spread
from rackplan.reading.unfold_rows import places

Read = Callable[..., Site]

BOX = {"rating": "400 kW"}
ROW = {
    "hall": "H1", "block": "K1", "positions": "P[01-11]", "position_width": "600 mm",
    "position_depth": "1200 mm", "at": {"x": "3 m", "y": "2 m"},
    "aisles": {"cold": "1.8 m", "hot": "1.2 m"}, "busway": {"rating": "200 kVA"},
    "tap": {"rating": "250 A", "voltage": "415 V"}, "zone": "Z1", "floor_load": "12 kPa",
    "spread_depth": "2.7 m",
}  # fmt: skip


def block(scheme: str) -> FoldedBlock:
    parts = {"transformer": BOX, "ups": BOX, "board": BOX}
    return FoldedBlock.model_validate({"id": "K1", "scheme": scheme, "utilities": ["UT1"], **parts})


def test_block_of_three_modules(tiny: Site) -> None:
    made = {node.id: (node.kind, node.fed_by) for node in tiny.power.values() if node.id[0] == "K"}
    expected: dict[str, tuple[str, tuple[str, ...]]] = {}
    for m in "123":
        expected[f"K1.G{m}"] = ("generator", ())
        expected[f"K1.T{m}"] = ("transformer", ("UT1", f"K1.G{m}"))
        expected[f"K1.U{m}"] = ("ups", (f"K1.T{m}",))
        expected[f"K1.B{m}"] = ("board", (f"K1.U{m}",))
    assert made == expected
    assert tiny.power["K1.T2"].rating.m_as("kVA") == 600
    assert tiny.power["K1.T2"].base_load is not None
    assert tiny.power["K1.U3"].efficiency.m_as("") == pytest.approx(0.96)
    assert tiny.power["UT1"].kind == "utility"


def _block_of(read: Read, scheme: str, modules: int) -> Site:
    changes = {"power.blocks[0].scheme": scheme, "power.blocks[0].modules": modules}
    return read(changes=changes)


def test_block_of_machines_in_parallel(tiny_changed: Read) -> None:
    site = _block_of(tiny_changed, "N+1", 4)
    made = {node.id: node for node in site.power.values() if node.id[0] == "K"}
    assert {name: node.fed_by for name, node in made.items()} == {
        "K1.G": (),
        "K1.T": ("UT1", "K1.G"),
        "K1.U": ("K1.T",),
        "K1.B1": ("K1.U",),
        "K1.B2": ("K1.U",),
    }
    assert {name: node.parallel for name, node in made.items()} == {
        "K1.G": 5, "K1.T": 5, "K1.U": 5, "K1.B1": 1, "K1.B2": 1,
    }  # fmt: skip
    assert made["K1.U"].rating.m_as("kW") == 5 * 400
    assert made["K1.T"].base_load is not None
    assert made["K1.T"].base_load.m_as("kW") == 10
    assert made["K1.U"].machines == tuple(f"K1.U{n}" for n in range(1, 6))
    feeds = {feed for row in site.rows.values() for feed in row.feeds if feed.endswith(".A")}
    assert {site.power[feed].fed_by for feed in feeds} == {("K1.B1",)}


def test_block_with_a_catcher(tiny_changed: Read) -> None:
    site = _block_of(tiny_changed, "catcher", 2)
    made = {node.id: node.fed_by for node in site.power.values() if node.id[0] == "K"}
    assert made == {
        "K1.G1": (), "K1.G2": (), "K1.GR": (),
        "K1.T1": ("UT1", "K1.G1"), "K1.T2": ("UT1", "K1.G2"), "K1.TR": ("UT1", "K1.GR"),
        "K1.U1": ("K1.T1",), "K1.U2": ("K1.T2",), "K1.UR": ("K1.TR",),
        "K1.B1A": ("K1.U1", "K1.UR"), "K1.B1B": ("K1.U1", "K1.UR"),
        "K1.B2A": ("K1.U2", "K1.UR"), "K1.B2B": ("K1.U2", "K1.UR"),
    }  # fmt: skip
    boards = [[site.power[feed].fed_by[0] for feed in row.feeds] for row in site.rows.values()]
    assert boards == [["K1.B1A", "K1.B1B"], ["K1.B2A", "K1.B2B"], ["K1.B1A", "K1.B1B"]]


def test_machines_in_parallel_of_any_node(tiny_changed: Read) -> None:
    nodes = [{"id": "X", "kind": "ups", "parallel": 3, "rating": "200 kW", "fed_by": ["UT1"]}]
    site = tiny_changed(changes={"power.nodes": nodes})
    assert (site.power["X"].rating.m_as("kW"), site.power["X"].machines) == (
        600,
        ("X1", "X2", "X3"),
    )


def test_busways_hang_on_the_boards_in_turn(tiny: Site) -> None:
    fed_by = {row.id: [tiny.power[feed].fed_by for feed in row.feeds] for row in tiny.rows.values()}
    assert fed_by == {
        "R1": [("K1.B1",), ("K1.B2",)],
        "R2": [("K1.B2",), ("K1.B3",)],
        "R3": [("K1.B3",), ("K1.B1",)],
    }
    busway = tiny.power["R2.B"]
    assert busway.kind == "busway"
    assert busway.voltage is not None
    assert busway.usable.m_as("") == pytest.approx(0.8)


def test_every_reference_leads_somewhere(tiny: Site) -> None:
    for node in tiny.power.values():
        assert all(parent in tiny.power for parent in node.fed_by)
    for row in tiny.rows.values():
        assert row.hall in tiny.halls
        assert row.loop in tiny.loops
        assert row.zone in tiny.zones
        assert all(feed in tiny.power for feed in row.feeds)


@pytest.mark.parametrize("scheme", ["2N", "3N/2", "4N/3", "5N/4"])
def test_all_pairs_of_modules_come_in_turn(scheme: str) -> None:
    modules = MODULES[block(scheme).scheme]
    pairs = list(combinations(range(1, modules + 1), 2))
    for first_turn in (0, len(pairs)):
        turns = range(first_turn, first_turn + len(pairs))
        boards = [boards_in_turn("K1", block(scheme), turn) for turn in turns]
        assert {frozenset(pair) for pair in boards} == {
            frozenset((f"K1.B{a}", f"K1.B{b}")) for a, b in pairs
        }


@given(st.sampled_from(["3N/2", "4N/3", "5N/4"]), st.integers(1, 40))
def test_modules_are_used_nearly_alike(scheme: str, rows: int) -> None:
    pairs = [boards_in_turn("K1", block(scheme), turn) for turn in range(rows)]
    boards = [f"K1.B{m + 1}" for m in range(MODULES[block(scheme).scheme])]
    uses = Counter(board for pair in pairs for board in pair)
    assert max(uses.values()) - min(uses[board] for board in boards) <= 2
    first = Counter(a for a, _ in pairs)
    assert max(first.values()) - min(first[board] for board in boards) <= 2


@pytest.mark.parametrize("turn", range(5))
def test_sides_of_two_modules_are_not_swapped(turn: int) -> None:
    assert boards_in_turn("K1", block("2N"), turn) == ("K1.B1", "K1.B2")


def test_one_module_feeds_one_side() -> None:
    assert boards_in_turn("K1", block("N"), 5) == ("K1.B1",)


@pytest.mark.parametrize(
    ("targets", "count", "expected"),
    [("ABC", 6, "AABBCC"), ("A", 3, "AAA"), ("ABC", 3, "ABC"), ("AB", 6, "AAABBB")],
)
def test_spread(targets: str, count: int, expected: str) -> None:
    found = [spread(tuple(targets), index, count) for index in range(count)]
    assert "".join(found) == expected


def test_rows_stand_between_cold_and_hot_aisles() -> None:
    row = FoldedRow.model_validate(ROW | {"id": "R[1-4]"})
    assert [(p.x_m, pytest.approx(p.y_m), p.cold_aisle) for p in places(row)] == [
        (3.0, 2.0, "north"),
        (3.0, 2.0 + 1.2 + 1.8, "south"),
        (3.0, 2.0 + 1.2 + 1.8 + 1.2 + 1.2, "north"),
        (3.0, 2.0 + 1.2 + 1.8 + 1.2 + 1.2 + 1.2 + 1.8, "south"),
    ]


def test_columns_fill_one_after_the_other() -> None:
    columns = {"count": 2, "spacing": "9 m"}
    row = FoldedRow.model_validate(ROW | {"id": "R[1-5]", "columns": columns})
    assert [(p.x_m, pytest.approx(p.y_m), p.cold_aisle) for p in places(row)] == [
        (3.0, 2.0, "north"),
        (3.0, 5.0, "south"),
        (3.0, 7.4, "north"),
        (12.0, 2.0, "north"),
        (12.0, 5.0, "south"),
    ]


def test_positions_of_rows(tiny: Site) -> None:
    assert list(tiny.positions) == [f"R{r}-P{p}" for r in range(1, 4) for p in range(1, 6)]
    assert [p.index for p in tiny.rows["R2"].positions] == [0, 1, 2, 3, 4]
    assert {p.id: p.blocked for p in tiny.positions.values() if p.blocked} == {"R3-P5": "column"}


def test_machines_of_loops_and_zones(tiny: Site) -> None:
    assert [(u.id, u.product) for u in tiny.loops["L1"].cdus] == [
        (f"L1.CDU{n}", "cdu-200") for n in (1, 2, 3)
    ]
    assert [unit.id for unit in tiny.zones["Z1"].units] == ["Z1.FW1", "Z1.FW2", "Z1.FW3"]
    assert list(tiny.components("pump")) == [
        f"L1.CDU{n}.pump{p}" for n in (1, 2, 3) for p in (1, 2)
    ]


def test_rows_on_written_nodes(tiny_changed: Read) -> None:
    nodes = [
        {"id": "S", "kind": "utility", "rating": "2 MW"},
        {"id": "C", "kind": "ups", "rating": "1 MW", "fed_by": ["S"]},
        {"id": "N[1-3]", "kind": "board", "rating": "1 MW", "fed_by": ["UT1", "S"]},
        {"id": "M", "kind": "board", "rating": "1 MW", "fed_by": ["K1.B[1-2]"]},
    ]
    changes = {"power.nodes": nodes, "rows[0].block": None, "rows[0].feeds": ["N[1-3]", "C"]}
    site = tiny_changed(changes=changes)
    assert site.power["N2"].fed_by == ("UT1", "S")
    assert site.power["M"].fed_by == ("K1.B1", "K1.B2")
    assert [site.power[f"R{r}.A"].fed_by for r in (1, 2, 3)] == [("N1",), ("N2",), ("N3",)]
    assert [site.power[f"R{r}.B"].fed_by for r in (1, 2, 3)] == [("C",)] * 3


def test_row_on_a_single_feed(tiny_changed: Read) -> None:
    site = tiny_changed(changes={"rows[0].block": None, "rows[0].feeds": ["K1.B1"]})
    assert site.rows["R1"].feeds == ("R1.A",)
    assert "R1.B" not in site.power


def test_blocks_share_rows_and_utilities(tiny_changed: Read) -> None:
    changes = {
        "power.utilities[0].id": "UT[1-2]",
        "power.blocks[0].id": "K[1-3]",
        "power.blocks[0].utilities": ["UT[1-2]"],
        "rows[0].block": "K[1-3]",
    }
    site = tiny_changed(changes=changes)
    assert [site.power[f"R{r}.A"].fed_by for r in (1, 2, 3)] == [(f"K{k}.B1",) for k in (1, 2, 3)]
    fed_by = [site.power[f"K2.T{m}"].fed_by[0] for m in (1, 2, 3)]
    assert fed_by == ["UT1", "UT2", "UT1"]


def test_dates_and_counts_are_read(tiny: Site) -> None:
    assert [lot.from_date.isoformat() for lot in tiny.supply["wet-100"]] == [
        "2026-06-01",
        "2027-06-01",
    ]
    assert tiny.demand.racks["dry-40"].at_most == 6
    assert tiny.catalog.racks["wet-100"].pod is not None
    assert tiny.catalog.racks["wet-100"].pod.one_row is True
