"""What is sought of a plan can be reckoned: value by weights, which count for nothing else."""

from __future__ import annotations

from rackplan.model.weights import NOT_WEIGHED
from rackplan.reading.folded import FoldedSite
from rackplan.reading.references.power import Say

__all__ = ["check_sought"]


def check_sought(folded: FoldedSite, say: Say) -> None:
    """Complain of value without weights, and of weights where nothing is said to be sought."""
    demand = folded.demand
    if demand is None:
        return
    if demand.weights is None and "value" in demand.sought:
        at = demand.sought.index("value")
        where = ("then", at - 1, "objective") if at else ("objective",)
        say(("demand", *where), NOT_WEIGHED)
    elif demand.weights is not None and not demand.model_fields_set & {"objective", "then"}:
        message = (
            "weights are for objective: value, and no objective is stated, which seeks capability "
            "alone. Say objective: value, or objective: capability to leave the weights aside"
        )
        say(("demand", "weights"), message)
