"""A site's folder, with its catalogs and changes, as the model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from rackplan.errors import BadInputError
from rackplan.model.provenance import Inputs, Source
from rackplan.model.site import Site
from rackplan.reading.arrivals import check_arrivals, on_its_date
from rackplan.reading.builds import assemble_builds
from rackplan.reading.changed import change_site, refuse_idle_changes
from rackplan.reading.changes import (
    Change,
    Changes,
    changes_of_scenario,
    written_changes,
)
from rackplan.reading.complaints import Complaints, did_you_mean
from rackplan.reading.folded import FoldedSite, read_folded
from rackplan.reading.folders import Folder, read_folder
from rackplan.reading.library import Library, open_library
from rackplan.reading.nodes import Leaf, Spot, Table, plain
from rackplan.reading.overlays import check_overlays
from rackplan.reading.products import Products, used_sources
from rackplan.reading.reach import named_products, reached
from rackplan.reading.references.binds import check_binds
from rackplan.reading.references.boxes import check_boxes
from rackplan.reading.references.currents import check_currents
from rackplan.reading.references.geometry import check_geometry
from rackplan.reading.references.moves import check_moves
from rackplan.reading.references.outdoors import check_outdoors
from rackplan.reading.references.power import check_power
from rackplan.reading.references.products import check_product, check_products
from rackplan.reading.references.rows import check_rows
from rackplan.reading.references.sought import check_sought
from rackplan.reading.references.standing import check_standing
from rackplan.reading.shipped import locate_site
from rackplan.reading.site_weather import take_in_weather
from rackplan.reading.sourced import strip
from rackplan.reading.templates import fill_in
from rackplan.reading.unfold import unfold_site

__all__ = ["Origin", "build_site", "read_site", "scenarios_of"]


@dataclass(frozen=True)
class Origin:
    """What a site's documents come from, beside the files that are read now.

    Attributes
    ----------
    hashes : mapping or None
        Hashes of the files that the documents were first read from, where they come out of a
        plan; None to take those of the files read.
    """

    scenario: str | None = None
    changes: tuple[str, ...] = ()
    hashes: Mapping[str, str] | None = None


def read_site(
    name_or_path: str | Path,
    *,
    catalogs: str | Path | None = None,
    scenario: str | None = None,
    changes: Changes = (),
    at: date | str | None = None,
) -> Site:
    """Read a site.

    Parameters
    ----------
    name_or_path : str or Path
        A shipped site, a folder, or either with ``:scenario`` behind it.
    catalogs : str or Path, optional
        A folder of products laid over the shipped ones, by id.
    scenario : str, optional
        The scenario whose changes apply.
    changes : iterable of str, or mapping
        Changes after those of the scenario: ``["budget.capex=5 MUSD"]`` or
        ``{"budget.capex": "5 MUSD"}``.
    at : date or str, optional
        The planning date, in place of ``demand.date``.

    Returns
    -------
    Site

    Raises
    ------
    BadInputError
        With all complaints about the inputs, each with its file, line and column.
    """
    path, shown, named = locate_site(str(name_or_path))
    if named is not None and scenario not in (None, named):
        raise BadInputError.about("", f'two scenarios, "{named}" and "{scenario}": name one')
    scenario = named if scenario is None else scenario
    complaints = Complaints()
    library = open_library(complaints, None, None if catalogs is None else Path(catalogs))
    check_overlays(library, complaints)
    folder = read_folder(path, shown, complaints)
    wanted = _scenario_changes(folder, scenario, complaints)
    wanted += [*written_changes(changes, complaints), *_date_change(at)]
    record = change_site(folder.root, wanted, library, complaints)
    take_in_weather(folder, path, shown, complaints)
    return build_site(folder, library, complaints, Origin(scenario, tuple(record)))


def build_site(folder: Folder, library: Library, complaints: Complaints, origin: Origin) -> Site:
    """The site that a merged document and a library of products make."""
    sources = library.sources()
    written = folder.root.without("scenarios")
    whole = fill_in(written, complaints)
    stripped, provenance = strip(whole, sources, complaints)
    folded = read_folded(stripped, complaints, is_whole=folder.is_whole)
    products = reached(named_products(folded), library, sources, complaints)
    assemble_builds(products, complaints)
    _check(folded, stripped, products, complaints)
    complaints.raise_if_any()
    refuse_idle_changes(library, products, complaints)
    complaints.raise_if_any()
    assert sources is not None
    catalog = products.catalog(sources)
    used = used_sources((*provenance.values(), *catalog.provenance.values()), sources)
    inputs = Inputs(
        files=_hashes(folder, products, used) if origin.hashes is None else origin.hashes,
        documents=_documents(written, products, used),
        scenario=origin.scenario,
        changes=origin.changes,
    )
    site = unfold_site(folded, catalog, provenance, inputs)
    check_currents(site, folded, partial(complaints.about, stripped))
    complaints.raise_if_any()
    site = on_its_date(site, folded, partial(complaints.about, stripped))
    complaints.raise_if_any()
    return site


def scenarios_of(name_or_path: str | Path) -> list[str]:
    """Names of the scenarios of a site; of a site named with one of them, none."""
    path, shown, named = locate_site(str(name_or_path))
    scenarios = read_folder(path, shown, Complaints()).root.entries.get("scenarios")
    return list(scenarios.entries) if isinstance(scenarios, Table) and not named else []


def _scenario_changes(folder: Folder, wanted: str | None, complaints: Complaints) -> list[Change]:
    """The changes of the scenario wanted; the form of all the others is looked at too."""
    scenarios = folder.root.entries.get("scenarios", Table(folder.root.spot))
    if not isinstance(scenarios, Table):
        complaints.about(folder.root, ("scenarios",), "expected a table of scenarios by name")
        return []
    found = {name: changes_of_scenario(scenarios, name, complaints) for name in scenarios.entries}
    if wanted is None:
        return []
    if wanted not in found and folder.is_whole:
        hint = did_you_mean(wanted, found)
        spot = folder.root.keys.get("scenarios", folder.root.spot)
        complaints.add(spot, "scenarios", f'unknown scenario "{wanted}". {hint}')
    return found.get(wanted, [])


def _date_change(at: date | str | None) -> list[Change]:
    if at is None:
        return []
    spot = Spot("--at")
    text = at.isoformat() if isinstance(at, date) else at
    return [Change("set", "demand.date", Leaf(spot, text, quoted=True), spot)]


def _check(
    folded: FoldedSite,
    stripped: Table,
    products: Products,
    complaints: Complaints,
) -> None:
    say = partial(complaints.about, stripped)
    check_power(folded, say)
    check_boxes(folded, {name: product.item for name, product in products.found.items()}, say)
    check_rows(folded, say)
    check_geometry(folded, say)
    check_products(folded, products, say)
    check_outdoors(folded, products, say)
    check_standing(folded, products, say)
    check_arrivals(folded, say)
    check_binds(folded, say)
    check_moves(folded, say)
    check_sought(folded, say)
    for product in products.found.values():
        check_product(product, products, complaints)


def _hashes(folder: Folder, products: Products, used: Mapping[str, Source]) -> dict[str, str]:
    """Hashes of the files that the site depends on."""
    table = products.library.source_table
    cited = {table.entries[name].spot.file for name in used}
    documents = [product.document for product in products.found.values()]
    documents += [document for document in products.library.source_files if document.file in cited]
    hashes = {document.file: document.sha256 for document in documents}
    return folder.hashes | dict(sorted(hashes.items()))


def _documents(written: Table, products: Products, used: Mapping[str, Source]) -> dict[str, object]:
    """Plain data after all changes, with the sources that it names."""
    catalog = {name: product.document.root for name, product in sorted(products.found.items())}
    table = products.library.source_table
    return {
        "site": plain(written),
        "catalog": {name: plain(root) for name, root in catalog.items()},
        "sources": {name: plain(table.entries[name]) for name in used},
    }
