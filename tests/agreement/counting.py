"""Every way to fill a small hall, one by one: the truth that the optimizer is compared with."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import numpy as np

from rackplan.model.offer import Offer
from rackplan.model.plan import Plan
from rackplan.model.site import Site
from rackplan.model.weights import Objective, Weights
from rackplan.optimize.problem import Problem
from rackplan.optimize.row import Ints
from rackplan.units import BUILD_PRICE, COMPUTE_PRICE, FRACTION, parse

__all__ = ["WEIGHTS", "all_fillings", "with_objective", "with_pods", "worth"]


def all_fillings(problem: Problem) -> Iterator[Ints]:
    """All columns of a problem: every number of racks of each type that a segment has room for."""
    for chosen in product(*(_of_segment(problem, s) for s in range(len(problem.segments)))):
        values = np.zeros(problem.columns.count, dtype=np.int64)
        for s, counts in enumerate(chosen):
            for t, count in enumerate(counts):
                values[problem.columns.x(t, s)] = count
        yield with_pods(problem, values)


def with_pods(problem: Problem, values: Ints) -> Ints:
    """The same racks, with as few pods begun as they need, where types stand, what is bought.

    Orders are filled one after the other, as far as racks of their type are there.
    """
    filled = values.copy()
    for t, r in problem.columns.row_pods:
        filled[problem.columns.row_pod(t, r)] = _pods(problem, values, t, {r})
    for t, h in problem.columns.hall_pods:
        rows = {r for r, hall in enumerate(problem.row_hall) if hall == h}
        filled[problem.columns.hall_pod(t, h)] = _pods(problem, values, t, rows)
    for t, rows in problem.columns.stands:
        stand = problem.columns.stand((t, rows))
        filled[stand] = int(any(values[c] for c in problem.count_terms(t, rows)))
    for offer in problem.site.offers.values():
        filled[problem.columns.offer(offer.id)] = int(any(_needing(problem, filled, offer)))
    _fill_orders(problem, filled)
    return filled


def _fill_orders(problem: Problem, values: Ints) -> None:
    """Fill orders one after the other, with what racks of their type there are in each place."""
    left = {
        (t, r): sum(int(values[c]) for c in problem.count_terms(t, [r]))
        for t in range(len(problem.types))
        for r in range(len(problem.rows))
    }
    for place in problem.orders.places:
        kind = problem.orders.kinds[place.kind]
        rows = problem.orders.rows[kind.together][place.name]
        racks = [r for r in rows for _ in range(left[kind.rack, r])]
        orders = min(len(racks) // kind.racks, place.most)
        values[problem.columns.order(place.kind, place.name)] = orders
        for row in racks[: orders * kind.racks]:
            left[kind.rack, row] -= 1


def _needing(problem: Problem, values: Ints, offer: Offer) -> Iterator[int]:
    """Racks that need an offer."""
    for r, row in enumerate(problem.rows):
        for t, rack in enumerate(problem.racks):
            if row.id in offer.rows and (rack.liquid is not None or not offer.liquid_only):
                yield from (int(values[c]) for c in problem.count_terms(t, [r]))


WEIGHTS = Weights(
    capability=parse("17 kUSD/PFLOPS", COMPUTE_PRICE),
    it_power=parse("9 kUSD/kW", BUILD_PRICE),
    cost=parse("1.2", FRACTION),
)
"""About what racks of drawn halls cost: some are worth it, some are not."""


def with_objective(site: Site, objective: Objective) -> Site:
    """The same site asked another question; where it says no weights, by `WEIGHTS`."""
    weights = site.demand.weights or WEIGHTS
    demand = site.demand.model_copy(update={"objective": objective, "weights": weights})
    return site.model_copy(update={"demand": demand})


def worth(site: Site, plan: Plan) -> float:
    """The site's objective of a plan, more being better, from the catalog [PFLOPS, USD, kW]."""
    racks = [site.catalog.racks[placement.rack] for placement in plan.placements]
    computing = [rack for rack in racks if rack.computing is not None]
    match site.demand.objective:
        case "capability":
            precision = site.demand.precision
            rates = [rack.computing.dense.get(precision) for rack in computing]
            return sum(float(rate.m_as("PFLOPS")) for rate in rates if rate is not None)
        case "cost":
            return -sum(float(rack.price.m_as("USD")) for rack in racks)
        case "it_power":
            return sum(float(rack.planned_power.m_as("kW")) for rack in computing)
        case "value":
            return _value(site, plan)


def _value(site: Site, plan: Plan) -> float:
    """What is weighed, one by one [USD]; cost is below zero already."""
    weights = site.demand.weights
    assert weights is not None
    capability, it_power = weights.capability, weights.it_power
    each: list[tuple[Objective, float]] = [
        ("capability", 0.0 if capability is None else float(capability.m_as("USD/PFLOPS"))),
        ("it_power", 0.0 if it_power is None else float(it_power.m_as("USD/kW"))),
        ("cost", float(weights.cost.m_as(""))),
    ]
    return sum(factor * worth(with_objective(site, name), plan) for name, factor in each if factor)


def _of_segment(problem: Problem, s: int) -> Iterator[tuple[int, ...]]:
    """Racks by type that one segment has room for; no more than must stand where some must."""
    segment = problem.segments[s]
    span = problem.span[:, segment.row]
    most = [segment.most(int(each), name) for each, name in zip(span, problem.types, strict=True)]
    fits = (counts for counts in product(*(range(n + 1) for n in most)))
    if segment.must:
        return fits
    if segment.is_single:
        return (counts for counts in fits if sum(counts) <= 1)
    return (counts for counts in fits if span @ counts <= segment.length)


def _pods(problem: Problem, values: Ints, t: int, rows: set[int]) -> int:
    of_type = [
        int(values[problem.columns.x(t, s)])
        for s, segment in enumerate(problem.segments)
        if segment.row in rows
    ]
    return -(-sum(of_type) // problem.racks[t].pod.racks)
