"""A site's folder, with its catalogs and changes, as the model."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from rackplan.errors import BadInputError
from rackplan.model.provenance import Inputs
from rackplan.model.site import Site
from rackplan.reading.catalogs import Library, open_library
from rackplan.reading.complaints import Complaints
from rackplan.reading.document import read_document
from rackplan.reading.folded import FoldedSite
from rackplan.reading.nodes import Spot, Table, plain
from rackplan.reading.products import used_sources
from rackplan.reading.reach import reached
from rackplan.reading.schema import read_as
from rackplan.reading.shipped import shipped_folder, shipped_sites
from rackplan.reading.sourced import strip
from rackplan.reading.unfold import unfold_site

__all__ = ["build_site", "read_site"]


@dataclass
class SiteFiles:
    """The files of a folder, merged by their top-level keys."""

    root: Table
    hashes: dict[str, str] = field(default_factory=dict)
    is_whole: bool = True


def read_site(
    name_or_path: str | Path,
    *,
    catalogs: str | Path | None = None,
    scenario: str | None = None,
    changes: tuple[str, ...] = (),
    at: date | str | None = None,
) -> Site:
    """Read a site."""
    complaints = Complaints()
    folder, shown = _locate(str(name_or_path))
    library = open_library(None if catalogs is None else Path(catalogs), complaints)
    files = _read_folder(folder, shown, complaints)
    return build_site(files, library, complaints, scenario=scenario, changes=())


def _locate(text: str) -> tuple[Path, str]:
    if text in shipped_sites():
        return shipped_folder("sites") / text, f"sites/{text}"
    if Path(text).is_dir():
        return Path(text), Path(text).as_posix()
    raise BadInputError.about("", f"unknown site {text}: {shipped_sites()}")


def _read_folder(folder: Path, shown: str, complaints: Complaints) -> SiteFiles:
    files = SiteFiles(Table(Spot(shown)))
    for path in sorted(folder.glob("*.yaml")):
        document = read_document(path, f"{shown}/{path.name}", complaints)
        if document is None:
            files.is_whole = False
            continue
        files.hashes[document.file] = document.sha256
        for key, node in document.root.entries.items():
            spot = document.root.keys[key]
            if key in files.root.entries:
                first = files.root.keys[key]
                complaints.add(spot, "", f'duplicate key "{key}"; the first is in {first}')
            else:
                files.root.put(key, node, spot)
    return files


def build_site(
    files: SiteFiles,
    library: Library,
    complaints: Complaints,
    *,
    scenario: str | None,
    changes: tuple[str, ...],
) -> Site:
    """The site that merged files and a library of products make."""
    sources = library.sources()
    stripped, provenance = strip(files.root.without("scenarios"), sources, complaints)
    folded = read_as(FoldedSite, stripped, complaints, root=stripped)
    complaints.raise_if_any()
    assert folded is not None
    assert sources is not None
    products = reached(folded, library, sources, complaints)
    complaints.raise_if_any()
    catalog = products.catalog(sources)
    used = used_sources((*provenance.values(), *catalog.provenance.values()), sources)
    inputs = Inputs(
        files=files.hashes,
        documents={
            "site": plain(files.root.without("scenarios")),
            "catalog": {name: plain(p.written) for name, p in sorted(products.found.items())},
            "sources": {name: plain(library.source_table.entries[name]) for name in used},
        },
        scenario=scenario,
        changes=changes,
    )
    return unfold_site(folded, catalog, provenance, inputs)
