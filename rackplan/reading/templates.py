"""Templates: an entry that says ``like: NAME`` has the keys of ``templates.NAME`` too.

What the entry says itself wins. Where both say a table, the two are merged by the same rule, so an
entry may change one figure of a box; a figure and a list are replaced whole. A template may be like
another one. Any table of a site may say ``like``: a row, a block, a loop, or a box inside of one.

A complaint about a key that comes from a template names the line of the template.
"""

from __future__ import annotations

from rackplan.reading.complaints import Complaints, did_you_mean
from rackplan.reading.nodes import Items, Leaf, Node, Table
from rackplan.reading.sourced import is_sourced

__all__ = ["LIKE", "TEMPLATES", "fill_in"]

TEMPLATES = "templates"
LIKE = "like"


def fill_in(root: Table, complaints: Complaints) -> Table:
    """The same document with every ``like`` filled in, and without its templates.

    Parameters
    ----------
    root : Table
        A site's document; it stays as it is.
    """
    templates = root.entries.get(TEMPLATES, Table(root.spot))
    if not isinstance(templates, Table):
        complaints.about(root, (TEMPLATES,), "expected a table of templates by name")
        templates = Table(root.spot)
    filler = _Filler(templates, complaints)
    return filler.table(root.without(TEMPLATES), ())


class _Filler:
    def __init__(self, templates: Table, complaints: Complaints) -> None:
        self._templates = templates
        self._complaints = complaints

    def table(self, table: Table, inside: tuple[str, ...]) -> Table:
        """A table with what it is like filled in; `inside` names the templates that led here."""
        like = table.entries.get(LIKE)
        own = table.without(LIKE)
        if like is not None:
            named = self._template(like, inside)
            if named is not None:
                inside = (*inside, named)
                template = self._templates.entries[named]
                assert isinstance(template, Table)
                return _merged(self.table(template, inside), self.table(own, ()))
        entries = {key: self._node(node, inside) for key, node in own.entries.items()}
        return Table(table.spot, entries, own.keys)

    def _node(self, node: Node, inside: tuple[str, ...]) -> Node:
        if isinstance(node, Leaf):
            return node
        if isinstance(node, Items):
            return Items(node.spot, [self._node(item, inside) for item in node.items])
        return self.table(node, inside)

    def _template(self, like: Node, inside: tuple[str, ...]) -> str | None:
        """The template that is named; None where there is none, with the complaint noted."""
        known = self._templates.entries
        name = like.text if isinstance(like, Leaf) else ""
        if name in inside:
            around = " is like ".join((*inside[inside.index(name) :], name))
            self._complaints.add(like.spot, LIKE, f"templates go round: {around}")
        elif name not in known:
            hint = did_you_mean(name, known)
            self._complaints.add(like.spot, LIKE, f'unknown template "{name}". {hint}')
        elif not isinstance(known[name], Table):
            self._complaints.add(known[name].spot, f"{TEMPLATES}.{name}", "expected a table")
        else:
            return name
        return None


def _merged(template: Table, own: Table) -> Table:
    """The keys of both; of a key in both the own value, or both merged where both are tables."""
    entries, keys = dict(template.entries), dict(template.keys)
    for key, node in own.entries.items():
        keys[key] = own.keys[key]
        old = entries.get(key)
        if isinstance(old, Table) and isinstance(node, Table) and not _any_sourced(old, node):
            entries[key] = _merged(old, node)
        else:
            entries[key] = node
    return Table(own.spot, entries, keys)


def _any_sourced(*tables: Table) -> bool:
    return any(is_sourced(table) for table in tables)
