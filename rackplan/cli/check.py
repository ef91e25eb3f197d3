"""``rackplan check PATH``: read and lint the inputs only."""

from __future__ import annotations

from typing import Annotated

import typer

from rackplan.cli import options
from rackplan.cli.output import say, say_json

__all__ = ["check"]

Inputs = Annotated[
    str, typer.Argument(help="A site, a folder of sites or of catalogs: sites/ohio, catalogs.")
]


def check(
    path: Inputs,
    catalogs: options.Catalogs = None,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> None:
    """Read inputs and report every problem with its place."""
    from rackplan.reading import check_inputs
    from rackplan.report import check_lines

    report = check_inputs(path, catalogs=catalogs)
    if as_json:
        say_json({"schema": "rackplan/check/1", **report.to_json()})
    elif not quiet:
        say(check_lines(report))
