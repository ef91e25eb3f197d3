"""Positions, depth and floor."""

from rackplan.verify.checks.space import (
    depth,
    forbidden,
    pinned,
    placed,
    position,
    reserved,
    weight,
)

__all__ = ["CHECKS"]

CHECKS = {
    "space.position": position.check,
    "space.depth": depth.check,
    "space.weight": weight.check,
    "space.placed": placed.check,
    "space.pinned": pinned.check,
    "space.reserved": reserved.check,
    "space.forbidden": forbidden.check,
}
