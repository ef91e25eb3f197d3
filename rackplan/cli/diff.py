"""``rackplan diff BEFORE AFTER``: what is other in a second plan."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rackplan.cli import options
from rackplan.cli.output import say, say_json

__all__ = ["diff"]

_DIFFERENT, _REFUTED = 1, 3

Before = Annotated[Path, typer.Argument(help="A plan.json, or the folder that holds it.")]
After = Annotated[Path, typer.Argument(help="Another one: what has become of the first.")]
Strict = Annotated[
    bool, typer.Option("--exit-code", help="Leave with 1 unless both are the same plan.")
]


def diff(
    before: Before,
    after: After,
    exit_code: Strict = False,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> None:
    """Compare two plans: racks, feeds, money, what binds, margins, inputs."""
    from rackplan.difference import diff as compare
    from rackplan.report import difference_lines

    done = compare(before, after)
    if as_json:
        say_json(done.to_json())
    elif not quiet:
        say(difference_lines(done))
    if not done.verified:
        raise typer.Exit(_REFUTED)
    raise typer.Exit(_DIFFERENT if exit_code and not done.is_same else 0)
