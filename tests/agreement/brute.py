"""The best filling of a small hall, found by trying them: the verifier says which ones hold."""

from __future__ import annotations

from rackplan.model.plan import Plan
from rackplan.model.site import Site
from rackplan.optimize.extract import extract
from rackplan.optimize.problem import build_problem
from rackplan.verify import verify
from tests.agreement.counting import all_fillings, worth
from tests.agreement.halls import HallSize

__all__ = ["SMALL", "best_by_trying", "fillings_of"]

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


def best_by_trying(site: Site, plans: list[Plan], holds: dict[int, bool]) -> float | None:
    """The site's objective of the best plan that holds, more being better; None where none does.

    Parameters
    ----------
    holds : dict of int to bool
        Which plans are known to hold; what is found out is put there.
    """
    worths = [worth(site, plan) for plan in plans]
    for n in sorted(range(len(plans)), key=lambda n: -worths[n]):
        if n not in holds:
            holds[n] = verify(site, plans[n]).holds
        if holds[n]:
            return worths[n]
    return None
