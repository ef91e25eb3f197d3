"""Which files are read, what is wrong with the others, and what is written, all or nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rackplan.errors import BadInputError
from rackplan.exchange.type_library import TypeImport, import_types, types_report, write_types
from rackplan.reading import check_inputs, read_catalog
from tests.exchange.type_library.library import FILES, PANEL, device, rack, write_library

BAD = {
    "a-tab.yaml": "manufacturer: A\n\tmodel: B\n",
    "b-twice.yaml": device("A", "B", 1, "u_height: 2"),
    "c-other.yaml": "on: push\n",
    "d-list.yaml": "- 1\n",
    "e-height.yaml": device("A", "B", 1).replace("u_height: 1", "u_height: two"),
    "f-third.yaml": device("A", "B", 0.3),
    "g-weight.yaml": device("A", "B", 1, "weight: 12"),
    "h-unit.yaml": device("A", "B", 1, "weight: 12", "weight_unit: stone"),
    "i-zero.yaml": device("A", "B", 1, "weight: 0", "weight_unit: kg"),
    "j-ports.yaml": device("A", "B", 1, "power-ports: 2"),
    "k-port.yaml": device("A", "B", 1, "power-ports:\n  - PSU1"),
    "l-draw.yaml": device("A", "B", 1, "power-ports:\n  - {name: a, maximum_draw: 1 kW}"),
    "m-maker.yaml": "model: B\nu_height: 1\nslug: b\n",
    "n-outer.yaml": rack("A", "B", "outer_width: 600"),
    "o-empty.yaml": "",
    "p-anchor.yaml": device("A", "B", 1, "comments: &a x"),
    "q-truth.yaml": device("A", "B", 1, "is_powered: no"),
    "r-many.yaml": "---\nmodel: x\n---\nmodel: y\n",
}
"""A file for each thing that can be wrong."""


def test_malformed_files_are_listed_and_the_others_read(tmp_path: Path) -> None:
    made = import_types([write_library(tmp_path, BAD | {"good.yaml": PANEL})])
    assert (list(made.drafts), made.files) == (["acme-panel-24"], len(BAD) + 1)
    said = [str(p).removeprefix(f"{tmp_path.as_posix()}/") for p in sorted(made.skipped)]
    assert said == [
        "a-tab.yaml:2:1  a tab stands here; YAML is indented with spaces",
        'b-twice.yaml:7:1  duplicate key "u_height"; the first is in line 5',
        "c-other.yaml:1:1  no type of a rack, a device or a module",
        "d-list.yaml:1:1  expected a table of keys and values at the top",
        'e-height.yaml:5:11  u_height: expected units in halves, 0 to 100, got "two"',
        "f-third.yaml:5:11  u_height: expected units in halves, 0 to 100, got 0.3",
        "g-weight.yaml:7:9  weight: a weight needs a weight_unit: kg, g, lb or oz",
        'h-unit.yaml:8:14  weight_unit: expected one of kg, g, lb, oz, got "stone"',
        "i-zero.yaml:7:9  weight: expected a number above zero, got 0",
        "j-ports.yaml:7:14  power-ports: expected a list, got 2",
        "k-port.yaml:8:5  power-ports[0]: expected a table with a name",
        'l-draw.yaml:8:29  power-ports[0].maximum_draw: expected watts, got "1 kW"',
        'm-maker.yaml:1:1  misses "manufacturer"',
        "n-outer.yaml:2:1  outer sizes need an outer_unit: mm or in",
        "o-empty.yaml  the file is empty",
        'p-anchor.yaml:7:11  anchor "&a": write the value out where it is used',
        'q-truth.yaml:7:13  is_powered: expected true or false, got "no"',
        "r-many.yaml:3:1  a second document begins here; a file holds one",
    ]


def test_nothing_but_malformed_files_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(BadInputError) as error:
        import_types([write_library(tmp_path, BAD)])
    assert len(error.value.problems) >= len(BAD)


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["nowhere"], "nowhere  no such file or folder"),
        (["."], r"no \*\.yaml or \*\.yml file in \."),
    ],
)
def test_paths_that_hold_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, names: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BadInputError, match=f"^{said}$"):
        import_types(names)


def test_file_that_is_named_twice_counts_once(tmp_path: Path) -> None:
    folder = write_library(tmp_path, {"a/panel.yaml": PANEL})
    made = import_types([folder, folder / "a" / "panel.yaml"])
    assert (made.files, list(made.drafts), made.twice) == (1, ["acme-panel-24"], [])


def test_drafts_are_checked_and_ask_for_what_they_said_is_unknown(
    made: TypeImport, tmp_path: Path
) -> None:
    folder = tmp_path / "drafts"
    written = write_types(made, folder, types_report(made))
    assert len(written) == len(made.drafts) + 2
    with pytest.raises(BadInputError) as error:
        check_inputs(folder)
    asked = {(Path(p.file).stem, p.message) for p in error.value.problems}
    wanted = {
        (draft.id, f'misses "{key.partition(".")[0]}"')
        for draft in made.drafts.values()
        for key in draft.asked
    }
    assert asked == wanted


def test_draft_with_its_answers_is_a_product(made: TypeImport, tmp_path: Path) -> None:
    """What the library said stays, with its source; the lint looks at the whole."""
    folder = tmp_path / "drafts"
    write_types(made, folder, "")
    for path in folder.rglob("*.yaml"):
        if path.stem not in ("acme-or3", "sources"):
            path.unlink()
    with (folder / "racks" / "acme-or3.yaml").open("a") as file:
        file.write("unit: 1 OU\nmounting_height: 44 OU\nmass: 180 kg\n")
    report = check_inputs(folder)
    assert [coverage.documents for coverage in report.coverage] == [1]
    frame = read_catalog(extra=folder).products["acme-or3"]
    assert frame.rail_width.m_as("mm") == pytest.approx(533.4)  # type: ignore[union-attr]  # a frame
    assert frame.depth.m_as("mm") == pytest.approx(1066.8)  # type: ignore[union-attr]  # a frame


def test_folder_that_holds_anything_is_left_alone(made: TypeImport, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("id: mine\n")
    with pytest.raises(BadInputError, match="holds files already, which an import would replace"):
        write_types(made, tmp_path, "")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.yaml"]
    with pytest.raises(BadInputError, match="is a file, not a folder"):
        write_types(made, tmp_path / "mine.yaml", "")


def test_report_holds_every_doubt_and_every_file(made: TypeImport) -> None:
    report = types_report(made)
    for draft in made.drafts.values():
        assert all(doubt.sentence in report for doubt in draft.doubts)
        assert draft.entry.file in report
    assert all(file in report for file, _ in (*made.passed_over, *made.twice))


def test_same_files_same_drafts(made: TypeImport, library: Path) -> None:
    again = import_types([library])
    assert types_report(again) == types_report(made)


def test_names_cannot_leave_the_folder(tmp_path: Path) -> None:
    """Nor can a line of a file of another run on in a draft."""
    evil = device("../..", "../../etc/x", 1, 'description: "GPU server\\nid: other"')
    folder = write_library(tmp_path / "in", {"x.yaml": evil.replace("slug: ", "slug: ../")})
    made = import_types([folder])
    write_types(made, tmp_path / "out", "")
    names = {
        path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.yaml")
    }
    assert len(names) == 2
    assert all(re.fullmatch(r"(servers/)?[a-z0-9-]+\.yaml", name) for name in names)


def test_the_library_of_the_tests_is_whole() -> None:
    assert len(FILES) == 19
