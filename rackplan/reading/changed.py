"""Changes of a site and of the products under its ``catalog``."""

from __future__ import annotations

from collections.abc import Sequence

from rackplan.reading.changes import Change, apply_changes
from rackplan.reading.complaints import Complaints, did_you_mean
from rackplan.reading.library import Library
from rackplan.reading.nodes import Table
from rackplan.reading.products import Products

__all__ = ["change_site", "refuse_idle_changes"]


def change_site(
    root: Table, changes: Sequence[Change], library: Library, complaints: Complaints
) -> list[str]:
    """Apply changes to a site's document and to products: ``catalog.gb300-nvl72.price``.

    Returns
    -------
    list of str
        The record of what was changed, a line each.
    """
    known: list[Change] = []
    for change in changes:
        name = library.named_in(change.path) if _is_of_product(change) else None
        if name is not None:
            library.changed[name] = change
        if name is not None or not _is_of_product(change):
            known.append(change)
        else:
            _note_unknown(change, library, complaints)
    if not library.changed or "catalog" in root.entries:
        return apply_changes(root, known, complaints)
    products = library.as_table(library.changed)
    root.put("catalog", products)
    record = apply_changes(root, known, complaints)
    del root.entries["catalog"]
    library.take_back(products)
    return record


def refuse_idle_changes(library: Library, products: Products, complaints: Complaints) -> None:
    """Complain of a change of a product that the site does not reach: it would go unnoticed."""
    for name, change in library.changed.items():
        if name not in products.asked:
            message = "changes a product that the site does not reach"
            complaints.add(change.spot, change.path, message)


def _is_of_product(change: Change) -> bool:
    return change.path.startswith(("catalog.", "catalog["))


def _note_unknown(change: Change, library: Library, complaints: Complaints) -> None:
    name = change.path.removeprefix("catalog").strip(".[").partition(".")[0]
    hint = did_you_mean(name, library.ids())
    complaints.add(change.spot, change.path, f'unknown product "{name}". {hint}')
