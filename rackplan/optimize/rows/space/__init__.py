"""Rows of the space family."""

from rackplan.optimize.rows.space import depth, position, weight

__all__ = ["ROWS"]

ROWS = {
    "space.position": position.emit,
    "space.depth": depth.emit,
    "space.weight": weight.emit,
}
