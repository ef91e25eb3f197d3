"""The year of a hall: electricity, water and carbon, and what each part costs in PUE.

Boundary: IT power is what racks draw at their inlet, power shelves and rack fans included. CDU
pumps, fan walls, everything upstream and everything outside is overhead.
"""

from __future__ import annotations

from rackplan.physics.year.hall import FacilityLoop, HallLoad
from rackplan.physics.year.ledger import PARTS, Year
from rackplan.physics.year.plants import (
    PlantDuty,
    power_of_plants,
    short_of_plant,
    year_of_plants,
    yearly_water,
)
from rackplan.physics.year.running import year_of_hall

__all__ = [
    "PARTS",
    "FacilityLoop",
    "HallLoad",
    "PlantDuty",
    "Year",
    "power_of_plants",
    "short_of_plant",
    "year_of_hall",
    "year_of_plants",
    "yearly_water",
]
