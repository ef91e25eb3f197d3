"""Rows of the power family."""

from rackplan.optimize.rows.power import (
    busway,
    failover,
    feeds,
    input,  # noqa: A004  # the rule is called so
    normal,
    shelves,
    tap,
)

__all__ = ["ROWS"]

ROWS = {
    "power.feeds": feeds.emit,
    "power.input": input.emit,
    "power.tap": tap.emit,
    "power.busway": busway.emit,
    "power.normal": normal.emit,
    "power.failover": failover.emit,
    "power.shelves": shelves.emit,
}
