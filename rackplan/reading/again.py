"""A site read again from the documents that it carries, with further changes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from rackplan.model.site import Site
from rackplan.reading.changed import change_site
from rackplan.reading.changes import Changes, written_changes
from rackplan.reading.complaints import Complaints
from rackplan.reading.document import Document, compose
from rackplan.reading.folders import Folder
from rackplan.reading.library import Library, open_library
from rackplan.reading.nodes import Table
from rackplan.reading.sites import Origin, build_site

__all__ = ["read_again"]


def read_again(site: Site, changes: Changes = (), *, catalogs: str | Path | None = None) -> Site:
    """The same site with changes, which may name products that it did not reach so far.

    Parameters
    ----------
    site : Site
        As read from anywhere; scenario and earlier changes are in it.
    changes : iterable of str, or mapping
        As for `read_site`.
    catalogs : str or Path, optional
        A folder of products laid over the shipped ones. What the site reached already stays as it
        was read.

    Returns
    -------
    Site

    Raises
    ------
    BadInputError
        With all complaints about the changes and what they lead to.
    """
    complaints = Complaints()
    library = open_library(complaints, None, None if catalogs is None else Path(catalogs))
    root = _table(site.inputs.documents["site"], site.id, complaints)
    _put_back(site, library, complaints)
    record = change_site(root, written_changes(changes, complaints), library, complaints)
    origin = Origin(site.inputs.scenario, (*site.inputs.changes, *record), dict(site.inputs.files))
    return build_site(Folder(root), library, complaints, origin)


def _put_back(site: Site, library: Library, complaints: Complaints) -> None:
    """Products and sources as the site has them, before those of the catalogs."""
    products = site.inputs.documents["catalog"]
    assert isinstance(products, Mapping)
    for name, document in products.items():
        file = f"catalog of {site.id}"
        library.put(name, Document(file, "", _table(document, file, complaints)))
    cited = _table(site.inputs.documents["sources"], "sources", complaints)
    for name, node in cited.entries.items():
        library.source_table.put(name, node, cited.keys[name])


def _table(document: object, shown: str, complaints: Complaints) -> Table:
    """Plain data as a tree: what was read once reads again."""
    node = compose(json.dumps(document, default=_plain), shown, complaints)
    complaints.raise_if_any()
    assert isinstance(node, Table)
    return node


def _plain(value: object) -> object:
    """Frozen tables and tuples of a model as plain data."""
    return dict(value) if isinstance(value, Mapping) else list(value)  # type: ignore[call-overload]  # what else a document holds is a sequence
