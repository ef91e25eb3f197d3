"""What may be spent."""

from rackplan.verify.checks.budget import capex, site_power, water

__all__ = ["CHECKS"]

CHECKS = {
    "budget.capex": capex.check,
    "budget.water": water.check,
    "budget.site_power": site_power.check,
}
