"""Options that mean the same everywhere."""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rackplan.errors import BadInputError, Problem

if TYPE_CHECKING:
    from rackplan.units import Quantity

__all__ = [
    "AsJson",
    "At",
    "Catalogs",
    "Changes",
    "Gap",
    "Quiet",
    "Seed",
    "SiteName",
    "Threads",
    "TimeLimit",
    "read_limits",
]

SiteName = Annotated[
    str,
    typer.Argument(help="A shipped site, a path, or a scenario: wisconsin, wisconsin:rush."),
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON document on stdout, nothing else.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="No progress, no summary.")]
Changes = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="PATH=VALUE", help="Change an input; may be repeated."),
]
Catalogs = Annotated[
    Path | None, typer.Option("--catalogs", metavar="DIR", help="Laid over the shipped catalogs.")
]
At = Annotated[
    str | None,
    typer.Option("--at", metavar="DATE", help="Planning date: what is available by then."),
]
TimeLimit = Annotated[
    str, typer.Option("--time-limit", metavar="TIME", help="Stop by the clock, such as 30s.")
]
Gap = Annotated[
    str, typer.Option("--gap", metavar="SHARE", help="Stop when proved this close, such as 0.1%.")
]
Seed = Annotated[int, typer.Option("--seed", metavar="N", help="Order of the search.")]
Threads = Annotated[
    int | None,
    typer.Option(
        "--threads", metavar="N", min=1, max=256, help="Solver processes; default all cores."
    ),
]


def read_limits(time_limit: str, gap: str) -> tuple[Quantity, float]:
    """Read when a search stops.

    Parameters
    ----------
    time_limit : str
        Such as ``30s``.
    gap : str
        Such as ``0.1%`` or ``0.001``.

    Returns
    -------
    tuple of Quantity [s] and float

    Raises
    ------
    BadInputError
        With what is wrong with either.
    """
    problems: list[Problem] = []
    time, share = _time(time_limit, problems), _share(gap, problems)
    if time is None or share is None:
        raise BadInputError(problems)
    return time, share


def _time(text: str, problems: list[Problem]) -> Quantity | None:
    from rackplan.units import DURATION, UnitProblem, parse

    try:
        return parse(text, DURATION)
    except UnitProblem as problem:
        problems.append(Problem("--time-limit", 0, 0, "", str(problem)))
        return None


def _share(text: str, problems: list[Problem]) -> float | None:
    match = re.fullmatch(r"\s*(\d+(?:\.\d*)?|\.\d+)\s*(%?)\s*", text, re.ASCII)
    value = float(match[1]) / (100.0 if match[2] else 1.0) if match else math.inf
    if value <= 1.0:
        return value
    message = f'expected a share such as 0.1% or 0.001, got "{text}"'
    problems.append(Problem("--gap", 0, 0, "", message))
    return None
