"""``rackplan study FILE``: a site again and again with figures changed, each a verified plan."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from rackplan.cli import options
from rackplan.cli.output import say, say_aside, say_json
from rackplan.cli.study_progress import StudyLine
from rackplan.errors import BadInputError

if TYPE_CHECKING:
    from rackplan.study import Study, StudyResult

__all__ = ["study"]

_REFUTED = 3

StudyFile = Annotated[Path, typer.Argument(metavar="FILE", help="What to vary: a YAML file.")]
Workers = Annotated[
    int | None,
    typer.Option("--workers", metavar="N", min=1, max=256, help="Processes; default all cores."),
]
Dask = Annotated[
    str | None,
    typer.Option("--dask", metavar="ADDRESS", help="Plan on a Dask cluster: tcp://host:8786."),
]
Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="DIR", help="Ledger, tables and plots; default out/STUDY."),
]
Time = Annotated[
    str | None, typer.Option("--time-limit", metavar="TIME", help="Of each case, such as 30s.")
]
Gap = Annotated[
    str | None, typer.Option("--gap", metavar="SHARE", help="Of each case, such as 1%.")
]
Seed = Annotated[
    int | None, typer.Option("--seed", metavar="N", help="Of draws, and order of each search.")
]
Parquet = Annotated[bool, typer.Option("--parquet", help="Also the table as cases.parquet.")]
Plans = Annotated[bool, typer.Option("--plans", help="Also plan.json of every case, by number.")]
Retry = Annotated[
    bool, typer.Option("--retry", help="Plan anew what failed, or had no plan by its limit.")
]


def study(
    file: StudyFile,
    workers: Workers = None,
    dask: Dask = None,
    out: Out = None,
    parquet: Parquet = False,
    plans: Plans = False,
    retry: Retry = False,
    changes: options.Changes = None,
    catalogs: options.Catalogs = None,
    at: options.At = None,
    time_limit: Time = None,
    gap: Gap = None,
    seed: Seed = None,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> None:
    """Vary figures of a site; what was planned stays in a ledger, and a killed run goes on."""
    from rackplan.report import study_lines, study_target, write_study

    asked = _study(file, changes or [], catalogs, at, _limits(time_limit, gap, seed))
    folder = study_target(out or asked.folder)
    try:
        with StudyLine(len(asked.cases), shown=not (quiet or as_json)) as progress:
            done = asked.run(workers=workers, dask=dask, out=folder, retry=retry, progress=progress)
    except KeyboardInterrupt:
        say_aside([f"What is planned stays in {folder}: the same command goes on from there."])
        raise
    written = write_study(done, folder, parquet=parquet, plans=plans)
    if as_json:
        say_json(done.to_json())
    elif not quiet:
        say([*study_lines(done), "", *(f"wrote {path}" for path in written)])
    code = _exit_code(done)
    if code == _REFUTED:
        say_aside(["The optimizer made a plan that the verifier refutes: a bug in rackplan."])
    raise typer.Exit(code)


def _limits(time_limit: str | None, gap: str | None, seed: int | None) -> dict[str, Any]:
    """What is to be otherwise than in the file."""
    time, share = options.read_limits(time_limit or "30s", gap or "1%")
    return {
        "time_limit": None if time_limit is None else f"{time.m_as('s'):g} s",
        "gap": None if gap is None else f"{100.0 * share:g} %",
        "seed": seed,
    }


def _study(
    file: Path, changes: list[str], catalogs: Path | None, at: str | None, limits: dict[str, Any]
) -> Study:
    from rackplan.study import Study

    pairs = dict(_pair(text) for text in changes)
    folder = None if catalogs is None else str(catalogs)
    return Study.read(file, changes=pairs, catalogs=folder, date=at, **limits)


def _pair(text: str) -> tuple[str, str]:
    path, equals, value = text.partition("=")
    if not equals:
        raise BadInputError.about("--set", f'expected path=value, got "{text}"')
    return path.strip(), value.strip()


def _exit_code(done: StudyResult) -> int:
    """0 some plan is verified, 1 none fits, 2 no case could be read, 3 one refuted, 4 a limit."""
    counts = done.counts
    if counts.get("refuted"):
        return _REFUTED
    if counts.get("optimal") or counts.get("feasible"):
        return 0
    if counts.get("limit"):
        return 4
    return 1 if counts.get("infeasible") else 2
