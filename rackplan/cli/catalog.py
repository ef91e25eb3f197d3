"""``rackplan catalog list|show|import-netbox``: the products there are, and drafts of new ones."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rackplan.cli import options
from rackplan.cli.output import say, say_json

__all__ = ["catalog"]

catalog = typer.Typer(
    name="catalog",
    help="List the products of the catalogs, show one with its origins, or draft new ones.",
    no_args_is_help=True,
)

ProductId = Annotated[str, typer.Argument(help="A product, such as gb300-nvl72.")]
TypePaths = Annotated[
    list[Path],
    typer.Argument(
        metavar="PATH...", help="YAML of rack types and device types, or folders of it."
    ),
]
NewFolder = Annotated[
    Path | None,
    typer.Option("--to", metavar="FOLDER", help="Write drafts here, new or empty; else only look."),
]
Kind = Annotated[str | None, typer.Option("--kind", help="Only products of this kind: rack.")]

_ALIKE = {"rack": ("rack", "build")}
"""Racks are also those that are built of servers."""


@catalog.command("list")
def list_products(
    kind: Kind = None,
    catalogs: options.Catalogs = None,
    as_json: options.AsJson = False,
) -> None:
    """List products by kind."""
    from rackplan.model.catalog import KINDS
    from rackplan.reading import read_catalog
    from rackplan.report import listing_lines, product_listing

    if kind is not None and kind not in KINDS:
        raise _unknown("kind", kind, list(KINDS))
    kinds = _ALIKE.get(kind, (kind,)) if kind else list(KINDS)
    lines = product_listing(read_catalog(extra=catalogs), kinds)
    if as_json:
        products = [line.to_json() for line in lines]
        say_json({"schema": "rackplan/catalog/1", "products": products})
    else:
        say(listing_lines(lines))


@catalog.command()
def show(
    product: ProductId,
    catalogs: options.Catalogs = None,
    as_json: options.AsJson = False,
) -> None:
    """Show a product: its figures, where each comes from, what is unknown, what is doubtful."""
    from rackplan.reading import read_catalog
    from rackplan.report import card_lines, product_card

    found = read_catalog(extra=catalogs)
    if product not in found.products:
        raise _unknown("product", product, list(found.products))
    card = product_card(found, product)
    if as_json:
        say_json({"schema": "rackplan/product/1", **card.to_json()})
    else:
        say(card_lines(card))


@catalog.command("import-netbox")
def import_netbox(
    paths: TypePaths,
    to: NewFolder = None,
    catalogs: options.Catalogs = None,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> None:
    """Draft products of types of the NetBox community's library; what is unknown is asked for."""
    from rackplan.exchange.type_library import (
        import_types,
        types_json,
        types_lines,
        types_report,
        write_types,
    )

    made = import_types(paths, catalogs=catalogs)
    written = [] if to is None else write_types(made, to, types_report(made))
    files = [path.as_posix() for path in written]
    if as_json:
        say_json({"schema": "rackplan/type-import/1", **types_json(made), "files": files})
    elif not quiet:
        say([*types_lines(made), "", _next(to, len(files))])


def _next(to: Path | None, count: int) -> str:
    """Where the drafts are, and how to see what is still missing."""
    if to is None:
        return "nothing was written: --to FOLDER writes the drafts"
    folder = to.as_posix()
    return f"wrote {count:,} files to {folder}; what is missing says: rackplan check {folder}"


def _unknown(what: str, name: str, known: list[str]) -> Exception:
    from rackplan.errors import BadInputError
    from rackplan.writing import nearest

    near = nearest(name, known)
    hint = f"Did you mean {near}?" if near else "`rackplan catalog list` names them all."
    return BadInputError.about("", f'no {what} "{name}". {hint}')
