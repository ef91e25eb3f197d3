"""Rows of the demand family."""

from rackplan.optimize.rows.demand import (
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

__all__ = ["ROWS"]

ROWS = {
    "demand.racks": racks.emit,
    "demand.capability": capability.emit,
    "demand.hbm": hbm.emit,
    "demand.vendor_share": vendor_share.emit,
    "demand.fab_share": fab_share.emit,
    "demand.builder_share": builder_share.emit,
    "demand.workload": workload.emit,
    "demand.workload_share": workload_share.emit,
    "demand.orders": orders.emit,
}
