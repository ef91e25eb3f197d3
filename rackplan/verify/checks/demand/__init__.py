"""What the plan was asked for."""

from rackplan.verify.checks.demand import capability, hbm, racks, vendor_share

__all__ = ["CHECKS"]

CHECKS = {
    "demand.racks": racks.check,
    "demand.capability": capability.check,
    "demand.hbm": hbm.check,
    "demand.vendor_share": vendor_share.check,
}
