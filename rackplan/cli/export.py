"""``rackplan export PLAN --to FORMAT``: files for contractors, buyers and NetBox."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rackplan.cli import options
from rackplan.cli.output import say, say_aside, say_json

__all__ = ["export"]

_REFUTED = 3

PlanFile = Annotated[Path, typer.Argument(help="A plan.json, or the folder that holds it.")]
To = Annotated[str, typer.Option("--to", metavar="FORMAT", help="xlsx, dxf, netbox or csv.")]
Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="DIR", help="Where files go; default PLAN's folder and -FORMAT."),
]


def export(
    plan: PlanFile,
    to: To,
    out: Out = None,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> None:
    """Write a plan as a workbook, drawings, files for NetBox, or CSV."""
    from rackplan.exchange import check_format, default_folder, handover_of
    from rackplan.exchange import export as write

    check_format(to)
    handover = handover_of(plan)
    written = write(handover, to, out or default_folder(plan, to))
    files = [path.as_posix() for path in written]
    if as_json:
        told = {"site": handover.site.id, "to": to, "verified": handover.verdict.holds}
        say_json({"schema": "rackplan/export/1", **told, "files": files})
    elif not quiet:
        say(f"wrote {path}" for path in files)
    if not handover.verdict.holds:
        say_aside([handover.standing])
        raise typer.Exit(_REFUTED)
