"""Machines in parallel that serve a group of racks: CDUs of a loop, air units of a zone.

A machine goes by its own loss, and with a loss of power that leaves it without a feed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from rackplan.model.verdict import Contributor, Failure
from rackplan.units import Dimension, Quantity, of
from rackplan.verify.columns import column
from rackplan.verify.comparison import Comparison
from rackplan.verify.facts import Facts
from rackplan.verify.racks import Racks

__all__ = ["Loss", "machines_gone", "machines_lost", "on_machines"]

Loss = tuple[Failure, Quantity]
"""A loss, and the capacity that it takes from the group."""


def machines_gone(
    facts: Facts, kind: str, machines: Iterable[str]
) -> Iterator[tuple[Failure, frozenset[str]]]:
    """The losses that take machines of a group, and which of them.

    Parameters
    ----------
    facts : Facts
    kind : str
        Kind of failure of one machine alone: "cdu", "air_unit", "rejection".
    machines : iterable of str
        Ids of the group.
    """
    group = frozenset(machines)
    if facts.survives(kind):
        yield from ((Failure(kind, machine), frozenset({machine})) for machine in machines)
    numbers = {n for machine in group for n in facts.dark_with.get(machine, ())}
    for number in sorted(numbers):
        loss, gone = facts.dark[number]
        yield loss, gone & group


def machines_lost(
    facts: Facts, kind: str, given: Mapping[str, Quantity], dimension: Dimension
) -> list[Loss]:
    """The losses that take machines of a group, and the capacity that goes with them.

    Parameters
    ----------
    given : mapping of str to Quantity [of the dimension]
        What each machine gives, by its id.
    """
    return [
        (loss, sum((given[machine] for machine in sorted(gone)), of(0.0, dimension)))
        for loss, gone in machines_gone(facts, kind, given)
    ]


def on_machines(
    *,
    says: str,
    place: tuple[str, str],
    racks: Racks,
    needs: Quantity,
    machines: Sequence[Quantity],
    losses: Sequence[Loss],
    dimension: Dimension,
    beside: Sequence[Contributor] = (),
) -> Comparison:
    """Compare what racks need with what machines give, whole and after each loss.

    Parameters
    ----------
    says : str
        The sentence of a finding.
    place : tuple of str
        What the group is, and its id: ``("Loop", "L1")``.
    racks : Racks
        The racks served.
    needs : Quantity [of the dimension]
        What each of them needs.
    machines : sequence of Quantity [of the dimension]
        What each machine gives.
    losses : sequence of Loss
        The single losses to survive.
    dimension : Dimension
        Of needs and capacities.
    beside : sequence of Contributor
        What loads the group and is no rack [canonical unit].
    """
    word, where = place
    states = 1 + len(losses)
    taken = column((of(0.0, dimension), *(capacity for _, capacity in losses)), dimension)
    return Comparison(
        says=says,
        where=[where] * states,
        used=(needs.sum() + of(sum(part.value for part in beside), dimension)) * np.ones(states),
        limit=column(machines, dimension).sum() - taken,
        subject=lambda _: f"{word} {where}",
        blame=lambda *_: (*racks.shares(needs), *beside),
        failure=lambda i: losses[i - 1][0] if i else None,
    )
