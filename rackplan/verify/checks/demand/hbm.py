"""The plan brings the high-bandwidth memory asked for, and to each workload its own."""

from __future__ import annotations

from collections.abc import Iterator

from rackplan.model.catalog import RackType
from rackplan.model.demand import MemoryBounds
from rackplan.units import MEMORY, Quantity, of
from rackplan.verify.bounds import within
from rackplan.verify.comparison import Comparison
from rackplan.verify.facts import Facts
from rackplan.verify.racks import Racks

__all__ = ["check"]


def check(facts: Facts) -> Iterator[Comparison]:
    """``at_least <= sum(r) M_r <= at_most`` over the plan, and over what serves each workload."""
    demand = facts.site.demand
    whole = "The high-bandwidth memory of the plan"
    yield from _within(facts.racks, facts.site.id, whole, demand.hbm)
    for name, workload in demand.workloads.items():
        whom = f"The high-bandwidth memory for {name}"
        yield from _within(facts.racks.serving(name), name, whom, workload.hbm)


def _within(racks: Racks, where: str, subject: str, bounds: MemoryBounds) -> Iterator[Comparison]:
    memory = racks.by_type(_hbm, MEMORY)
    yield from within(
        where=where,
        subject=subject,
        total=memory.sum(),
        bounds=(bounds.at_least, bounds.at_most),
        blame=lambda *_: racks.shares_by_type(memory),
    )


def _hbm(kind: RackType) -> Quantity:
    return of(0.0, MEMORY) if kind.computing is None else kind.computing.hbm
