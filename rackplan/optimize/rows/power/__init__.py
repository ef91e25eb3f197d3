"""Rows of the power family."""

from rackplan.optimize.rows.power import busway, failover, feeds, normal, shelves, tap

__all__ = ["ROWS"]

ROWS = {
    "power.feeds": feeds.emit,
    "power.tap": tap.emit,
    "power.busway": busway.emit,
    "power.normal": normal.emit,
    "power.failover": failover.emit,
    "power.shelves": shelves.emit,
}
