"""Which columns are solved anew next, in a fixed order that a seed shuffles."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import combinations, cycle

import numpy as np

from rackplan.optimize.row import Ints

__all__ = ["neighbourhoods"]


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
