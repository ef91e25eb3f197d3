"""``rackplan check``: read inputs whole, and report on where their figures come from."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from rackplan.errors import BadInputError
from rackplan.model.site import Site
from rackplan.reading.catalogs import read_products
from rackplan.reading.check_report import CheckReport, report_on_catalog, report_on_sites
from rackplan.reading.complaints import Complaints
from rackplan.reading.recognition import is_catalog
from rackplan.reading.shipped import shipped_folder
from rackplan.reading.sites import read_site, scenarios_of

__all__ = ["check_inputs"]


def check_inputs(path: str | Path, *, catalogs: str | Path | None = None) -> CheckReport:
    """Read a catalog, a site with all of its scenarios, or a folder of sites.

    Parameters
    ----------
    path : str or Path
        A folder, or ``catalogs``, ``sites`` or a site's name for the shipped ones.
    catalogs : str or Path, optional
        A folder of products laid over the shipped ones.

    Raises
    ------
    BadInputError
        With all problems of all that was read.
    """
    text = str(path).rstrip("/")
    folder = Path(text)
    if folder.is_file():
        raise BadInputError.about("", f"{text} is a file: check the folder that it belongs to")
    if not folder.is_dir() and text in ("catalogs", "sites"):
        folder = shipped_folder(text)
    extra = None if catalogs is None else Path(catalogs)
    if is_catalog(folder):
        return report_on_catalog(text, *read_products(folder, extra))
    inside = [sub for sub in folder.iterdir() if any(sub.glob("*.yaml"))] if folder.is_dir() else []
    is_site = any(folder.glob("*.yaml")) or not inside
    names = [text] if is_site else [str(sub) for sub in sorted(inside)]
    return report_on_sites(text, _read_all(names, extra))


def _read_all(names: Iterable[str], extra: Path | None) -> tuple[Site, ...]:
    """Every site in every scenario; the first of each is the site as it stands."""
    complaints = Complaints()
    sites: list[Site] = []
    for name in names:
        for scenario in (None, *scenarios_of(name)):
            try:
                site = read_site(name, catalogs=extra, scenario=scenario)
            except BadInputError as error:
                complaints.extend(error.problems)
            else:
                sites.extend([site] if scenario is None else [])
    complaints.raise_if_any()
    return tuple(sites)
