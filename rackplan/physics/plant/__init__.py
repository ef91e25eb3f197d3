"""Heat rejection as a site states it: products of a catalog and a climate, to what physics runs.

* `machines`: a product's rating as a machine of `rackplan.physics.rejection`;
* `design`: the machines of a plant as one design, also with some of them lost;
* `capacity`: what a plant takes on the design day;
* `outdoors`: the climate of a site as conditions and extremes;
* `drives`: power of pumps and fans that follow the flow.
"""

from __future__ import annotations

from rackplan.physics.plant.capacity import plant_capacity
from rackplan.physics.plant.design import PARTS_OF, design_of
from rackplan.physics.plant.drives import (
    cdu_rated_power,
    facility_pump_power,
    following_fans,
    following_pumps,
)
from rackplan.physics.plant.machines import missing_figures
from rackplan.physics.plant.outdoors import climate_of, extremes_of, pressure_of

__all__ = [
    "PARTS_OF",
    "cdu_rated_power",
    "climate_of",
    "design_of",
    "extremes_of",
    "facility_pump_power",
    "following_fans",
    "following_pumps",
    "missing_figures",
    "plant_capacity",
    "pressure_of",
]
