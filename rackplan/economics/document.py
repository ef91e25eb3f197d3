"""Cost over a lifetime, and what is sought, as plain data."""

from __future__ import annotations

from typing import Any

from rackplan.economics.capital import CapitalLine
from rackplan.economics.lifetime import LifetimeCost
from rackplan.economics.sought import worths_of
from rackplan.economics.span import Span
from rackplan.model.claim import Termination, Then
from rackplan.model.plan import Plan
from rackplan.model.site import Site
from rackplan.units import MONEY, magnitude

__all__ = ["lifetime_as_json", "objective_as_json", "span_as_json"]

_CENTS = 2


def span_as_json(span: Span | None, unit: str) -> dict[str, float] | None:
    """Low, central and high in a unit, to the cent; None where there is nothing."""
    if span is None:
        return None
    low, central, high = (round(number, _CENTS) for number in span.numbers(unit))
    return {"low": low, "central": central, "high": high}


def objective_as_json(site: Site, plan: Plan | None, claim: Termination | Then) -> dict[str, Any]:
    """What is sought, how much there is of it, and what each part of a value is worth in USD."""
    told: dict[str, Any] = {"name": claim.objective, "value": claim.value, "unit": claim.unit}
    if claim.objective == "value" and plan is not None:
        worths = worths_of(site, plan).items()
        told["worth_usd"] = {name: round(magnitude(usd, MONEY), _CENTS) for name, usd in worths}
    return told


def lifetime_as_json(cost: LifetimeCost | None) -> dict[str, Any] | None:
    """Cost over a lifetime as plain data, in USD."""
    if cost is None:
        return None
    terms = cost.terms
    return {
        "currency": "USD",
        "lifetime_years": float(terms.lifetime.m_as("year")),
        "discount_rate": float(terms.discount_rate.m_as("dimensionless")),
        "annuity": cost.annuity,
        "terms_are_assumed": cost.is_assumed,
        "capital": [_line_as_json(line) for line in cost.lines],
        "capital_usd": span_as_json(cost.capital, "USD"),
        "yearly": {line.kind: span_as_json(line.amount, "USD/year") for line in cost.yearly},
        "usd_per_year": span_as_json(cost.a_year, "USD/year"),
        "residual_usd": span_as_json(cost.residual, "USD"),
        "net_present_usd": span_as_json(cost.net_present, "USD"),
        "equal_usd_per_year": span_as_json(cost.equal_a_year, "USD/year"),
        "usd_per_pflops_year": {
            precision: span_as_json(cost.per_pflops_year(precision), "USD/PFLOPS/year")
            for precision in cost.brought.dense
        },
        "usd_per_gb_hbm_year": span_as_json(cost.per_gb_year, "USD/GB/year"),
        "usd_per_mw": span_as_json(cost.per_mw, "USD/MW"),
        "missing": list(cost.missing),
    }


def _line_as_json(line: CapitalLine) -> dict[str, Any]:
    return {
        "part": line.part,
        "product": line.product or None,
        "count": round(line.count, 6),
        "usd_each": span_as_json(line.each, "USD"),
        "usd": span_as_json(line.total, "USD"),
        "price_year": line.year,
        "confidence": line.confidence,
        "source": line.source,
    }
