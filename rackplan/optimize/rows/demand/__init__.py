"""Rows of the demand family."""

from rackplan.optimize.rows.demand import capability, hbm, racks, vendor_share

__all__ = ["ROWS"]

ROWS = {
    "demand.racks": racks.emit,
    "demand.capability": capability.emit,
    "demand.hbm": hbm.emit,
    "demand.vendor_share": vendor_share.emit,
}
