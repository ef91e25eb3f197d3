"""The rows of every rule, one file a rule, by the rule's own name.

``ROWS[rule](problem)`` emits the rows of a rule over the arrays of `optimize.problem`, which has
already reduced the inputs with physics; rows know no physics and no quantities of their own.
"""

from collections.abc import Callable

from rackplan.optimize.problem import Problem
from rackplan.optimize.row import Emission
from rackplan.optimize.rows import budget, cooling, demand, network, power, space, supply

__all__ = ["ROWS"]

ROWS: dict[str, Callable[[Problem], Emission]] = {
    **space.ROWS,
    **power.ROWS,
    **cooling.ROWS,
    **network.ROWS,
    **demand.ROWS,
    **supply.ROWS,
    **budget.ROWS,
}
