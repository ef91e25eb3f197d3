"""A fabric as rows of a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, count, takewhile

from rackplan.model.catalog import Fabric, Switch
from rackplan.physics.fabric.problem import FabricProblem
from rackplan.physics.fabric.sizing import FabricSize, size_fabric
from rackplan.units import POWER, magnitude

__all__ = ["fabric_table"]

_LONGEST = 64
"""Pods up to which a table goes where no source says up to how many a fabric is meant."""


def fabric_table(
    fabric: Fabric, switches: Mapping[str, Switch], pods: Iterable[int] | None = None
) -> list[dict[str, int | float | None]]:
    """Rows of a table of a fabric: what it takes for each number of pods.

    Parameters
    ----------
    fabric : Fabric
    switches : mapping of str to Switch
    pods : iterable of int or None
        1, 2, 3, 4, 8 and so on without it, as far as its source describes it or its ports reach;
        three, because that is where plain division goes wrong first.

    Returns
    -------
    list of dict
        With the keys ``pods``, ``endpoints``, ``leaves``, ``spines``, ``cores``,
        ``endpoint_cables``, ``leaf_spine_cables``, ``spine_core_cables``, ``network_racks`` and
        ``power_kw``; the last two are None where they are not known.
    """
    if pods is None:
        return [_row(size) for size in _rising(fabric, switches)]
    return [_row(size_fabric(fabric, switches, each)) for each in pods]


def _row(size: FabricSize) -> dict[str, int | float | None]:
    return {
        "pods": size.pods,
        "endpoints": size.endpoints,
        "leaves": size.leaves,
        "spines": size.spines,
        "cores": size.cores,
        "endpoint_cables": size.cables.endpoint_leaf,
        "leaf_spine_cables": size.cables.leaf_spine,
        "spine_core_cables": size.cables.spine_core,
        "network_racks": size.racks,
        "power_kw": None if size.power is None else magnitude(size.power, POWER),
    }


def _rising(fabric: Fabric, switches: Mapping[str, Switch]) -> Iterator[FabricSize]:
    """From one pod to the most that its source describes, as far as its ports reach."""
    most = fabric.most_pods or _LONGEST
    rising = chain((1, 2, 3), (2**power for power in count(2)))
    for pods in chain(takewhile(lambda pods: pods < most, rising), [most]):
        try:
            size = size_fabric(fabric, switches, pods)
        except FabricProblem:
            return
        yield size
