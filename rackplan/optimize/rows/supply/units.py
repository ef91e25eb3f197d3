"""New racks of a type against the lots in supply by the planning date."""

from __future__ import annotations

from rackplan.optimize.problem import Problem
from rackplan.optimize.row import Emission, Row

__all__ = ["emit"]


def emit(problem: Problem) -> Emission:
    """Emit one row a type with lots, or not on sale by the planning date."""
    rows = [
        Row(
            "supply.units",
            rack,
            problem.added_terms(t),
            upper=units,
            unit="racks",
        )
        for t, rack in enumerate(problem.types)
        if (units := _units(problem, t)) is not None
    ]
    return Emission(tuple(rows), len(problem.types))


def _units(problem: Problem, t: int) -> int | None:
    """Units by the planning date; None without a limit."""
    date = problem.site.demand.date
    on_sale = problem.racks[t].available_from
    if on_sale is not None and on_sale > date:
        return 0
    lots = problem.site.supply.get(problem.types[t])
    return None if lots is None else sum(lot.units for lot in lots if lot.from_date <= date)
