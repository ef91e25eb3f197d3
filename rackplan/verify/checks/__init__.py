"""One check a rule, by family; the table that joins them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rackplan.verify.checks import budget, cooling, demand, network, power, space, supply
from rackplan.verify.comparison import Comparison
from rackplan.verify.facts import Facts

__all__ = ["CHECKS", "Check"]

Check = Callable[[Facts], Iterator[Comparison]]
"""From the facts to the limits of one rule that were compared."""

CHECKS: dict[str, Check] = {
    **space.CHECKS,
    **power.CHECKS,
    **cooling.CHECKS,
    **network.CHECKS,
    **demand.CHECKS,
    **supply.CHECKS,
    **budget.CHECKS,
}
"""Every check by the id of its rule."""
