"""Which racks belong together: pods that stay, come and go, or are made up anew.

A name of a pod is no more than a label: pods with the same racks are the same pod, whatever they
are called.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any, TypeAlias

from rackplan.difference.side import Side

__all__ = ["PodChange", "Pods", "pods_of"]

_Members: TypeAlias = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PodChange:
    """A pod of the same name with other racks: position and type of those that came and went."""

    pod: str
    joined: _Members
    left: _Members

    def to_json(self) -> dict[str, Any]:
        """The change as plain data."""
        return {
            "pod": self.pod,
            "joined": [{"position": at, "rack": rack} for at, rack in self.joined],
            "left": [{"position": at, "rack": rack} for at, rack in self.left],
        }


@dataclass(frozen=True, slots=True)
class Pods:
    """Pods of two plans.

    Attributes
    ----------
    before, after : int
        How many there are.
    added, removed : tuple of str
        Names of those that only one plan has.
    changed : tuple of PodChange
    """

    before: int
    after: int
    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[PodChange, ...]

    @property
    def is_same(self) -> bool:
        """Whether the same racks belong together."""
        return not (self.added or self.removed or self.changed)

    def to_json(self) -> dict[str, Any]:
        """All of it as plain data."""
        return {
            "before": self.before,
            "after": self.after,
            "added": list(self.added),
            "removed": list(self.removed),
            "changed": [change.to_json() for change in self.changed],
        }


def pods_of(before: Side, after: Side) -> Pods:
    """Match the pods of two plans: those with the same racks first, the others by name."""
    first, second = _members(before), _members(after)
    same = Counter(first.values()) & Counter(second.values())
    old, new = _without(first, same), _without(second, same)
    return Pods(
        before=len(first),
        after=len(second),
        added=tuple(sorted(new.keys() - old.keys())),
        removed=tuple(sorted(old.keys() - new.keys())),
        changed=tuple(_change(pod, old[pod], new[pod]) for pod in sorted(old.keys() & new.keys())),
    )


def _members(side: Side) -> dict[str, _Members]:
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for placement in side.told.plan.placements:
        if placement.pod is not None:
            found[placement.pod].append((placement.position, placement.rack))
    return {pod: tuple(sorted(racks)) for pod, racks in sorted(found.items())}


def _without(pods: dict[str, _Members], same: Counter[_Members]) -> dict[str, _Members]:
    """Pods but for those that the other plan has too."""
    left = Counter(same)
    rest = {}
    for pod, members in pods.items():
        if left[members] > 0:
            left[members] -= 1
        else:
            rest[pod] = members
    return rest


def _change(pod: str, before: _Members, after: _Members) -> PodChange:
    joined, left = Counter(after) - Counter(before), Counter(before) - Counter(after)
    return PodChange(pod, tuple(sorted(joined.elements())), tuple(sorted(left.elements())))
