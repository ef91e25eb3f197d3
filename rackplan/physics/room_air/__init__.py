"""Room air: what liquid leaves over, moved by fans and cooled by coils.

* `airflow`: heat, airflow and rise at the density of the altitude;
* `fans`: power at a duty and at a share of the rated airflow;
* `coils`: what a fan wall or rear door takes at the real return air, water and altitude;
* `balance`: supply against what racks draw: surplus, recirculation, bypass, return temperature;
* `recirculation`: inlet of each rack by a matrix, or by the mean recirculated share.

Air is taken dry and its heat sensible: see `rackplan.physics.moist_air` for density at an altitude
and the dew point. Where warm air goes in a room is for CFD; a matrix from CFD can be given.
"""

from __future__ import annotations

from rackplan.physics.room_air.airflow import AIR_HEAT, air_flow, air_heat, air_rise
from rackplan.physics.room_air.balance import AirBalance, air_balance, needed_airflow, zone_return
from rackplan.physics.room_air.coils import (
    SEA_LEVEL,
    Coil,
    CoilDuty,
    coil_duty,
    derated_heat,
    rated_coil,
)
from rackplan.physics.room_air.fans import fan_power, fan_power_at, shared_fan_power
from rackplan.physics.room_air.recirculation import (
    RackAir,
    inlet_by_recirculation,
    inlet_temperatures,
    recirculation_matrix,
    recirculation_shares,
    supply_heat_index,
)

__all__ = [
    "AIR_HEAT",
    "SEA_LEVEL",
    "AirBalance",
    "Coil",
    "CoilDuty",
    "RackAir",
    "air_balance",
    "air_flow",
    "air_heat",
    "air_rise",
    "coil_duty",
    "derated_heat",
    "fan_power",
    "fan_power_at",
    "inlet_by_recirculation",
    "inlet_temperatures",
    "needed_airflow",
    "rated_coil",
    "recirculation_matrix",
    "recirculation_shares",
    "shared_fan_power",
    "supply_heat_index",
    "zone_return",
]
