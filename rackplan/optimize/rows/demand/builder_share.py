"""A builder's share of planned compute power, whoever of its builders a rack comes from."""

from __future__ import annotations

from rackplan.model.catalog import RackType
from rackplan.model.names import is_named
from rackplan.optimize.problem import Problem
from rackplan.optimize.row import Emission
from rackplan.optimize.share_rows import share_rows

__all__ = ["emit"]


def emit(problem: Problem) -> Emission:
    """Emit one row a builder and bound: all that it may build, and what it alone builds."""
    bounds = problem.site.policy.builder_share
    return share_rows(problem, "demand.builder_share", bounds, _may_build, _alone_builds)


def _may_build(rack: RackType, builder: str) -> bool:
    return any(is_named(builder, name) for name in rack.builders)


def _alone_builds(rack: RackType, builder: str) -> bool:
    return _may_build(rack, builder) and all(is_named(builder, name) for name in rack.builders)
