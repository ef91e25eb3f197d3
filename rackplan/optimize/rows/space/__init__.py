"""Rows of the space family."""

from rackplan.optimize.rows.space import (
    depth,
    forbidden,
    pinned,
    placed,
    position,
    reserved,
    weight,
)

__all__ = ["ROWS"]

ROWS = {
    "space.position": position.emit,
    "space.depth": depth.emit,
    "space.weight": weight.emit,
    "space.placed": placed.emit,
    "space.pinned": pinned.emit,
    "space.reserved": reserved.emit,
    "space.forbidden": forbidden.emit,
}
