"""Rows of the network family."""

from rackplan.optimize.rows.network import pod, support

__all__ = ["ROWS"]

ROWS = {
    "network.support": support.emit,
    "network.pod": pod.emit,
}
