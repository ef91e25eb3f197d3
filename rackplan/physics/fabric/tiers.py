"""Leaves, spines and cores of one plane, in integers.

Every leaf of a group has as many links to each spine of the group, and every spine as many to each
core that it reaches. In three tiers a spine has no fewer links up than down.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Tiers", "even_spines", "three_tiers", "two_tiers"]


@dataclass(frozen=True)
class Tiers:
    """Switches of one plane, and the links of each of them.

    Attributes
    ----------
    leaves, spines, cores : int
        Switches of each tier; no cores with two tiers, no spines for a single leaf.
    groups : int
        Groups of leaves, each with spines of its own; one with two tiers.
    leaf_to_spine : int
        Links from a leaf to each spine of its group.
    spine_down, spine_up : int
        Links of a spine of a full group to leaves, and to cores.
    spine_to_core : int
        Links from a spine to each core that it reaches.
    core_down : int
        Links of a core to spines.
    """

    leaves: int
    spines: int
    cores: int = 0
    groups: int = 1
    leaf_to_spine: int = 0
    spine_down: int = 0
    spine_up: int = 0
    spine_to_core: int = 0
    core_down: int = 0


def even_spines(leaves: int, uplinks: int, ports: int, least: int = 1) -> int | None:
    """The fewest spines over which the uplinks of each leaf divide evenly.

    ``S = min { s >= least : s | uplinks and leaves * uplinks / s <= ports }``

    Parameters
    ----------
    leaves : int
        That share the spines.
    uplinks : int
        Of one leaf.
    ports : int
        Of one spine, towards leaves.
    least : int
        No fewer spines than these.

    Returns
    -------
    int or None
        None where even one link from each leaf to each spine takes more ports than there are.

    Notes
    -----
    Source: reproduces the tables of the NVIDIA DGX SuperPOD reference architectures for A100, H100,
    B200, B300, B300 XDR and GB200, and the 10 spines over 17 leaves of EuroHPC Deucalion.

    Examples
    --------
    Three scalable units of DGX H100 have 24 leaves of 32 uplinks. Division says 12 spines of 64
    ports, and 12 does not divide 32:

    >>> 24 * 32 / 64, even_spines(24, 32, 64)
    (12.0, 16)
    """
    for spines in _divisors(uplinks):
        if spines >= least and leaves * (uplinks // spines) <= ports:
            return spines
    return None


def two_tiers(leaves: int, uplinks: int, ports: int, least: int = 1) -> Tiers | None:
    """Every leaf linked to every spine; None where the ports of a spine do not suffice.

    Parameters
    ----------
    leaves : int
    uplinks : int
        Of one leaf.
    ports : int
        Of one spine.
    least : int
        No fewer spines than these.

    Examples
    --------
    >>> two_tiers(32, 72, 144)
    Tiers(leaves=32, spines=18, cores=0, groups=1, leaf_to_spine=4, spine_down=128, spine_up=0, \
spine_to_core=0, core_down=0)
    """
    if leaves == 1:
        return Tiers(leaves, 0)
    spines = even_spines(leaves, uplinks, ports, least)
    if spines is None:
        return None
    each = uplinks // spines
    return Tiers(leaves, spines, leaf_to_spine=each, spine_down=leaves * each)


def three_tiers(
    leaves: int,
    *,
    groups: int,
    group_leaves: int,
    uplinks: int,
    ports: tuple[int, int],
    least: int = 1,
) -> Tiers | None:
    """Groups of leaves with spines of their own, and cores above all spines.

    Parameters
    ----------
    leaves : int
        Of all groups.
    groups : int
        Each is built for `group_leaves`, whether they are all there or not.
    group_leaves : int
        That share the spines of a group.
    uplinks : int
        Of one leaf.
    ports : tuple of int
        Of one spine, and of one core.
    least : int
        No fewer spines in a group than these.

    Returns
    -------
    Tiers or None
        None where the ports of spines or cores do not suffice.

    Notes
    -----
    Cores form sets. A set takes as many spines out of every group, and each of these spines has as
    many links to every core of the set: with `g` sets of `k` cores, `g` divides the spines of a
    group, `k` the uplinks of a spine, and a core has ``spines / g * spine_up / k`` links. The
    fewest cores ``g * k`` whose ports suffice are taken, and of these the fewest uplinks: a spine
    may have some more than it has downlinks where that divides better.

    Examples
    --------
    Two scalable units of DGX GB200 have 64 leaves of 18 uplinks, in groups of 8 (one rail of one
    unit). NVIDIA prints 48 spines and 18 cores:

    >>> tiers = three_tiers(64, groups=8, group_leaves=8, uplinks=18, ports=(64, 64))
    >>> tiers.spines, tiers.cores
    (48, 18)
    """
    spine_ports, core_ports = ports
    each = even_spines(group_leaves, uplinks, spine_ports // 2, least)
    if each is None:
        return None
    down = group_leaves * (uplinks // each)
    fits = [
        (sets * cores, up, sets, cores)
        for up in range(down, spine_ports - down + 1)
        for sets, cores in _core_sets(groups * each, each, up, core_ports)
    ]
    if not fits:
        return None
    _, up, sets, cores = min(fits)
    return Tiers(
        leaves,
        groups * each,
        sets * cores,
        groups,
        leaf_to_spine=uplinks // each,
        spine_down=down,
        spine_up=up,
        spine_to_core=up // cores,
        core_down=groups * each // sets * (up // cores),
    )


def _core_sets(spines: int, in_group: int, uplinks: int, ports: int) -> Iterator[tuple[int, int]]:
    """Sets of cores, and cores of a set, whose ports suffice."""
    for sets in _divisors(in_group):
        for cores in _divisors(uplinks):
            if spines // sets * (uplinks // cores) <= ports:
                yield sets, cores


def _divisors(number: int) -> list[int]:
    """All of them, from 1 up, found in pairs: the smaller is no larger than the root."""
    small = [d for d in range(1, math.isqrt(number) + 1) if number % d == 0]
    return small + [number // d for d in reversed(small) if d * d != number]
