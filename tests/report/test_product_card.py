"""A product's card: every figure once, with its origin, and what nobody states."""

from __future__ import annotations

from pathlib import Path

import pytest

from rackplan.model.catalog import Catalog
from rackplan.reading import read_catalog
from rackplan.report import catalog_lines, product_card

TESTS = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return read_catalog(TESTS / "catalogs")


def test_every_figure_of_the_file_is_on_the_card(catalog: Catalog) -> None:
    card = product_card(catalog, "wet-100")
    lines = {line.path: line for line in card.lines}
    assert lines["planned_power"].value == "100 kW"
    origin = lines["planned_power"].origin
    assert origin is not None
    assert (origin.confidence, origin.source, origin.note) == ("assumption", "made-up", "round")
    assert lines["liquid.flow[1].flow"].value == "100 L/min"
    assert lines["pod.one_row"].value == "true"
    assert lines["pod.support.net-10"].value == "1"
    assert len(lines) == len(card.lines)
    assert catalog.figures("wet-100").keys() <= lines.keys()
    assert "lead_time" in card.unstated
    assert "mass" not in card.unstated


def test_card_in_a_terminal(catalog: Catalog) -> None:
    text = "\n".join(product_card(catalog, "wet-100").to_lines())
    file = TESTS / "catalogs/racks/wet-100.yaml"
    numbered = enumerate(file.read_text().splitlines(), 1)
    line = next(number for number, words in numbered if words.startswith("planned_power"))
    words = next(row for row in text.splitlines() if row.strip().startswith("planned_power"))
    assert words.split() == [
        "planned_power", "100", "kW", "assumption", "made-up", f"catalogs/racks/wet-100.yaml:{line}"
    ]  # fmt: skip
    assert "      round\n" in text
    assert text.endswith("Sources\n  made-up  Round numbers for tests")
    assert max(map(len, text.splitlines())) < 130


def test_list_by_kind(catalog: Catalog) -> None:
    lines = list(catalog_lines(catalog, ["cdu", "server", "switch"]))
    assert lines == [
        "cdu (1)",
        "  cdu-200  Test CDU of two pumps, 200 kW",
        "",
        "switch (1)",
        "  switch-64  Test switch of 64 ports",
        "",
    ]
