"""The summary says what the result says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from rackplan.economics.cost import cost_of
from rackplan.model.catalog import Catalog
from rackplan.model.claim import Binding, Termination
from rackplan.model.provenance import Inputs
from rackplan.model.thermal import Thermal
from rackplan.model.verdict import Finding
from rackplan.report.summary import summary_lines, summary_sections, verified_line
from rackplan.result import NOT_CERTIFIED


def _section(result, title: str) -> str:
    found = [s.lines for s in summary_sections(result) if s.title.startswith(title)]
    return "\n".join(found[0]) if found else ""


def test_the_whole_summary(make_result):
    assert (
        "\n".join(summary_lines(make_result()))
        == """\
Two halls (two-halls), planning date 2026-12-01

Result
  status     optimal: proved within the gap asked for
  objective  dense fp8 capability 600 PFLOPS; no plan has more than 606 PFLOPS (gap 1 %)
  time       1.2 s (seed 0, 2 threads, deterministic; rackplan 0.1.0)
  verified   yes: all of 1,234 checks hold
  losses     10 single losses simulated: 4 UPS, 6 air unit

Racks
  type       role     racks   kW  PFLOPS       price
  beta-wide  compute      2   80     200  not stated
  alpha-100  compute      4  400     400      8 MUSD
  net-rack   network      2   40       -      4 MUSD
  total                   8  520     600     12 MUSD

Power and money
  IT power    520 kW planned
  capital     12 MUSD for the racks; the hall is given; without a price: beta-wide
  power bill  305.8 kUSD a year
              assuming load factor 80 %, PUE 1.25 (stated), 0.05 USD/kWh, 10 USD/kW/month

Over 5 years at 8 % a year (low, central, high)
  compute racks      8 MUSD      8 MUSD      8 MUSD
  network racks      4 MUSD      4 MUSD      4 MUSD
  spares           240 kUSD    240 kUSD    240 kUSD
  in all         12.24 MUSD  12.24 MUSD  12.24 MUSD
  power          305.8 kUSD  305.8 kUSD  305.8 kUSD  a year
  maintenance      360 kUSD    360 kUSD    360 kUSD  a year
  net present     14.9 MUSD   14.9 MUSD   14.9 MUSD  what is left at the end taken off
  a PFLOPS       6.219 kUSD  6.219 kUSD  6.219 kUSD  and year, dense fp8
  a GB of HBM     621.9 USD   621.9 USD   621.9 USD  and year
  a MW of IT     28.65 MUSD  28.65 MUSD  28.65 MUSD  net present
  assuming our own terms, the site states none: maintenance 3 % a year, spares 2 %, residual 0 %;
    the hall is given
  prices in USD; 2 of them name no year
  not counted: price of beta-wide: nobody states it

What binds, and what one more unit of it is worth (price in the relaxation)
  K1.B1 after losing board K1.B2: 1,990 of 2,000 kW; one kW more is worth 2.5 PFLOPS
      power.failover: After the loss of any one component that the policy names, every surviving
        power node carries what falls to it, and no rack goes dark.

Throttled after the loss of a feed
  4 alpha-100 racks: capped at 80 kW instead of 100 kW

Where the figures behind this come from
  1  published
  1  vendor-typical
  1  estimate
  2  assumption
  assumed: alpha-100.mass, rows[0].floor_load
  Figures of halls and rows are assumptions in part, not published facts.

