"""Rows of the supply family."""

from rackplan.optimize.rows.supply import units

__all__ = ["ROWS"]

ROWS = {
    "supply.units": units.emit,
}
