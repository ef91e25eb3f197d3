"""Rows of a load that machines in parallel share, with the worst single loss."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from rackplan.model.demand import FailureKind
from rackplan.model.site import Unit
from rackplan.model.verdict import Failure
from rackplan.optimize.problem import Problem
from rackplan.optimize.row import Emission, Ints, Row

__all__ = ["Group", "group_rows", "groups_of"]


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


def groups_of(
    problem: Problem,
    places: Iterable[tuple[str, Sequence[Unit]]],
    of_row: Ints,
    capacity: Callable[[Unit], int],
    kind: FailureKind,
) -> Iterator[Group]:
    """Group the machines of each loop or zone, each of which may be lost if the policy says so.

    Parameters
    ----------
    places : iterable of (id, machines)
        In the order in which `of_row` numbers them.
    of_row : int64[r]
        The loop or zone of each row.
    capacity : callable of Unit
        What one machine gives [integer unit].
    """
    may_be_lost = kind in problem.site.policy.survive
    for index, (where, units) in enumerate(places):
        each = [(Failure(kind, unit.id), capacity(unit)) for unit in units]
        whole = sum(gives for _, gives in each)
        losses = each if may_be_lost else []
        yield Group(where, problem.rows_at(of_row, index), whole, losses)


def group_rows(
    problem: Problem,
    rule: str,
    groups: Iterable[Group],
    load: Callable[[int], Ints],
    *,
    scale: float,
    unit: str,
) -> Emission:
    """Emit for each group the state with the least capacity: its load is the same in all states.

    Parameters
    ----------
    load : callable of int
        Load of a rack of each type [t] on the group of that number.
    """
    rows: list[Row] = []
    looked_at = 0
    for index, group in enumerate(groups):
        looked_at += 1
        failure, lost = max(group.losses, key=lambda loss: loss[1], default=(None, 0))
        terms = problem.load_terms(load(index), group.rows)
        limit = group.whole - lost
        if terms:
            rows.append(
                Row(rule, group.where, terms, upper=limit, scale=scale, unit=unit, failure=failure)
            )
    return Emission(tuple(rows), looked_at)
