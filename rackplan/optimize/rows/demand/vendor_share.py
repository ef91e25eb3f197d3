"""A silicon vendor's share of planned compute power."""

from __future__ import annotations

from rackplan.model.catalog import RackType
from rackplan.optimize.problem import Problem
from rackplan.optimize.row import Emission
from rackplan.optimize.share_rows import share_rows

__all__ = ["emit"]


def emit(problem: Problem) -> Emission:
    """Emit one row a vendor and bound."""
    bounds = problem.site.policy.vendor_share
    return share_rows(problem, "demand.vendor_share", bounds, _is_by)


def _is_by(rack: RackType, vendor: str) -> bool:
    return rack.computing is not None and rack.computing.silicon_vendor == vendor
