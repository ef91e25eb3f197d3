"""``rackplan compare TYPE... --site SITE``: rack types side by side, each with its best plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from rackplan.cli import options
from rackplan.cli.output import say, say_aside, say_json

if TYPE_CHECKING:
    from rackplan.compare import Comparison, Row
    from rackplan.model.site import Site

__all__ = ["compare"]

_REFUTED = 3

Racks = Annotated[
    list[str] | None,
    typer.Argument(metavar="[TYPE...]", help="Rack types; default those of the demand."),
]
Sites = Annotated[
    list[str],
    typer.Option("--site", metavar="SITE", help="Shipped, a path, or a scenario; may be repeated."),
]
By = Annotated[
    str, typer.Option("--by", metavar="MEASURE", help="What ranks them: cost_per_pflops, hbm ...")
]
Mix = Annotated[
    bool, typer.Option("--mix/--no-mix", help="Whether all may stand side by side too.")
]
Supplied = Annotated[
    bool, typer.Option("--as-supplied", help="No more racks than are in supply by the date.")
]
Workers = Annotated[
    int | None,
    typer.Option("--workers", metavar="N", min=1, max=256, help="Processes; default all cores."),
]
Out = Annotated[
    Path | None,
    typer.Option(
        "--out", metavar="DIR", help="Keep the comparison there, and every plan in a folder."
    ),
]
Curve = Annotated[
    bool, typer.Option("--independence", help="The mix with ever less of the largest vendor.")
]


def compare(
    racks: Racks = None,
    *,
    sites: Sites,
    by: By = "capability",
    mix: Mix = True,
    as_supplied: Supplied = False,
    independence: Curve = False,
    out: Out = None,
    changes: options.Changes = None,
    catalogs: options.Catalogs = None,
    at: options.At = None,
    time_limit: options.TimeLimit = "12s",
    gap: options.Gap = "1%",
    seed: options.Seed = 0,
    workers: Workers = None,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> None:
    """Plan each rack type, and a mix of them, in the same hall, and put them side by side."""
    from rackplan.reading import read_site

    time, share = options.read_limits(time_limit, gap)
    types = racks or []
    read = [read_site(name, catalogs=catalogs, changes=changes or [], at=at) for name in sites]
    usual = {
        "as_supplied": as_supplied,
        "time_limit": f"{time.m_as('s'):g} s",
        "gap": share,
        "seed": seed,
        "workers": workers,
        "catalogs": catalogs,
        "progress": None if quiet or as_json else _tell,
    }
    shown = _Shown(as_json=as_json, quiet=quiet)
    if independence:
        raise typer.Exit(_curve(types, read, usual, shown, out))
    raise typer.Exit(_table(types, read, {**usual, "by": by, "mix": mix}, shown, out))


@dataclass(frozen=True)
class _Shown:
    as_json: bool
    quiet: bool


def _table(
    types: list[str], read: list[Site], usual: dict[str, Any], shown: _Shown, out: Path | None
) -> int:
    from rackplan import compare as comparing
    from rackplan.report import comparison_lines

    done = comparing(types, site=read, **usual)
    written = [] if out is None else _written(done, out)
    if shown.as_json:
        say_json(done.to_json())
    elif not shown.quiet:
        say([*comparison_lines(done), *([""] if written else []), *written])
    return _exit_code(done.rows)


def _curve(
    types: list[str], read: list[Site], usual: dict[str, Any], shown: _Shown, out: Path | None
) -> int:
    from rackplan.compare import independence
    from rackplan.errors import BadInputError
    from rackplan.report import independence_lines

    if len(read) != 1:
        raise BadInputError.about("", "--independence takes one site")
    done = independence(types, site=read[0], **usual)
    written = [] if out is None else _kept(done.to_json(), out)
    if shown.as_json:
        say_json(done.to_json())
    elif not shown.quiet:
        say([*independence_lines(done), *([""] if written else []), *written])
    return _exit_code([point.row for point in done.points])


def _tell(row: Row) -> None:
    """Say on a terminal which row is done."""
    import sys

    if sys.stderr.isatty():
        say_aside([f"{row.site} {row.name}: {sum(row.racks.values()):,} racks"])


def _written(done: Comparison, out: Path) -> list[str]:
    from rackplan.report import write_result

    folders = []
    for row in done.rows:
        if row.result is not None and row.result.plan is not None:
            folder = out / row.site / row.name
            write_result(row.result, folder)
            folders.append(f"wrote {folder}")
    return [*folders, *_kept(done.to_json(), out)]


def _kept(document: dict[str, Any], out: Path) -> list[str]:
    """Write the document beside the plans, where ``rackplan report`` finds it."""
    import json

    from rackplan.report import ANSWERS
    from rackplan.writing import replace_file

    file = out / ANSWERS[document["schema"]].file
    replace_file(file, (json.dumps(document, indent=1, allow_nan=False) + "\n").encode())
    return [f"wrote {file}"]


def _exit_code(rows: Sequence[Row]) -> int:
    """0 something stands and all plans are verified, 1 nothing stands, 3 a plan is refuted."""
    if any(row.result and row.result.plan and not row.verified for row in rows):
        return _REFUTED
    return 0 if any(row.stands for row in rows) else 1
