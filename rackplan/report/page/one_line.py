"""The one-line diagram: the power tree part by part, side A on the left and side B on the right.

A part is what hangs together below the utilities, or what one block of the site is called after.
Boxes of one kind stand on one level; under each node that feeds busways, these are stacked. The
same drawing stands alone as ``one-line.svg`` and on the page, which writes the loads of a chosen
loss into it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import mean

from rackplan.model.site import Site
from rackplan.verify.tree import PowerTree

__all__ = ["BOX", "Part", "Spot", "parts_of", "sides_of"]

_LEVELS = ("utility", "generator", "transformer", "ups", "rectifier", "board")
_SHARED = frozenset({"utility"})


@dataclass(frozen=True, slots=True)
class Size:
    """A box and the room around it [px]; `most` stand on each other, further ones beside them."""

    width: float = 132.0
    height: float = 48.0
    across: float = 150.0
    level: float = 82.0
    stack: float = 54.0
    indent: float = 12.0
    most: int = 12
    spare: float = 30.0

    def box_width(self, kind: str) -> float:
        """A generator leaves room for the line from the utility, which passes it [px]."""
        return self.width - (self.spare if kind == "generator" else 0.0)


BOX = Size()
"""Sizes of the diagram."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a node stands in its part: the upper left corner of its box [px]."""

    node: int
    x: float
    y: float
    is_stacked: bool = False


@dataclass(slots=True)
class Part:
    """Nodes that hang together, and where they stand.

    Attributes
    ----------
    title : str
    spots : mapping of int to Spot
        By the rank of the node; utilities stand in every part that they feed.
    """

    title: str
    spots: dict[int, Spot] = field(default_factory=dict)
    width: float = 0.0
    height: float = 0.0


def sides_of(site: Site, tree: PowerTree) -> dict[int, float]:
    """How far a node is on side B: 0 where it feeds busways of side A alone, 1 of B alone."""
    found: dict[int, list[float]] = defaultdict(list)
    for row in site.rows.values():
        for side, feed in enumerate(row.feeds[:2]):
            if feed in tree.rank:
                found[tree.rank[feed]].append(float(side))
    for node in range(len(tree.nodes) - 1, -1, -1):
        if node in found and (supplier := tree.supplier(node)) >= 0:
            found[supplier].append(mean(found[node]))
    return {node: mean(sides) for node, sides in found.items()}


def parts_of(site: Site, tree: PowerTree) -> tuple[Part, ...]:
    """All parts of a tree, in the order of the site."""
    sides = sides_of(site, tree)
    return tuple(_laid_out(tree, nodes, sides) for nodes in _together(tree))


def _together(tree: PowerTree) -> list[list[int]]:
    """Nodes that hang together when utilities are taken out; with the utilities that feed them."""
    home = list(range(len(tree.nodes)))

    def root(node: int) -> int:
        while home[node] != node:
            home[node] = home[home[node]]
            node = home[node]
        return node

    for node, sources in enumerate(tree.fed_by):
        for source in sources:
            if tree.nodes[source].kind not in _SHARED:
                home[root(node)] = root(source)
    groups: dict[int, list[int]] = defaultdict(list)
    for node in range(len(tree.nodes)):
        if tree.nodes[node].kind not in _SHARED:
            groups[root(node)].append(node)
    named: dict[str, list[int]] = defaultdict(list)
    for nodes in groups.values():
        named[_title(tree, nodes)] += nodes
    return [_with_utilities(tree, nodes) for nodes in named.values()] or [[*range(len(home))]]


def _with_utilities(tree: PowerTree, nodes: list[int]) -> list[int]:
    above = {
        source
        for node in nodes
        for source in tree.fed_by[node]
        if tree.nodes[source].kind in _SHARED
    }
    return [*sorted(above), *nodes]


