"""What is there by the planning date, what may be bought, and what is said against both."""

from __future__ import annotations

from pathlib import Path

import pytest

from rackplan.errors import BadInputError
from rackplan.model.site import Site
from rackplan.reading import read_site

TESTS = Path(__file__).parents[1]
LATER, EARLIER = "2027-03-01", "2026-12-01"


def _tiny(*changes: str, at: str = EARLIER) -> Site:
    site, catalogs = TESTS / "sites" / "tiny", TESTS / "catalogs"
    return read_site(site, catalogs=catalogs, changes=list(changes), at=at)


def _said(*changes: str, at: str = EARLIER) -> str:
    with pytest.raises(BadInputError) as caught:
        _tiny(*changes, at=at)
    return "\n".join(problem.message for problem in caught.value.problems)


def test_rows_come_with_their_busways() -> None:
    rows = f"rows[0].from_date={LATER}"
    assert "no row is there by 2026-12-01" in _said(rows)
    assert len(_tiny(rows, at=LATER).rows) == 3


def test_machines_come_by_date() -> None:
    change = f"cooling.loops[L1].cdus[0].from_date={LATER}"
    early, late = _tiny(change), _tiny(change, at=LATER)
    assert (list(early.loops), {row.loop for row in early.rows.values()}) == ([], {None})
    assert [unit.id for unit in late.loops["L1"].cdus] == ["L1.CDU1", "L1.CDU2", "L1.CDU3"]


def test_a_block_takes_its_rows_along() -> None:
    assert "no row is there" in _said(f"power.blocks[K1].from_date={LATER}")


def test_a_utility_leaves_those_that_have_another_source() -> None:
    early = _tiny(f"power.utilities[UT1].from_date={LATER}")
    assert "UT1" not in early.power
    assert early.power["K1.T1"].fed_by == ("K1.G1",)
    assert len(early.rows) == 3


def test_what_stands_in_a_row_that_is_not_there() -> None:
    said = _said(f"rows[0].from_date={LATER}", "placed={R1-P1: dry-40}")
    assert "R1-P1: row R1 is not there by 2026-12-01" in said


STEPS = (
    "budget.by_date=[{from_date: 2026-06-01, site_power: 400 kW}, "
    "{from_date: 2027-01-01, site_power: 700 kW}]"
)


@pytest.mark.parametrize(("at", "kw"), [("2026-06-01", 400), (EARLIER, 400), (LATER, 700)])
def test_a_budget_grows_in_steps(at: str, kw: float) -> None:
    budget = _tiny(STEPS, at=at).budget
    assert budget.site_power is not None
    assert budget.capex is not None
    assert (budget.site_power.m_as("kW"), budget.capex.m_as("MUSD")) == (kw, 30)


def test_a_budget_before_its_first_step_is_asked_for() -> None:
    assert _said(STEPS, at="2026-05-31") == (
        "no site_power by 2026-05-31; the first step is that of 2026-06-01"
    )


def test_a_budget_is_not_stated_twice() -> None:
    assert _said(STEPS, "budget.site_power=1 MW") == "budget.site_power is stated for ever too"


def test_offers_of_all_kinds() -> None:
    site = _tiny(
        "power.blocks[K1].price=2 MUSD",
        "rows[0].price=50 kUSD",
        "cooling.loops[L1].price=0.4 MUSD",
        "cooling.zones[Z1].price=0.1 MUSD",
    )
    rows = ("R1", "R2", "R3")
    assert {o.id: (o.kind, o.rows, o.liquid_only) for o in site.offers.values()} == {
        "K1": ("block", rows, False),
        "R1.busways": ("busways", ("R1",), False),
        "R2.busways": ("busways", ("R2",), False),
        "R3.busways": ("busways", ("R3",), False),
        "L1": ("loop", rows, True),
        "Z1": ("zone", rows, False),
    }
    assert set(site.offers["K1"].nodes) == site.power.keys() - {"UT1"}
    assert site.offers["R2.busways"].nodes == ("R2.A", "R2.B")


def test_an_offer_that_comes_later_is_none() -> None:
    site = _tiny("cooling.loops[L1].price=1 MUSD", f"cooling.loops[L1].cdus[0].from_date={LATER}")
    assert dict(site.offers) == {}


def test_what_is_given_hangs_on_no_offer() -> None:
    feeds = "cooling.loops[L1].cdus[0].feeds=[K1.B1, K1.B2]"
    said = _said("power.blocks[K1].price=2 MUSD", feeds)
    assert "L1.CDU1 hangs on nothing but what has a price, and may not be bought" in said


def test_limits_that_bind_are_rules() -> None:
    assert dict(_tiny("binds={power.tap: thin cables}").binds) == {"power.tap": "thin cables"}
    assert 'unknown rule "power.tab". Did you mean power.tap?' in _said("binds={power.tab: x}")
