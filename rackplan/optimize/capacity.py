"""Rows of a load that machines in parallel share, with the worst single loss."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rackplan.model.verdict import Failure
from rackplan.optimize.problem import Problem
from rackplan.optimize.row import Ints, Row

__all__ = ["Group", "group_row"]


@dataclass(frozen=True, slots=True)
class Group:
    """Machines in parallel, and the rows of racks that hang on them.

    Attributes
    ----------
    where : str
        Id of the loop or zone.
    rows : sequence of int
        Rows that hang on it.
    whole : int
        Capacity with nothing lost [integer unit].
    losses : sequence of (Failure, int)
        Capacity that each loss takes away.
    """

    where: str
    rows: Sequence[int]
    whole: int
    losses: Sequence[tuple[Failure, int]]


def group_row(
    problem: Problem, rule: str, group: Group, load: Ints, *, scale: float, unit: str
) -> Iterable[Row]:
    """Emit the row of the state with the least capacity; the loads are the same in all states."""
    failure, lost = max(group.losses, key=lambda loss: loss[1], default=(None, 0))
    terms = problem.load_terms(load, group.rows)
    if terms:
        yield Row(
            rule,
            group.where,
            terms,
            upper=group.whole - lost,
            scale=scale,
            unit=unit,
            failure=failure,
        )
