"""Rows of the supply family."""

from rackplan.optimize.rows.supply import offers, units

__all__ = ["ROWS"]

ROWS = {
    "supply.units": units.emit,
    "supply.offers": offers.emit,
}
