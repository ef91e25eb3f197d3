"""What was sought, what the plan has of it, and what no plan has more of."""

from __future__ import annotations

from collections.abc import Iterator

from rackplan.economics.sought import worths_of
from rackplan.report.wording import figure, money, neat, percent
from rackplan.result import Result
from rackplan.units import MONEY, magnitude

__all__ = ["sought_rows"]

_CALLED = {
    "capability": "capability",
    "cost": "cost",
    "it_power": "compute power",
    "value": "value",
}


def sought_rows(result: Result) -> Iterator[tuple[str, str]]:
    """The lines of a summary about objectives: label and text."""
    yield "objective", _objective(result)
    yield from _worth(result)
    yield from _then(result)


def _objective(result: Result) -> str:
    claim = result.termination
    name = _CALLED.get(claim.objective, claim.objective)
    if claim.objective == "capability":
        name = f"dense {result.site.demand.precision} capability"
    if claim.value is None:
        return name
    stated = f"{name} {figure(claim.value, 6)} {claim.unit}"
    if claim.bound is None or claim.gap is None:
        return f"{stated}; no bound proved"
    side = "less" if claim.objective == "cost" else "more"
    limit = f"{figure(claim.bound, 6)} {claim.unit}"
    moving = " that moves no more racks" if result.kept and result.kept.price else ""
    return f"{stated}; no plan{moving} has {side} than {limit} (gap {percent(claim.gap, 3)})"


def _worth(result: Result) -> Iterator[tuple[str, str]]:
    """What the value of a plan is made of."""
    weights = result.site.demand.weights
    sought = {result.termination.objective, *(then.objective for then in result.then)}
    if result.plan is None or weights is None or "value" not in sought:
        return
    factors = {"capability": weights.capability, "it_power": weights.it_power}
    parts = []
    for name, worth in worths_of(result.site, result.plan).items():
        usd = money(abs(magnitude(worth, MONEY)))
        if name == "cost":
            parts.append(f"less {usd}, {weights.cost.m_as(''):g} times the capital")
        else:
            parts.append(f"{usd} for {_CALLED[name]} at {neat(factors[name])}")
    yield "worth", ", ".join(parts)


def _then(result: Result) -> Iterator[tuple[str, str]]:
    """Further objectives, in the order in which they were sought."""
    for then in result.then:
        value = f"{figure(then.value, 6)} {then.unit}"
        given = f"for up to {percent(then.give)} of what comes before it"
        stated = f"{_CALLED.get(then.objective, then.objective)} {value}, {given}"
        side = "less" if then.objective == "cost" else "more"
        if then.bound is None or then.gap is None:
            yield "then", f"{stated}; no bound proved"
        else:
            limit = f"{figure(then.bound, 6)} {then.unit} (gap {percent(then.gap, 3)})"
            yield "then", f"{stated}; no plan that gives up no more has {side} than {limit}"
