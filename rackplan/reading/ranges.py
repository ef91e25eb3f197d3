"""Folded ids: ``R[01-24]-P[01-16]`` stands for 384 ids.

``[01-24]`` counts and keeps the zeros in front, ``[A-D]`` runs through letters, ``[1,3,5-7]``
lists. Several brackets make the product, the last one running fastest.
"""

from __future__ import annotations

import itertools
import re

__all__ = ["MOST_IDS", "RangeProblem", "unfold_ids"]

MOST_IDS = 200_000
"""Ids that one text may unfold to."""

_PART = re.compile(r"\[([^\[\]]*)\]")
_SPAN = re.compile(r"(?P<first>[0-9]{1,9}|[A-Za-z])-(?P<last>[0-9]{1,9}|[A-Za-z])")
_ONE = re.compile(r"[A-Za-z0-9]+")


class RangeProblem(ValueError):
    """A folded id that does not unfold."""


def unfold_ids(text: str) -> tuple[str, ...]:
    """All ids that a folded text stands for, in order.

    Examples
    --------
    >>> unfold_ids("U[08-10]")
    ('U08', 'U09', 'U10')
    >>> unfold_ids("[A-B][1,3]")
    ('A1', 'A3', 'B1', 'B3')

    Raises
    ------
    RangeProblem
        For a bracket that does not close or does not run upwards, and for too many ids.
    """
    pieces = _PART.split(text)
    if any(bracket in piece for piece in pieces[::2] for bracket in "[]"):
        raise RangeProblem(f'"{text}" has a bracket without its partner')
    choices = [_alternatives(text, p) if i % 2 else [p] for i, p in enumerate(pieces)]
    _refuse_too_many(text, choices)
    ids = tuple("".join(parts) for parts in itertools.product(*choices))
    if len(set(ids)) < len(ids):
        raise RangeProblem(f'"{text}" gives an id twice')
    return ids


def _refuse_too_many(text: str, choices: list[list[str]]) -> None:
    count = 1
    for choice in choices:
        count *= len(choice)
    if count > MOST_IDS:
        raise RangeProblem(f'"{text}" stands for {count:,} ids; at most {MOST_IDS:,} are read')


def _alternatives(text: str, inside: str) -> list[str]:
    found: list[str] = []
    for part in inside.split(","):
        found.extend(_span(text, part.strip()))
    return found


def _span(text: str, part: str) -> list[str]:
    match = _SPAN.fullmatch(part)
    if match is None:
        if _ONE.fullmatch(part):
            return [part]
        raise RangeProblem(f'"{text}" does not unfold: "[{part}]" is no range such as [01-24]')
    first, last = match["first"], match["last"]
    if first.isdigit() != last.isdigit():
        raise RangeProblem(f'"{text}" does not unfold: "{part}" mixes a number and a letter')
    return _numbers(text, first, last) if first.isdigit() else _letters(text, first, last)


def _numbers(text: str, first: str, last: str) -> list[str]:
    low, high = int(first), int(last)
    if high < low:
        raise RangeProblem(f'"{text}" does not unfold: {first} is above {last}')
    if high - low >= MOST_IDS:
        count = high - low + 1
        raise RangeProblem(f'"{text}" stands for {count:,} ids; at most {MOST_IDS:,} are read')
    return [str(n).zfill(len(first)) for n in range(low, high + 1)]


def _letters(text: str, first: str, last: str) -> list[str]:
    if first.isupper() != last.isupper():
        raise RangeProblem(f'"{text}" does not unfold: {first} and {last} differ in case')
    if last < first:
        raise RangeProblem(f'"{text}" does not unfold: {first} is above {last}')
    return [chr(code) for code in range(ord(first), ord(last) + 1)]
