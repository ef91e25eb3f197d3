"""Options that mean the same everywhere."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

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
    "share",
]

SiteName = Annotated[
    str,
    typer.Argument(help="A shipped site, a path, or a scenario: wisconsin, sites/ohio:retrofit."),
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
    typer.Option("--threads", metavar="N", min=1, help="Solver processes; default all cores."),
]


def share(text: str) -> float:
    """Read a share such as ``0.1%`` or ``0.001``.

    Raises
    ------
    typer.BadParameter
        When it is neither.
    """
    match = re.fullmatch(r"\s*(\d+(?:\.\d*)?|\.\d+)\s*(%?)\s*", text)
    if match is None:
        raise typer.BadParameter(f'expected a share such as 0.1% or 0.001, got "{text}"')
    return float(match[1]) / (100.0 if match[2] else 1.0)
