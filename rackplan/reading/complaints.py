"""All complaints of a run, collected and then raised at once."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

from rackplan.errors import BadInputError, Problem
from rackplan.reading.nodes import Location, Node, Spot, find, path_text
from rackplan.writing import nearest

__all__ = ["Complaints", "did_you_mean"]


_MOST_NAMES = 2000
_SHOWN = 20


class Complaints:
    """The problems found so far."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []
        self._noted: set[tuple[str, str]] = set()
        self._told: set[tuple[str, int, int, str]] = set()

    def __len__(self) -> int:
        return len(self._problems)

    def __iter__(self) -> Iterator[Problem]:
        return iter(self._problems)

    def extend(self, problems: Iterable[Problem]) -> None:
        """Take over problems that were noted elsewhere."""
        self._problems.extend(problems)

    def add(self, spot: Spot, path: str, message: str) -> None:
        """Note a problem at a place of a file."""
        self._noted.add((spot.file, path))
        self._put(Problem(spot.file, spot.line, spot.column, path, " ".join(message.splitlines())))

    def _put(self, new: Problem) -> None:
        """Note a problem once, also where a template leads many entries to the same place."""
        told = (new.file, new.line, new.column, new.message)
        if not new.line or told not in self._told:
            self._problems.append(new)
        self._told.add(told)

    def about(
        self,
        root: Node,
        location: Location,
        message: str,
        *,
        path: Location | None = None,
        key: bool = False,
    ) -> None:
        """Note a problem at a location of a document.

        Parameters
        ----------
        path : tuple, optional
            What the place is called, if otherwise.
        key : bool
            Whether the problem is with the key and not with what it holds.
        """
        called = path_text(location if path is None else path)
        self.add(find(root, location, key=key), called, message)

    def has(self, root: Node, location: Location) -> bool:
        """Whether something is already noted about a location, so that more would repeat it."""
        return (find(root, location).file, path_text(location)) in self._noted

    def raise_if_any(self) -> None:
        """Raise all problems, in the order of files and lines.

        Raises
        ------
        BadInputError
            When there is at least one.
        """
        if self._problems:
            raise BadInputError(self._problems)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The way out for a word that nobody knows: the nearest known one, else the first few.

    Examples
    --------
    >>> did_you_mean("raiting", ["rating", "voltage"])
    'Did you mean rating?'
    >>> did_you_mean("x", ["rating", "voltage"])
    'Known here: rating, voltage.'
    """
    names = list(itertools.islice(dict.fromkeys(known), _MOST_NAMES))
    if (near := nearest(word, names)) is not None:
        return f"Did you mean {near}?"
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return f"Known here: {', '.join(names[:_SHOWN])}{more}." if names else "None is known here."
