"""The exception tree, and the one place where a complaint becomes text.

Every exception carries fields; `str()` of it is what a person reads. Exit codes follow the command
line's contract: 0 verified, 1 no plan fits, 2 bad input, 3 refuted, 4 a limit before any plan.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["BadInputError", "Problem", "RackplanError", "SolverError"]


@dataclass(frozen=True, order=True)
class Problem:
    """One complaint about one place of an input.

    Attributes
    ----------
    file : str
        The file as the user named it; "" when the complaint is about no file.
    line, column : int
        1-based; 0 when the complaint is about the file as a whole.
    path : str
        Where in the document: ``power.blocks[0].ups.rating``.
    message : str
        What was expected, what stands there, and the way out.
    """

    file: str
    line: int
    column: int
    path: str
    message: str

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part)
        return "  ".join(part for part in (place, self._statement()) if part)

    def _statement(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message


class RackplanError(Exception):
    """The base of all that rackplan raises on purpose."""

    exit_code = 2


class BadInputError(RackplanError):
    """Inputs that cannot be read as what they should be.

    Attributes
    ----------
    problems : tuple of Problem
        Every complaint of the run, in the order of files and lines.
    """

    exit_code = 2

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[BadInputError], tuple[tuple[Problem, ...]]]:
        """Between processes it travels as its problems."""
        return type(self), (self.problems,)

    @classmethod
    def about(cls, path: str, message: str, file: str = "") -> BadInputError:
        """One complaint that has no line: an option, a missing file, a figure that is needed."""
        return cls([Problem(file, 0, 0, path, message)])


class SolverError(RackplanError):
    """The solver process ended without a word; its last output is in the message."""

    exit_code = 4