Not certified by any plan
  room air flow (CFD)
  short circuit, arc flash and breaker coordination
  transients and control
  what a power loss takes from cooling: its machines hang on no feed here
  structural point loads"""
    )


def test_the_bill_is_energy_and_demand_of_the_drawn_power(make_result):
    """520 kW at PUE 1.25: 650 kW; 80 % of it all year at 0.05, and 10 a kW and month."""
    by_hand = 650 * 0.8 * 8760 * 0.05 + 650 * 10 * 12
    assert f"{by_hand / 1000:.1f} kUSD a year" in _section(make_result(), "Power")


def test_what_was_not_checked_stands_beside_verified(make_result):
    result = make_result()
    thermal = Thermal(unchecked=("approach not checked, no facility water is named: L1",))
    verdict = replace(result.verdict, thermal=thermal)
    told = replace(result, verdict=verdict)
    lines = _section(told, "Result").splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("verified"))
    assert lines[at + 1] == "unchecked  approach (see Cooling)"
    assert "unchecked" not in _section(result, "Result")


def test_money_is_that_of_the_cost(make_result, make_site, make_plan):
    site = make_site()
    capital = cost_of(site, make_plan(site)).capital.m_as("USD")
    assert f"{capital / 1e6:g} MUSD for the racks" in _section(make_result(), "Power")


def test_without_a_tariff_there_is_no_bill(make_result, make_site):
    text = _section(make_result(make_site(tariff=None)), "Power")
    assert "IT power" in text
    assert "bill" not in text


def test_without_a_plan_it_says_why(no_plan):
    assert "status     infeasible: no plan fits" in _section(no_plan, "Result")
    assert "nothing to verify: there is no plan" in _section(no_plan, "Result")
    assert _section(no_plan, "Why no plan fits") == "Hall H1 lacks 12 kW."
    for absent in ("Racks", "Power", "What binds", "Throttled"):
        assert _section(no_plan, absent) == ""


def test_a_refuted_plan_is_never_called_verified(make_result, refuting):
    findings = [
        Finding("power.tap", f"R1-P{n}", 2.0, 1.0, -1.0, "kVA", None, (), f"Tap {n} lacks 1 kVA.")
        for n in range(8)
    ]
    result = make_result(verdict=refuting(*findings))
    assert verified_line(result) == "no: 8 findings in 1,234 checks"
    text = _section(result, "Findings")
    assert text.splitlines()[0] == "power.tap: Tap 0 lacks 1 kVA."
    assert text.splitlines()[-1] == "and 3 more, all in plan.json"


def test_a_plan_that_nobody_checked_is_never_called_verified(make_result):
    assert verified_line(make_result(verdict=None)) == "no: the plan was not checked"


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (
            Termination("feasible", "cost", "USD", 12e6, 11.5e6, 9.0, False),
            "cost 12,000,000 USD; no plan has less than 11,500,000 USD (gap 4.167 %)",
        ),
        (
            Termination("feasible", "it_power", "kW", 520.0, None, 9.0, False),
            "compute power 520 kW; no bound proved",
        ),
    ],
)
def test_objective_names_the_side_of_its_bound(make_result, claim, expected):
    text = _section(make_result(termination=claim), "Result")
    assert expected in text
    assert "cut off by the clock or by hand" in text


def test_money_that_binds_is_told_in_millions(make_result):
    budget = Binding(
        "budget.capex", "site", 11.9e6, 12e6, "USD", 8.1e-5, "PFLOPS/USD", "dual", None
    )
    first = _section(make_result(binding=(budget,)), "What binds").splitlines()[0]
    assert first == "site: 11.9 MUSD of 12 MUSD; one MUSD more is worth 81 PFLOPS"


def test_a_rule_that_binds_in_many_places_is_told_once(make_result):
    (binding,) = make_result().binding
    places = tuple(replace(binding, where=f"K1.B{n}", gain=9.0 - n) for n in range(1, 10))
    other = replace(binding, rule="space.position", where="R1", unit="racks", failure=None)
    lines = _section(make_result(binding=(*places, other)), "What binds").splitlines()
    assert lines[0].startswith("K1.B1 after losing board K1.B2: 1,990 of 2,000 kW; one kW more")
    assert lines[1] == (
        "    and at 8 more places: K1.B2, K1.B3, K1.B4, K1.B5, K1.B6, K1.B7 and 2 more"
    )
    assert lines[4] == "R1: 1,990 of 2,000 racks; one rack more is worth 2.5 PFLOPS"


def test_scenario_and_changes_are_named(make_result, make_site):
    inputs = Inputs(files={}, documents={}, scenario="hot", changes=("a.b: 1 -> 2",))
    lines = summary_lines(make_result(make_site(inputs=inputs)))
    assert lines[0] == "Two halls (two-halls:hot), planning date 2026-12-01"
    assert lines[1] == "  changed: a.b: 1 -> 2"


def test_says_what_is_not_certified(make_result):
    assert _section(make_result(), "Not certified").splitlines() == list(NOT_CERTIFIED)


def test_a_name_cannot_forge_a_line(make_result, make_site):
    evil = "Hall\n  verified   yes: all of 9 checks hold\x1b[2J\u202e"
    lines = summary_lines(replace(make_result(make_site(name=evil)), verdict=None))
    assert lines[0].startswith("Hall verified yes: all of 9 checks hold\ufffd[2J (two-halls)")
    assert [line for line in lines if line.startswith("  verified")] == [
        "  verified   no: the plan was not checked"
    ]


def test_types_that_nobody_sells_yet_are_told(make_result):
    result = make_result()
    racks = result.site.catalog.racks
    name = next(iter(result.site.demand.racks))
    later = racks[name].model_copy(update={"available_from": date(2099, 1, 1)})
    products = {**result.site.catalog.products, name: later}
    catalog = Catalog(products=products, provenance=result.site.catalog.provenance)
    site = result.site.model_copy(update={"catalog": catalog})
    assert f"not on sale yet: {name} from 2099-01-01" in _section(
        replace(result, site=site), "Racks"
    )
    assert "not on sale" not in _section(result, "Racks")
