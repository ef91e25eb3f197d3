"""Rows of the cooling family."""

from rackplan.optimize.rows.cooling import (
    air_flow,
    air_heat,
    approach,
    connection,
    dew_point,
    inlet_temperature,
    liquid_flow,
    liquid_head,
    liquid_heat,
    rejection,
    ride_through,
    supply_temperature,
)

__all__ = ["ROWS"]

ROWS = {
    "cooling.connection": connection.emit,
    "cooling.supply_temperature": supply_temperature.emit,
    "cooling.dew_point": dew_point.emit,
    "cooling.inlet_temperature": inlet_temperature.emit,
    "cooling.liquid_heat": liquid_heat.emit,
    "cooling.liquid_flow": liquid_flow.emit,
    "cooling.liquid_head": liquid_head.emit,
    "cooling.approach": approach.emit,
    "cooling.ride_through": ride_through.emit,
    "cooling.air_heat": air_heat.emit,
    "cooling.air_flow": air_flow.emit,
    "cooling.rejection": rejection.emit,
}
