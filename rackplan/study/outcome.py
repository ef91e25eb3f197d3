"""What came of a case, as plain data that travels between processes and rests in the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from rackplan.study.measures import Figure

__all__ = ["PLANNED", "STATUSES", "CaseStatus", "Outcome"]

CaseStatus: TypeAlias = Literal["optimal", "feasible", "infeasible", "limit", "refuted", "failed"]
"""A verified plan, within the gap or not; none fits; none found in time; refused by the verifier;
no answer at all: inputs that cannot be read, or a process that was lost."""

STATUSES: tuple[CaseStatus, ...] = (
    "optimal",
    "feasible",
    "infeasible",
    "limit",
    "refuted",
    "failed",
)

PLANNED: tuple[CaseStatus, ...] = ("optimal", "feasible")
"""Statuses of cases whose figures count."""


@dataclass(frozen=True)
class Outcome:
    """What came of a case.

    Attributes
    ----------
    status : str
    reason : str
        Why there is no verified plan; "" where there is one.
    figures : mapping of str to (low, central, high)
        By the names of `rackplan.study.RECORDED`.
    racks : mapping of str to int
        All racks placed, by type.
    limits : tuple of str
        What holds the plan back.
    gap : float or None
    seconds : float
        Of the planning.
    is_deterministic : bool
        Ended by its gap and not by the clock.
    plan : bytes
        The plan's document, compressed; empty without a plan.
    """

    status: CaseStatus
    reason: str = ""
    figures: Mapping[str, Figure] = field(default_factory=dict)
    racks: Mapping[str, int] = field(default_factory=dict)
    limits: tuple[str, ...] = ()
    gap: float | None = None
    seconds: float = 0.0
    is_deterministic: bool = True
    plan: bytes = b""

    @property
    def is_planned(self) -> bool:
        """Whether there is a plan that the verifier agrees with."""
        return self.status in PLANNED
