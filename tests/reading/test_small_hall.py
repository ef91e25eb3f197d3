"""The small hall of the examples: planned with its own rack, verified, its keys explained."""

from __future__ import annotations

from pathlib import Path

import pytest

import rackplan as rp
from rackplan.model.site import Site
from rackplan.reading import check_inputs
from rackplan.reading.folded import FoldedRow, FoldedSite

FOLDER = Path(__file__).parents[2] / "examples" / "small-hall"
TEXT = (FOLDER / "site.yaml").read_text()


@pytest.fixture(scope="module")
def hall() -> Site:
    return rp.read_site(FOLDER, catalogs=FOLDER / "catalogs")


def test_small_hall_is_planned_and_verified(hall: Site) -> None:
    result = rp.plan(hall, time_limit="30 s", threads=1)
    assert result.plan is not None
    assert rp.verify(hall, result.plan).holds
    racks = [placement.rack for placement in result.plan.placements]
    assert racks.count("my-rack") >= 2
    assert racks.count("gb200-nvl72") == 4


def test_rows_hang_on_both_modules_and_share_the_cold_aisle(hall: Site) -> None:
    feeds = {row.id: [hall.power[feed].fed_by for feed in row.feeds] for row in hall.rows.values()}
    assert feeds == {"R1": [("K1.B1",), ("K1.B2",)], "R2": [("K1.B1",), ("K1.B2",)]}
    assert [row.cold_aisle for row in hall.rows.values()] == ["north", "south"]


def test_inputs_and_the_later_scenario_hold() -> None:
    assert check_inputs(FOLDER, catalogs=FOLDER / "catalogs").sites == ("small-hall",)
    assert check_inputs(FOLDER / "catalogs").products == 1


def test_every_key_is_shown() -> None:
    keys = set(FoldedSite.model_fields) | set(FoldedRow.model_fields) - {"columns"}
    assert {key for key in keys if f"{key}:" not in TEXT and f"`{key}`" not in TEXT} == set()
    assert len(TEXT.splitlines()) <= 100
