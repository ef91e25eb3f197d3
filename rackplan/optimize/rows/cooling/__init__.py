"""Rows of the cooling family."""

from rackplan.optimize.rows.cooling import (
    air_flow,
    air_heat,
    connection,
    inlet_temperature,
    liquid_flow,
    liquid_heat,
    supply_temperature,
)

__all__ = ["ROWS"]

ROWS = {
    "cooling.connection": connection.emit,
    "cooling.supply_temperature": supply_temperature.emit,
    "cooling.inlet_temperature": inlet_temperature.emit,
    "cooling.liquid_heat": liquid_heat.emit,
    "cooling.liquid_flow": liquid_flow.emit,
    "cooling.air_heat": air_heat.emit,
    "cooling.air_flow": air_flow.emit,
}
