"""Which columns are solved anew next, by which solver, in a fixed order that a seed shuffles."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, cycle, repeat

import numpy as np

from rackplan.optimize.decomposition import Decomposition
from rackplan.optimize.groups import groups_around
from rackplan.optimize.row import Ints
from rackplan.optimize.task import SolverName

__all__ = ["Choice", "Order", "changed_blocks", "neighbourhoods"]

_GROUPS = 3
_EFFORT = 0.3
_NODES = 60
_LARGEST = 0.5
_MOST_COLUMNS = 150
_SHORTEST = 4
_WHOLES: tuple[SolverName, ...] = ("highs", "cp_sat")
_WHOLE_FACTOR = 5.0
_BETWEEN_WHOLES = 30


@dataclass(frozen=True, slots=True)
class Choice:
    """What is solved anew.

    Attributes
    ----------
    effort : float
        For CP-SAT, in its units.
    nodes : int or None
        For HiGHS.
    is_long : bool
        Whether it takes so long that others are taken up meanwhile.
    """

    free: Ints
    effort: float
    solver: SolverName = "cp_sat"
    nodes: int | None = None
    kind: int = 0
    is_long: bool = False


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


def changed_blocks(blocks: list[Ints], values: Ints, first: Ints | None) -> list[Ints]:
    """The blocks in which a solution is no longer the first one; all where there was none."""
    if first is None:
        return blocks
    return [block for block in blocks if (values[block] != first[block]).any()]


def _of_groups(parts: Decomposition, groups: list[Ints] | None, seed: int) -> Iterator[Ints]:
    """Yield sets of a few groups; where nobody has listed them, around limits drawn at random."""
    draw = random.Random(seed)  # noqa: S311  # an order, not a secret
    largest = min(_MOST_COLUMNS, round(_LARGEST * len(parts.model.most)))
    while True:
        free = parts.rest
        chosen = _drawn(parts, draw) if groups is None else draw.sample(groups, _GROUPS)
        for group in chosen:
            wider = np.union1d(free, group)
            if len(wider) > largest and len(free) > len(parts.rest):
                break
            free = wider
        yield free


def _drawn(parts: Decomposition, draw: random.Random) -> Iterator[Ints]:
    """Groups around a limit each in some blocks; one of the longer ones."""
    lengths = np.diff(parts.model.matrix.indptr)
    for k in draw.sample(range(len(parts.blocks)), min(_GROUPS, len(parts.blocks))):
        rows = parts.inner_rows[k]
        long = rows[lengths[rows] * _SHORTEST >= len(parts.blocks[k])]
        rows = long if len(long) else rows
        yield from groups_around(parts.model, [int(rows[draw.randrange(len(rows))])])


class _Kind:
    """Neighbourhoods of one kind: more effort for each when a round of them gains nothing."""

    def __init__(
        self, sets: Iterator[Ints], solver: SolverName, patience: int, factor: float = 1.0
    ) -> None:
        self.sets = sets
        self.solver: SolverName = solver
        self.patience = patience
        self.in_vain = 0
        self.factor = factor
        self.is_long = False

    def choice(self, kind: int) -> Choice:
        """The next one."""
        nodes = round(_NODES * self.factor) if self.solver == "highs" else None
        effort = float("inf") if self.solver == "highs" else _EFFORT * self.factor
        return Choice(next(self.sets), effort, self.solver, nodes, kind, self.is_long)

    def learn(self, *, better: bool) -> None:
        """Count what was in vain."""
        self.in_vain = 0 if better else self.in_vain + 1
        if self.in_vain >= self.patience:
            self.in_vain = 0
            self.factor *= 2


class Order:
    """Kinds of neighbourhoods in turn.

    A model that is not too large is given as a whole now and then, with twice the effort each time.
    """

    def __init__(self, parts: Decomposition, groups: list[Ints] | None, seed: int) -> None:
        count = len(parts.blocks)
        pairs = neighbourhoods(parts.blocks, parts.rest, seed)
        self._kinds = [_Kind(pairs, "cp_sat", max(3, count * (count - 1) // 2))]
        self._turns = [0]
        if groups is None or len(groups) > _GROUPS:
            sets = _of_groups(parts, groups, seed)
            self._kinds.append(_Kind(sets, "highs", 2 * len(groups or parts.blocks * _GROUPS)))
            self._turns = [0, 1, 1]
        if groups is not None and len(self._kinds) > 1:
            self._add_wholes(len(parts.model.most))

    def _add_wholes(self, columns: int) -> None:
        between = self._turns * (_BETWEEN_WHOLES // len(self._turns))
        self._turns = []
        for solver in _WHOLES:
            self._turns += [len(self._kinds), *between]
            whole = _Kind(repeat(np.arange(columns)), solver, 1, _WHOLE_FACTOR)
            whole.is_long = True
            self._kinds.append(whole)

    def __iter__(self) -> Iterator[Choice]:
        for turn in cycle(self._turns):
            yield self._kinds[turn].choice(turn)

    def learn(self, choice: Choice, *, better: bool) -> None:
        """Count what a choice gained."""
        self._kinds[choice.kind].learn(better=better)
