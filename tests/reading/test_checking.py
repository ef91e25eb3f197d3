"""``rackplan check``: what is counted, what is doubted, and that all problems come at once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from rackplan.errors import BadInputError
from rackplan.reading import check_inputs, read_catalog, shipped_sites
from rackplan.report import check_lines

TESTS = Path(__file__).parents[1]


def test_counts_of_a_catalog(tmp_path: Path) -> None:
    parts = tmp_path / "parts"
    parts.mkdir()
    (parts / "sources.yaml").write_text("s: {title: x}\n")
    (parts / "psu.yaml").write_text("""\
id: psu
kind: shelf
name: a supply of 3 kW
rating: {value: 3 kW, confidence: published, source: s}
modules: 2
mass: 12 kg
price: {value: 100 USD, confidence: estimate}
""")
    report = check_inputs(parts)
    assert (report.products, report.figures) == (1, 4)
    assert report.whole.counts["published"] == report.whole.counts["estimate"] == 1
    assert report.whole.sourced == pytest.approx(0.5)
    assert report.shares["published"] == pytest.approx(0.25)
    assert report.shares["unstated"] == pytest.approx(0.5)
    assert sum(report.shares.values()) == pytest.approx(1)
    assert report.to_json()["confidence"]["unstated"] == 2
    assert next(check_lines(report)).endswith("1 products, 4 figures; nothing to complain of")


def test_counts_of_a_site() -> None:
    report = check_inputs(TESTS / "sites/tiny", catalogs=TESTS / "catalogs")
    assert report.sites == ("tiny",)
    assert report.products == 8
    assert report.whole.counts["assumption"] == 2
    assert report.doubts == ()


def test_folder_of_sites() -> None:
    report = check_inputs(TESTS / "sites", catalogs=TESTS / "catalogs")
    assert report.sites == ("tiny",)


@pytest.mark.parametrize("path", ["catalogs", "sites", "wisconsin"])
def test_shipped_inputs_hold(path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    report = check_inputs(path)
    assert report.products > 5
    assert report.shares["unstated"] < 0.25
    if path == "sites":
        assert list(report.sites) == shipped_sites()


def test_every_scenario_is_read(tmp_path: Path) -> None:
    shutil.copytree(TESTS / "sites/tiny", tmp_path / "tiny")
    file = tmp_path / "tiny/demand.yaml"
    file.write_text(file.read_text().replace("to: 25 degC", "to: 25 K"))
    with pytest.raises(BadInputError, match=r"cooling\.loops\[0\]\.supply: expected a temperature"):
        check_inputs(tmp_path / "tiny", catalogs=TESTS / "catalogs")


def test_problems_of_all_products_come_at_once(tmp_path: Path) -> None:
    shutil.copytree(TESTS / "catalogs", tmp_path / "parts")
    for name in ("cooling/cdu-200", "network/switch-64", "power/psu-4"):
        file = tmp_path / "parts" / f"{name}.yaml"
        file.write_text(file.read_text() + "colour: red\n")
    with pytest.raises(BadInputError) as caught:
        read_catalog(tmp_path / "parts")
    assert [problem.file for problem in caught.value.problems] == [
        f"parts/{name}.yaml" for name in ("cooling/cdu-200", "network/switch-64", "power/psu-4")
    ]


def test_doubts_are_told_with_their_places_and_known_ones_apart(tmp_path: Path) -> None:
    shutil.copytree(TESTS / "catalogs", tmp_path / "parts")
    file = tmp_path / "parts/racks/wet-100.yaml"
    text = file.read_text().replace("peak_power: 110 kW", "peak_power: 95 kW")
    file.write_text(text + "known: {power.order: measured so, price.order: nothing}\n")
    report = check_inputs(tmp_path / "parts")
    lines = enumerate(text.splitlines(), 1)
    line = next(number for number, words in lines if words.startswith("planned_power"))
    assert [(d.id, d.file, d.line, d.known) for d in report.doubts] == [
        ("power.order", "parts/racks/wet-100.yaml", line, "measured so"),
        ("known.idle", "parts/racks/wet-100.yaml", 1, ""),
    ]
    lines = list(check_lines(report))
    told = lines[lines.index("Doubts (1)") :]
    assert max(map(len, told)) <= 120
    assert " ".join(" ".join(told).split()) == (
        "Doubts (1) parts/racks/wet-100.yaml:1 wet-100: "
        'acknowledges "price.order", but the lint has nothing to doubt there [known.idle]. '
        f"Known (1) parts/racks/wet-100.yaml:{line} wet-100: "
        "planned power 100 kW is above peak power 95 kW [power.order]. Known: measured so"
    )


def test_catalog_by_kind() -> None:
    catalog = read_catalog(TESTS / "catalogs")
    assert sorted(catalog.racks) == ["dry-40", "net-10", "wet-100"]
    assert sorted(catalog.shelves) == ["psu-4", "shelf-30"]
    assert [*catalog.switches, *catalog.cdus, *catalog.air_units] == [
        "switch-64",
        "cdu-200",
        "fan-150",
    ]
