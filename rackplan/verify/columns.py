"""Scalar quantities of the model gathered into array quantities, once.

Why: a scalar operation on a quantity costs as much as one on ten thousand of them, so figures
are gathered per unit that they are written in and converted a whole array at a time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from rackplan.units import Dimension, Quantity, unit_of, ureg

__all__ = ["column", "counted"]


def column(figures: Iterable[Quantity], dimension: Dimension) -> Quantity:
    """Gather scalar quantities into one array in the canonical unit of a dimension.

    Parameters
    ----------
    figures : iterable of Quantity [any unit of the dimension]
    dimension : Dimension

    Returns
    -------
    Quantity [the dimension's unit]
        One entry a figure, in order.
    """
    by_unit: dict[Any, tuple[list[int], list[float]]] = defaultdict(lambda: ([], []))
    size = 0
    for size, figure in enumerate(figures, start=1):
        places, numbers = by_unit[figure.units]
        places.append(size - 1)
        numbers.append(figure.magnitude)
    gathered = np.zeros(size)
    wanted = unit_of(dimension)
    for unit, (places, numbers) in by_unit.items():
        gathered[places] = ureg.Quantity(np.array(numbers, dtype=float), unit).m_as(wanted)
    gathered.setflags(write=False)
    return ureg.Quantity(gathered, wanted)


def counted(numbers: Sequence[float] | float) -> Quantity:
    """Counts (racks, feeds, positions) as a dimensionless quantity."""
    return ureg.Quantity(np.asarray(numbers, dtype=float), "dimensionless")
