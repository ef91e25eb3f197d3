"""Rows of the budget family."""

from rackplan.optimize.rows.budget import capex, site_power, water

__all__ = ["ROWS"]

ROWS = {
    "budget.capex": capex.emit,
    "budget.water": water.emit,
    "budget.site_power": site_power.emit,
}
