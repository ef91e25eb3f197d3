"""The power tree of a site, in the order from its sources to its busways."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from rackplan.errors import BadInputError
from rackplan.model.power import PowerNode
from rackplan.physics.power_chain import circuit_capacity
from rackplan.units import (
    APPARENT_POWER,
    CURRENT,
    FRACTION,
    POWER,
    VOLTAGE,
    Dimension,
    Quantity,
    magnitude,
    unit_of,
)
from rackplan.verify.columns import column
from rackplan.verify.intake import Intake, intakes_of

__all__ = ["SOURCE", "PowerTree", "tree_of"]

SOURCE = -1
"""The supplier of a node that is a source."""


@dataclass(frozen=True)
class PowerTree:
    """Nodes by rank: every node has a higher rank than all that may feed it.

    Attributes
    ----------
    nodes : tuple of PowerNode
        By rank.
    rank : mapping of str to int
        From a node's id.
    fed_by, users : tuple of tuple of int
        Ranks that may feed a node, in order of preference; ranks that it may feed.
    intakes : tuple of Intake
        What each node draws for what it gives.
    base_kw : tuple of float
        Load that is no rack.
    in_kw : bool[node]
        Whether real power meets the rating; else apparent power does.
    limit : float64[node]
        Usable rating, kW or kVA as `in_kw` says.
    """

    nodes: tuple[PowerNode, ...]
    rank: Mapping[str, int]
    fed_by: tuple[tuple[int, ...], ...]
    users: tuple[tuple[int, ...], ...]
    intakes: tuple[Intake, ...]
    base_kw: tuple[float, ...]
    in_kw: npt.NDArray[np.bool_]
    limit: npt.NDArray[np.float64]

    @cached_property
    def machines(self) -> Mapping[str, int]:
        """Ranks of nodes of several machines, by the id of each machine."""
        several = ((r, node) for r, node in enumerate(self.nodes) if node.parallel > 1)
        return {machine: rank for rank, node in several for machine in node.machines}

    def supplier(self, node: int) -> int:
        """What feeds a node while nothing is lost: the first of its `fed_by`."""
        return self.fed_by[node][0] if self.fed_by[node] else SOURCE


def tree_of(power: Mapping[str, PowerNode]) -> PowerTree:
    """Order the nodes from the sources down, and reduce their figures to arrays.

    Raises
    ------
    BadInputError
        For a node fed by an unknown one, nodes that feed each other in a ring, and amperes
        without a voltage.
    """
    nodes = tuple(_from_sources(power))
    rank = {node.id: number for number, node in enumerate(nodes)}
    fed_by = tuple(tuple(rank[source] for source in node.fed_by) for node in nodes)
    users: list[list[int]] = [[] for _ in nodes]
    for number, sources in enumerate(fed_by):
        for source in dict.fromkeys(sources):
            users[source].append(number)
    return PowerTree(
        nodes=nodes,
        rank=rank,
        fed_by=fed_by,
        users=tuple(tuple(ranks) for ranks in users),
        intakes=intakes_of(nodes),
        base_kw=tuple(0.0 if n.base_load is None else magnitude(n.base_load, POWER) for n in nodes),
        in_kw=np.array([_has(node, POWER) for node in nodes], dtype=bool),
        limit=_limits(nodes),
    )


def _from_sources(power: Mapping[str, PowerNode]) -> Iterator[PowerNode]:
    """Nodes in topological order, those of one generation in the order of the site."""
    waiting = {node.id: node for node in power.values()}
    done: set[str] = set()
    while waiting:
        ready = [node for node in waiting.values() if done.issuperset(node.fed_by)]
        if not ready:
            raise BadInputError.about(
                "power", f"{', '.join(waiting)}: fed by each other in a ring, or by unknown nodes"
            )
        yield from ready
        done.update(node.id for node in ready)
        waiting = {name: node for name, node in waiting.items() if name not in done}


def _limits(nodes: tuple[PowerNode, ...]) -> npt.NDArray[np.float64]:
    """Usable rating of each node: kW where rated in kW, else kVA."""
    limits = np.zeros(len(nodes))
    for dimension in (POWER, APPARENT_POWER, CURRENT):
        for current in ("ac", "dc"):
            ranks = [r for r, n in enumerate(nodes) if _has(n, dimension) and n.current == current]
            limits[ranks] = _usable([nodes[rank] for rank in ranks], dimension)
    return limits


def _usable(nodes: Sequence[PowerNode], dimension: Dimension) -> npt.NDArray[np.float64]:
    """Usable rating of nodes rated alike, on one kind of current [kW or kVA]."""
    usable = column((node.usable for node in nodes), FRACTION)
    rating = column((node.rating for node in nodes), dimension)
    if dimension is not CURRENT or not nodes:
        return np.asarray((rating * usable).magnitude, dtype=np.float64)
    capacity = circuit_capacity(rating, _voltages(nodes), usable, nodes[0].current)
    return np.asarray(capacity.magnitude, dtype=np.float64)


def _voltages(nodes: Iterable[PowerNode]) -> Quantity:
    return column((_voltage(node) for node in nodes), VOLTAGE)


def _voltage(node: PowerNode) -> Quantity:
    if node.voltage is None:
        raise BadInputError.about(
            f"power.{node.id}.voltage", "expected a voltage, as the rating is in amperes; got none"
        )
    return node.voltage


def _has(node: PowerNode, dimension: Dimension) -> bool:
    return bool(node.rating.dimensionality == unit_of(dimension).dimensionality)
