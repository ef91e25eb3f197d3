"""``rackplan report PLAN``: one HTML page with drawings and tables, to open, print and pass on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rackplan.cli import options
from rackplan.cli.output import say, say_aside, say_json

__all__ = ["report"]

_REFUTED = 3

PlanFile = Annotated[Path, typer.Argument(help="A plan.json, or the folder that holds it.")]
To = Annotated[
    Path | None,
    typer.Option("--to", metavar="FILE", help="Where the page goes; default report.html there."),
]
Drawings = Annotated[
    bool,
    typer.Option("--drawings", help="Also floor.svg, one-line.svg and elevations.svg beside it."),
]


def report(
    plan: PlanFile,
    to: To = None,
    drawings: Drawings = False,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> None:
    """Write one HTML page: the answer, floor plan, diagrams, schedules, the year."""
    from rackplan.handover import handover_of
    from rackplan.report import page_target, write_report

    target = page_target(plan, to)
    handover = handover_of(plan)
    files = [path.as_posix() for path in write_report(handover, target, drawings=drawings)]
    if as_json:
        told = {"site": handover.site.id, "verified": handover.verdict.holds}
        say_json({"schema": "rackplan/report/1", **told, "files": files})
    elif not quiet:
        say(f"wrote {path}" for path in files)
    if not handover.verdict.holds:
        say_aside([handover.standing])
        raise typer.Exit(_REFUTED)
