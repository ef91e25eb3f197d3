"""A plan that is handed over as the result that drawings and figure tables are made of."""

from __future__ import annotations

from rackplan.handover import Handover
from rackplan.model.claim import Termination
from rackplan.result import Result, Run

__all__ = ["result_of"]


def result_of(handover: Handover) -> Result:
    """The plan with its verdict; without a claim where nobody makes one."""
    claim = handover.claim
    end = Termination("feasible", "", "", None, None, 0.0, deterministic=False)
    if claim is not None:
        end = Termination(
            "optimal" if claim.status == "optimal" else "feasible",
            claim.objective,
            claim.unit,
            claim.value,
            claim.bound_of_all,
            0.0,
            deterministic=False,
        )
    return Result(
        site=handover.site,
        termination=end,
        run=Run(0, 0, handover.rackplan),
        plan=handover.plan,
        verdict=handover.verdict,
        cost=handover.cost,
        year=handover.year,
        binding=handover.binding,
    )
