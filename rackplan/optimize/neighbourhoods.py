"""Which columns are solved anew next, in a fixed order that a seed shuffles."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import combinations, cycle

import numpy as np

from rackplan.optimize.decomposition import Decomposition
from rackplan.optimize.row import Ints

__all__ = ["Order", "neighbourhoods"]


def neighbourhoods(blocks: list[Ints], rest: Ints, seed: int) -> Iterator[Ints]:
    """Yield sets of free columns without end: pairs of blocks, each round in another order.

    Columns of no block are always free. A model of one or two blocks is one neighbourhood.
    """
    pairs: list[tuple[int, ...]] = list(combinations(range(len(blocks)), 2))
    pairs = pairs or [tuple(range(len(blocks)))]
    shuffle = random.Random(seed)  # noqa: S311  # an order, not a secret
    for _ in cycle([None]):
        shuffle.shuffle(pairs)
        for pair in pairs:
            chosen = [blocks[b] for b in dict.fromkeys(pair)]
            yield np.unique(np.concatenate([*chosen, rest]))


class Order:
    """The order of neighbourhoods, and the effort for each: more when a round gains nothing."""

    def __init__(self, parts: Decomposition, effort: float, seed: int) -> None:
        count = len(parts.blocks)
        self._sets = neighbourhoods(parts.blocks, parts.rest, seed)
        self._patience = max(3, count * (count - 1) // 2)
        self._in_vain = 0
        self.effort = effort

    def __iter__(self) -> Iterator[Ints]:
        return self._sets

    def learn(self, *, better: bool) -> None:
        """Count what was in vain."""
        self._in_vain = 0 if better else self._in_vain + 1
        if self._in_vain >= self._patience:
            self._in_vain = 0
            self.effort *= 2
