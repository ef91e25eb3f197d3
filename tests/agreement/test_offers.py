"""Equipment that is bought if it is used: rows, verifier and optimum over every filling."""

from __future__ import annotations

import pytest

from rackplan.model.built import as_built, offers_needed
from rackplan.model.figures import FrozenDict
from rackplan.model.offer import Offer
from rackplan.optimize.extract import encode, extract
from rackplan.optimize.model import build_model
from rackplan.optimize.problem import build_problem
from rackplan.units import MONEY, parse
from rackplan.verify import verify
from tests.agreement.counting import all_fillings, worth
from tests.agreement.halls import HallSize, draw_site
from tests.agreement.solving import best_of, broken_rules

SMALL = HallSize(rows=(2, 2), positions=(2, 2), blocked=0.0)


def _with_offers(site, price):
    """The busways of the first row, and the loop of the last, at a price each."""
    first, last = (list(site.rows.values())[n] for n in (0, -1))
    usd = parse(price, MONEY)
    offers = [
        Offer(
            id=f"{first.id}.busways", kind="busways", price=usd, rows=(first.id,), nodes=first.feeds
        )
    ]
    if last.loop is not None:
        rows = tuple(row.id for row in site.rows.values() if row.loop == last.loop)
        offers.append(Offer(id=last.loop, kind="loop", price=usd, rows=rows, liquid_only=True))
    return site.model_copy(update={"offers": FrozenDict({offer.id: offer for offer in offers})})


@pytest.mark.parametrize(
    ("seed", "objective", "price", "budget"),
    [(13, "cost", "3 MUSD", None), (24, "capability", "2 MUSD", "9 MUSD")],
)
def test_every_filling(seed, objective, price, budget, tmp_path):
    asked = {"wet": {}, "dry": {}}
    floor = {"fp8": {"at_least": "9 PFLOPS"}} if objective == "cost" else {}
    drawn = draw_site(seed, tmp_path, SMALL, racks=asked, objective=objective, capability=floor)
    limit = drawn.budget.model_copy(update={"capex": budget and parse(budget, MONEY)})
    site = _with_offers(drawn, price).model_copy(update={"budget": limit})
    problem = build_problem(site)
    model = build_model(problem)
    holding = []
    for values in all_fillings(problem):
        plan = extract(problem, values)
        assert plan.bought == offers_needed(site, plan.placements)
        assert (encode(problem, plan) == values).all()
        verdict = verify(site, plan)
        assert verdict.holds == (broken_rules(model, values) == set()), verdict.findings
        without = plan.model_copy(update={"bought": ()})
        unbought = {f.where for f in verify(site, without).findings if f.rule == "supply.offers"}
        assert unbought == set(plan.bought)
        holding += [plan] * verdict.holds
    solved = best_of(site)
    assert (solved.plan is None) == (not holding)
    if holding:
        best = max(_worth(site, plan) for plan in holding)
        assert _worth(site, solved.plan) == pytest.approx(best, rel=1e-9)


def _worth(site, plan):
    spent = sum(site.offers[name].price.m_as("USD") for name in plan.bought)
    return worth(site, plan) - (spent if site.demand.objective == "cost" else 0.0)


def test_a_plan_that_needs_no_offer_is_judged_without_any(tmp_path):
    site = _with_offers(draw_site(13, tmp_path, SMALL, racks={"wet": {}, "dry": {}}), "1 MUSD")
    problem = build_problem(site)
    empty = extract(problem, next(all_fillings(problem)))
    built = as_built(site, empty)
    first = next(iter(site.rows.values()))
    assert not set(first.feeds) & built.power.keys()
    assert built.rows[first.id].feeds == ()
