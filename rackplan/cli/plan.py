"""``rackplan plan SITE``: lay a hall out, prove it, and keep the files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rackplan.cli import options
from rackplan.cli.output import say, say_aside, say_json
from rackplan.cli.progress import ProgressLine
from rackplan.errors import BadInputError

if TYPE_CHECKING:
    from rackplan.result import Result

__all__ = ["plan"]

_REFUTED = 3
_OBJECTIVE = "demand.objective"
_WEIGHTS = "demand.weights"

Out = Annotated[
    Path | None, typer.Option("--out", metavar="DIR", help="Where files go; default out/SITE.")
]
Goal = Annotated[
    str | None,
    typer.Option(
        "--objective",
        metavar="NAME",
        help="capability, cost, it_power or value; default the site's own.",
    ),
]
Weight = Annotated[
    list[str] | None,
    typer.Option(
        "--weight",
        metavar="NAME:WORTH",
        help="Seek value by weights of your own: capability:3kUSD/PFLOPS, it_power:120USD/kW, and "
        "cost:1 (the usual one), what a dollar of capital takes off; may be repeated.",
    ),
]
Then = Annotated[
    list[str] | None,
    typer.Option(
        "--then",
        metavar="NAME[:SHARE]",
        help="What decides next, and the share of the objective before it that may be given up: "
        "cost:1%; may be repeated.",
    ),
]
Keep = Annotated[
    Path | None,
    typer.Option(
        "--keep",
        metavar="PLAN",
        help="An earlier plan.json of the site: its racks stay unless moving one brings its price.",
    ),
]
MovePrice = Annotated[
    str | None,
    typer.Option(
        "--move-price",
        metavar="PRICE",
        help="What a rack that does not stay has to bring: a share of what a compute rack brings, "
        "such as 10% (the default), or of the objective, such as 50PFLOPS; 0 only starts there.",
    ),
]


def plan(
    site: options.SiteName,
    out: Out = None,
    objective: Goal = None,
    weight: Weight = None,
    then: Then = None,
    keep: Keep = None,
    move_price: MovePrice = None,
    changes: options.Changes = None,
    catalogs: options.Catalogs = None,
    at: options.At = None,
    time_limit: options.TimeLimit = "60s",
    gap: options.Gap = "0.5%",
    seed: options.Seed = 0,
    threads: options.Threads = None,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> None:
    """Lay racks out on a site, verify the plan, and write it to a folder."""
    from rackplan import planner
    from rackplan.reading import read_site
    from rackplan.report import summary_lines, write_result

    time, share = options.read_limits(time_limit, gap)
    wanted = _sought(objective, weight or [], then or [])
    wanted += [f"policy.move_price={move_price}"] if move_price else []
    if move_price and keep is None:
        raise BadInputError.about("", "--move-price: no plan is kept: name it with --keep")
    try:
        read = read_site(site, catalogs=catalogs, changes=[*(changes or []), *wanted], at=at)
    except BadInputError as error:
        raise _as_typed(error, changes or []) from None
    with ProgressLine(shown=not (quiet or as_json)) as progress:
        result = planner.plan(
            read,
            time_limit=time,
            gap=share,
            seed=seed,
            threads=threads,
            progress=progress,
            keep=keep,
        )
    folder = out or _default_folder(result)
    keeps = result.plan is None and (folder / "plan.csv").exists()
    written = [] if keeps else write_result(result, folder)
    if as_json:
        say_json(result.to_json())
    elif not quiet:
        files = [f"wrote {path}" for path in written]
        kept = f"nothing was written: {folder} keeps the plan of an earlier run"
        say([*summary_lines(result), "", *(files or [kept])])
    code = _exit_code(result)
    if code == _REFUTED:
        say_aside(_own_bug(folder))
    raise typer.Exit(code)


def _sought(objective: str | None, weights: list[str], then: list[str]) -> list[str]:
    """The changes that `--objective`, `--weight` and `--then` stand for."""
    is_next = any(text.partition(":")[0].strip() == "value" for text in then)
    first = objective or ("value" if weights and not is_next else None)
    wanted = [f"{_OBJECTIVE}={first}"] if first else []
    wanted += [_weights(weights)] if weights else []
    return wanted + ([_then(then)] if then else [])


def _weights(texts: list[str]) -> str:
    """The change that `--weight` stands for."""
    pairs = (text.partition(":") for text in texts)
    worths = (f'"{name.strip()}": "{worth.strip()}"' for name, _, worth in pairs)
    return f"{_WEIGHTS}={{{', '.join(worths)}}}"


def _then(texts: list[str]) -> str:
    """The change that `--then` stands for."""
    pairs = (text.partition(":") for text in texts)
    steps = (f'{{objective: "{name}", give: "{give or "0 %"}"}}' for name, _, give in pairs)
    return f"demand.then=[{', '.join(steps)}]"


def _default_folder(result: Result) -> Path:
    scenario = result.site.inputs.scenario
    name = result.site.id if scenario is None else f"{result.site.id}-{scenario}"
    return Path("out") / name


def _as_typed(error: BadInputError, changes: Sequence[str]) -> BadInputError:
    """What is wrong with what is sought is said of its option, not of a change."""
    return BadInputError(
        replace(each, file=_option_of(each.path, changes) or each.file)
        if each.file == "--set"
        else each
        for each in error.problems
    )


def _option_of(path: str, changes: Sequence[str]) -> str:
    """The option that has set a path; "" where `--set` may have."""
    paths = {"--objective": _OBJECTIVE, "--weight": _WEIGHTS}
    found = (option for option, start in paths.items() if path.startswith(start))
    option = next(found, "")
    is_set = option and any(change.startswith(paths[option]) for change in changes)
    return "" if is_set else option


def _exit_code(result: Result) -> int:
    """0 verified, 1 no plan fits, 3 refuted by the verifier, 4 nothing found in time."""
    if result.verdict is None:
        return 1 if result.termination.status == "infeasible" else 4
    return 0 if result.verdict.holds and not result.misclaims else _REFUTED


def _own_bug(folder: Path) -> tuple[str, ...]:
    return (
        "The optimizer made this plan and the verifier refutes it: that is a bug in rackplan.",
        f"{folder} holds the plan with all of its inputs; please report it with that folder.",
    )
