"""``rackplan site list|show|import``: the sites there are, what one stands for, and new ones."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from rackplan.cli import options
from rackplan.cli.output import say, say_json

__all__ = ["site"]

site = typer.Typer(
    name="site",
    help="List the shipped sites, show one, or make one of lists of a hall that stands.",
    no_args_is_help=True,
)

ListFiles = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE...", help="Racks, loads, positions: CSV, XLSX, or CSV out of NetBox."
    ),
]
NewFolder = Annotated[
    Path, typer.Option("--out", metavar="DIR", help="The site's folder: new or empty.")
]
SiteTitle = Annotated[
    str | None,
    typer.Option("--name", metavar="NAME", help="What it is called; default DIR's name."),
]
Like = Annotated[
    str | None,
    typer.Option("--like", metavar="SITE", help="Halls, power, cooling and rows are this site's."),
]


@site.command("list")
def list_sites(as_json: options.AsJson = False) -> None:
    """List the shipped sites and their scenarios."""
    from rackplan.reading import read_site, scenarios_of, shipped_sites
    from rackplan.report import site_list_lines

    found = [(read_site(name), scenarios_of(name)) for name in shipped_sites()]
    if as_json:
        sites = [{"id": s.id, "name": s.name, "scenarios": names} for s, names in found]
        say_json({"schema": "rackplan/sites/1", "sites": sites})
    else:
        say(site_list_lines(found))


@site.command()
def show(
    name: options.SiteName,
    changes: options.Changes = None,
    at: options.At = None,
    catalogs: options.Catalogs = None,
    as_json: options.AsJson = False,
) -> None:
    """Show a site: as it is written, and all that it unfolds to by the planning date."""
    from rackplan.reading import read_site, written_site
    from rackplan.report import site_json, site_lines

    shown = read_site(name, catalogs=catalogs, changes=changes or (), at=at)
    if as_json:
        say_json({"schema": "rackplan/site/1", **site_json(shown)})
    else:
        say(site_lines(shown, written_site(shown)))


@site.command("import")
def import_site(
    files: ListFiles,
    out: NewFolder,
    name: SiteTitle = None,
    like: Like = None,
    catalogs: options.Catalogs = None,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> None:
    """Make a site of lists of a hall that stands; what no list says is asked for."""
    from rackplan.exchange.importing import import_hall, import_json, import_lines, write_import

    called = name or out.resolve().name
    made = import_hall(files, name=called, like=like, catalogs=catalogs)
    written = [path.as_posix() for path in write_import(made, out)]
    if as_json:
        say_json({"schema": "rackplan/import/1", **import_json(made), "files": written})
    elif not quiet:
        say([*import_lines(made), "", *(f"wrote {path}" for path in written), "", _next(out)])


def _next(out: Path) -> str:
    """How to see what is still missing."""
    catalogs = out / "catalogs"
    typed = ["rackplan", "check", out.as_posix()]
    typed += ["--catalogs", catalogs.as_posix()] if catalogs.is_dir() else []
    return f"answer what is unknown, and look with: {shlex.join(typed)}"
