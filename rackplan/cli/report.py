"""``rackplan report PLAN``: one HTML page with drawings and tables, to open, print and pass on.

A comparison has a page of charts: the document of ``rackplan compare --json``, or the folder that
``--out`` kept it in. A study has one of plots: its folder, or the study.json in it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rackplan.cli import options
from rackplan.cli.output import say, say_aside, say_json

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["report"]

_REFUTED = 3

PlanFile = Annotated[
    Path, typer.Argument(help="A plan.json, comparison or study, or the folder that holds it.")
]
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
    """Write one HTML page: answer, floor plan, diagrams, schedules, year; or charts and plots."""
    from rackplan.handover import handover_of
    from rackplan.report import answer_file, page_target, write_report

    target, answer = page_target(plan, to), answer_file(plan)
    if answer is not None:
        _charts(answer, target, drawings=drawings, as_json=as_json, quiet=quiet)
        return
    handover = handover_of(plan)
    files = write_report(handover, target, drawings=drawings)
    verified = handover.verdict.holds
    _tell(files, {"site": handover.site.id, "verified": verified}, as_json=as_json, quiet=quiet)
    if not verified:
        say_aside([handover.standing])
        raise typer.Exit(_REFUTED)


def _charts(answer: Path, target: Path, *, drawings: bool, as_json: bool, quiet: bool) -> None:
    from rackplan.errors import BadInputError
    from rackplan.report import answer_of_file, write_charts

    if drawings:
        raise BadInputError.about("--drawings", "only a plan has drawings, and this is none")
    page = answer_of_file(answer)
    files = write_charts(page, target)
    _tell(files, {"title": page.title, "verified": page.holds}, as_json=as_json, quiet=quiet)
    if page.is_refuted:
        say_aside([page.sentence])
        raise typer.Exit(_REFUTED)


def _tell(files: Iterable[Path], told: dict[str, object], *, as_json: bool, quiet: bool) -> None:
    names = [path.as_posix() for path in files]
    if as_json:
        say_json({"schema": "rackplan/report/1", **told, "files": names})
    elif not quiet:
        say(f"wrote {name}" for name in names)
