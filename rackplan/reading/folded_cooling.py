"""The folded form of cooling: loops and zones inside, facility water, and what rejects its heat."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from rackplan.model.facility import PlantDesign
from rackplan.model.figures import (
    Day,
    Flow,
    Fraction,
    Frozen,
    Id,
    Money,
    Pressure,
    Temperature,
    TemperatureDifference,
    Volume,
)
from rackplan.model.piping import DropPoint, PipeRun
from rackplan.model.room import Recirculation, Room
from rackplan.reading.ids import Ids
from rackplan.units import FRACTION, TEMPERATURE_DIFFERENCE, of

__all__ = [
    "FoldedCooling",
    "FoldedFacility",
    "FoldedLoop",
    "FoldedPlant",
    "FoldedUnits",
    "FoldedZone",
]


class FoldedUnits(Frozen):
    """Machines of one product; of the nodes in `feeds` the first that is alive feeds them.

    Each feed is one node for all of them, or a range that is spread evenly over them in order.
    `power_factor` is that of what a machine draws; none is 1. With `from_date` they are there from
    that day on.
    """

    product: Id
    id: Ids
    feeds: tuple[Ids, ...] = ()
    power_factor: Fraction | None = None
    from_date: Day | None = None


class FoldedLoop(Frozen):
    """A rack-side cooling loop, or several alike.

    Attributes
    ----------
    facility : str or None
        The facility water loop that takes the heat of its CDUs.
    piping : DropPoint or None
        What all pipes between CDUs and racks lose, at a flow of the loop.
    pipes : list of PipeRun
        Runs of pipe whose loss is reckoned, beside `piping`.
    manifold : DropPoint or None
        What hoses, couplings and manifold of a rack lose, at a flow of the rack.
    volume : Quantity [m3] or None
        Of all coolant that goes round.
    price : Quantity [USD] or None
        Of one loop with its CDUs, bought if the plan hangs racks on it; None where it is given.
    """

    id: Ids
    coolant: str
    supply: Temperature
    cdus: Annotated[tuple[FoldedUnits, ...], Field(min_length=1)]
    facility: Id | None = None
    piping: DropPoint | None = None
    pipes: tuple[PipeRun, ...] = ()
    manifold: DropPoint | None = None
    volume: Volume | None = None
    price: Money | None = None


class FoldedZone(Frozen):
    """The air of a group of rows, or several groups alike.

    Attributes
    ----------
    facility : str or None
        The facility water loop that takes the heat of its air units.
    room : Room or None
        Dew point of its air; by default what the policy says.
    recirculation : Recirculation or None
        Warm air at the inlets of its racks.
    price : Quantity [USD] or None
        Of the units of one zone, bought if the plan puts racks into it; None where they are given.
    """

    id: Ids
    supply: Temperature
    units: Annotated[tuple[FoldedUnits, ...], Field(min_length=1)]
    facility: Id | None = None
    room: Room | None = None
    recirculation: Recirculation | None = None
    price: Money | None = None


class FoldedFacility(Frozen):
    """A facility water loop, or several alike: from a plant outdoors to the hall and back.

    Attributes
    ----------
    supply : Quantity [degC]
        Water to the hall.
    water_range : Quantity [K]
        Return less supply at any load: the flow follows the heat, while no CDU or pump is lost.
    flow_per_cdu : Quantity [L/min] or None
        Most water through each CDU, its valve open; by default what the CDU's product states.
    head : Quantity [kPa] or None
        What its pumps give at that flow; without it their power is not counted.
    pump_efficiency : Quantity [dimensionless]
        Of pump, motor and drive together.
    plant : str or None
        The plant of `rejection` that takes its heat.
    """

    id: Ids
    coolant: str = "water"
    supply: Temperature
    water_range: TemperatureDifference = of(10.0, TEMPERATURE_DIFFERENCE)
    flow_per_cdu: Flow | None = None
    head: Pressure | None = None
    pump_efficiency: Fraction = of(0.6, FRACTION)
    plant: Id | None = None


class FoldedPlant(Frozen):
    """Heat rejection outdoors, or several alike: coolers or towers, and chillers that help them.

    Attributes
    ----------
    exchanger : Quantity [K]
        Approach of the heat exchanger between machines and loop, 0 without one.
    wet_from : Quantity [degC] or None
        Dry bulb from which pads are wetted whatever the need; by default only where dry air does
        not hold the supply.
    cycles : float
        Cycles of concentration of the water that evaporates, 1.05 to 20.
    """

    id: Ids
    design: PlantDesign
    units: Annotated[tuple[FoldedUnits, ...], Field(min_length=1)]
    exchanger: TemperatureDifference = of(0.0, TEMPERATURE_DIFFERENCE)
    wet_from: Temperature | None = None
    cycles: Annotated[float, Field(ge=1.05, le=20.0)] = 5.0


class FoldedCooling(Frozen):
    """Loops and zones in the hall, facility water, and what rejects its heat."""

    loops: tuple[FoldedLoop, ...] = ()
    zones: tuple[FoldedZone, ...] = ()
    facility: tuple[FoldedFacility, ...] = ()
    rejection: tuple[FoldedPlant, ...] = ()
