"""The air of a room: how moist it is, and how much of it comes round again."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from rackplan.model.figures import (
    Fraction,
    Frozen,
    Temperature,
    TemperatureDifference,
    ThermalResistance,
)
from rackplan.units import TEMPERATURE_DIFFERENCE, of

__all__ = ["Recirculation", "Room"]


class Room(Frozen):
    """Moisture of the air around cold pipes.

    Attributes
    ----------
    dew_point : Quantity [degC]
        At its highest.
    margin : Quantity [K]
        How far every supply stays above it.
    """

    dew_point: Temperature
    margin: TemperatureDifference = of(2.0, TEMPERATURE_DIFFERENCE)


class Recirculation(Frozen):
    """Warm air that reaches the inlets of racks.

    Attributes
    ----------
    leakage : Quantity [dimensionless] or None
        Share of the supply that leaks past the racks, which draw as much of their own exhaust:
        3 to 10 % with containment, 30 to 50 % without.
    matrix : tuple of tuple of Quantity [K/kW]
        ``matrix[i][j]``: how much the inlets of the zone's row i warm for each kilowatt that row j
        gives to air, as CFD or a measurement finds it.
    """

    leakage: Annotated[Fraction | None, Field()] = None
    matrix: tuple[tuple[ThermalResistance, ...], ...] = ()

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if (self.leakage is None) == (not self.matrix):
            raise ValueError('give either a "leakage" or a "matrix"')
        if self.leakage is not None and self.leakage.magnitude > _MOST_LEAKAGE:
            raise ValueError(
                "a leakage of at most 60 %; beyond that no share is left to reckon with"
            )
        if any(len(line) != len(self.matrix) for line in self.matrix):
            raise ValueError("a matrix has as many figures in each line as it has lines")
        return self


_MOST_LEAKAGE = 0.6
