"""What the plan was asked for."""

from rackplan.verify.checks.demand import (
    builder_share,
    capability,
    fab_share,
    hbm,
    orders,
    racks,
    vendor_share,
    workload,
    workload_share,
)

__all__ = ["CHECKS"]

CHECKS = {
    "demand.racks": racks.check,
    "demand.capability": capability.check,
    "demand.hbm": hbm.check,
    "demand.vendor_share": vendor_share.check,
    "demand.fab_share": fab_share.check,
    "demand.builder_share": builder_share.check,
    "demand.workload": workload.check,
    "demand.workload_share": workload_share.check,
    "demand.orders": orders.check,
}
