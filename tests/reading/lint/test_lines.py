"""Rows that cannot load their lines: shares reckoned by hand."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rackplan.model.site import Site
from rackplan.reading import check_inputs, read_site
from rackplan.reading.lint.lines import idle_lines

TESTS = Path(__file__).parents[2]


@pytest.fixture
def hall() -> Callable[..., Site]:
    """The tiny hall, of so many rows in a block of some scheme."""

    def read(scheme: str, rows: str, **more: Any) -> Site:
        changes = {"power.blocks[0].scheme": scheme, "rows[0].id": rows, "rows[0].blocked": {}}
        return read_site(TESTS / "sites/tiny", catalogs=TESTS / "catalogs", changes=changes | more)

    return read


@pytest.mark.parametrize(("scheme", "rows"), [("2N", "R[1-3]"), ("3N/2", "R[1-3]"), ("N", "R1")])
def test_enough_rows_raise_no_doubt(hall: Callable[..., Site], scheme: str, rows: str) -> None:
    assert list(idle_lines(hall(scheme, rows))) == []


@pytest.mark.parametrize(
    ("scheme", "rows", "share"),
    [
        # Rows on 1-2 and 2-3: line 2 carries l + l/2 <= C after the loss of 1, so 2 l = 4/3 C.
        ("3N/2", "R[1-2]", "67%"),
        # Rows on 1-2 and 3-4 of 4N/3, where 3 C could be: 2 C if the third row is left out.
        ("4N/3", "R[1-3]", "67%"),
    ],
)
def test_too_few_rows_are_told(
    hall: Callable[..., Site], scheme: str, rows: str, share: str
) -> None:
    told = list(idle_lines(hall(scheme, rows)))
    assert len(told) == 1
    assert f"rows reach {share} of what" in told[0]


def test_a_line_without_rows_is_told(hall: Callable[..., Site]) -> None:
    assert list(idle_lines(hall("3N/2", "R1"))) == ["neither a row nor a machine hangs on K1.U3"]


def test_a_reserve_that_boards_fall_back_on_is_none(hall: Callable[..., Site]) -> None:
    assert list(idle_lines(hall("catcher", "R[1-3]", **{"power.blocks[0].modules": 3}))) == []


def test_it_is_a_doubt_of_the_check(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(TESTS / "sites/tiny", tmp_path / "tiny"))
    text = (folder / "site.yaml").read_text().replace("R[1-3]", "R[1-2]")
    (folder / "site.yaml").write_text(text.replace("    blocked: {R3-P5: column}\n", ""))
    report = check_inputs(folder, catalogs=TESTS / "catalogs")
    told = [str(doubt) for doubt in report.doubts if doubt.id == "site.lines"]
    (doubt,) = told
    assert doubt == (
        "tiny: with any one UPS lost, rows reach 67% of what rows on every pair of lines would; "
        "none hangs on K1.U1 and K1.U3 [site.lines]."
    )
