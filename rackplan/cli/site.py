"""``rackplan site list|show``: the sites there are, and all that one of them stands for."""

from __future__ import annotations

import typer

from rackplan.cli import options
from rackplan.cli.output import say, say_json

__all__ = ["site"]

site = typer.Typer(
    name="site",
    help="List the shipped sites, and show one as it is written and unfolded.",
    no_args_is_help=True,
)


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
