"""What can be had by the planning date."""

from rackplan.verify.checks.supply import units

__all__ = ["CHECKS"]

CHECKS = {
    "supply.units": units.check,
}
