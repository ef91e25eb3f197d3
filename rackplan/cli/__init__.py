"""The command line: one file a verb, and the only place that prints.

* `plan`, `verify`, `explain`, `compare`, `diff`, `study`, `report`, `export`, `check`, `catalog`,
  `site`, `rules`, `schema`: the verbs; a verb imports what it needs when it runs: ``rackplan
  --help`` answers in a blink;
* `options`: what the verbs have in common;
* `output`, `progress`, `study_progress`, `complaints`: what is printed, where, and with which exit
  code.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from rackplan.cli.catalog import catalog
from rackplan.cli.check import check
from rackplan.cli.compare import compare
from rackplan.cli.complaints import complain
from rackplan.cli.diff import diff
from rackplan.cli.explain import explain
from rackplan.cli.export import export
from rackplan.cli.output import say
from rackplan.cli.plan import plan
from rackplan.cli.report import report
from rackplan.cli.rules import rules
from rackplan.cli.schema import schema
from rackplan.cli.site import site
from rackplan.cli.study import study
from rackplan.cli.verify import verify

__all__ = ["app", "main", "run"]

_INTERRUPTED = 130
_READING = {
    *((verb,) for verb in ("verify", "explain", "diff", "check", "rules", "schema")),
    *((group, verb) for group in ("site", "catalog") for verb in ("list", "show")),
}
"""Verbs that write no file, as they are typed."""

app = typer.Typer(
    name="rackplan",
    help="Plan racks, power and cooling of AI data centers, and check the plan.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for verb in (plan, verify, explain, compare, diff, study, report, export, check, rules, schema):
    app.command()(verb)
app.add_typer(catalog)
app.add_typer(site)


def _say_version(value: bool) -> None:  # noqa: FBT001  # typer calls it with the flag
    if value:
        from importlib.metadata import version

        say([f"rackplan {version('rackplan')}"])
        raise typer.Exit


@app.callback()
def common(
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_say_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """Plan racks, power and cooling of AI data centers, and check the plan."""


def main() -> None:
    """Run the verb that was typed and leave with its exit code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run a verb.

    Parameters
    ----------
    arguments : sequence of str
        As typed behind ``rackplan``.

    Returns
    -------
    int
        The exit code: 0 verified · 1 no plan fits · 2 bad input · 3 refuted · 4 a limit before any
        plan; 70 for a bug, and 130 where Ctrl-C left nothing to answer.
    """
    try:
        return app(list(arguments), prog_name="rackplan", standalone_mode=False) or 0
    except (KeyboardInterrupt, typer.Abort):
        return _INTERRUPTED
    except Exception as error:  # noqa: BLE001  # the last resort: a bug must not exit with 1
        verb = tuple(arguments[:2])
        writes = not _READING & {verb[:1], verb}
        return complain(error, as_json="--json" in arguments, writes=writes)
