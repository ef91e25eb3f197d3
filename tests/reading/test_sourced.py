"""Figures with provenance: the model gets the value, and where it is from is filed by its path."""

from __future__ import annotations

from pathlib import Path

from rackplan.model.site import Site
from rackplan.reading.complaints import Complaints
from rackplan.reading.document import compose
from rackplan.reading.nodes import Table, plain
from rackplan.reading.sourced import strip

TESTS = Path(__file__).parents[1]


def line_of(path: str, text: str) -> int:
    lines = (TESTS / path).read_text().splitlines()
    return next(n for n, line in enumerate(lines, 1) if text in line)


def test_site_figure(tiny: Site) -> None:
    assert tiny.tariff is not None
    assert tiny.tariff.energy.m_as("USD/kWh") == 0.10
    origin = tiny.provenance["tariff.energy"]
    assert (origin.confidence, origin.source) == ("assumption", "made-up")
    assert origin.file == "tiny/site.yaml"
    assert origin.line == line_of("sites/tiny/site.yaml", "energy:")
    stated = [path for path, origin in tiny.provenance.items() if origin.confidence != "unstated"]
    assert stated == ["tariff.energy"]


def test_figure_without_an_origin_is_filed_as_such(tiny: Site) -> None:
    origin = tiny.provenance["halls[0].width"]
    assert (origin.confidence, origin.source) == ("unstated", None)
    assert (origin.file, origin.line) == (
        "tiny/site.yaml",
        line_of("sites/tiny/site.yaml", "width:"),
    )


def test_product_figure(tiny: Site) -> None:
    assert tiny.catalog.racks["wet-100"].planned_power.m_as("kW") == 100
    origin = tiny.catalog.provenance["wet-100.planned_power"]
    assert (origin.source, origin.note) == ("made-up", "round")
    assert origin.file.endswith("catalogs/racks/wet-100.yaml")
    assert origin.line == line_of("catalogs/racks/wet-100.yaml", "planned_power")
    assert list(tiny.catalog.sources) == ["made-up"]
    assert tiny.catalog.sources["made-up"].title == "Round numbers for tests"


def test_strip_leaves_the_document_as_it_is() -> None:
    complaints = Complaints()
    text = "a: {value: 1 kW, confidence: estimate}\nb: [{c: {value: 2, confidence: published}}]\n"
    root = compose(text, "x", complaints)
    assert isinstance(root, Table)
    before = plain(root)
    stripped, found = strip(root, (), complaints)
    assert plain(stripped) == {"a": "1 kW", "b": [{"c": 2}]}
    assert {path: (p.confidence, p.line) for path, p in found.items()} == {
        "a": ("estimate", 1),
        "b[0].c": ("published", 2),
    }
    assert plain(root) == before
    assert not len(complaints)
