"""A climate: conditions of the outdoor air, and for how many hours of a year each stands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rackplan.physics.rejection.conditions import Outdoors, take_outdoors
from rackplan.units import (
    DURATION,
    Numbers,
    Quantity,
    UnitProblem,
    frozen_array,
    take,
    ureg,
)

__all__ = ["HOURS_OF_A_YEAR", "Climate", "in_hours"]

HOURS_OF_A_YEAR = 8760
_ROUNDING_H = 1e-6


@dataclass(frozen=True, eq=False)
class Climate:
    """Conditions with the hours that each stands for: 8,760 of one hour, or a few hundred bins.

    Attributes
    ----------
    name : str
    dry_bulb, wet_bulb : Quantity [degC]
        Arrays over the conditions, -60 to 60 degC and -60 to 45 degC.
    pressure : Quantity [kPa]
        Array over the conditions, 50 to 110 kPa.
    hours : Quantity [h]
        Array over the conditions; sums to 8,760 h.
    months : tuple of int
        Month of each condition, 1 to 12; empty where bins have none.
    notes : tuple of str
        What was filled in or cut off when it was read.

    Raises
    ------
    UnitProblem
        For another dimension, conditions out of range, a wet bulb above the dry bulb, or hours that
        are not a year.
    """

    name: str
    dry_bulb: Quantity
    wet_bulb: Quantity
    pressure: Quantity
    hours: Quantity
    months: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        arrays = (self.outdoors.dry_c, self.outdoors.wet_c, self.outdoors.pressure_pa)
        count = self.weights_h.size
        is_even = all(array.shape == (count,) for array in arrays)
        if not is_even or len(self.months) not in {0, count}:
            raise ValueError(f"climate {self.name}: arrays of different length")
        total = float(self.weights_h.sum())
        if abs(total - HOURS_OF_A_YEAR) > _ROUNDING_H * HOURS_OF_A_YEAR:
            text = f"climate {self.name} of {HOURS_OF_A_YEAR} h"
            raise UnitProblem(text, f"{total:.6g} h", fits=True)

    @cached_property
    def outdoors(self) -> Outdoors:
        """The conditions in plain numbers, with humidity and density."""
        return take_outdoors(self.dry_bulb, self.wet_bulb, self.pressure)

    @cached_property
    def weights_h(self) -> Numbers:
        """Hours of each condition."""
        return frozen_array(take(self.hours, DURATION, "hours") / 3600.0)


def in_hours(hours: object) -> Quantity:
    """Durations in hours, which read better here than seconds."""
    values = np.asarray(hours, dtype=np.float64)
    quantity: Quantity = ureg.Quantity(frozen_array(values) if values.ndim else float(values), "h")
    return quantity
