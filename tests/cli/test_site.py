"""``rackplan site list|show``: what a site is written as, and what it unfolds to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from rackplan.reading import read_site, shipped_sites

Run = Callable[..., Any]
ROOT = Path(__file__).parents[2]
TINY = ROOT / "tests/sites/tiny"
PARTS = ("--catalogs", ROOT / "tests/catalogs")


def section(text: str, title: str) -> list[str]:
    """The lines under a heading."""
    return text.partition(f"\n\n{title}\n")[2].partition("\n\n")[0].splitlines()


def test_list_names_sites_and_scenarios(rackplan: Run) -> None:
    answer = rackplan("site", "list")
    assert (answer.code, answer.err) == (0, "")
    assert [line.split()[0] for line in answer.out.splitlines()] == shipped_sites()
    document = rackplan("site", "list", "--json").json
    assert document["schema"] == "rackplan/sites/1"
    found = {site["id"]: site["scenarios"] for site in document["sites"]}
    assert found["wisconsin"] == ["warm-water", "rush", "tight-budget"]


def test_what_is_written_is_shown_with_its_changes_and_reads_back(
    rackplan: Run, tmp_path: Path
) -> None:
    answer = rackplan("site", "show", f"{TINY}:cool", *PARTS, "--set", "budget.capex=12 MUSD")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith("Tiny test hall (tiny:cool), 2027-12-01\n  changed: cooling.")
    folder = tmp_path / "again"
    folder.mkdir()
    written = section(answer.out, "As it is written")
    (folder / "site.yaml").write_text("\n".join(line[2:] for line in written))
    again = read_site(folder, catalogs=PARTS[1])
    changed = read_site(f"{TINY}:cool", catalogs=PARTS[1], changes=["budget.capex=12 MUSD"])
    assert again.inputs.documents == changed.inputs.documents


def test_every_shipped_site_is_written_so_that_it_reads_back(rackplan: Run, tmp_path: Path) -> None:
    for name in shipped_sites():
        folder = tmp_path / name
        folder.mkdir()
        written = section(rackplan("site", "show", name).out, "As it is written")
        (folder / "site.yaml").write_text("\n".join(line[2:] for line in written))
        documents = read_site(folder).inputs.documents
        assert documents == read_site(name).inputs.documents


def test_the_tree_has_every_node_below_what_feeds_it(rackplan: Run) -> None:
    site = read_site(TINY, catalogs=PARTS[1])
    lines = section(rackplan("site", "show", TINY, *PARTS).out, "What feeds what")
    above: list[str] = []
    fed_by = {}
    for line in lines:
        depth = (len(line) - len(line.lstrip())) // 2 - 1
        name = line.split()[0]
        above = [*above[:depth], name]
        fed_by[name] = above[-2:-1]
    assert fed_by == {node.id: list(node.fed_by[:1]) for node in site.power.values()}
    assert (
        "    K1.T2  transformer, 600 kVA, efficiency 99 %, base load 10 kW, else from K1.G2"
        in lines
    )
    assert "  K1.G3  generator, 600 kW, stands by for K1.T3" in lines
    assert lines[-4].split()[:9] == [
        "R3.A",
        "busway,",
        "400",
        "A",
        "at",
        "415",
        "V,",
        "usable",
        "80",
    ]


def test_the_floor_the_machines_and_the_demand_are_told(rackplan: Run) -> None:
    out = rackplan("site", "show", TINY, *PARTS).out
    floor = section(out, "Halls and rows")
    assert floor[0] == "  H1: 10 m wide, 12 m deep, 3 rows, 14 of 15 positions not blocked"
    assert floor[3].split("  ")[2:5] == ["R2", " R2-P1 to R2-P5 (5)", "2 m, 5 m"]
    assert floor[-1] == "    R3-P5: blocked, column"
    assert section(out, "Cooling loops") == [
        "  L1  PG25 at 40 degC, 3 rows: R1, R2, R3",
        *(f"    L1.CDU{n}  cdu-200" for n in (1, 2, 3)),
    ]
    assert section(out, "Air zones")[1] == "    Z1.FW1  fan-150"
    assert "  dry-40   at least 1, at most 6" in section(out, "Demand")


def test_document_holds_both(rackplan: Run) -> None:
    document = rackplan("site", "show", TINY, *PARTS, "--at", "2027-01-01", "--json").json
    assert document["schema"] == "rackplan/site/1"
    text = "\n".join((TINY / name).read_text() for name in ("site.yaml", "power.yaml"))
    written = yaml.safe_load(text.replace("# The smallest", "#"))
    assert document["written"]["power"] == written["power"]
    assert document["changes"] == ["demand.date: 2026-12-01 -> 2027-01-01"]
    unfolded = document["unfolded"]
    assert unfolded["rows"]["R3"]["positions"][4] == {
        "id": "R3-P5", "row": "R3", "index": 4, "blocked": "column",
    }  # fmt: skip
    assert unfolded["power"]["K1.T1"]["fed_by"] == ["UT1", "K1.G1"]
    assert [unit["id"] for unit in unfolded["loops"]["L1"]["cdus"]] == [
        "L1.CDU1",
        "L1.CDU2",
        "L1.CDU3",
    ]
    assert unfolded["demand"]["racks"]["dry-40"] == {
        "at_least": 1, "at_most": 6, "after_loss": "throttle",
    }  # fmt: skip


def test_unknown_site(rackplan: Run) -> None:
    answer = rackplan("site", "show", "wiscosin")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith('unknown site "wiscosin"')
