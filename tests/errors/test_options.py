"""Complaints about scenarios, ``--set``, ``--at`` and the documents in a plan, word for word."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

TINY = Path(__file__).parents[1] / "sites" / "tiny"
Read = Callable[..., str]

CHANGES = {
    "cooling.lops[0].supply=3 degC": (
        'cooling.lops[0].supply: unknown path: "cooling" has no "lops". Did you mean loops?'
    ),
    "cooling.loops[1].supply=3 degC": (
        'cooling.loops[1].supply: unknown path: "cooling.loops" has 1 entry, counted from 0'
    ),
    "cooling.loops[L2].supply=3 degC": (
        'cooling.loops[L2].supply: unknown path: "cooling.loops" has no entry "L2". Known here: L1.'
    ),
    "cooling.loops.supply=3 degC": (
        'cooling.loops.supply: unknown path: "cooling.loops" is a list; '
        "name an entry as cooling.loops[0] or cooling.loops[id]"
    ),
    "demand.date.year=2027": 'demand.date.year: unknown path: "demand.date" is a single value',
    "demand.objectiv=cost": 'demand: unknown key "objectiv". Did you mean objective?',
    "demand.objective=costs": (
        'demand.objective: expected one of capability, cost, it_power, value; got "costs". '
        "Did you mean cost?"
    ),
    "budget.capex=30": (
        'budget.capex: expected an amount of money such as "4.0 MUSD", got "30" without a unit. '
        "Write 30 USD?"
    ),
    "budget.capex": 'expected path=value, got "budget.capex"',
    "=3": "an empty path",
    "a..b=3": 'a..b: "a..b" is no path such as cooling.loops[0].supply',
    "rows[0=3": 'rows[0: "rows[0" has a bracket without its partner',
    "budget.capex=[1, 2": (
        "budget.capex: not YAML: did not find expected ',' or ']' (while parsing a flow sequence)"
    ),
    "catalog.wet-100.prise=3 MUSD": 'unknown key "prise". Did you mean price?',
    "catalog.wet-1000.price=3 MUSD": (
        'catalog.wet-1000.price: unknown product "wet-1000". Did you mean wet-100?'
    ),
    "catalog.switch-64.ports=3": (
        "catalog.switch-64.ports: changes a product that the site does not reach"
    ),
    "tariff.demand=14 USD/kWh": (
        "tariff.demand: "
        'expected a demand price such as "14 USD/kW/month", got "14 USD/kWh" (energy price). '
        "Did you mean USD/kW/month?"
    ),
    "tariff.energy=14 USD/kW/month": (
        "tariff.energy: "
        'expected an energy price such as "0.06 USD/kWh", got "14 USD/kW/month" (demand '
        "price). Did you mean USD/kWh?"
    ),
    "cooling.loops[0].supply=-300 degC": (
        "cooling.loops[0].supply: "
        'expected a temperature such as "45 degC", got "-300 degC", which is below absolute zero'
    ),
    "cooling.loops[0].supply=400 degC": (
        "cooling.loops[0].supply: "
        'expected a temperature such as "45 degC", got "400 degC", which is no temperature '
        "of a hall (-50 to 100 degC)"
    ),
    "budget.capex=1e20 MUSD": (
        "budget.capex: "
        'expected an amount of money such as "4.0 MUSD", got "1e20 MUSD", which is beyond '
        "anything built"
    ),
    "power.blocks[0].ups.rating=1e15 MW": (
        "power.blocks[0].ups.rating: "
        'expected a power such as "2 MW" or an apparent power such as "2500 kVA" or a '
        'current such as "250 A", got "1e15 MW", which is beyond anything built'
    ),
    "power.blocks[0].board.rating=-2500 A": (
        "power.blocks[0].board.rating: "
        'expected a power such as "2 MW" or an apparent power such as "2500 kVA" or a '
        'current such as "250 A", got "-2500 A", which is below zero'
    ),
    "supply.wet-100[0].units=999999999999999999999": (
        'supply.wet-100[0].units: expected at most 1,000,000, got "999999999999999999999"'
    ),
    "demand.racks.wet-100.at_most=1000001": (
        "demand.racks.wet-100.at_most: expected at most 1,000,000, got 1000001"
    ),
    "catalog.wet-100.pod.racks=1000001": "pod.racks: expected at most 1,000,000, got 1000001",
    "rows[0].colr=3": (
        'rows[0]: unknown key "colr". Known here: id, hall, line, block, feeds, positions, '
        "position_width, position_depth, at, aisles, columns, busway, tap, loop, zone, floor_load, "
        "spread_depth, blocked, from_date, price."
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_set(change: str, complaint: Read) -> None:
    assert complaint(TINY, changes=[change]) == f"--set  {CHANGES[change]}"


def test_path_of_a_thousand_steps(complaint: Read) -> None:
    assert complaint(TINY, changes=[".".join("a" * 1000) + "=1"]).endswith(
        "a path of more than 40 steps"
    )


def test_two_changes_of_one_path(complaint: Read) -> None:
    changes = ["cooling.loops[0].supply=30 degC", "cooling.loops[L1].supply=35 degC"]
    assert complaint(TINY, changes=changes) == "--set  cooling.loops[L1].supply: is changed twice"


def test_scenario_and_option_change_one_path(complaint: Read) -> None:
    said = "--at  demand.date: is changed twice; the first change is in {}/demand.yaml:16"
    assert complaint(f"{TINY}:cool", at="2028-01-01") == said.format("tiny")


def test_unknown_scenario(complaint: Read) -> None:
    said = 'tiny/demand.yaml:11:1  scenarios: unknown scenario "col". Did you mean cool?'
    assert complaint(TINY, scenario="col") == said


def test_two_scenarios(complaint: Read) -> None:
    said = 'two scenarios, "cool" and "hot": name one'
    assert complaint(f"{TINY}:cool", scenario="hot") == said


def test_bad_date(complaint: Read) -> None:
    said = '--at  demand.date: expected a date such as 2026-12-01, got "soon"'
    assert complaint(TINY, at="soon") == said


def test_change_of_a_scenario_is_complained_of_in_its_line(
    tiny_with: Callable[[str, str], Path], complaint: Read
) -> None:
    text = """\
scenarios:
  bad:
    changes:
      - {set: "cooling.loops[0].supply", to: 35 K}
      - {remove: demand.hbmm}
      - {add: demand.hbm, value: {}}
      - {set: "rows[R[1-3]].hall", to: H2}
"""
    assert complaint(tiny_with("bad.yaml", text), scenario="bad").splitlines() == [
        (
            "tiny/bad.yaml:4:46  cooling.loops[0].supply: expected a temperature such as "
            '"45 degC", got "35 K" (temperature difference). Did you mean degC?'
        ),
        (
            'tiny/bad.yaml:5:18  demand.hbmm: unknown path: there is no "hbmm" to remove. '
            "Did you mean hbm?"
        ),
        "tiny/bad.yaml:6:15  demand.hbm: is there already; a change of it is a set",
        'tiny/bad.yaml:7:40  rows[0].hall: unknown hall "H2". Known here: H1.',
    ]
