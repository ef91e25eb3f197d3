"""The law as data: every rule that a plan must keep, by family.

A rule ``family.name`` stands in three places with that one name: its statement here, its rows in
``optimize/rows/family/name.py``, its check in ``verify/checks/family/name.py``. To add one, add all
three and list it in the families' tables; a test holds the three lists equal.
"""

from rackplan.rules import budget, cooling, demand, network, power, space, supply
from rackplan.rules.law import Rule, Symbol

__all__ = ["RULES", "Rule", "Symbol"]

RULES: dict[str, Rule] = {
    rule.id: rule
    for family in (space, power, cooling, network, demand, supply, budget)
    for rule in family.RULES
}
"""Every rule by id, in the order in which they are reported."""
