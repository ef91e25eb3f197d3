"""Models as lists name them, and the racks of the catalog that they are.

A model is a rack of the catalog if its letters and numbers are those of the rack's id or name, with
or without the maker in front; nothing is guessed. A rack whose list names only its frame is known
by what stands in it, where exactly one build has these servers and switches.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from rackplan.model.catalog import Catalog, Frame, RackBuild, Server, Switch
from rackplan.writing import nearest

__all__ = ["Models"]

_LETTERS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Models:
    """The racks of a catalog by what they may be called."""

    catalog: Catalog

    def named(self, model: str, maker: str = "") -> str | None:
        """The rack that a model is; None where none or several are."""
        found = self._names.get(_plain(model)) or self._names.get(_plain(f"{maker} {model}"))
        return next(iter(found)) if found and len(found) == 1 else None

    def near(self, model: str) -> str | None:
        """The rack whose name is nearest to a model that is none."""
        near = nearest(_plain(model), self._names)
        return None if near is None else min(self._names[near])

    def is_frame(self, model: str) -> bool:
        """Whether a model is an empty frame."""
        return _plain(model) in self._frames

    def holding(self, contents: Mapping[str, int], frame: str = "") -> str | None:
        """The rack that devices make; None where none or several do.

        Parameters
        ----------
        contents : mapping of str to int
            How many of each device type.
        frame : str
            What the list says the rack is, if it is a frame.
        """
        if sum(contents.values()) == 1:
            alone = self.named(next(iter(contents)))
            if alone is not None:
                return alone
        counted = Counter({_plain(name): count for name, count in contents.items()})
        found = [
            name
            for name, (in_frame, inside) in self._builds.items()
            if all(counted[part] == n for part, n in inside.items())
            and not set(counted) & self._inside - set(inside)
            and (not frame or _plain(frame) == in_frame)
        ]
        return found[0] if len(found) == 1 else None

    @cached_property
    def _names(self) -> dict[str, set[str]]:
        names: dict[str, set[str]] = {}
        for rack in self.catalog.racks.values():
            whole = f"{rack.maker or ''} {rack.name}"
            for text in (rack.id, rack.name, whole, f"{rack.maker or ''} {rack.id}"):
                names.setdefault(_plain(text), set()).add(rack.id)
        return names

    @cached_property
    def _frames(self) -> set[str]:
        frames = self.catalog.of(Frame).values()
        return {_plain(text) for frame in frames for text in (frame.id, frame.name)}

    @cached_property
    def _builds(self) -> dict[str, tuple[str, Counter[str]]]:
        """The frame, the servers and the switches of every build."""
        made: dict[str, tuple[str, Counter[str]]] = {}
        for name, build in self.catalog.of(RackBuild).items():
            assembly = self.catalog.assemblies.get(name)
            if assembly is not None:
                inside = Counter({_plain(build.server): assembly.servers})
                for part in build.equipment:
                    if isinstance(self.catalog.products[part.product], (Server, Switch)):
                        inside[_plain(part.product)] += part.count
                made[name] = (_plain(build.frame), inside)
        return made

    @cached_property
    def _inside(self) -> set[str]:
        """Devices that tell one rack from another: servers and switches, strips not."""
        kinds = (Server, Switch)
        return {_plain(item.id) for kind in kinds for item in self.catalog.of(kind).values()}


def _plain(text: str) -> str:
    return _LETTERS.sub("", text.lower())
