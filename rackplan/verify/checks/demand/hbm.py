"""The plan brings the high-bandwidth memory asked for."""

from __future__ import annotations

from collections.abc import Iterator

from rackplan.model.catalog import RackType
from rackplan.units import MEMORY, Quantity, of
from rackplan.verify.bounds import within
from rackplan.verify.comparison import Comparison
from rackplan.verify.facts import Facts

__all__ = ["check"]


def check(facts: Facts) -> Iterator[Comparison]:
    """``at_least <= sum(r) M_r <= at_most`` over the whole plan."""
    memory = facts.racks.by_type(_hbm, MEMORY)
    bounds = facts.site.demand.hbm
    yield from within(
        where=facts.site.id,
        subject="The high-bandwidth memory of the plan",
        total=memory.sum(),
        bounds=(bounds.at_least, bounds.at_most),
        blame=lambda *_: facts.racks.shares_by_type(memory),
    )


def _hbm(kind: RackType) -> Quantity:
    return of(0.0, MEMORY) if kind.computing is None else kind.computing.hbm
