"""Rows of the budget family."""

from rackplan.optimize.rows.budget import capex

__all__ = ["ROWS"]

ROWS = {
    "budget.capex": capex.emit,
}
