"""Liquid loops: from the coolant in a rack to the plates and pumps of its CDU.

* `coolants`: density, specific heat, viscosity, conductivity of water and propylene glycol
  (`coolant_table`: which there are);
* `heat_balance`: heat, flow, rise, return temperature, streams that mix;
* `rack`: flow that a rack needs, its pressure drop and its return; `drops`: drops through the
  points that a maker prints;
* `friction`, `pipes`, `fittings`: Darcy-Weisbach, K, Kv and Cv;
* `branches`, `headers`: racks in parallel at one pressure drop; rows of racks along their headers;
* `ntu`, `exchanger`: effectiveness, transfer units, mean difference, conductance off rated flows;
* `plates`, `cdu`, `margins`: a CDU's exchanger, its temperatures, what it has to spare;
* `curves`, `pumps`: pumps against their system, some of them lost;
* `condensation`, `ride_through`: the room's dew point, and seconds without flow or cooling.

Public functions take and give quantities and refuse what is out of range; behind them stand the
same equations on plain numbers whose names say their unit. `roots` inverts what no formula does.

What it does not know: looped manifolds, water hammer, air in pipes, control. See what each function
says of its range.
"""

from __future__ import annotations

from rackplan.physics.liquid.branches import (
    Split,
    branch_drops,
    branch_flows,
    split_flow,
    unbalanced_flow,
)
from rackplan.physics.liquid.cdu import (
    CduTemperatures,
    cdu_facility_flow,
    cdu_heat,
    cdu_temperatures,
)
from rackplan.physics.liquid.condensation import dew_point_margin
from rackplan.physics.liquid.coolant_table import COOLANTS
from rackplan.physics.liquid.coolants import (
    capacity_rate,
    conductivity,
    density,
    specific_heat,
    viscosity,
)
from rackplan.physics.liquid.curves import PumpCurve, SystemCurve
from rackplan.physics.liquid.drops import PowerLaw, drop_at, fit_drop, flow_at
from rackplan.physics.liquid.exchanger import (
    Exchange,
    exchange_heat,
    log_mean_difference,
    scale_conductance,
)
from rackplan.physics.liquid.fittings import (
    FITTINGS,
    cv_to_kv,
    fitting_loss,
    kv_to_cv,
    kv_to_loss,
    valve_drop,
)
from rackplan.physics.liquid.friction import Friction, flow_speed, friction_factor, reynolds_number
from rackplan.physics.liquid.headers import ReturnPiping, header_drops, row_flows
from rackplan.physics.liquid.heat_balance import (
    coolant_flow,
    coolant_heat,
    coolant_rise,
    mixed_temperature,
    return_temperature,
)
from rackplan.physics.liquid.margins import CduMargins, cdu_margins
from rackplan.physics.liquid.ntu import Arrangement, effectiveness, ntu_from_effectiveness
from rackplan.physics.liquid.pipes import Pipe, pipe_drop, pipe_flow, run_drop
from rackplan.physics.liquid.plates import CduExchanger, CduSizing, cdu_sizing, rated_cdu
from rackplan.physics.liquid.pumps import (
    Affinity,
    OperatingPoint,
    affinity,
    operating_point,
    pump_flow,
    pump_head,
    pump_power,
    pump_speed,
)
from rackplan.physics.liquid.rack import rack_drop, rack_flow, rack_flow_at, rack_return
from rackplan.physics.liquid.ride_through import coolant_mass, needed_mass, ride_through

__all__ = [
    "COOLANTS",
    "FITTINGS",
    "Affinity",
    "Arrangement",
    "CduExchanger",
    "CduMargins",
    "CduSizing",
    "CduTemperatures",
    "Exchange",
    "Friction",
    "OperatingPoint",
    "Pipe",
    "PowerLaw",
    "PumpCurve",
    "ReturnPiping",
    "Split",
    "SystemCurve",
    "affinity",
    "branch_drops",
    "branch_flows",
    "capacity_rate",
    "cdu_facility_flow",
    "cdu_heat",
    "cdu_margins",
    "cdu_sizing",
    "cdu_temperatures",
    "conductivity",
    "coolant_flow",
    "coolant_heat",
    "coolant_mass",
    "coolant_rise",
    "cv_to_kv",
    "density",
    "dew_point_margin",
    "drop_at",
    "effectiveness",
    "exchange_heat",
    "fit_drop",
    "fitting_loss",
    "flow_at",
    "flow_speed",
    "friction_factor",
    "header_drops",
    "kv_to_cv",
    "kv_to_loss",
    "log_mean_difference",
    "mixed_temperature",
    "needed_mass",
    "ntu_from_effectiveness",
    "operating_point",
    "pipe_drop",
    "pipe_flow",
    "pump_flow",
    "pump_head",
    "pump_power",
    "pump_speed",
    "rack_drop",
    "rack_flow",
    "rack_flow_at",
    "rack_return",
    "rated_cdu",
    "return_temperature",
    "reynolds_number",
    "ride_through",
    "row_flows",
    "run_drop",
    "scale_conductance",
    "specific_heat",
    "split_flow",
    "unbalanced_flow",
    "valve_drop",
    "viscosity",
]
