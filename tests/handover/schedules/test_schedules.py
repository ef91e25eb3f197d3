"""The tables of a plan: sums by hand, and sums that have to agree with the plan."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from rackplan.handover.schedules import SCHEDULES, schedules_of
from rackplan.handover.table import Formula
from rackplan.physics.fabric import size_fabric
from rackplan.reading import read_catalog
from rackplan.units import MONEY, POWER, magnitude


@pytest.fixture(scope="module")
def tables(handover):
    return schedules_of(handover)


def _row(table, key, value):
    """The row with a value in a column, by column."""
    (at,) = [n for n, found in enumerate(table.values(key)) if found == value]
    return {column.key: table.values(column.key)[at] for column in table.columns}


def test_every_table_is_made(tables):
    assert list(tables) == [table.id for table in SCHEDULES]
    assert all(tables[table.id].columns == table.columns for table in SCHEDULES)
    assert all(table.rows for table in tables.values())


def test_names_of_tables_and_columns_are_unique(tables):
    titles = [table.title for table in SCHEDULES]
    assert len(set(titles)) == len(titles)
    assert all(len(title) <= 31 and title.replace(" ", "").isalpha() for title in titles)
    for table in SCHEDULES:
        assert len(table.about) <= 100, "it stands on one line above the table"
        keys = [column.key for column in table.columns]
        headings = [column.heading for column in table.columns]
        assert len(set(keys)) == len(keys)
        assert len(set(headings)) == len(headings), table.id
        assert all(column.about.endswith((".", "; 0 until then.")) for column in table.columns)


def test_racks_add_up_to_the_plan(tables, handover):
    racks = tables["racks"]
    assert len(racks.rows) == len(handover.plan.placements)
    power = magnitude(handover.it_power, POWER)
    assert racks.total("planned") == pytest.approx(power)
    assert racks.total("on_a") + racks.total("on_b") == pytest.approx(power)
    heat = racks.total("liquid") + racks.total("air")
    assert heat == pytest.approx(power, rel=0.01)  # catalogs round the two parts of the heat


def test_uneven_rack_by_hand(tables):
    """Five of eight shelves hang on A: 37.5 of 60 kW."""
    row = _row(tables["racks"], "position", "R2-P08")
    assert (row["on_a"], row["on_b"], row["failover"]) == (37.5, 22.5, 50.0)
    assert (row["x"], row["y"]) == (pytest.approx(6.7), pytest.approx(5.05))


def test_busways_carry_what_their_racks_draw(tables):
    """R2.A: 2 x 28.6 of HGX, halves of 19.2, 17.2, 6 and the storage rack, 37.5 of the wide."""
    loads = tables["loads"]
    storage = _row(tables["racks"], "position", "R2-P06")["planned"]
    row = _row(loads, "node", "R2.A")
    assert row["planned"] == pytest.approx(57.2 + 9.6 + 8.6 + 3.0 + storage / 2 + 37.5)
    assert row["racks"] == 7
    assert _row(loads, "node", "R3.B")["planned"] == pytest.approx(12.0)
    power = tables["racks"].total("planned")
    assert loads.total("planned") == pytest.approx(power)


def test_loads_after_the_worst_loss(tables):
    """Of 2N, one side carries all once the other is lost; generators then carry what they feed."""
    loads = tables["loads"]
    ups = _row(loads, "node", "K1.U1")
    assert ups["after"] in {"transformer K1.T2", "ups K1.U2"}
    assert ups["worst"] > 1.5 * ups["normal"]
    assert ups["normal_use"] == pytest.approx(ups["normal"] / 3000)
    assert _row(loads, "node", "K1.G1")["normal"] == 0
    assert _row(loads, "node", "K1.G1")["after"] == "utility UT1"


def test_no_node_is_loaded_beyond_what_it_may_carry(tables, handover):
    assert handover.verdict.holds
    loads = tables["loads"]
    for limit, worst in zip(loads.values("limit"), loads.values("worst"), strict=True):
        assert worst <= limit * (1 + 1e-9)


def test_loop_by_hand(tables, handover):
    """Two GB200 racks at 40 degC, and of two CDUs one is left."""
    (row,) = tables["loops"].rows
    loop = dict(zip([c.key for c in tables["loops"].columns], row, strict=True))
    flows = [f for f in tables["racks"].values("flow") if f]
    assert loop["racks"].value == 2
    assert loop["flow"].value == pytest.approx(sum(flows))
    cdu = handover.site.catalog.cdus["vertiv-cdu-1350"]
    assert loop["heat_left"] == loop["heat_all"] / 2 == magnitude(cdu.heat, POWER)
    assert loop["heat_use"].value == pytest.approx(loop["heat"].value / loop["heat_left"])


def test_zones_hold_all_racks(tables, handover):
    assert tables["zones"].total("racks") == len(handover.plan.placements)
    assert tables["zones"].total("heat") == pytest.approx(tables["racks"].total("air"))


def test_bill_is_the_capital_of_the_plan(tables, handover):
    bill = tables["materials"]
    assert bill.total("price") == pytest.approx(magnitude(handover.cost.capital, MONEY))
    assert bill.total("quantity") == len(handover.plan.placements) - 1
    odd = _row(bill, "part", "odd-rack")
    assert (odd["quantity"], odd["unit_price"], odd["price"]) == (2, 100_000.0, 200_000.0)
    assert (odd["lead"], odd["confidence"], odd["spares"]) == (10.0, "assumption", 0)


def test_rack_that_stands_is_not_bought(tables, handover):
    """It is counted and drawn on, and neither it nor its parts are in the bill."""
    assert set(handover.site.placed) == {"R2-P06"}
    assert _row(tables["racks"], "position", "R2-P06")["new"] == 0
    assert "storage-flash-rack" not in tables["materials"].values("part")
    assert "storage-flash-rack" not in tables["parts"].values("rack")
    kind = _row(tables["types"], "rack", "storage-flash-rack")
    assert (kind["racks"], kind["new"], kind["price"]) == (1, 0, 0.0)
    assert _row(tables["given"], "product", "storage-flash-rack")["quantity"] == 1


def test_what_nobody_prices_stays_empty(tables):
    wide = _row(tables["materials"], "part", "wide-rack")
    assert wide["unit_price"] is None
    assert wide["price"] is None
    assert wide["confidence"] == "not stated"
    assert wide["lead"] is None


def test_parts_come_to_the_price_of_their_rack(tables, handover):
    """Four nodes, a frame, four strips and cabling make the price of a rack."""
    parts = tables["parts"]
    each = zip(parts.values("rack"), parts.values("each"), parts.values("unit_price"), strict=True)
    total = sum(count * (price or 0.0) for rack, count, price in each if rack == "hgx-b200-rack")
    price = handover.site.catalog.racks["hgx-b200-rack"].price
    assert total == pytest.approx(magnitude(price, MONEY))


def test_what_the_site_has_is_counted(tables):
    given = tables["given"]
    assert _row(given, "product", "liebert-cwa-ca80")["where"] == "Z1 (3) Z2 (2)"
    kinds = dict(zip(given.values("kind"), given.values("quantity"), strict=True))
    assert (kinds["ups"], kinds["generator"], kinds["cdu"]) == (2, 2, 2)


def test_pods_by_hand(tables):
    pods = tables["pods"]
    row = _row(pods, "pod", "gb200-nvl72/01")
    assert (row["compute"], row["network"], row["others"], row["rows"]) == (2, 2, 1, "R1")
    longest = 3 * 0.6 + 2.236 + 2.299  # from the first rack to the second network rack
    assert row["run"] == pytest.approx(longest)


def test_fabric_is_that_of_the_template(tables):
    catalog = read_catalog()
    fabric = catalog.products["fabric-gb200-ndr-compact"]
    size = size_fabric(fabric, catalog.switches, 1)
    fabrics = tables["fabrics"]
    at = fabrics.values("rack").index("gb200-nvl72")
    row = {column.key: fabrics.values(column.key)[at] for column in fabrics.columns}
    assert row["scope"] == "each pod alone"
    assert (row["leaves"], row["spines"]) == (size.leaves, size.spines)
    assert row["needed"] == size.racks
    assert row["planned"] == 2
    assert row["remark"] == "template of the shipped catalog"


def test_cables_of_a_pod_by_hand(tables):
    """A rack of 72 endpoints has 36 cables to each of the two network racks of its pod."""
    cables = tables["cables"]
    rows = [
        dict(zip([c.key for c in cables.columns], row, strict=True))
        for row in cables.rows
        if row[0] == "gb200-nvl72" and row[2] == "rack to leaf"
    ]
    assert sum(row["count"] for row in rows) == 2 * 72
    runs = [0.6 * n + 2.236 + 2.299 for n in (1, 2, 2, 3)]
    assert sum(row["total"] for row in rows) == pytest.approx(36 * sum(runs))
    assert min(row["shortest"] for row in rows) == pytest.approx(min(runs))
    assert {row["speed"] for row in rows} == {400}
    assert all(row["price"] > 0 for row in rows if row["cable"])


def test_ports_of_all_racks(tables):
    ports = tables["ports"]
    rows = {(r[0], r[1]): r[-1].value for r in ports.rows}
    assert rows["gb200-nvl72", "scale-out"] == 2 * 72


def test_sources_are_those_of_the_site(tables, handover):
    assert set(tables["sources"].values("source")) == set(handover.site.catalog.sources)


def test_formulas_name_columns_that_exist(tables):
    """Those of their own table, and those of the tables that they name."""
    for table in tables.values():
        for cell in (cell for row in table.rows for cell in row if isinstance(cell, Formula)):
            for other, key in re.findall(r"\[(?:(\w+):)?(\w+)\]", cell.text):
                assert tables[other or table.id].index(key) >= 0


def test_racks_without_a_pod_have_no_network(handover):
    kept = tuple(p for p in handover.plan.placements if p.pod is None)
    bare = replace(handover, plan=handover.plan.model_copy(update={"placements": kept}))
    tables = schedules_of(bare)
    assert not any(tables[name].rows for name in ("pods", "fabrics", "cables"))
