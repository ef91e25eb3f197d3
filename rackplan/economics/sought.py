"""What a plan brings of each objective, reckoned from the plan and the catalog alone.

Nothing here knows how the search counts: it weighs whole numbers of columns, this adds up the
quantities of the racks that stand. So a claim can be held against it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from rackplan.economics.cost import capital
from rackplan.model.plan import Plan
from rackplan.model.site import Site
from rackplan.model.weights import OBJECTIVES, worth_of_moves
from rackplan.units import COMPUTE, MONEY, POWER, Quantity, magnitude, of

__all__ = ["Claimed", "misclaims_of", "sought_of", "worths_of"]

_ROUNDED = {"capability": of(1e-3, COMPUTE), "it_power": of(1e-3, POWER), "cost": of(1.0, MONEY)}
"""To what the search rounds the figures of a rack."""

_SHARE = 1e-6


def sought_of(site: Site, plan: Plan, objective: str) -> Quantity:
    """What a plan brings, or costs [PFLOPS, USD or kW, as the objective is measured].

    Examples
    --------
    >>> from rackplan import read_site
    >>> print(sought_of(read_site("wisconsin"), Plan(site="wisconsin", placements=()), "cost"))
    0.0 USD
    """
    if objective == "value":
        return sum(worths_of(site, plan).values(), of(0.0, MONEY))
    if objective == "cost":
        return capital(site, plan)
    racks = [(n, site.catalog.racks[rack]) for rack, n in plan.counts().items()]
    if objective == "it_power":
        power = (n * rack.planned_power for n, rack in racks if rack.role == "compute")
        return sum(power, of(0.0, POWER))
    dense = ((n, rack.computing.dense) for n, rack in racks if rack.computing is not None)
    precision, nothing = site.demand.precision, of(0.0, COMPUTE)
    return sum((n * rates.get(precision, nothing) for n, rates in dense), nothing)


def worths_of(site: Site, plan: Plan) -> dict[str, Quantity]:
    """What each part of the value is worth [USD], cost below zero; {} without weights."""
    weights = site.demand.weights
    if weights is None:
        return {}
    worths: dict[str, Quantity] = {}
    if weights.capability is not None:
        worths["capability"] = (weights.capability * sought_of(site, plan, "capability")).to("USD")
    if weights.it_power is not None:
        worths["it_power"] = (weights.it_power * sought_of(site, plan, "it_power")).to("USD")
    worths["cost"] = (-weights.cost * sought_of(site, plan, "cost")).to("USD")
    return worths


class Claimed(Protocol):
    """What is said of a plan: an objective, and how much there is of it."""

    @property
    def objective(self) -> str:
        """Its name."""

    @property
    def value(self) -> float | None:
        """In the unit that the objective is measured in."""


def misclaims_of(site: Site, plan: Plan, claims: Iterable[Claimed]) -> tuple[str, ...]:
    """Claims of values that the plan does not have, each in a sentence.

    Of an objective that nobody knows nothing is said. The search rounds the figures of each rack;
    no more than that may be between them.
    """
    told = [(claim.objective, claim.value) for claim in claims if claim.objective in OBJECTIVES]
    said = (_misclaim(site, plan, name, value) for name, value in told if value is not None)
    return tuple(filter(None, said))


def _misclaim(site: Site, plan: Plan, objective: str, claimed: float) -> str:
    """What is wrong with a claim; "" where it is what the plan brings."""
    dimension = worth_of_moves(objective)
    brings = magnitude(sought_of(site, plan, objective), dimension)
    if abs(brings - claimed) <= _rounding(site, plan, objective):
        return ""
    unit = dimension.unit
    return f"{objective} {claimed:,.10g} {unit} is claimed, and the plan has {brings:,.10g} {unit}"


def _rounding(site: Site, plan: Plan, objective: str) -> float:
    """By how much a claim may be off: a share of it, and a part of a unit for every rack."""
    pieces = len(plan.placements) + len(plan.bought)
    weights = site.demand.weights
    if objective != "value" or weights is None:
        brings = magnitude(sought_of(site, plan, objective), worth_of_moves(objective))
        return _SHARE * abs(brings) + pieces * float(_ROUNDED[objective].m)
    worth = sum(abs(magnitude(part, MONEY)) for part in worths_of(site, plan).values())
    factors = {"capability": weights.capability, "it_power": weights.it_power, "cost": weights.cost}
    each = (f * _ROUNDED[name] for name, f in factors.items() if f is not None)
    return _SHARE * worth + pieces * sum(magnitude(part, MONEY) for part in each)
