"""The best filling of a small hall, found by trying them: the verifier says which ones hold."""

from __future__ import annotations

from rackplan.model.plan import Plan
from rackplan.model.site import Site
from rackplan.optimize.extract import extract
from rackplan.optimize.problem import build_problem
from rackplan.verify import verify
from tests.agreement.counting import all_fillings, with_objective, worth
from tests.agreement.halls import HallSize

__all__ = ["SMALL", "best_by_trying", "fillings_of", "worths_in_order"]

_HAIR = 1e-9

SMALL = HallSize(rows=(1, 2), positions=(2, 3), blocked=0.05)
"""Of a few positions, so that all fillings can be tried."""


def fillings_of(site: Site, most: int) -> list[Plan] | None:
    """A plan of every filling; None where there are more than so many."""
    problem = build_problem(site)
    plans: list[Plan] = []
    for values in all_fillings(problem):
        if len(plans) == most:
            return None
        plans.append(extract(problem, values))
    return plans


def best_by_trying(site: Site, plans: list[Plan], holds: dict[int, bool]) -> list[float] | None:
    """What is sought of the best plan that holds, more being better; None where none does.

    Each further objective is sought among plans that give up of the one before as much as allowed.

    Parameters
    ----------
    holds : dict of int to bool
        Which plans are known to hold; what is found out is put there.
    """
    worths = [worths_in_order(site, plan) for plan in plans]
    allowed = list(range(len(plans)))
    best: list[float] = []
    for k, give in enumerate([*(float(f.give.m_as("")) for f in site.demand.then), 0.0]):
        allowed.sort(key=lambda n: -worths[n][k])  # sorted at once
        first = next((n for n in allowed if _holds(site, plans, n, holds)), None)
        if first is None:
            return None
        best = worths[first]
        least = best[k] - (give + _HAIR) * abs(best[k])
        allowed = [n for n in allowed if worths[n][k] >= least]
    return best


def worths_in_order(site: Site, plan: Plan) -> list[float]:
    """The objectives of a plan in the order in which they are sought, more being better."""
    names = [site.demand.objective, *(further.objective for further in site.demand.then)]
    return [worth(with_objective(site, name), plan) for name in names]


def _holds(site: Site, plans: list[Plan], n: int, holds: dict[int, bool]) -> bool:
    if n not in holds:
        holds[n] = verify(site, plans[n]).holds
    return holds[n]
