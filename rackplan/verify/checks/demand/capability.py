"""The plan, and each workload, has the dense compute rate asked for at each precision."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from rackplan.model.catalog import Precision, RackType
from rackplan.model.demand import CapabilityBounds
from rackplan.units import COMPUTE, Quantity, of
from rackplan.verify.bounds import within
from rackplan.verify.comparison import Blame, Comparison
from rackplan.verify.facts import Facts
from rackplan.verify.racks import Racks

__all__ = ["check"]


def check(facts: Facts) -> Iterator[Comparison]:
    """``at_least <= sum(r) C_r <= at_most`` for each precision with a bound."""
    demand = facts.site.demand
    yield from _within(facts.racks, demand.capability, "The plan", "")
    for name, workload in demand.workloads.items():
        racks = facts.racks.serving(name)
        yield from _within(racks, workload.capability, f"Workload {name}", f" for {name}")


def _within(
    racks: Racks, asked: Mapping[Precision, CapabilityBounds], subject: str, whom: str
) -> Iterator[Comparison]:
    for precision, bounds in asked.items():
        rates = racks.by_type(_dense(precision), COMPUTE)
        yield from within(
            where=f"{precision}{whom}",
            subject=f"{subject} at dense {precision}",
            total=rates.sum(),
            bounds=(bounds.at_least, bounds.at_most),
            blame=_by_type(racks, rates),
        )


def _dense(precision: Precision) -> Callable[[RackType], Quantity]:
    """Read a type's dense rate; one that states none brings nothing."""
    nothing = of(0.0, COMPUTE)
    return lambda kind: (
        nothing if kind.computing is None else kind.computing.dense.get(precision, nothing)
    )


def _by_type(racks: Racks, rates: Quantity) -> Blame:
    return lambda *_: racks.shares_by_type(rates)
