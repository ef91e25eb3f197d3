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
        1, 2, 4 and so on without it, as far as its source describes it or its ports reach.

    Returns
    -------
    list of dict
        With the keys ``pods``, ``endpoints``, ``leaves``, ``spines``, ``cores``,
        ``endpoint_cables``, ``leaf_spine_cables``, ``spine_core_cables``, ``network_racks`` and
        ``power_kw``; the last two are None where they are not known.
    """
    asked = _doubling(fabric, switches) if pods is None else pods
    return [_row(size_fabric(fabric, switches, each)) for each in asked]


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


def _doubling(fabric: Fabric, switches: Mapping[str, Switch]) -> Iterator[int]:
    """1, 2, 4 and so on, and the most that its source describes, as far as its ports reach."""
    most = fabric.most_pods or _LONGEST
    below = takewhile(lambda pods: pods < most, (2**power for power in count()))
    return takewhile(lambda pods: _reaches(fabric, switches, pods), chain(below, [most]))


def _reaches(fabric: Fabric, switches: Mapping[str, Switch], pods: int) -> bool:
    try:
        size_fabric(fabric, switches, pods)
    except FabricProblem:
        return False
    return True
