"""The power tree, taps and shelves."""

from rackplan.verify.checks.power import (
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

__all__ = ["CHECKS"]

CHECKS = {
    "power.feeds": feeds.check,
    "power.input": input.check,
    "power.tap": tap.check,
    "power.busway": busway.check,
    "power.normal": normal.check,
    "power.failover": failover.check,
    "power.shelves": shelves.check,
    "power.voltage_drop": voltage_drop.check,
    "power.phases": phases.check,
}
