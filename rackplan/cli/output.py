"""What the verbs print, and where: answers on stdout, progress and complaints on stderr."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from rackplan.errors import BadInputError, RackplanError

if TYPE_CHECKING:
    from types import TracebackType

    from rackplan.optimize.search import Progress

__all__ = ["ProgressLine", "complain", "say", "say_json"]

_QUIET_SECONDS = 2.0


def say(lines: Iterable[str]) -> None:
    """Print lines for a person."""
    sys.stdout.writelines(f"{line}\n" for line in lines)


def say_json(document: Mapping[str, object]) -> None:
    """Print one document and nothing else."""
    json.dump(document, sys.stdout, indent=1, ensure_ascii=False)
    sys.stdout.write("\n")


def complain(error: RackplanError, *, as_json: bool) -> None:
    """Print an error: every problem on a line of its own."""
    sys.stderr.write(f"{error}\n")
    if isinstance(error, BadInputError):
        count = len(error.problems)
        sys.stderr.write(f"{count} problem{'' if count == 1 else 's'}; nothing was written.\n")
    if as_json:
        problems = error.problems if isinstance(error, BadInputError) else ()
        say_json(
            {
                "schema": "rackplan/error/1",
                "error": str(error),
                "problems": [
                    {
                        "file": problem.file,
                        "line": problem.line,
                        "column": problem.column,
                        "path": problem.path,
                        "message": problem.message,
                    }
                    for problem in problems
                ],
            }
        )


class ProgressLine:
    """A line on stderr that shows value, bound and gap while a search runs.

    It shows only on a terminal, and only once the search has taken two seconds.
    """

    def __init__(self, *, shown: bool) -> None:
        self._shown = shown and sys.stderr.isatty()
        self._started = time.monotonic()
        self._drawn = False

    def __enter__(self) -> ProgressLine:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._drawn:
            sys.stderr.write("\r\033[K")
            sys.stderr.flush()

    def __call__(self, step: Progress) -> None:
        """Show where the search stands."""
        if not self._shown or time.monotonic() - self._started < _QUIET_SECONDS:
            return
        self._drawn = True
        sys.stderr.write(f"\r\033[K{_progress_text(step)}")
        sys.stderr.flush()


def _progress_text(step: Progress) -> str:
    parts = [f"{step.seconds:5.1f} s"]
    if step.value is not None:
        parts.append(f"best {step.value:,.0f}")
    if step.bound is not None:
        parts.append(f"bound {step.bound:,.0f}")
    if step.value and step.bound is not None:
        parts.append(f"gap {abs(step.bound - step.value) / abs(step.value):.2%}")
    return "  ".join(parts)
