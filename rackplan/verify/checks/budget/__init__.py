"""What may be spent."""

from rackplan.verify.checks.budget import capex

__all__ = ["CHECKS"]

CHECKS = {
    "budget.capex": capex.check,
}
