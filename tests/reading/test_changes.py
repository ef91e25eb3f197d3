"""Scenarios and ``path=value``: what they change, and what the record says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from rackplan.model.site import Site
from rackplan.reading import read_site
from rackplan.reading.paths import PathProblem, parse_path

Read = Callable[..., Site]
TESTS = Path(__file__).parents[1]


def test_scenario_applies_in_the_order_written(tiny: Site, tiny_changed: Read) -> None:
    cool = tiny_changed(scenario="cool")
    assert cool.loops["L1"].supply.m_as("degC") == pytest.approx(25)
    assert cool.demand.date == date(2027, 12, 1)
    assert tiny.demand.hbm.at_least is not None
    assert cool.demand.hbm.at_least is None
    assert cool.inputs.scenario == "cool"
    assert cool.inputs.changes == (
        "cooling.loops[0].supply: 40 degC -> 25 degC",
        "demand.date: 2026-12-01 -> 2027-12-01",
        'demand.hbm: {"at_least": "15 TB"} -> (nothing)',
    )


def test_scenario_stands_behind_a_colon(tiny_changed: Read) -> None:
    path = f"{TESTS / 'sites/tiny'}:cool"
    assert read_site(path, catalogs=TESTS / "catalogs") == tiny_changed(scenario="cool")


def test_options_follow_the_scenario(tiny_changed: Read) -> None:
    site = tiny_changed(scenario="cool", changes=["demand.objective=cost"])
    assert site.demand.objective == "cost"
    assert site.inputs.changes[-1] == "demand.objective: capability -> cost"


def test_a_mapping_says_the_same_as_texts(tiny_changed: Read) -> None:
    by_text = tiny_changed(changes=["demand.racks.dry-40.at_most=3", "budget.capex=9 MUSD"])
    by_name = tiny_changed(changes={"demand.racks.dry-40.at_most": 3, "budget.capex": "9 MUSD"})
    assert by_text == by_name
    assert by_text.demand.racks["dry-40"].at_most == 3


@pytest.mark.parametrize(
    "path",
    ["cooling.loops[0].supply", "cooling.loops[L1].supply", "[cooling][loops][0][supply]"],
)
def test_paths_of_one_figure(path: str, tiny_changed: Read) -> None:
    site = tiny_changed(changes={path: "30 degC"})
    assert site.loops["L1"].supply.m_as("degC") == pytest.approx(30)
    assert site.inputs.changes == ("cooling.loops[0].supply: 40 degC -> 30 degC",)


def test_entry_is_named_by_its_folded_id(tiny_changed: Read) -> None:
    site = tiny_changed(changes=["rows[R[1-3]].floor_load=9 kPa"])
    assert {row.floor_load.m_as("kPa") for row in site.rows.values()} == {9.0}


def test_what_is_set_may_be_new(tiny_changed: Read) -> None:
    site = tiny_changed(changes=["policy.survive=[ups]", "rows[0].blocked.R1-P1=pillar"])
    assert site.policy.survive == ("ups",)
    assert site.positions["R1-P1"].blocked == "pillar"
    assert site.positions["R3-P5"].blocked == "column"
    assert site.inputs.changes[0] == 'policy.survive: (nothing) -> ["ups"]'


def test_whole_table_may_be_new(tiny_changed: Read) -> None:
    assert tiny_changed(changes=["place.elevation=222 m"]).place.elevation is not None


def test_product_is_changed_under_catalog(tiny: Site, tiny_changed: Read) -> None:
    site = tiny_changed(changes=["catalog.wet-100.price=3 MUSD", "catalog[psu-4].rating=5 kW"])
    assert site.catalog.racks["wet-100"].price is not None
    assert site.catalog.racks["wet-100"].price.m_as("MUSD") == pytest.approx(3)
    assert site.catalog.shelves["psu-4"].rating.m_as("kW") == pytest.approx(5)
    assert tiny.catalog.shelves["psu-4"].rating.m_as("kW") == pytest.approx(4)
    assert site.inputs.changes[0] == "catalog.wet-100.price: 4 MUSD -> 3 MUSD"


def test_changed_figure_loses_the_source_of_the_old_one(tiny: Site, tiny_changed: Read) -> None:
    assert tiny.provenance["tariff.energy"].source == "made-up"
    site = tiny_changed(changes=["tariff.energy=0.2 USD/kWh"])
    assert site.provenance["tariff.energy"].confidence == "unstated"
    assert site.provenance["tariff.energy"].source is None
    assert site.inputs.changes == ("tariff.energy: 0.10 USD/kWh -> 0.2 USD/kWh",)


def test_planning_date(tiny_changed: Read) -> None:
    for at in ("2027-01-31", date(2027, 1, 31)):
        site = tiny_changed(at=at)
        assert site.demand.date == date(2027, 1, 31)
        assert site.inputs.changes == ("demand.date: 2026-12-01 -> 2027-01-31",)


def test_add_and_remove_entries_of_lists(tmp_path: Path) -> None:
    folder = tmp_path / "tiny"
    folder.mkdir()
    for path in (TESTS / "sites/tiny").glob("*.yaml"):
        text = path.read_text().partition("scenarios:")[0]
        (folder / path.name).write_text(text)
    (folder / "scenarios.yaml").write_text("""\
scenarios:
  more:
    changes:
      - {add: cooling.zones, value: {id: Z2, supply: 24 degC, units: [{product: fan-150, id: F1}]}}
      - {add: cooling.zones, value: {id: Z3, supply: 24 degC, units: [{product: fan-150, id: F1}]}}
      - {set: "rows[0].zone", to: "Z[1-3]"}
      - {remove: "supply.wet-100[1]"}
      - {add: demand.racks.net-10, value: {at_most: 2}}
""")
    site = read_site(folder, catalogs=TESTS / "catalogs", scenario="more")
    assert list(site.zones) == ["Z1", "Z2", "Z3"]
    assert [row.zone for row in site.rows.values()] == ["Z1", "Z2", "Z3"]
    assert [lot.units for lot in site.supply["wet-100"]] == [4]
    assert list(site.demand.racks) == ["wet-100", "dry-40", "net-10"]
    assert site.inputs.changes[0].startswith('cooling.zones[1]: (nothing) -> {"id": "Z2"')


@pytest.mark.parametrize("text", ["", ".", "a.", ".a", "a..b", "a[", "a]b", "[a]b]"])
def test_what_is_no_path(text: str) -> None:
    with pytest.raises(PathProblem):
        parse_path(text)
