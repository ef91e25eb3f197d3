"""Pods and their support racks."""

from rackplan.verify.checks.network import pod, support

__all__ = ["CHECKS"]

CHECKS = {
    "network.support": support.check,
    "network.pod": pod.check,
}
