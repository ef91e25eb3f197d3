"""Rows of the power family."""

from rackplan.optimize.rows.power import (
    busway,
    failover,
    feeds,
    input,  # noqa: A004  # the rule is called so
    normal,
    phases,
    shelves,
    tap,
    voltage_drop,
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
    "power.voltage_drop": voltage_drop.emit,
    "power.phases": phases.emit,
}
