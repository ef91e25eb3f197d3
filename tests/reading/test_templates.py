"""Entries that are like a template: what they have of it, what they say, what is complained of."""

from __future__ import annotations

from pathlib import Path

import pytest

from rackplan.errors import BadInputError
from rackplan.model.site import Site
from rackplan.reading import read_site

TESTS = Path(__file__).parents[1]

SITE = """\
id: like
name: Rows like a template
place: {town: Nowhere}
halls: [{id: H1, width: 20 m, depth: 20 m}]
templates:
  floor: {floor_load: {value: 12 kPa, confidence: estimate}, spread_depth: 2.7 m}
  row:
    like: floor
    hall: H1
    block: K1
    positions: P[1-4]
    position_width: 600 mm
    position_depth: 1200 mm
    busway: {rating: 400 A, voltage: 415 V, usable: 80 %}
    tap: {rating: 200 A, voltage: 415 V, usable: 80 %}
    zone: Z1
  module: {rating: 400 kW, efficiency: 96 %}
power:
  utilities: [{id: UT1, rating: 2 MW}]
  blocks:
    - id: K1
      scheme: 2N
      utilities: [UT1]
      transformer: {like: module, rating: 600 kVA, base_load: 10 kW}
      ups: {like: module}
      board: {rating: 800 A, voltage: 415 V}
cooling:
  zones: [{id: Z1, supply: 24 degC, units: [{product: fan-150, id: "FW[1-3]"}]}]
rows:
  - {id: "R[1-2]", like: row, at: {x: 2 m, y: 2 m}, aisles: {cold: 2 m, hot: 1 m}}
  - id: R3
    like: row
    at: {x: 2 m, y: 9 m}
    busway: {rating: 300 A}
    floor_load: {value: 7 kPa, confidence: assumption}
demand: {date: 2026-12-01, racks: {dry-40: {}}}
"""


def read(folder: Path, text: str = SITE, **options: object) -> Site:
    (folder / "like").mkdir(exist_ok=True)
    (folder / "like" / "site.yaml").write_text(text)
    return read_site(folder / "like", catalogs=TESTS / "catalogs", **options)  # type: ignore[arg-type]  # options of each test


def told(folder: Path, text: str) -> list[str]:
    with pytest.raises(BadInputError) as caught:
        read(folder, text)
    return [str(problem).removeprefix(f"{folder}/") for problem in caught.value.problems]


def test_entries_have_the_keys_of_their_template_and_their_own(tmp_path: Path) -> None:
    site = read(tmp_path)
    assert [len(row.positions) for row in site.rows.values()] == [4, 4, 4]
    assert [row.floor_load.m_as("kPa") for row in site.rows.values()] == [12, 12, 7]
    assert [site.power[f"{row}.A"].rating.m_as("A") for row in site.rows] == [400, 400, 300]
    assert {site.power[f"{row}.A"].usable.m_as("") for row in site.rows} == {0.8}
    transformer, ups = site.power["K1.T1"], site.power["K1.U1"]
    assert (transformer.rating.m_as("kVA"), ups.rating.m_as("kW")) == (600, 400)
    assert transformer.efficiency == ups.efficiency
    assert ups.base_load is None


def test_origins_of_a_template_are_told_of_every_entry(tmp_path: Path) -> None:
    found = read(tmp_path).provenance
    assert found["rows[0].floor_load"].confidence == "estimate"
    assert found["rows[1].floor_load"].confidence == "assumption"
    assert found["rows[0].tap.rating"].line == found["rows[1].tap.rating"].line == 15
    assert not [path for path in found if path.startswith("templates")]


def test_changes_reach_a_template_and_an_entry(tmp_path: Path) -> None:
    changes = {"templates.row.tap.rating": "250 A", "rows[R3].tap.rating": "160 A"}
    site = read(tmp_path, changes=changes)
    assert [row.tap.rating.m_as("A") for row in site.rows.values()] == [250, 250, 160]
    assert site.inputs.changes == (
        "templates.row.tap.rating: 200 A -> 250 A",
        "rows[1].tap.rating: 250 A -> 160 A",
    )


def test_a_fault_in_a_template_is_told_once_and_at_its_line(tmp_path: Path) -> None:
    assert told(tmp_path, SITE.replace("rating: 200 A", "rating: 200 kW")) == [
        (
            'like/site.yaml:15:19  rows[0].tap.rating: expected a current such as "250 A", '
            'got "200 kW" (power). Did you mean kA?'
        )
    ]


def test_unknown_and_endless_templates_are_refused(tmp_path: Path) -> None:
    assert told(
        tmp_path, SITE.replace("ups: {like: module}", "ups: {like: modul, rating: 1 MW}")
    ) == ['like/site.yaml:25:19  like: unknown template "modul". Did you mean module?']
    assert told(tmp_path, SITE.replace("  floor: {", "  floor: {like: row, "))[0] == (
        "like/site.yaml:6:17  like: templates go round: row is like floor is like row"
    )
    assert told(
        tmp_path, SITE.replace("  module: {rating: 400 kW, efficiency: 96 %}", "  module: 400 kW")
    )[0] == ("like/site.yaml:17:11  templates.module: expected a table")
    assert told(tmp_path, SITE.partition("templates:")[0] + "templates: [row]\npower:" +
                SITE.partition("power:")[2])[0] == (
        "like/site.yaml:5:1  templates: expected a table of templates by name"
    )  # fmt: skip
