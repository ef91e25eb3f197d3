"""The new racks, and what is bought for them, cost no more than the capital budget."""

from __future__ import annotations

from collections.abc import Iterator

from rackplan.economics.cost import capital
from rackplan.model.verdict import Contributor
from rackplan.units import MONEY, magnitude
from rackplan.verify.comparison import Comparison
from rackplan.verify.facts import Facts

__all__ = ["check"]


def check(facts: Facts) -> Iterator[Comparison]:
    """``sum(r) price_r + sum(o) price_o <= budget``, support racks included, if one is set."""
    budget = facts.site.budget.capex
    if budget is None:
        return
    placements = tuple(r.placement for r in facts.racks)
    placed = facts.plan.model_copy(update={"placements": placements})
    yield Comparison(
        says="{subject} cost {value} of {limit}: {short} too much{most}",
        where=[facts.site.id],
        used=capital(facts.site, placed),
        limit=budget,
        subject=lambda _: "The racks",
        blame=lambda *_: tuple(_by_type(facts)),
    )


def _by_type(facts: Facts) -> Iterator[Contributor]:
    for kind, count in facts.added.items():
        price = facts.site.catalog.racks[kind].price
        if price is not None:
            yield Contributor(kind, count * magnitude(price, MONEY))
    for name, offer in facts.site.offers.items():
        if name in facts.plan.bought:
            yield Contributor(name, magnitude(offer.price, MONEY))
