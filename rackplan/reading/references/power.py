"""What must be sound in the power tree before it is unfolded: names, references, no cycle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import Protocol

from rackplan.reading.complaints import did_you_mean
from rackplan.reading.folded import FoldedRow, FoldedSite
from rackplan.reading.folded_cooling import FoldedCooling
from rackplan.reading.folded_power import MODULES, FoldedPower
from rackplan.reading.machines import MachineGroup, machine_groups
from rackplan.reading.nodes import Location, path_text
from rackplan.reading.power_boxes import machine_places, node_places
from rackplan.reading.ranges import MOST_IDS, RangeProblem, unfold_ids
from rackplan.reading.unfold_power import flat, power_nodes
from rackplan.reading.unfold_rows import busway_ids

__all__ = [
    "Say",
    "check_power",
    "find_cycle",
    "first_entries",
    "first_places",
    "power_ids",
    "refuse_unknown",
]


class Say(Protocol):
    """Notes a complaint about a location, or about the key there."""

    def __call__(self, location: Location, message: str, *, key: bool = False) -> None:
        """Note the complaint."""


def check_power(folded: FoldedSite, say: Say) -> None:
    """Complain of all that makes the power tree meaningless."""
    if folded.power is None or _is_too_large(folded.power, say):
        return
    machines = _fed_machines(folded.cooling)
    parallel = ((name, (*at[:3], "id")) for name, at in machine_places(folded.power))
    first = first_places(_blocks(folded.power), say)
    repeated = {at for name, at in _blocks(folded.power) if first[name] != at}
    nodes = chain(_declared(folded.power, folded.rows or (), machines), parallel)
    first_places(((name, at) for name, at in nodes if at not in repeated), say)
    _check_references(folded.power, say)
    _check_cycles(folded.power, say)
    known = dict(_declared(folded.power, folded.rows or ()))
    for group in machines:
        _check_feeds(group, known, say)
    _check_exceptions(folded.power, known, say)


def power_ids(power: FoldedPower) -> dict[str, Location]:
    """Where each node other than a busway is declared."""
    declared: dict[str, Location] = {}
    for name, at in _declared(power, ()):
        declared.setdefault(name, at)
    return declared


def first_places(declared: Iterator[tuple[str, Location]], say: Say) -> dict[str, Location]:
    """Where each id is declared first; of a second declaration one complaint tells all ids."""
    first: dict[str, Location] = {}
    again: dict[tuple[Location, Location], list[str]] = {}
    for name, at in declared:
        if name in first:
            again.setdefault((at, first[name]), []).append(name)
        else:
            first[name] = at
    for (at, before), names in again.items():
        more = f" (and {len(names) - 1} more)" if len(names) > 1 else ""
        say(at, f'id "{names[0]}"{more} is used twice; the first is {path_text(before)}')
    return first


def first_entries(rows: Sequence[FoldedRow]) -> dict[str, int]:
    """The entry that declares each row first."""
    entries: dict[str, int] = {}
    for i, row in enumerate(rows):
        for name in row.id:
            entries.setdefault(name, i)
    return entries


def find_cycle(parents: Mapping[str, Sequence[str]]) -> list[str] | None:
    """A way from a node along its parents back to itself, first and last equal; else None.

    Examples
    --------
    >>> find_cycle({"A": ["B"], "B": ["C"], "C": ["B"]})
    ['B', 'C', 'B']
    """
    done: set[str] = set()
    for start in parents:
        trail: list[str] = []
        branches = [iter([start])]
        while branches:
            name = next(branches[-1], None)
            if name is None:
                branches.pop()
                if trail:
                    done.add(trail.pop())
            elif name in trail:
                return [*trail[trail.index(name) :], name]
            elif name not in done:
                trail.append(name)
                branches.append(iter(parents.get(name, ())))
    return None


def _fed_machines(cooling: FoldedCooling | None) -> list[MachineGroup]:
    groups = () if cooling is None else machine_groups(cooling)
    return [group for group in groups if group.units.feeds]


def _check_feeds(group: MachineGroup, known: Mapping[str, object], say: Say) -> None:
    count = len(group.ids)
    for k, feed in enumerate(group.units.feeds):
        at: Location = (*group.at, "feeds", k)
        refuse_unknown("node", feed, known, at, say)
        if count % len(feed):
            machines = f"{count} machine" + ("s" if count > 1 else "")
            say(at, f"{machines} cannot be spread evenly over {len(feed)} nodes")


def _check_exceptions(power: FoldedPower, known: Mapping[str, object], say: Say) -> None:
    """Each is of nodes that there are, and no node differs twice."""
    found: list[tuple[str, Location]] = []
    for text in power.exceptions:
        at: Location = ("power", "exceptions", text)
        try:
            names = unfold_ids(text)
        except RangeProblem as problem:
            say(at, str(problem), key=True)
        else:
            refuse_unknown("node", names, known, at, partial(say, key=True))
            found.extend((name, at) for name in names)
    first_places(iter(found), partial(say, key=True))


def _blocks(power: FoldedPower) -> Iterator[tuple[str, Location]]:
    for i, block in enumerate(power.blocks):
        yield from ((name, ("power", "blocks", i, "id")) for name in block.id)


def _declared(
    power: FoldedPower, rows: Sequence[FoldedRow], machines: Sequence[MachineGroup] = ()
) -> Iterator[tuple[str, Location]]:
    yield from ((name, (*at[:3], "id")) for name, at in node_places(power))
    blocks = {name: block for block in power.blocks for name in block.id}
    for name, i in first_entries(rows).items():
        yield from ((made, ("rows", i, "id")) for made in busway_ids(name, rows[i], blocks))
    for group in machines:
        yield from ((name, (*group.at, "id")) for name in dict.fromkeys(group.ids))


def _check_references(power: FoldedPower, say: Say) -> None:
    known = power_ids(power)
    sources = [name for utility in power.utilities for name in utility.id]
    sources += [name for node in power.nodes for name in node.id]
    for i, block in enumerate(power.blocks):
        for k, names in enumerate(block.utilities):
            refuse_unknown("utility", names, sources, ("power", "blocks", i, "utilities", k), say)
    for i, node in enumerate(power.nodes):
        for k, names in enumerate(node.fed_by):
            refuse_unknown("node", names, known, ("power", "nodes", i, "fed_by", k), say)


def refuse_unknown(
    what: str,
    names: tuple[str, ...],
    known: Sequence[str] | Mapping[str, object],
    at: Location,
    say: Say,
) -> None:
    """Complain of the first of some references that nothing is called."""
    unknown = next((name for name in names if name not in known), None)
    if unknown is not None:
        say(at, f'unknown {what} "{unknown}". {did_you_mean(unknown, known)}')


def _check_cycles(power: FoldedPower, say: Say) -> None:
    """Every cycle leads through a written node: blocks alone are trees by their making."""
    parents = {node.id: node.fed_by for node in power_nodes(power, {})}
    at = {name: i for i, node in enumerate(power.nodes) for name in node.id}
    while (cycle := find_cycle(parents)) is not None:
        start = next(index for index, name in enumerate(cycle) if name in at)
        around = [*cycle[start:-1], *cycle[:start], cycle[start]]
        del parents[around[0]]
        message = f"a cycle in the power tree: {' is fed by '.join(around)}"
        say(("power", "nodes", at[around[0]], "fed_by"), message)


def _is_too_large(power: FoldedPower, say: Say) -> bool:
    """Whether the tree has more nodes and lines than anybody built; then it is not looked at."""
    blocks = sum(len(b.id) * (b.modules or MODULES.get(b.scheme, 0)) * 6 for b in power.blocks)
    lines = sum(len(n.id) * (n.parallel + len(flat(n.fed_by))) for n in power.nodes)
    count = sum(len(utility.id) for utility in power.utilities) + blocks + lines
    if count > MOST_IDS:
        say(("power",), f"{count:,} nodes and lines in all; at most {MOST_IDS:,} are read")
    return count > MOST_IDS