def _laid_out(tree: PowerTree, nodes: Sequence[int], sides: Mapping[int, float]) -> Part:
    """Stacks first, left to right by side, then what feeds them level by level above."""
    part = Part(_title(tree, nodes))
    stacked = [n for n in nodes if tree.nodes[n].kind in {"busway", "machine"}]
    holders = _stacks(tree, stacked)
    boxes = [n for n in nodes if tree.nodes[n].kind not in {"busway", "machine"}]
    lowest = sorted(holders, key=lambda n: (round(2.0 * (sides.get(n, 0.5) - 0.5)), n))
    places = _abreast(lowest, holders)
    rungs = _rungs(tree, boxes)
    levels = sorted(set(rungs.values()))
    for level in reversed(levels):
        _spread(tree, [n for n in boxes if rungs[n] == level], places, sides)
    first = min((places[n] - _overhang(holders.get(n, [])) for n in places), default=0.0)
    for node in boxes:
        is_spare = tree.nodes[node].kind == "generator"
        x = (places[node] - first) * BOX.across + (BOX.spare if is_spare else 0.0)
        part.spots[node] = Spot(node, x, levels.index(rungs[node]) * BOX.level)
    bottom = len(levels) * BOX.level - (BOX.level - BOX.stack)
    for holder, below in holders.items():
        x = part.spots[holder].x if holder in part.spots else 0.0
        first_x = x - _overhang(below) * BOX.across + BOX.indent
        for number, node in enumerate(below):
            column, line = divmod(number, BOX.most)
            y = bottom + line * BOX.stack + 20.0
            part.spots[node] = Spot(node, first_x + column * BOX.across, y, is_stacked=True)
    part.width = max((s.x for s in part.spots.values()), default=0.0) + BOX.width
    part.height = max((s.y for s in part.spots.values()), default=0.0) + BOX.height
    return part


def _columns(stack: Sequence[int]) -> int:
    """In how many columns a stack stands."""
    return max(1, -(-len(stack) // BOX.most))


def _overhang(stack: Sequence[int]) -> float:
    """How far its columns begin to the left of what holds it [places]."""
    return (_columns(stack) - 1) / 2


def _abreast(lowest: Iterable[int], holders: Mapping[int, list[int]]) -> dict[int, float]:
    """Places of what holds stacks, from left to right, each over the middle of its columns."""
    places, first = {}, 0.0
    for node in lowest:
        stack = holders.get(node, [])
        places[node] = first + _overhang(stack)
        first += _columns(stack)
    return places


def _rungs(tree: PowerTree, boxes: Iterable[int]) -> dict[int, tuple[int, int]]:
    """On which level a node stands: by its kind, and below what of its kind may feed it."""
    rungs: dict[int, tuple[int, int]] = {}
    for node in sorted(boxes):
        kind = _LEVELS.index(tree.nodes[node].kind)
        above = (rungs[source] for source in tree.fed_by[node] if source in rungs)
        rungs[node] = kind, max((chain + 1 for same, chain in above if same == kind), default=0)
    return rungs


def _stacks(tree: PowerTree, stacked: Iterable[int]) -> dict[int, list[int]]:
    """What is stacked under which node: under what feeds it while nothing is lost."""
    holders: dict[int, list[int]] = defaultdict(list)
    for node in stacked:
        holders[tree.supplier(node)].append(node)
    return holders


def _spread(
    tree: PowerTree, level: list[int], places: dict[int, float], sides: Mapping[int, float]
) -> None:
    """Put nodes of a level above what they feed, no two of them closer than one place."""
    wanted = {}
    for node in level:
        below = [places[user] for user in tree.users[node] if user in places]
        own = [places[node]] if node in places else []
        wanted[node] = mean(own or below) if own or below else sides.get(node, 0.5)
    last = -1e9
    for node in sorted(level, key=lambda n: (wanted[n], n)):
        places[node] = last = max(wanted[node], last + 1.0)
    shift = mean(places[node] - wanted[node] for node in level)
    for node in level:
        places[node] -= shift


def _title(tree: PowerTree, nodes: Sequence[int]) -> str:
    """What the ids of a part begin with, or the kinds that it holds."""
    names = [tree.nodes[n].id for n in nodes if tree.nodes[n].kind in _LEVELS[2:]]
    heads = {name.split(".")[0] for name in names}
    return heads.pop() if len(heads) == 1 else f"{min(names)} to {max(names)}" if names else "Power"
