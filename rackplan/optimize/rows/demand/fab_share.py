"""A fab's share of planned compute power; racks whose fab nobody states count for none."""

from __future__ import annotations

from rackplan.model.catalog import RackType
from rackplan.model.names import is_named
from rackplan.optimize.problem import Problem
from rackplan.optimize.row import Emission
from rackplan.optimize.share_rows import share_rows

__all__ = ["emit"]


def emit(problem: Problem) -> Emission:
    """Emit one row a fab and bound."""
    return share_rows(problem, "demand.fab_share", problem.site.policy.fab_share, _is_from)


def _is_from(rack: RackType, fab: str) -> bool:
    return rack.computing is not None and is_named(fab, rack.computing.fab or "")
