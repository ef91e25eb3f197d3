"""What may be spent."""

from rackplan.rules.law import Rule, Symbol

__all__ = ["RULES"]

RULES = (
    Rule(
        id="budget.capex",
        sentence="The new racks cost no more than the capital budget.",
        inequality="sum(r) price_r <= budget",
        symbols=(Symbol("price_r", "price of a new rack, support racks included", "USD"),),
        unit="USD",
        source="budget",
        applies="the whole plan, when a budget is set",
        tolerance=0.5,
    ),
)
