"""A plan.json, with the site that it was made for, through the same reader as every input.

So a plan that somebody edited by hand is complained of at its line. What the verifier judges is no
bad input here: an unknown position or feed, a rack too many. A rack type that no catalog knows is,
because nothing can be said about it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field

from rackplan.model.figures import Frozen, Id
from rackplan.model.plan import Placement, Plan
from rackplan.model.site import Site
from rackplan.reading.complaints import Complaints, did_you_mean
from rackplan.reading.document import Document, read_document
from rackplan.reading.folders import Folder
from rackplan.reading.library import Library
from rackplan.reading.nodes import Leaf, Node, Table
from rackplan.reading.schema import read_as
from rackplan.reading.shipped import label
from rackplan.reading.sites import Origin, build_site

__all__ = ["read_plan", "written_plan"]

PLAN_FILE = "plan.json"


class _Written(Frozen):
    """The part of a plan that is read back, beside its inputs."""

    schema_: Literal["rackplan/plan/1"] | None = Field(default=None, alias="schema")
    site: Id
    placements: tuple[Placement, ...]
    scenario: str | None = None
    changes: tuple[str, ...] = ()
    bought: tuple[Id, ...] = ()


def read_plan(path: str | Path, *, site: Site | None = None) -> tuple[Site, Plan]:
    """Read a plan and the site that it is judged against.

    Parameters
    ----------
    path : str or Path
        A plan.json, or the folder that holds one.
    site : Site, optional
        The site to judge it against; without it, the one whose documents the plan carries.

    Returns
    -------
    tuple of Site and Plan

    Raises
    ------
    BadInputError
        With all complaints about the plan and the inputs in it.
    """
    complaints = Complaints()
    root = _root(Path(path), complaints)
    written = _written(root, complaints)
    judged = _carried_site(root, written, complaints) if site is None else site
    for index, placement in enumerate(written.placements):
        if placement.rack not in judged.catalog.racks:
            hint = did_you_mean(placement.rack, judged.catalog.racks)
            message = f'unknown rack "{placement.rack}". {hint}'
            complaints.about(root, ("placements", index, "rack"), message)
    for index, name in enumerate(written.bought):
        if name not in judged.offers:
            hint = did_you_mean(name, judged.offers)
            complaints.about(root, ("bought", index), f'unknown offer "{name}". {hint}')
    complaints.raise_if_any()
    return judged, Plan(site=written.site, placements=written.placements, bought=written.bought)


def written_plan(path: str | Path, complaints: Complaints) -> tuple[Table, Plan]:
    """A plan as it is written, whatever the site is like, with its document."""
    root = _root(Path(path), complaints)
    written = _written(root, complaints)
    return root, Plan(site=written.site, placements=written.placements, bought=written.bought)


def _root(path: Path, complaints: Complaints) -> Table:
    file = path / PLAN_FILE if path.is_dir() else path
    document = read_document(file, label(file), complaints)
    complaints.raise_if_any()
    assert document is not None
    return document.root


def _written(root: Table, complaints: Complaints) -> _Written:
    known = {field.alias or name for name, field in _Written.model_fields.items()}
    others = (key for key in root.entries if key not in known)
    written = read_as(_Written, root.without(*others), complaints, root=root)
    complaints.raise_if_any()
    assert written is not None
    return written


def _carried_site(root: Table, written: _Written, complaints: Complaints) -> Site:
    """The site whose documents the plan carries."""
    inputs = _table(root, "inputs", complaints)
    library = Library(complaints)
    library.source_table = _table(inputs, "sources", complaints)
    for name, node in _table(inputs, "catalog", complaints).entries.items():
        if isinstance(node, Table):
            library.put(name, Document(node.spot.file, "", node))
        else:
            complaints.add(node.spot, f"inputs.catalog.{name}", "expected a table")
    document = _table(inputs, "site", complaints)
    complaints.raise_if_any()
    origin = Origin(written.scenario, written.changes, _hashes(root))
    return build_site(Folder(document), library, complaints, origin)


def _table(parent: Table, key: str, complaints: Complaints) -> Table:
    node: Node | None = parent.entries.get(key)
    if isinstance(node, Table):
        return node
    spot = parent.keys.get(key, parent.spot)
    complaints.add(spot, key, f'misses the table "{key}" that the plan was made for')
    return Table(spot)


def _hashes(root: Table) -> dict[str, str]:
    provenance = root.entries.get("provenance")
    files = provenance.entries.get("files") if isinstance(provenance, Table) else None
    if not isinstance(files, Table):
        return {}
    return {key: leaf.text for key, leaf in files.entries.items() if isinstance(leaf, Leaf)}
