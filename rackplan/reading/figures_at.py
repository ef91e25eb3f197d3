"""What a site says at a path of ``--set``, before anything is changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from rackplan.model.site import Site
from rackplan.reading.complaints import Complaints
from rackplan.reading.document import compose
from rackplan.reading.nodes import Leaf, Node, Spot, Table
from rackplan.reading.paths import PathProblem, parse_path, resolve
from rackplan.reading.templates import fill_in

__all__ = ["Said", "said_by"]


class Said:
    """The documents of a site as a tree that paths lead through.

    Parameters
    ----------
    root : Table
        Site and catalog together, templates filled in.
    """

    def __init__(self, root: Table) -> None:
        self._root = root

    def at(self, path: str) -> str | None:
        """The single value at a path as it is written; None where there is none.

        Raises
        ------
        PathProblem
            Where the path leads nowhere; its text says how to go on.
        """
        place = resolve(self._root, parse_path(path))
        return _text(place.node)

    def problem(self, path: str) -> str:
        """Why a path leads nowhere; "" for one that leads somewhere, be it to what is new."""
        if path.startswith(("catalog.", "catalog[")):
            return ""  # products that the site does not reach yet may be named: reading says
        try:
            self.at(path)
        except PathProblem as problem:
            return str(problem)
        return ""


def said_by(site: Site) -> Said:
    """What a site and its products say."""
    site_table, products = (_table(site.inputs.documents[key]) for key in ("site", "catalog"))
    root = fill_in(site_table, Complaints())
    root.put("catalog", products, Spot(site.id))
    return Said(root)


def _text(node: Node | None) -> str | None:
    if isinstance(node, Table):
        node = node.entries.get("value")
    return node.text if isinstance(node, Leaf) else None


def _table(document: object) -> Table:
    node = compose(json.dumps(document, default=_plain), "", Complaints())
    assert isinstance(node, Table)
    return node


def _plain(value: Any) -> object:
    """Frozen tables and tuples of a model as plain data."""
    return dict(value) if isinstance(value, Mapping) else list(value)
