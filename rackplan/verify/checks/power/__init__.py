"""The power tree, taps and shelves."""

from rackplan.verify.checks.power import busway, failover, feeds, normal, shelves, tap

__all__ = ["CHECKS"]

CHECKS = {
    "power.feeds": feeds.check,
    "power.tap": tap.check,
    "power.busway": busway.check,
    "power.normal": normal.check,
    "power.failover": failover.check,
    "power.shelves": shelves.check,
}
