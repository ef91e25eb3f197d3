"""Positions, depth and floor."""

from rackplan.verify.checks.space import depth, position, weight

__all__ = ["CHECKS"]

CHECKS = {
    "space.position": position.check,
    "space.depth": depth.check,
    "space.weight": weight.check,
}
