"""The plan brings the dense compute rate asked for at each precision."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rackplan.model.catalog import Precision, RackType
from rackplan.units import COMPUTE, Quantity, of
from rackplan.verify.bounds import within
from rackplan.verify.comparison import Blame, Comparison
from rackplan.verify.facts import Facts
from rackplan.verify.racks import Racks

__all__ = ["check"]


def check(facts: Facts) -> Iterator[Comparison]:
    """``at_least <= sum(r) C_r <= at_most`` for each precision with a bound."""
    for precision, bounds in facts.site.demand.capability.items():
        rates = facts.racks.by_type(_dense(precision), COMPUTE)
        yield from within(
            where=precision,
            subject=f"The plan at dense {precision}",
            total=rates.sum(),
            bounds=(bounds.at_least, bounds.at_most),
            blame=_by_type(facts.racks, rates),
        )


def _dense(precision: Precision) -> Callable[[RackType], Quantity]:
    """Read a type's dense rate; one that states none brings nothing."""
    nothing = of(0.0, COMPUTE)
    return lambda kind: (
        nothing if kind.computing is None else kind.computing.dense.get(precision, nothing)
    )


def _by_type(racks: Racks, rates: Quantity) -> Blame:
    return lambda *_: racks.shares_by_type(rates)
