"""The power tree of a site in words: every node under what it draws from first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from rackplan.model.figures import Frozen
from rackplan.model.power import PowerNode
from rackplan.model.site import Site
from rackplan.report.wording import named, neat

__all__ = ["power_lines"]


def power_lines(site: Site) -> Iterator[str]:
    """A line a node, each below the node that it draws from while nothing is lost."""
    below: dict[str, list[PowerNode]] = defaultdict(list)
    spare: dict[str, list[str]] = defaultdict(list)
    for node in site.power.values():
        below[node.fed_by[0] if node.fed_by else ""].append(node)
        for other in node.fed_by[1:]:
            spare[other].append(node.id)
    waiting = [(node, 0) for node in reversed(below[""])]
    while waiting:
        node, depth = waiting.pop()
        yield f"{'  ' * depth}{_line(node, spare[node.id])}"
        waiting.extend((user, depth + 1) for user in reversed(below[node.id]))


def _line(node: PowerNode, spare: list[str]) -> str:
    ends = []
    if node.fed_by[1:]:
        ends.append(f"else from {', then '.join(node.fed_by[1:])}")
    if spare:
        ends.append(f"stands by for {', '.join(spare)}")
    return ", ".join([f"{node.id}  {named(node.kind)}", *_figures(node), *ends])


def _figures(node: PowerNode) -> Iterator[str]:
    """What a node states beside its rating, as it is written."""
    voltage = "" if node.voltage is None else f" at {neat(node.voltage)}"
    yield f"{neat(node.rating)}{voltage}"
    for key, field in PowerNode.model_fields.items():
        value = getattr(node, key)
        if key not in _SAID and not field.is_required() and value not in (field.default, ()):
            yield f"{key.replace('_', ' ')} {_value(value)}"


_SAID = ("voltage", "fed_by")


def _value(value: object) -> str:
    if isinstance(value, tuple):
        return "; ".join(_value(part) for part in value)
    if isinstance(value, Frozen):
        return " at ".join(neat(part) for part in reversed(list(dict(value).values())))
    return neat(value)
