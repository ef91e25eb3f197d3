"""What can be had by the planning date."""

from rackplan.verify.checks.supply import offers, units

__all__ = ["CHECKS"]

CHECKS = {
    "supply.units": units.check,
    "supply.offers": offers.check,
}
