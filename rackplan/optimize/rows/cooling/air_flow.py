"""Airflow of the racks against the units of the zone, one lost."""

from __future__ import annotations

from rackplan.optimize.cap_rows import cap_rows
from rackplan.optimize.problem import Problem
from rackplan.optimize.row import Emission

__all__ = ["emit"]


def emit(problem: Problem) -> Emission:
    """Emit one row a zone: its racks against what is left after the worst loss."""
    return cap_rows(problem, "cooling.air_flow", scale=1e6, unit="m3/s")
