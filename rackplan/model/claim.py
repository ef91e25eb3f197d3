"""What a solver claims: how it ended, how good the plan is, what binds it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rackplan.model.verdict import Failure
from rackplan.units import Quantity, ureg

__all__ = ["Binding", "Status", "Step", "Termination", "Then"]

Status = Literal["optimal", "feasible", "infeasible", "limit"]
"""Proved within the gap asked for; a plan with a larger gap; no plan fits; none found in time."""


@dataclass(frozen=True, slots=True)
class Step:
    """A better plan or a better bound, as a search came to it.

    Attributes
    ----------
    seconds : float
        Since the search began.
    incumbent, bound : float or None
        The best plan by then, and the best that any plan could reach, in units of the objective.
    """

    seconds: float
    incumbent: float | None
    bound: float | None


def _gap(value: float | None, bound: float | None) -> float | None:
    if value is None or bound is None:
        return None
    return abs(bound - value) / max(abs(value), 1e-9)


@dataclass(frozen=True, slots=True)
class Termination:
    """How the search ended.

    Attributes
    ----------
    status : {'optimal', 'feasible', 'infeasible', 'limit'}
    objective : str
        Name of the objective.
    unit : str
        Unit of value and bound.
    value, bound : float or None
        Of the plan as extracted, and the best that any plan could reach, as proved.
    seconds : float
        Wall time of search and proof.
    deterministic : bool
        Ended by proof, not by the clock: the same input and seed give the same plan.
    trace : tuple of Step
        How plan and bound came together, in order of time.
    """

    status: Status
    objective: str
    unit: str
    value: float | None
    bound: float | None
    seconds: float
    deterministic: bool
    trace: tuple[Step, ...] = ()

    @property
    def gap(self) -> float | None:
        """Distance between value and bound, as a share of the value; None without a plan."""
        return _gap(self.value, self.bound)


@dataclass(frozen=True, slots=True)
class Then:
    """A further objective, sought among plans that are nearly as good by what came before.

    Attributes
    ----------
    give : float
        The share of the objective before it that might be given up.
    value, bound : float or None [unit]
        Of the plan, and what no plan that gives up no more has more of, or less.
    """

    objective: str
    unit: str
    give: float
    status: Status
    value: float
    bound: float | None

    @property
    def gap(self) -> float | None:
        """Distance between value and bound, as a share of the value."""
        return _gap(self.value, self.bound)


@dataclass(frozen=True, slots=True)
class Binding:
    """A limit that holds the plan back.

    Attributes
    ----------
    rule, where : str
        The rule, and the node, loop, zone or site that it binds at.
    used, limit : float [unit]
        What the plan uses of it.
    gain : float [worth_unit]
        By how much one more unit of the limit betters the objective, near the plan: below zero
        for something asked for, which costs. `worth` says the same as a quantity.
    method : {'dual'}
        How the worth was found: from the linear relaxation.
    """

    rule: str
    where: str
    used: float
    limit: float
    unit: str
    gain: float
    worth_unit: str
    method: Literal["dual"]
    failure: Failure | None = None

    @property
    def worth(self) -> Quantity:
        """By how much one more unit of the limit betters the objective [worth_unit]."""
        quantity: Quantity = ureg.Quantity(self.gain, self.worth_unit.replace("m3", "m**3"))
        return quantity
