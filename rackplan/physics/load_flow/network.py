"""Elements put in order from the grid to the racks, their figures as arrays."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from rackplan.errors import BadInputError
from rackplan.physics.load_flow.element import Element
from rackplan.units import (
    APPARENT_POWER,
    CURRENT,
    FRACTION,
    POWER,
    VOLTAGE,
    Dimension,
    Numbers,
    Quantity,
    give,
    take,
    unit_of,
)

__all__ = ["Links", "Network", "network_of"]

Indices = npt.NDArray[np.intp]

_VA_PER_KVA = 1000.0


@dataclass(frozen=True)
class Links:
    """What feeds what, a row for each element and each of its `fed_by`.

    Attributes
    ----------
    child, parent : int[link]
        Ranks of the elements.
    weight : float64[link]
        Share that the child draws from the parent while nothing is lost.
    """

    child: Indices
    parent: Indices
    weight: Numbers


@dataclass(frozen=True)
class Network:
    """A radial network: elements by rank, each after all that feed it.

    Attributes
    ----------
    elements : tuple of Element
        By rank; arrays of loads and of results have this order.
    rank : mapping of str to int
        From an element's name.
    levels : tuple of slice
        Ranks of one depth; an element is deeper than all that feed it.
    links : Links
        By rank of the child.
    """

    elements: tuple[Element, ...]
    rank: Mapping[str, int]
    levels: tuple[slice, ...]
    links: Links

    def spread(self, figures: Mapping[str, Quantity], dimension: Dimension) -> Quantity:
        """An array over all elements from figures of some, 0 elsewhere; states along the last axis.

        Parameters
        ----------
        figures : mapping of str to Quantity [unit of `dimension`]
            By name; single figures or arrays over states.
        dimension : Dimension

        Returns
        -------
        Quantity [canonical unit of `dimension`]
            Of shape [element] or [element, state].
        """
        values = {self._ranked(n): take(q, dimension, n) for n, q in figures.items()}
        shape = np.broadcast_shapes(*(v.shape for v in values.values())) if values else ()
        rows = np.zeros((len(self.elements), *shape))
        for rank, value in values.items():
            rows[rank] = value
        return give(rows, dimension)

    @cached_property
    def roots(self) -> npt.NDArray[np.bool_]:
        """Whether an element draws from the grid."""
        return np.array([not element.fed_by for element in self.elements], dtype=bool)

    @cached_property
    def in_kw(self) -> npt.NDArray[np.bool_]:
        """Whether real power meets the rating; else apparent power does, or current."""
        return np.array([_is(element, POWER) for element in self.elements], dtype=bool)

    @cached_property
    def in_amperes(self) -> npt.NDArray[np.bool_]:
        """Whether the rating is a current."""
        return np.array([_is(element, CURRENT) for element in self.elements], dtype=bool)

    @cached_property
    def base_kva(self) -> Numbers:
        """The rating as power: kW, kVA, or ``sqrt(3) V I``."""
        return np.array([_base_kva(element) for element in self.elements])

    @cached_property
    def kva_per_ampere(self) -> Numbers:
        """Apparent power of one ampere at nominal voltage."""
        factor = np.array([1.0 if e.direct_current else math.sqrt(3.0) for e in self.elements])
        return np.asarray(factor * self.volts / _VA_PER_KVA, dtype=np.float64)

    @cached_property
    def volts(self) -> Numbers:
        """Nominal voltage at the output."""
        return np.array([float(take(e.voltage, VOLTAGE, e.name, low=1)) for e in self.elements])

    def column(self, name: str, *, low: float = 0.0, high: float = 1.0) -> Numbers:
        """A figure without unit of each element: `reactance`, `magnetising`, ..."""
        figures = (getattr(element, name) for element in self.elements)
        return np.array([float(take(f, FRACTION, name, low=low, high=high)) for f in figures])

    def _ranked(self, name: str) -> int:
        if name not in self.rank:
            raise BadInputError.about("network", f'no element "{name}"')
        return self.rank[name]


def network_of(elements: Sequence[Element]) -> Network:
    """Order elements from the grid down.

    Parameters
    ----------
    elements : sequence of Element
        In any order, with names of their own.

    Returns
    -------
    Network

    Raises
    ------
    BadInputError
        For two of one name, one fed by what is not there, elements that feed each other in a ring,
        weights that are not one a feed or do not add to 1, and modules in what does not convert.

    Examples
    --------
    >>> from rackplan.units import CURRENT, POWER, VOLTAGE, parse
    >>> volts = parse("415 V", VOLTAGE)
    >>> network = network_of([
    ...     Element("B1", parse("4000 A", CURRENT), volts, fed_by=("U1",)),
    ...     Element("U1", parse("2 MW", POWER), volts, converts=True),
    ... ])
    >>> dict(network.rank), network.levels
    ({'U1': 0, 'B1': 1}, (slice(0, 1, None), slice(1, 2, None)))
    """
    for element in elements:
        _refuse_odd_modules(element)
    named = {element.name: element for element in elements}
    if len(named) != len(elements):
        raise BadInputError.about("network", "two elements of one name")
    depths = _depths(named)
    ordered = tuple(sorted(elements, key=lambda element: depths[element.name]))
    rank = {element.name: number for number, element in enumerate(ordered)}
    counts = np.bincount([depths[element.name] for element in ordered])
    ends = np.concatenate([[0], np.cumsum(counts)])
    levels = tuple(slice(int(a), int(b)) for a, b in pairwise(ends))
    return Network(ordered, rank, levels, _links(ordered, rank))


def _refuse_odd_modules(element: Element) -> None:
    if element.modules < 1 or (element.spare or 0) < 0:
        raise BadInputError.about(f"network.{element.name}", "expected at least 1 module")
    if element.modules > 1 and not element.converts:
        raise BadInputError.about(
            f"network.{element.name}", "expected modules only in an element that converts"
        )


def _links(ordered: Sequence[Element], rank: Mapping[str, int]) -> Links:
    rows = [
        (rank[element.name], rank[parent], weight)
        for element in ordered
        for parent, weight in zip(element.fed_by, _weights(element), strict=True)
    ]
    child, parent, weight = zip(*rows, strict=True) if rows else ((), (), ())
    return Links(np.array(child, dtype=np.intp), np.array(parent, dtype=np.intp), np.array(weight))


def _weights(element: Element) -> tuple[float, ...]:
    if not element.weights:
        return (1.0, *(0.0 for _ in element.fed_by[1:])) if element.fed_by else ()
    fits = len(element.weights) == len(element.fed_by) and min(element.weights) >= 0
    if not fits or abs(math.fsum(element.weights) - 1.0) > 1e-9:
        raise BadInputError.about(
            f"network.{element.name}",
            f"expected a weight for each of {len(element.fed_by)} feeds, 1 in all; "
            f"got {element.weights}",
        )
    return element.weights


def _depths(named: Mapping[str, Element]) -> Mapping[str, int]:
    """Depth of each element: one more than that of its deepest feed."""
    depths: dict[str, int] = {}
    waiting = list(named.values())
    while waiting:
        ready = [e for e in waiting if all(parent in depths for parent in e.fed_by)]
        if not ready:
            names = ", ".join(element.name for element in waiting)
            raise BadInputError.about(
                "network", f"{names}: fed by each other in a ring, or by elements not there"
            )
        for element in ready:
            depths[element.name] = 1 + max((depths[p] for p in element.fed_by), default=-1)
        waiting = [element for element in waiting if element.name not in depths]
    return depths


def _is(element: Element, dimension: Dimension) -> bool:
    found: Any = element.rating.dimensionality
    return bool(found == unit_of(dimension).dimensionality)


def _base_kva(element: Element) -> float:
    if not _is(element, CURRENT):
        kind = POWER if _is(element, POWER) else APPARENT_POWER
        return float(take(element.rating, kind, element.name, low=1e-9))
    volts = float(take(element.voltage, VOLTAGE, element.name, low=1))
    phases = 1.0 if element.direct_current else math.sqrt(3.0)
    return float(take(element.rating, CURRENT, element.name, low=1e-6)) * volts * phases / 1000
