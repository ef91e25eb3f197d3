"""What a power node is like, apart from its name and its place: large sites have few kinds.

Quantities are slow to reckon with, and a site of a hundred thousand positions has tens of thousands
of nodes, of some dozen kinds. What is asked of each of them is asked once a kind.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

from rackplan.model.power import PowerNode
from rackplan.units import ureg

__all__ = ["figure_of", "once_a_kind"]

_Answer = TypeVar("_Answer")

_OWN = {"id", "fed_by", "zone"}
_FIGURES = tuple(name for name in PowerNode.model_fields if name not in _OWN)


def once_a_kind(
    nodes: Iterable[PowerNode], ask: Callable[[PowerNode], _Answer]
) -> dict[str, _Answer]:
    """What is asked of each node, by its id; it may depend on all but its id, feeds and zone."""
    answers: dict[Hashable, _Answer] = {}
    found: dict[str, _Answer] = {}
    for node in nodes:
        kind = tuple([figure_of(getattr(node, name)) for name in _FIGURES])
        if kind not in answers:
            answers[kind] = ask(node)
        found[node.id] = answers[kind]
    return found


def figure_of(value: object) -> Hashable:
    """A quantity as its number and unit, which are quicker to compare than itself."""
    if isinstance(value, ureg.Quantity):
        return value.magnitude, value.units
    if isinstance(value, tuple):
        return tuple(figure_of(each) for each in value)
    return value if isinstance(value, Hashable) else repr(value)
