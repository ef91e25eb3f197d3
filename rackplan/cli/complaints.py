"""What went wrong: for a person on stderr, as a document, and as an exit code."""

from __future__ import annotations

import traceback
from dataclasses import asdict
from typing import Any

from rackplan.cli.output import say_aside, say_json
from rackplan.errors import BadInputError, Problem, RackplanError

__all__ = ["CRASHED", "complain"]

CRASHED = 70
"""Exit code of a bug: Python's own would be 1, which here means that no plan fits."""


def complain(error: Exception, *, as_json: bool, writes: bool = True) -> int:
    """Say what went wrong.

    Parameters
    ----------
    error : Exception
        An error of ours, a misused command line, or anything else: a bug.
    as_json : bool
        Whether standard output gets a document.
    writes : bool
        Whether the verb writes files at all, so that it is worth saying that it wrote none.

    Returns
    -------
    int
        The exit code.
    """
    if isinstance(error, RackplanError):
        code, text = error.exit_code, str(error)
        say_aside([text, *_count(error, writes=writes)])
    elif _is_misuse(error):
        code, text = BadInputError.exit_code, _misuse(error)
    else:
        code, text = CRASHED, f"{type(error).__name__}: {error}"
        say_aside([traceback.format_exc(), "This is a bug in rackplan: please report it."])
    if as_json:
        say_json({"schema": "rackplan/error/1", "error": text, "problems": _problems(error)})
    return code


def _count(error: RackplanError, *, writes: bool) -> list[str]:
    if not isinstance(error, BadInputError):
        return []
    count = len(error.problems)
    rest = "; nothing was written." if writes else "."
    return [f"{count} problem{'' if count == 1 else 's'}{rest}"]


def _is_misuse(error: Exception) -> bool:
    """Whether typer says that the command line is misused.

    It keeps the class of such errors, which is click's, under a private name that moved already;
    what every version of it has are these two methods.
    """
    return hasattr(error, "show") and hasattr(error, "format_message")


def _misuse(error: Any) -> str:
    """Show the usage and the message; return the message."""
    error.show()
    return str(error.format_message())


def _problems(error: Exception) -> list[dict[str, object]]:
    problems: tuple[Problem, ...] = error.problems if isinstance(error, BadInputError) else ()
    return [asdict(problem) for problem in problems]
