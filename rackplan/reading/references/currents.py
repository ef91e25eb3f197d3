"""What must be sound between AC and DC: only a rectifier, or a UPS, turns one into the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rackplan.model.power import PowerNode
from rackplan.model.site import Site
from rackplan.reading.folded import FoldedSite
from rackplan.reading.nodes import Location
from rackplan.reading.power_boxes import node_places
from rackplan.reading.references.power import Say, first_entries

__all__ = ["check_currents"]

_TURNS = frozenset({"ups", "rectifier", "machine"})


def check_currents(site: Site, folded: FoldedSite, say: Say) -> None:
    """Complain of nodes and taps on another current than what feeds them; once an entry.

    Parameters
    ----------
    site : Site
        What the folded site, which is sound in all else, unfolds to.
    """
    told: set[Location] = set()
    for name, at in _places(folded):
        node = site.power.get(name)
        problem = None if node is None else _problem(node, site.power)
        if problem is not None and at not in told:
            told.add(at)
            say(at, problem)
    for name, i in first_entries(folded.rows).items():
        row, at = site.rows[name], ("rows", i, "tap")
        gives = {site.power[feed].current for feed in row.feeds} - {row.tap.current}
        if gives and at not in told:
            told.add(at)
            say(at, f"the tap takes {row.tap.current}, and the busway gives {gives.pop()}")


def _places(folded: FoldedSite) -> Iterator[tuple[str, Location]]:
    yield from node_places(folded.power)
    for name, i in first_entries(folded.rows).items():
        yield from ((f"{name}.{side}", ("rows", i, "busway")) for side in "AB")


def _problem(node: PowerNode, nodes: Mapping[str, PowerNode]) -> str | None:
    """What is wrong between a node and the nodes that may feed it."""
    others = (nodes[name] for name in node.fed_by if nodes[name].current != node.current)
    other = None if node.kind in _TURNS else next(others, None)
    if other is None:
        return None
    gives = f'this {node.kind} gives {node.current}, and "{other.id}" feeds it {other.current}'
    return f"{gives}; a rectifier stands between them"
