"""Files that are no documents at all: too large, no text, missing, or one too many."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from rackplan.errors import BadInputError
from rackplan.reading import read_catalog, read_plan, read_site
from rackplan.reading.shipped import shipped_sites

Make = Callable[[str, "str | bytes"], Path]
Read = Callable[..., str]


def test_large_file_is_not_read(tiny_with: Make, complaint: Read) -> None:
    folder = tiny_with("large.yaml", "")
    with (folder / "large.yaml").open("wb") as file:
        file.truncate(50 * 2**20)
    began = time.perf_counter()
    said = complaint(folder)
    assert said == "tiny/large.yaml  the file has 50 MB; an input file has at most 16 MB"
    assert time.perf_counter() - began < 2


def test_binary_junk(tiny_with: Make, complaint: Read) -> None:
    junk = b"policy: {}\n\xff" + random.Random(3).randbytes(5000)
    said = "tiny/junk.yaml:2  not UTF-8 text: byte 0xff at offset 11"
    assert complaint(tiny_with("junk.yaml", junk)) == said


def test_control_character(tiny_with: Make, complaint: Read) -> None:
    said = "tiny/bad.yaml:2:3  not text: control character U+0007"
    assert complaint(tiny_with("bad.yaml", "policy: {}\n# \a\n")) == said


def test_line_separator_that_only_yaml_counts(tiny_with: Make, complaint: Read) -> None:
    said = "tiny/bad.yaml:1:4  not text: control character U+2028"
    assert complaint(tiny_with("bad.yaml", "# a\u2028b\npolicy: {}\n")) == said


def test_key_in_two_files(tiny_with: Make, complaint: Read) -> None:
    folder = tiny_with("policy.yaml", "policy: {}\n")
    (folder / "z.yaml").write_text("# again\npolicy: {}\n")
    said = 'tiny/z.yaml:2:1  duplicate key "policy"; the first is in tiny/policy.yaml:1'
    assert complaint(folder) == said


def test_wrong_ending(tiny_with: Make, complaint: Read) -> None:
    said = "tiny/more.yml  is not read: call it more.yaml"
    assert complaint(tiny_with("more.yml", "policy: {}\n")) == said


def test_folder_called_like_a_file(tiny_with: Make, complaint: Read) -> None:
    folder = tiny_with("policy.yaml", "policy: {}\n")
    (folder / "odd.yaml").mkdir()
    assert complaint(folder) == "tiny/odd.yaml  is no file"


def test_empty_folder(tmp_path: Path, complaint: Read) -> None:
    (tmp_path / "bare").mkdir()
    assert complaint(tmp_path / "bare") == "bare  the folder holds no *.yaml file"


def test_unknown_site(complaint: Read) -> None:
    shipped = ", ".join(shipped_sites())
    said = f'unknown site "wisconson": no such folder. Shipped sites: {shipped}. Did you mean '
    assert complaint("wisconson") == f"{said}wisconsin?"


@pytest.mark.parametrize("name", ["", ":", "x" * 5000, "a\0b", "no/such/site:scenario"])
def test_site_that_no_file_system_takes(name: str) -> None:
    with pytest.raises(BadInputError, match="unknown site"):
        read_site(name)


def test_missing_catalogs(complaint: Read) -> None:
    said = complaint("wisconsin", catalogs="no-such-folder")
    assert said == "no-such-folder  no such folder of catalogs"


def test_missing_plan(tmp_path: Path) -> None:
    with pytest.raises(BadInputError) as caught:
        read_plan(tmp_path / "plan.json")
    assert str(caught.value) == "plan.json  no such file"


def test_second_product_of_a_name(tmp_path: Path) -> None:
    text = "id: psu\nkind: shelf\nname: x\nrating: 1 kW\n"
    for folder in ("power", "spare"):
        (tmp_path / "parts" / folder).mkdir(parents=True)
        (tmp_path / "parts" / folder / "psu.yaml").write_text(text)
    with pytest.raises(BadInputError) as caught:
        read_catalog(tmp_path / "parts")
    said = 'parts/spare/psu.yaml  a second file for "psu"; the first is parts/power/psu.yaml'
    assert str(caught.value) == said


@pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000, "? " * 100_000])
def test_nesting_of_any_depth_is_refused(text: str, tiny_with: Make, complaint: Read) -> None:
    said = complaint(tiny_with("deep.yaml", text))
    assert "nested more than 40 levels deep" in said or "a key has to be text" in said


def test_too_many_values(tiny_with: Make, complaint: Read) -> None:
    said = complaint(tiny_with("many.yaml", "policy: [" + "1," * 1_000_001 + "]"))
    assert said.endswith("more than 1,000,000 keys and values")


def test_problems_of_all_stages_come_at_once_in_file_order(
    tiny_with: Make, parts_with: Callable[[Path], Path], complaint: Read
) -> None:
    folder = tiny_with("a.yaml", "policy: {a: 1, a: 2}\n")
    (folder / "budget.yaml").write_text("budget: {capex: 30 kW}\n")
    (folder / "supply.yaml").write_text("supply:\n  wet-10: []\n")
    (folder / "z.yaml").write_text("more: [\n")
    parts = parts_with(Path(__file__).parent / "products" / "groups_uneven")
    places = [line.split("  ")[0] for line in complaint(folder, catalogs=parts).splitlines()]
    assert places == [
        "parts/racks/dry-40.yaml:13:54",
        "tiny/a.yaml:1:10",
        "tiny/a.yaml:1:16",
        "tiny/budget.yaml:1:17",
        "tiny/supply.yaml:2:3",
        "tiny/z.yaml:2:1",
    ]


def test_message_stands_on_one_line(tiny_with: Make, complaint: Read) -> None:
    said = complaint(tiny_with("bad.yaml", 'budget: {capex: "30\\nkW"}\n'))
    assert said.count("\n") == 0
