"""Voltage drop to the far end of busways, on the safe side of any order of the racks."""

from __future__ import annotations

from rackplan.optimize.busway_drops import busway_drops
from rackplan.optimize.problem import Problem
from rackplan.optimize.row import Emission, Row

__all__ = ["emit"]


def emit(problem: Problem) -> Emission:
    """Emit ``sum(drop at D) <= limit - fixed`` for each busway of known resistance."""
    drops = list(busway_drops(problem))
    rows = [
        Row(
            "power.voltage_drop",
            drop.node,
            problem.load_terms(drop.each, drop.rows),
            upper=drop.limit - drop.fixed,
            scale=1e5,
            unit="V",
            offset=drop.fixed,
            failure=drop.failure,
        )
        for drop in drops
    ]
    return Emission(tuple(row for row in rows if row.terms), len(drops))
