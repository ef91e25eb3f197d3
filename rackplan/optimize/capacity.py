"""Rows of a load that machines in parallel share, with the worst single loss.

A machine goes by its own loss, and with a loss of power that leaves it without a feed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rackplan.model.demand import FailureKind
from rackplan.model.site import Unit
from rackplan.model.verdict import Failure
from rackplan.optimize.problem import Problem
from rackplan.optimize.row import Emission, Ints, Row

__all__ = ["Group", "group_rows", "groups_of", "losses_of"]


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
    for index, (where, units) in enumerate(places):
        gives = {unit.id: capacity(unit) for unit in units}
        rows = problem.rows_at(of_row, index)
        yield Group(where, rows, sum(gives.values()), losses_of(problem, kind, gives))


def losses_of(
    problem: Problem, kind: FailureKind, gives: Mapping[str, int]
) -> list[tuple[Failure, int]]:
    """What each loss takes of machines in parallel, and with it each loss of power that does.

    Parameters
    ----------
    gives : mapping of str to int
        What each machine gives, by its id [integer unit].
    """
    alone = gives.items() if kind in problem.site.policy.survive else ()
    losses = [(Failure(kind, machine), taken) for machine, taken in alone]
    for failure, gone in problem.power.dark_machines:
        taken = sum(gives.get(machine, 0) for machine in gone)
        if taken:
            losses.append((failure, taken))
    return losses


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
