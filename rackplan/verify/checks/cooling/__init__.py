"""Loops and air zones, whole and with one machine lost."""

from rackplan.verify.checks.cooling import (
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

__all__ = ["CHECKS"]

CHECKS = {
    "cooling.connection": connection.check,
    "cooling.supply_temperature": supply_temperature.check,
    "cooling.dew_point": dew_point.check,
    "cooling.inlet_temperature": inlet_temperature.check,
    "cooling.liquid_heat": liquid_heat.check,
    "cooling.liquid_flow": liquid_flow.check,
    "cooling.liquid_head": liquid_head.check,
    "cooling.approach": approach.check,
    "cooling.ride_through": ride_through.check,
    "cooling.air_heat": air_heat.check,
    "cooling.air_flow": air_flow.check,
    "cooling.rejection": rejection.check,
}
