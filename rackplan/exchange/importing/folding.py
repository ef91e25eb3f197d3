"""Ids folded to ranges, as a person writes them: the inverse of `rackplan.reading.ranges`."""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["fold_ids", "natural"]

_NUMBERED = re.compile(r"(?P<front>.*?)(?P<number>[0-9]{1,9})")
_TOKENS = re.compile(r"[0-9]+|[^0-9]+")


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """The order of names as people count: R2 before R10.

    Examples
    --------
    >>> sorted(["R10", "R2", "R1b", "R1"], key=natural)
    ['R1', 'R1b', 'R2', 'R10']
    """
    parts = _TOKENS.findall(text)
    return tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts)


def fold_ids(ids: Sequence[str]) -> str | None:
    """A text that unfolds to some ids in their order; None where there is no short one.

    Examples
    --------
    >>> fold_ids(["P08", "P09", "P10"]), fold_ids(["P1", "P3"]), fold_ids(["A"])
    ('P[08-10]', 'P[1,3]', 'A')
    >>> fold_ids(["P9", "P10", "P11"]), fold_ids(["P1", "Q2"]), fold_ids(["P-1", "Q-2"])
    ('P[9-11]', '[P1,Q2]', None)
    """
    if len(ids) == 1:
        return ids[0]
    parts = [_NUMBERED.fullmatch(name) for name in ids]
    fronts = {part["front"] for part in parts if part}
    if None in parts or len(fronts) != 1:
        return _fold_words(ids)
    numbers = [part["number"] for part in parts if part]
    runs = _runs(numbers)
    inside = ",".join(run[0] if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
    return f"{fronts.pop()}[{inside}]"


def _runs(numbers: Sequence[str]) -> list[list[str]]:
    """Numbers parted into stretches that count up by one and keep their zeros."""
    runs: list[list[str]] = []
    for number in numbers:
        if runs and number == str(int(runs[-1][-1]) + 1).zfill(len(runs[-1][0])):
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _fold_words(ids: Sequence[str]) -> str | None:
    """Ids that are letters and digits alone, as a list in brackets."""
    if all(re.fullmatch("[A-Za-z0-9]+", name) for name in ids):
        return f"[{','.join(ids)}]"
    return None
