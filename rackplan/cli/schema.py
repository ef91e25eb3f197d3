"""``rackplan schema [NAME]``: JSON Schema of every input file, for editors."""

from __future__ import annotations

from typing import Annotated

import typer

from rackplan.cli.output import say_json

__all__ = ["schema"]

Name = Annotated[
    str | None, typer.Argument(help="product, site, sources or study; all without it.")
]


def schema(name: Name = None) -> None:
    """Print the JSON Schema of input files: completion and hover text for editors."""
    from rackplan.errors import BadInputError
    from rackplan.reading.json_schema import SCHEMAS, input_schema

    if name is None:
        documents = {known: input_schema(known) for known in SCHEMAS}
        say_json({"schema": "rackplan/schema/1", **documents})
    elif name in SCHEMAS:
        say_json(input_schema(name))
    else:
        known = ", ".join(SCHEMAS)
        raise BadInputError.about("", f'no schema of "{name}". There are: {known}.')
