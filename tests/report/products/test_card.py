"""A product's card: every figure once, with its origin, and what nobody states."""

from __future__ import annotations

from pathlib import Path

import pytest

from rackplan.model.catalog import Catalog, Fabric, Switch
from rackplan.model.figures import FrozenDict
from rackplan.reading import read_catalog
from rackplan.report import card_lines, product_card

TESTS = Path(__file__).parents[2]
FABRIC = {
    "id": "fabric",
    "kind": "fabric",
    "name": "Fabric of two rails",
    "leaf": "box",
    "spine": "box",
    "link_speed_gbps": 800,
    "endpoints": 16,
    "rails": 2,
    "leaf_down": 8,
    "leaf_up": 8,
    "most_pods": 3,
    "rack_height": "8 U",
    "rack_power": "7 kW",
}
BOX = {"id": "box", "kind": "switch", "name": "Box", "ports": 16, "port_speed_gbps": 800}


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return read_catalog(TESTS / "catalogs")


@pytest.fixture(scope="module")
def shipped() -> Catalog:
    return read_catalog()


def fabrics(**changes: object) -> Catalog:
    """A catalog of one fabric, of switches of 2 U and 2 kW."""
    box = Switch.model_validate({**BOX, "height": "2 U", "peak_power": "2 kW"})
    fabric = Fabric.model_validate({**FABRIC, **changes})
    return Catalog.model_construct(
        products=FrozenDict({"box": box, "fabric": fabric}),
        assemblies=FrozenDict(),
        sources=FrozenDict(),
        provenance=FrozenDict(),
    )


def test_every_figure_of_the_file_is_on_the_card(catalog: Catalog) -> None:
    card = product_card(catalog, "wet-100")
    lines = {line.path: line for line in card.lines}
    assert card.file == "catalogs/racks/wet-100.yaml"
    assert lines["planned_power"].value == "100 kW"
    origin = lines["planned_power"].origin
    assert origin is not None
    assert (origin.confidence, origin.source, origin.note) == ("assumption", "made-up", "round")
    assert lines["power_factor"].value == "100 %"
    assert lines["liquid.flow[1].flow"].value == "100 L/min"
    assert lines["pod.one_row"].value == "true"
    assert lines["pod.support.net-10"].value == "1"
    assert len(lines) == len(card.lines)
    assert catalog.figures("wet-100").keys() <= lines.keys()


def test_card_in_a_terminal(catalog: Catalog) -> None:
    text = "\n".join(card_lines(product_card(catalog, "wet-100")))
    file = TESTS / "catalogs/racks/wet-100.yaml"
    numbered = enumerate(file.read_text().splitlines(), 1)
    line = next(number for number, words in numbered if words.startswith("planned_power"))
    rows = text.splitlines()
    assert rows[:2] == [
        "wet-100 (rack): Liquid-cooled test rack, 100 kW",
        "  catalogs/racks/wet-100.yaml",
    ]
    words = next(row for row in rows if row.strip().startswith("planned_power"))
    assert words.split() == ["planned_power", "100", "kW", "assumption", "made-up", str(line)]
    assert "      round\n" in text
    assert text.endswith("Sources\n  made-up: Round numbers for tests")


def test_cards_fit_into_a_terminal(shipped: Catalog) -> None:
    """An address may be longer; it is not cut."""
    for name in shipped.products:
        rows = [row for row in card_lines(product_card(shipped, name)) if "://" not in row]
        assert [row for row in rows if len(row) > 120] == [], name


def test_a_long_value_stands_below_its_path(shipped: Catalog) -> None:
    rows = list(card_lines(product_card(shipped, "hgx-h100-8")))
    at = rows.index("  maker")
    assert rows[at + 1].startswith("      NVIDIA baseboards in OEM nodes")


def test_a_rack_of_servers_tells_its_sums_limits_and_doubts(shipped: Catalog) -> None:
    card = product_card(shipped, "hgx-h100-rack")
    rows = [row.strip() for row in card_lines(card)]
    assert "What limits it to 4 servers" in rows
    assert "height: 42 U for servers of 6 U" in rows
    assert "Known doubt power.feed-loss" in rows
    assert [doubt.id for doubt in card.doubts] == ["power.feed-loss"]
    assert "4 x hgx-h100-8.planned_power [nvidia-dgx-h100]" in rows
    assert "pdu-buyers-guide" in card.sources  # of the strips' price, a part of the sum


def test_a_fabric_tells_what_it_takes_by_pods() -> None:
    """By hand in the tests of its physics: three pods take six leaves and four spines."""
    card = product_card(fabrics(), "fabric")
    assert [(row["pods"], row["leaves"], row["spines"]) for row in card.by_pods] == [
        (1, 2, 1),
        (2, 4, 2),
        (3, 6, 4),
    ]
    rows = list(card_lines(card))
    at = rows.index(
        "What it takes by pods: switches, cables, network racks, peak power of switches"
    )
    assert rows[at + 1].split() == [
        *("pods", "endpoints", "leaves", "spines", "cores"),
        *("to", "leaf", "leaf-spine", "spine-core", "racks", "kW"),
    ]
    assert rows[at + 4].split() == ["3", "48", "6", "4", "0", "48", "48", "0", "4", "20"]
    assert card.to_json()["by_pods"][2]["network_racks"] == 4


def test_what_a_fabric_takes_may_be_unknown_or_impossible() -> None:
    rows = list(card_lines(product_card(fabrics(rack_power=None), "fabric")))
    assert next(row for row in rows if row.startswith("     3 ")).split()[-2:] == ["?", "20"]
    card = product_card(fabrics(leaf_up=9), "fabric")
    assert card.by_pods == ()
    assert "a leaf has 17 links" in "\n".join(card_lines(card))


def test_the_published_table_of_a_shipped_fabric(shipped: Catalog) -> None:
    """NVIDIA's table 4 for DGX H100: 24 leaves and 16 spines for three units."""
    rows = {row["pods"]: row for row in product_card(shipped, "fabric-hgx-h100-ndr").by_pods}
    assert list(rows) == [1, 2, 3, 4]
    assert (rows[3]["leaves"], rows[3]["spines"], rows[3]["endpoint_cables"]) == (24, 16, 764)
