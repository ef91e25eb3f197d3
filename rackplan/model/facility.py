"""Facility water and what rejects its heat outdoors."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias, get_args

from pydantic import Field

from rackplan.model.figures import (
    Flow,
    Fraction,
    Frozen,
    Id,
    Pressure,
    Temperature,
    TemperatureDifference,
)
from rackplan.model.unit import Unit
from rackplan.units import FRACTION, TEMPERATURE_DIFFERENCE, of

__all__ = ["DESIGNS", "FacilityLoop", "Plant", "PlantDesign"]

PlantDesign: TypeAlias = Literal[
    "dry",
    "adiabatic",
    "tower",
    "chiller",
    "dry + chiller",
    "adiabatic + chiller",
    "tower + chiller",
    "water-cooled chiller",
]
"""What works together in a plant.

With a trim chiller the cooler takes what it can at the temperatures asked for, and the chiller the
rest; the last one has a tower that serves nothing but the chiller's condenser.
"""

DESIGNS: tuple[PlantDesign, ...] = get_args(PlantDesign)


class FacilityLoop(Frozen):
    """A facility water loop (FWS): from a plant outdoors to CDUs and fan walls, and back.

    Attributes
    ----------
    supply : Quantity [degC]
        Water to the hall.
    water_range : Quantity [K]
        Return less supply at any load: the flow follows the heat, while no CDU or pump is lost.
    flow_per_cdu : Quantity [L/min] or None
        Most water through each CDU, its valve open; None for what the CDU's product states.
    head : Quantity [kPa] or None
        What its pumps give at that flow; None where their power is not known and not counted.
    pump_efficiency : Quantity [dimensionless]
        Of pump, motor and drive together.
    """

    id: Id
    coolant: str = "water"
    supply: Temperature
    water_range: TemperatureDifference = of(10.0, TEMPERATURE_DIFFERENCE)
    flow_per_cdu: Flow | None = None
    head: Pressure | None = None
    pump_efficiency: Fraction = of(0.6, FRACTION)
    plant: Id | None = None


class Plant(Frozen):
    """Heat rejection: machines outdoors that take the heat of facility loops.

    Attributes
    ----------
    units : tuple of Unit
        Its machines: coolers or towers of one product, and chillers of one product.
    exchanger : Quantity [K]
        Approach of the heat exchanger between machines and loop, 0 without one.
    wet_from : Quantity [degC] or None
        Dry bulb from which pads are wetted whatever the need; None for only where dry air does not
        hold the supply.
    cycles : Quantity [dimensionless]
        Cycles of concentration of the water that evaporates.
    """

    id: Id
    design: PlantDesign
    units: Annotated[tuple[Unit, ...], Field(min_length=1)]
    exchanger: TemperatureDifference = of(0.0, TEMPERATURE_DIFFERENCE)
    wet_from: Temperature | None = None
    cycles: float = Field(default=5.0, ge=1.05, le=20.0)
