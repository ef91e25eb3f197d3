"""Folders of products laid over the shipped ones: nothing in them goes unnoticed.

Of the shipped catalogs a site reads what it reaches. A person who lays a folder over them wants all
of it to count, so that every file there has to be a product under its own name.
"""

from __future__ import annotations

from rackplan.reading.complaints import Complaints
from rackplan.reading.library import Library
from rackplan.reading.nodes import Spot
from rackplan.reading.products import check_name

__all__ = ["check_overlays"]


def check_overlays(library: Library, complaints: Complaints) -> None:
    """Complain of overlays without a product, and of files in them that nobody would find."""
    for shown, names in library.overlays.items():
        if not names:
            message = 'the folder holds no product: no *.yaml with a "kind" at its top'
            complaints.add(Spot(shown), "", message)
        for name in names:
            document = library.document(name)
            if document is not None:
                check_name(name, document, complaints)
