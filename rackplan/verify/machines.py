"""Machines in parallel that serve a group of racks: CDUs of a loop, air units of a zone."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rackplan.model.verdict import Failure
from rackplan.units import Dimension, Quantity, of
from rackplan.verify.columns import column
from rackplan.verify.comparison import Comparison
from rackplan.verify.racks import Racks

__all__ = ["Loss", "on_machines"]

Loss = tuple[Failure, Quantity]
"""A loss, and the capacity that it takes from the group."""


def on_machines(
    *,
    says: str,
    place: tuple[str, str],
    racks: Racks,
    needs: Quantity,
    machines: Sequence[Quantity],
    losses: Sequence[Loss],
    dimension: Dimension,
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
    """
    word, where = place
    states = 1 + len(losses)
    taken = column((of(0.0, dimension), *(capacity for _, capacity in losses)), dimension)
    return Comparison(
        says=says,
        where=[where] * states,
        used=needs.sum() * np.ones(states),
        limit=column(machines, dimension).sum() - taken,
        subject=lambda _: f"{word} {where}",
        blame=lambda *_: racks.shares(needs),
        failure=lambda i: losses[i - 1][0] if i else None,
    )
