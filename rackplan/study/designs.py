"""From parameters to the points of a study, design by design."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rackplan.model.study import Design, StudySetup
from rackplan.study.parameters import Parameter
from rackplan.study.sampling import draws, latin_hypercube

__all__ = ["MOST_CASES", "Point", "case_count", "drawn_figures", "points_of"]

MOST_CASES = 10_000
"""Cases that a study may have."""


@dataclass(frozen=True)
class Point:
    """A value for each parameter.

    Attributes
    ----------
    values : mapping of str to value
    varied : str
        The one parameter that is off its base; "" where the design has no base.
    is_base : bool
        Whether every parameter is left as the site has it; its values are then None.
    """

    values: Mapping[str, Any]
    varied: str = ""
    is_base: bool = False

    @property
    def changed(self) -> tuple[str, ...]:
        """The parameters that are given a value."""
        if self.is_base:
            return ()
        return (self.varied,) if self.varied else tuple(self.values)


def case_count(setup: StudySetup, parameters: Sequence[Parameter]) -> tuple[int, str]:
    """How many cases a study has, and how that comes about: ``2 sites x 3 x 4``."""
    lengths = [len(parameter.values) for parameter in parameters]
    counts: dict[Design, Callable[[], tuple[int, str]]] = {
        "grid": lambda: (math.prod(lengths), " x ".join(map(str, lengths)) or "1"),
        "list": lambda: (max(lengths, default=1), f"{max(lengths, default=1)} points"),
        "latin-hypercube": lambda: (setup.samples or 1, f"{setup.samples} samples"),
        "one-at-a-time": lambda: (1 + sum(lengths), f"(1 base + {sum(lengths)})"),
    }
    points, said = counts[setup.design]()
    if setup.replications > 1:
        said += f" x {setup.replications} replications"
    if len(setup.sites) > 1:
        said = f"{len(setup.sites)} sites x {said}"
    return len(setup.sites) * points * setup.replications, said


def points_of(setup: StudySetup, parameters: Sequence[Parameter]) -> list[Point]:
    """All points, in the order in which they are planned and shown."""
    return list(_DESIGNS[setup.design](setup, parameters))


def drawn_figures(setup: StudySetup, uncertain: Sequence[Parameter]) -> list[dict[str, str]]:
    """A value of each uncertain figure for every replication, the same at all points."""
    names = tuple(parameter.name for parameter in uncertain)
    shares = draws(setup.replications, names, setup.seed)
    return [
        {each.name: _at(each, shares[n][each.name]) for each in uncertain}
        for n in range(len(shares))
    ]


def _grid(_: StudySetup, parameters: Sequence[Parameter]) -> Iterator[Point]:
    names = [parameter.name for parameter in parameters]
    for values in itertools.product(*(parameter.values for parameter in parameters)):
        yield Point(dict(zip(names, values, strict=True)))


def _list(_: StudySetup, parameters: Sequence[Parameter]) -> Iterator[Point]:
    names = [parameter.name for parameter in parameters]
    if not names:
        yield Point({})
    for values in zip(*(parameter.values for parameter in parameters), strict=True):
        yield Point(dict(zip(names, values, strict=True)))


def _hypercube(setup: StudySetup, parameters: Sequence[Parameter]) -> Iterator[Point]:
    for shares in latin_hypercube(setup.samples or 1, len(parameters), setup.seed):
        yield Point({each.name: _at(each, s) for each, s in zip(parameters, shares, strict=True)})


def _one_at_a_time(_: StudySetup, parameters: Sequence[Parameter]) -> Iterator[Point]:
    base: dict[str, Any] = dict.fromkeys(parameter.name for parameter in parameters)
    yield Point(base, is_base=True)
    for parameter in parameters:
        for value in parameter.values:
            yield Point(base | {parameter.name: value}, varied=parameter.name)


def _at(parameter: Parameter, share: float) -> str:
    assert parameter.scale is not None, "a range is asked for where values are drawn"
    return parameter.scale.at(share)


_DESIGNS: dict[Design, Callable[[StudySetup, Sequence[Parameter]], Iterator[Point]]] = {
    "grid": _grid,
    "list": _list,
    "latin-hypercube": _hypercube,
    "one-at-a-time": _one_at_a_time,
}
