"""The command line: one file a verb, and the only place that prints.

A verb imports what it needs when it runs, so that ``rackplan --help`` answers in a blink.
"""

from __future__ import annotations

import sys

import typer

from rackplan.cli.check import check
from rackplan.cli.output import complain
from rackplan.cli.plan import plan
from rackplan.cli.rules import rules
from rackplan.cli.verify import verify
from rackplan.errors import RackplanError

__all__ = ["app", "main"]

app = typer.Typer(
    name="rackplan",
    help="Plan racks, power and cooling of AI data centers, and check the plan.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for verb in (plan, verify, check, rules):
    app.command()(verb)


def main() -> None:
    """Run a verb and leave with its exit code.

    0 verified · 1 no plan fits · 2 bad input · 3 refuted · 4 a limit before any plan.
    """
    try:
        app()
    except RackplanError as error:
        complain(error, as_json="--json" in sys.argv)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
