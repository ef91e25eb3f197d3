"""The power tree, taps and shelves."""

from rackplan.verify.checks.power import (
    busway,
    failover,
    feeds,
    input,  # noqa: A004  # the rule is called so
    normal,
    shelves,
    tap,
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
}
