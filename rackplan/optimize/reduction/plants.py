"""Limits of heat rejection by its physics: what each plant takes on the design day."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator

import numpy as np

from rackplan.model.facility import Plant
from rackplan.model.verdict import Failure
from rackplan.optimize.power_states import PowerStates
from rackplan.optimize.reduction.caps import Cap
from rackplan.optimize.reduction.drawn import Drawn
from rackplan.optimize.reduction.hall_heat import HallHeat
from rackplan.optimize.reduction.layout import Layout
from rackplan.optimize.reduction.rounding import floor_units
from rackplan.physics.plant import plant_capacity

__all__ = ["rejection_caps"]

_ROUND_OFF = 1e-9


def rejection_caps(layout: Layout, power: PowerStates) -> Iterator[Cap]:
    """Heat of each plant, all that it serves at planned power, against its worst state [W]."""
    site = layout.site
    if site.climate is None or site.climate.design is None:
        return
    hall = HallHeat(Drawn(layout, power), 1.0, {})
    rated = {plant: sum(hall.rated_units(plant).values()) for plant in site.plants}
    for name, heat in HallHeat(hall.drawn, 1.0, rated).plants.items():
        each = np.ceil(1000.0 * heat.each * (1.0 + _ROUND_OFF)).astype(np.int64)
        base = math.ceil(1000.0 * heat.base * (1.0 + _ROUND_OFF))
        limit, failure = _worst(layout, site.plants[name])
        beyond = layout.beyond(each, range(len(layout.rows)))
        yield Cap(name, each, limit - base, beyond, base=base, failure=failure)


def _worst(layout: Layout, plant: Plant) -> tuple[int, Failure | None]:
    """The least that a plant takes, whole or after a loss [W]; like units lost count once."""
    site = layout.site
    assert site.climate is not None
    water = next(loop for loop in site.facility.values() if loop.plant == plant.id)
    units = {unit.id: unit.product for unit in plant.units}
    losses: list[tuple[Failure | None, frozenset[str]]] = [(None, frozenset())]
    if "rejection" in site.policy.survive:
        losses += [(Failure("rejection", unit), frozenset({unit})) for unit in units]
    losses += layout.dark
    found: dict[object, tuple[int, Failure | None]] = {}
    for failure, gone in losses:
        lost = gone & units.keys()
        alike = frozenset(Counter(units[unit] for unit in lost).items())
        if alike not in found:
            products = site.catalog.products
            heat = plant_capacity(plant, products, site.climate, water, lost=lost)
            found[alike] = floor_units(heat, "W"), failure
    return min(found.values(), key=lambda pair: pair[0])
