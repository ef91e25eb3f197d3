"""Machines that move heat: coolant units, room air, and heat rejection outside."""

from __future__ import annotations

from typing import Literal

from rackplan.model.catalog.product import Machine
from rackplan.model.figures import (
    Airflow,
    Flow,
    Fraction,
    Power,
    Pressure,
    Several,
    Temperature,
    TemperatureDifference,
)

__all__ = ["AirUnit", "Cdu", "Chiller", "CoolingTower", "DryCooler", "RearDoor"]


class Cdu(Machine):
    """A coolant distribution unit: heat exchanger and pumps between facility and rack loop.

    `flow` is the rack-side flow at `head` with all pumps on; `flow_after_pump_loss` what remains
    at that head when one pump stops. Where that is not known, losing a pump counts as losing the
    unit.

    Attributes
    ----------
    form : str
        Where it stands, and what takes its heat: facility water, or the air of the room.
    heat : Quantity [kW]
        From the racks' loop at rated flows and temperatures.
    flow : Quantity [L/min]
        To the racks, at `head`, with all pumps on.
    head : Quantity [kPa] or None
        What is left for racks and pipes outside the unit.
    shutoff_head : Quantity [kPa] or None
        The same without flow; between the two it falls with the square of the flow.
    approach : Quantity [K] or None
        Supply to the racks less facility water in, at rated heat and flows.
    pumps : int
        All of them, the spare ones too.
    facility_flow : Quantity [L/min] or None
        Water on the facility side at the rated heat.
    facility_drop : Quantity [kPa] or None
        What the unit takes of the facility loop's head at that flow.
    airflow : Quantity [m3/s] or None
        Through a liquid-to-air unit, which gives its heat to the room.
    power : Quantity [kW] or None
        What it draws at its rating.
    """

    kind: Literal["cdu"]
    form: Literal["in-rack", "in-row", "liquid-to-air"] = "in-row"
    heat: Power
    flow: Flow
    head: Pressure | None = None
    shutoff_head: Pressure | None = None
    approach: TemperatureDifference | None = None
    pumps: Several = 1
    flow_after_pump_loss: Flow | None = None
    facility_flow: Flow | None = None
    facility_drop: Pressure | None = None
    airflow: Airflow | None = None
    power: Power | None = None


class AirUnit(Machine):
    """A fan wall, perimeter cooler or in-row cooler: sensible heat and airflow.

    `heat` is taken at `airflow` from air that returns at `air_in`, with water that enters at
    `water_in` and leaves at `water_out`; at other temperatures it is another. It is what the coil
    takes: the heat of the unit's own fans counts against it. For a net rating, add `power`.

    Attributes
    ----------
    form : str
        Where it stands.
    heat : Quantity [kW]
        Sensible heat of the room's air, that of the unit's own fans among it.
    airflow : Quantity [m3/s]
        At full fan speed.
    air_in : Quantity [degC] or None
        Of the air that comes back to it.
    water_in, water_out : Quantity [degC] or None
        Of the chilled water at that rating.
    power : Quantity [kW] or None
        Of its fans at that airflow.
    """

    kind: Literal["air-unit"]
    form: Literal["fan-wall", "perimeter", "in-row"] = "fan-wall"
    heat: Power
    airflow: Airflow
    air_in: Temperature | None = None
    water_in: Temperature | None = None
    water_out: Temperature | None = None
    power: Power | None = None


class RearDoor(Machine):
    """A rear-door heat exchanger: the heat that it takes from a rack's air.

    `heat` is taken with water that enters at `water_in`. `depth` is what the door adds to the
    rack; `power` is that of its fans, none for a passive door.

    Attributes
    ----------
    heat : Quantity [kW]
        Of the rack's air, to water that enters at `water_in`.
    flow : Quantity [L/min] or None
        Of water at that heat.
    airflow : Quantity [m3/s] or None
        Through the door.
    """

    kind: Literal["rear-door"]
    heat: Power
    water_in: Temperature | None = None
    flow: Flow | None = None
    airflow: Airflow | None = None
    power: Power | None = None


class DryCooler(Machine):
    """A dry cooler, with pads or sprays an adiabatic one: `pad_effectiveness` then is given.

    `heat` is rejected at the `ambient` dry bulb with water entering and leaving as stated.

    Attributes
    ----------
    heat : Quantity [kW]
        Rejected at those temperatures.
    water_in, water_out : Quantity [degC] or None
        Of the loop that it cools.
    fan_power : Quantity [kW] or None
        Of all fans at full speed.
    airflow : Quantity [m3/s] or None
        Of all fans at full speed.
    """

    kind: Literal["dry-cooler"]
    heat: Power
    ambient: Temperature | None = None
    water_in: Temperature | None = None
    water_out: Temperature | None = None
    fan_power: Power | None = None
    airflow: Airflow | None = None
    pad_effectiveness: Fraction | None = None


class CoolingTower(Machine):
    """An evaporative tower at its rated wet bulb, range and approach.

    Attributes
    ----------
    heat : Quantity [kW]
        Rejected at those conditions.
    wet_bulb : Quantity [degC] or None
        Of the air outside.
    water_range : Quantity [K] or None
        By how much the water is cooled.
    approach : Quantity [K] or None
        By how much the cooled water stays above the wet bulb.
    fan_power : Quantity [kW] or None
        Of all fans at full speed.
    """

    kind: Literal["tower"]
    heat: Power
    wet_bulb: Temperature | None = None
    water_range: TemperatureDifference | None = None
    approach: TemperatureDifference | None = None
    fan_power: Power | None = None


class Chiller(Machine):
    """A chiller at its rated water and condenser temperatures.

    Attributes
    ----------
    heat : Quantity [kW]
        Taken from the chilled water.
    condenser : str
        What cools it: outside air, or the water of a tower.
    power : Quantity [kW] or None
        Of compressors, and of fans where it has them.
    leaving : Quantity [degC] or None
        Of the chilled water at that rating.
    condenser_entering : Quantity [degC] or None
        Of the air or water that cools it.
    """

    kind: Literal["chiller"]
    heat: Power
    condenser: Literal["air", "water"]
    power: Power | None = None
    leaving: Temperature | None = None
    condenser_entering: Temperature | None = None
