"""Whole catalogs: every product of a folder."""

from __future__ import annotations

from pathlib import Path

from rackplan.model.catalog import Catalog
from rackplan.reading.complaints import Complaints
from rackplan.reading.library import open_library
from rackplan.reading.products import Products
from rackplan.reading.reach import reached
from rackplan.reading.references.products import check_product

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
    return read_products(path, extra=extra)[1]


def read_products(
    path: str | Path | None = None, *, extra: str | Path | None = None
) -> tuple[Products, Catalog]:
    """Read all products of a catalog, with their documents."""
    complaints = Complaints()
    library = open_library(
        complaints,
        base=None if path is None else Path(path),
        extra=None if extra is None else Path(extra),
    )
    sources = library.sources()
    products = reached(library.ids(), library, sources, complaints)
    for product in products.found.values():
        check_product(product, products, complaints)
    complaints.raise_if_any()
    assert sources is not None
    return products, products.catalog(sources)
