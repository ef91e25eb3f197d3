"""``rackplan explain PLAN``: what binds and what more of it is worth; or why nothing fits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from rackplan.cli import options
from rackplan.cli.output import say, say_aside, say_json

if TYPE_CHECKING:
    from rackplan.explain import Worth
    from rackplan.model.site import Site

__all__ = ["explain"]

_EXIT = {"explained": 0, "impossible": 1, "refuted": 3, "limit": 4}

Source = Annotated[
    str,
    typer.Argument(help="A plan.json, or the folder that holds it; or a site, planned first."),
]
Steps = Annotated[
    int,
    typer.Option(
        "--steps", metavar="N", min=0, max=1000, help="How many steps are planned: the likeliest."
    ),
]
Workers = Annotated[
    int | None,
    typer.Option("--workers", metavar="N", min=1, max=256, help="Processes; default all cores."),
]
Time = Annotated[
    str, typer.Option("--time-limit", metavar="TIME", help="Of each search, such as 10s.")
]


def explain(
    source: Source,
    steps: Steps = 12,
    changes: options.Changes = None,
    catalogs: options.Catalogs = None,
    at: options.At = None,
    time_limit: Time = "10s",
    gap: options.Gap = "0",
    seed: options.Seed = 0,
    workers: Workers = None,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> None:
    """Say what binds a plan, what more of it is worth, what is stranded; or why nothing fits."""
    from rackplan.explain import explain as explained
    from rackplan.report import explanation_lines

    time, share = options.read_limits(time_limit, gap)
    done = explained(
        _site(source, changes or [], catalogs, at),
        time_limit=f"{time.m_as('s'):g} s",
        gap=share,
        seed=seed,
        workers=workers,
        most_steps=steps,
        progress=None if quiet or as_json else _tell,
    )
    if as_json:
        say_json(done.to_json())
    elif not quiet:
        say(explanation_lines(done))
    raise typer.Exit(_EXIT[done.status])


def _site(
    source: str, changes: list[str], catalogs: options.Catalogs, at: options.At
) -> str | Site:
    """The site where one was named, with changes; a plan as it is."""
    from pathlib import Path

    from rackplan.errors import BadInputError
    from rackplan.reading import read_site

    path = Path(source)
    if path.suffix == ".json" or (path / "plan.json").exists():
        if changes or catalogs or at:
            raise BadInputError.about("", "--set, --catalogs and --at go with a site, not a plan")
        return source
    return read_site(source, catalogs=catalogs, changes=changes, at=at)


def _tell(worth: Worth) -> None:
    """Say on a terminal which step is done."""
    import sys

    if sys.stderr.isatty():
        say_aside([worth.step.says])
