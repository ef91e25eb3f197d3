"""Each plant rejects the heat of all that it serves on the design day, also with one unit lost."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from rackplan.units import POWER, give
from rackplan.verify.comparison import Comparison
from rackplan.verify.facts import Facts
from rackplan.verify.plants import PlantUse, plants_in_use

__all__ = ["check"]


def check(facts: Facts) -> Iterator[Comparison]:
    """``sum Q <= Q_plant`` of the surviving units at the extremes of the climate."""
    return (_of_plant(use) for use in plants_in_use(facts))


def _of_plant(use: PlantUse) -> Comparison:
    count = len(use.taken)
    return Comparison(
        says="{subject}{after} gets {value} of heat and takes {limit} on the design day: "
        "{short} too much{most}",
        where=[use.plant.id] * count,
        used=give(np.full(count, use.heat), POWER),
        limit=give(np.array([taken for _, taken in use.taken]), POWER),
        subject=lambda _: f"Plant {use.plant.id}",
        blame=lambda *_: use.parts,
        failure=lambda i: use.taken[i][0],
    )
