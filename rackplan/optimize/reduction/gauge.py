"""How much of a machine group one rack of each kind takes, where no plain sum says it.

What an exchanger passes depends on heat and flow at once, and so does what a fan wall takes. Two
figures of a mix of racks, its heat and its flow, say whether it fits; both are sums over racks.
A rack of a kind takes ``1 / n`` of the group if n of its kind alone fill it. Where the mixes that
fit make a convex set, any mix with a sum of shares of at most one fits; where they do not, shares
are raised until mixes of two kinds fit, tried along the lines between them. Two kinds suffice: any
mix lies between two of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from rackplan.model.verdict import Failure
from rackplan.optimize.row import Ints

__all__ = ["Flags", "Floats", "Reach", "shares", "times", "undominated"]

Flags: TypeAlias = npt.NDArray[np.bool_]
Floats: TypeAlias = npt.NDArray[np.float64]

Reach = Callable[[Floats], Floats]
"""From points (heat and flow of a mix) to how many times each fits, float64[point]."""

_MIXES = np.linspace(0.0, 1.0, 13)[1:-1]
_SPARE = 1e-9
_HALVINGS = 52
_CRUMB, _ENDLESS = 1e-6, 1e6

_AMPLE = 1000.0
"""A kind of which so many times all racks that could stand would fit takes nothing that counts."""


def shares(racks: Floats, most: Ints, reach: Reach) -> Floats:
    """Share of a group that one rack of each kind takes.

    Parameters
    ----------
    racks : float64[t, 2]
        What one rack of each kind brings.
    most : int64[t]
        Racks of each kind that could stand there.
    reach : Reach

    Returns
    -------
    float64[t]
        inf for a kind of which no rack fits; 0 for one that brings nothing.
    """
    found = np.zeros(len(racks))
    brings = racks.any(axis=1) & (most > 0)
    if not brings.any():
        return found
    kinds = np.flatnonzero(brings)
    fits = np.minimum(reach(racks[kinds]), _AMPLE * (1.0 + most.sum()))
    found[kinds] = np.where(fits > 0.0, 1.0 / np.maximum(fits, 1e-300), np.inf)
    full = racks[kinds][fits > 0.0] * fits[fits > 0.0, np.newaxis]
    return found * (_bulge(full, reach) + _SPARE)


def times(points: Floats, fits: Callable[[Floats], Flags]) -> Floats:
    """How many times a mix fits, by halving in logarithms; none where not even a crumb does."""
    low, high = np.full(len(points), np.log(_CRUMB)), np.full(len(points), np.log(_ENDLESS))
    none, endless = ~fits(points * _CRUMB), fits(points * _ENDLESS)
    for _ in range(_HALVINGS):
        middle = 0.5 * (low + high)
        held = fits(points * np.exp(middle)[:, np.newaxis])
        low, high = np.where(held, middle, low), np.where(held, high, middle)
    return np.where(none, 0.0, np.where(endless, _ENDLESS, np.exp(low)))


def undominated(
    found: list[tuple[Failure | None, Floats]],
) -> Iterator[tuple[Failure | None, Floats]]:
    """States of which no other one is as tight for every type; of equal ones the first."""
    for i, (failure, taken) in enumerate(found):
        others = [other for k, (_, other) in enumerate(found) if k != i]
        tighter = [bool((other >= taken).all() and (other > taken).any()) for other in others]
        equal = [bool((other == taken).all()) for _, other in found[:i]]
        if not any(tighter) and not any(equal):
            yield failure, taken


def _bulge(full: Floats, reach: Reach) -> float:
    """By how much mixes on the lines between full groups are too large at worst; at least 1."""
    pairs = list(combinations(range(len(full)), 2))
    if not pairs:
        return 1.0
    ones = [np.outer(_MIXES, full[a]) + np.outer(1.0 - _MIXES, full[b]) for a, b in pairs]
    mixed = np.concatenate(ones)
    worst = float(np.max(1.0 / np.maximum(reach(mixed), 1e-300)))
    return 1.0 + 1.1 * max(worst - 1.0, 0.0)
