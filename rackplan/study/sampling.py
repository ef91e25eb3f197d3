"""Draws that are the same everywhere and for ever.

Why not a library's sampler: a case is found again in the ledger by its figures, to the last digit.
Samplers may draw otherwise in their next version; `random.Random.random` is promised not to.
"""

from __future__ import annotations

from random import Random

__all__ = ["draws", "latin_hypercube"]


def latin_hypercube(samples: int, parameters: int, seed: int) -> tuple[tuple[float, ...], ...]:
    """Points of the unit cube, spread so that each of as many equal slices of a side has one.

    Returns
    -------
    tuple of tuple of float
        So many samples, each a share of the way [0, 1) along every parameter.

    Examples
    --------
    >>> points = latin_hypercube(4, 2, seed=7)
    >>> [sorted(int(4 * point[side]) for point in points) for side in (0, 1)]
    [[0, 1, 2, 3], [0, 1, 2, 3]]
    """
    sides = [_side(samples, Random(f"{seed} side {n}")) for n in range(parameters)]  # noqa: S311  # no secret
    return tuple(zip(*sides, strict=True)) if sides else ((),) * samples


def draws(count: int, names: tuple[str, ...], seed: int) -> tuple[dict[str, float], ...]:
    """So many draws of figures, each a share [0, 1) of the way from low to high.

    They are spread evenly, as in a latin hypercube. The draws of a figure depend on its name and
    the seed alone, so that one figure more changes none of the others.
    """
    sides = {name: _side(count, Random(f"{seed} draws {name}")) for name in names}  # noqa: S311  # no secret
    return tuple({name: sides[name][n] for name in names} for n in range(count))


def _side(count: int, source: Random) -> list[float]:
    keys = [source.random() for _ in range(count)]
    order = sorted(range(count), key=keys.__getitem__)
    return [(place + source.random()) / count for place in order]
