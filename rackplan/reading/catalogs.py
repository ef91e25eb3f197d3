"""Whole catalogs: every product of a folder."""

from __future__ import annotations

from pathlib import Path

from rackplan.model.catalog import Catalog
from rackplan.reading.builds import assemble_builds
from rackplan.reading.complaints import Complaints
from rackplan.reading.library import Library, open_library
from rackplan.reading.overlays import check_overlays
from rackplan.reading.products import Products
from rackplan.reading.reach import reached
from rackplan.reading.references.products import check_product
from rackplan.reading.shipped import shipped_folder

__all__ = ["read_catalog", "read_products"]


def read_catalog(path: str | Path | None = None, *, extra: str | Path | None = None) -> Catalog:
    """Read all products of a catalog.

    Parameters
    ----------
    path : str or Path, optional
        Its folder; the shipped catalogs without it.
    extra : str or Path, optional
        A folder of products laid over it, by id.

    Raises
    ------
    BadInputError
        With all complaints about all products.
    """
    folders = [path] if extra is None else [path, extra]
    return _read([None if folder is None else Path(folder) for folder in folders])[1]


def read_products(folder: Path, extra: Path | None = None) -> tuple[Catalog, list[str]]:
    """Read all products of a folder, with the shipped ones under it for what they refer to.

    Parameters
    ----------
    folder : Path
        The catalog.
    extra : Path, optional
        A folder of products laid over it.

    Returns
    -------
    tuple of Catalog and list of str
        All that were read, and the ids of those in the folders themselves.
    """
    is_shipped = folder.resolve() == shipped_folder("catalogs")
    folders = [None] if is_shipped else [None, folder]
    folders += [] if extra is None else [extra]
    products, catalog = _read(folders, only_overlays=not is_shipped)
    return catalog, list(products.library.ids()) if is_shipped else _laid(products.library)


def _read(folders: list[Path | None], *, only_overlays: bool = False) -> tuple[Products, Catalog]:
    complaints = Complaints()
    library = open_library(complaints, *folders)
    check_overlays(library, complaints)
    sources = library.sources()
    names = _laid(library) if only_overlays else list(library.ids())
    products = reached(names, library, sources, complaints)
    assemble_builds(products, complaints)
    for product in products.found.values():
        check_product(product, products, complaints)
    complaints.raise_if_any()
    assert sources is not None
    return products, products.catalog(sources)


def _laid(library: Library) -> list[str]:
    """Ids of what lies in overlays."""
    return list(dict.fromkeys(name for names in library.overlays.values() for name in names))
