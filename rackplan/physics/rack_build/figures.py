"""Figures of one product in a rack, whatever its kind: what it weighs, draws, takes of height."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TypeAlias

from rackplan.model.catalog import Frame, Part, PowerShelf, RackPdu, Server, Switch
from rackplan.units import LENGTH, Quantity, magnitude

__all__ = ["Figure", "Item", "airflow_of", "mass_of", "power_of", "wet_mass_of", "whole_units"]

Item: TypeAlias = Server | Switch | Part | PowerShelf | RackPdu | Frame
"""What a rack is made of."""

_SLACK = 1e-6
"""Heights that fill a frame to the last unit differ from it by floating point only."""


@dataclass(frozen=True)
class Figure:
    """A figure of a product: where it stands in the product's file, None where it does not."""

    path: str
    value: Quantity | None


def power_of(item: Item, what: str) -> Figure | None:
    """One of the powers of a product; None for one that draws nothing.

    A switch is rated and planned at its peak power, and no loss of a feed changes that; a part has
    one power for all. A server without a cap draws its planned power after a feed is lost.
    """
    if isinstance(item, Server):
        is_uncapped = what == "failover_power" and item.failover_power is None
        path = "planned_power" if is_uncapped else what
        return Figure(path, getattr(item, path))
    if isinstance(item, Switch):
        path = "typical_power" if what == "typical_power" else "peak_power"
        return Figure(path, getattr(item, path))
    if isinstance(item, Part) and item.power is not None:
        return Figure("power", item.power)
    return None


def mass_of(item: Item) -> Figure:
    """Its mass without coolant."""
    return Figure("mass", item.mass)


def wet_mass_of(item: Item) -> Figure:
    """Its mass with coolant; not known for a server on a loop that does not say it."""
    wet = item.mass_with_coolant if isinstance(item, (Server, Part)) else None
    if wet is not None or (isinstance(item, Server) and item.liquid is not None):
        return Figure("mass_with_coolant", wet)
    return mass_of(item)


def airflow_of(item: Item) -> Figure | None:
    """The airflow through a product that gives heat to the air; None where it gives none."""
    if isinstance(item, Server):
        return Figure("air.airflow", item.air.airflow)
    draws = power_of(item, "planned_power")
    if draws is None or not isinstance(item, (Switch, Part)):
        return None
    is_idle = draws.value is not None and draws.value.magnitude == 0.0
    return None if is_idle else Figure("airflow", item.airflow)


def whole_units(height: Quantity | None, unit: Quantity) -> int:
    """Rack units that a height takes, begun ones whole; none without a height."""
    if height is None or not height.magnitude:
        return 0
    return max(math.ceil(magnitude(height, LENGTH) / magnitude(unit, LENGTH) - _SLACK), 1)
