"""Machines that move heat: coolant units, room air, and heat rejection outside."""

from __future__ import annotations

from typing import Literal

from rackplan.model.catalog.product import Product
from rackplan.model.figures import (
    Airflow,
    Flow,
    Fraction,
    Length,
    Mass,
    Power,
    Pressure,
    Several,
    Temperature,
    TemperatureDifference,
)

__all__ = ["AirUnit", "Cdu", "Chiller", "CoolingTower", "DryCooler", "RearDoor"]


class Cdu(Product):
    """A coolant distribution unit: heat exchanger and pumps between facility and rack loop.

    `flow` is the rack-side flow at `head` with all pumps on; `flow_after_pump_loss` what remains
    at that head when one pump stops. Where that is not known, losing a pump counts as losing the
    unit.

    Attributes
    ----------
    head : Quantity [kPa] or None
        What is left for racks and pipes outside the unit.
    shutoff_head : Quantity [kPa] or None
        The same without flow; between the two it falls with the square of the flow.
    approach : Quantity [K] or None
        Supply to the racks less facility water in, at rated heat and flows.
    facility_flow : Quantity [L/min] or None
        Water on the facility side at the rated heat.
    facility_drop : Quantity [kPa] or None
        What the unit takes of the facility loop's head at that flow.
    airflow : Quantity [m3/s] or None
        Through a liquid-to-air unit, which gives its heat to the room.
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
    width: Length | None = None
    depth: Length | None = None
    height: Length | None = None
    mass: Mass | None = None


class AirUnit(Product):
    """A fan wall, perimeter cooler or in-row cooler: sensible heat and airflow.

    `heat` is taken at `airflow` from air that returns at `air_in`, with water that enters at
    `water_in` and leaves at `water_out`; at other temperatures it is another.
    """

    kind: Literal["air-unit"]
    form: Literal["fan-wall", "perimeter", "in-row"] = "fan-wall"
    heat: Power
    airflow: Airflow
    air_in: Temperature | None = None
    water_in: Temperature | None = None
    water_out: Temperature | None = None
    power: Power | None = None
    width: Length | None = None
    depth: Length | None = None
    height: Length | None = None
    mass: Mass | None = None


class RearDoor(Product):
    """A rear-door heat exchanger: the heat that it takes from a rack's air.

    `heat` is taken with water that enters at `water_in`. `depth` is what the door adds to the
    rack; `power` is that of its fans, none for a passive door.
    """

    kind: Literal["rear-door"]
    heat: Power
    water_in: Temperature | None = None
    flow: Flow | None = None
    airflow: Airflow | None = None
    power: Power | None = None
    width: Length | None = None
    depth: Length | None = None
    height: Length | None = None
    mass: Mass | None = None


class DryCooler(Product):
    """A dry cooler, with pads or sprays an adiabatic one: `pad_effectiveness` then is given.

    `heat` is rejected at the `ambient` dry bulb with water entering and leaving as stated.
    """

    kind: Literal["dry-cooler"]
    heat: Power
    ambient: Temperature | None = None
    water_in: Temperature | None = None
    water_out: Temperature | None = None
    fan_power: Power | None = None
    airflow: Airflow | None = None
    pad_effectiveness: Fraction | None = None
    width: Length | None = None
    depth: Length | None = None
    height: Length | None = None
    mass: Mass | None = None


class CoolingTower(Product):
    """An evaporative tower at its rated wet bulb, range and approach."""

    kind: Literal["tower"]
    heat: Power
    wet_bulb: Temperature | None = None
    water_range: TemperatureDifference | None = None
    approach: TemperatureDifference | None = None
    fan_power: Power | None = None
    width: Length | None = None
    depth: Length | None = None
    height: Length | None = None
    mass: Mass | None = None


class Chiller(Product):
    """A chiller at its rated water and condenser temperatures."""

    kind: Literal["chiller"]
    heat: Power
    condenser: Literal["air", "water"]
    power: Power | None = None
    leaving: Temperature | None = None
    condenser_entering: Temperature | None = None
    width: Length | None = None
    depth: Length | None = None
    height: Length | None = None
    mass: Mass | None = None
