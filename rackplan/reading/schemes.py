"""Redundancy schemes by name: the lines of a block, and the boards that its rows hang on.

A line is a transformer, a UPS and a board or two, with a generator where the block has them.

* N: one line, one feed a row.
* 2N, 3N/2, 4N/3, 5N/4: so many lines, all of them at work. A row hangs on two of them. Which two
  goes round: neighbours first (1-2, 2-3, 3-4, 4-1), then lines two apart (1-3, 2-4), so that after
  any number of rows the lines carry the A sides nearly alike; the next round swaps A and B. With
  2N side A hangs on line 1 for every row, as everybody draws it. What falls on a line when another
  is lost depends on the rows that they share.
* N+1: one line of machines in parallel, one more than carry the load. Its two boards, A and B,
  hang on the same bus.
* catcher: lines of their own for every row, and a reserve line R that waits. Each line has two
  boards behind static switches, A and B, which fall back on the reserve.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rackplan.model.power import SurvivableNode
from rackplan.reading.folded_power import MODULES, FoldedBlock

__all__ = ["PARTS", "Line", "boards_in_turn", "lines_of"]

PARTS: dict[SurvivableNode, str] = {
    "generator": "G",
    "transformer": "T",
    "ups": "U",
    "rectifier": "D",
    "board": "B",
}
"""Parts of a block, which are called as their kind, with the letter of their nodes."""


@dataclass(frozen=True)
class Line:
    """A line of a block.

    Attributes
    ----------
    mark : str
        What the ids of its nodes end with: T1, U1 of line 1, TR of the reserve.
    machines : int
        How many machines in parallel each of its nodes above the boards is.
    boards : tuple of str
        Marks of its boards.
    reserve : str or None
        Mark of the line that its boards fall back on.
    """

    mark: str
    boards: tuple[str, ...]
    machines: int = 1
    reserve: str | None = None


def lines_of(block: FoldedBlock) -> Iterator[Line]:
    """The lines of a block, in the order in which its utilities feed them."""
    if block.scheme == "N+1":
        yield Line("", ("1", "2"), machines=_loaded(block) + 1)
    elif block.scheme == "catcher":
        for number in range(1, _loaded(block) + 1):
            yield Line(str(number), (f"{number}A", f"{number}B"), reserve="R")
        yield Line("R", ())
    else:
        numbers = range(1, MODULES[block.scheme] + 1)
        yield from (Line(str(number), (str(number),)) for number in numbers)


def boards_in_turn(name: str, block: FoldedBlock, turn: int) -> tuple[str, ...]:
    """The boards that feed sides A and B of the block's row number `turn`, counted from 0."""
    if block.scheme in ("N+1", "catcher"):
        pairs = [line.boards for line in lines_of(block) if line.boards]
        return tuple(f"{name}.B{mark}" for mark in pairs[turn % len(pairs)])
    modules = MODULES[block.scheme]
    round_ = _pairs(modules)
    pair = round_[turn % len(round_)]
    if modules > 2 and turn // len(round_) % 2:
        pair = pair[::-1]
    return tuple(f"{name}.B{module + 1}" for module in pair)


def _loaded(block: FoldedBlock) -> int:
    """Modules that carry the load, without the one in reserve."""
    assert block.modules is not None, "such a block states its modules, or it is not read"
    return block.modules


def _pairs(modules: int) -> list[tuple[int, ...]]:
    if modules == 1:
        return [(0,)]
    pairs: list[tuple[int, ...]] = []
    for apart in range(1, modules // 2 + 1):
        starts = modules // 2 if 2 * apart == modules else modules
        pairs.extend((start, (start + apart) % modules) for start in range(starts))
    return pairs
