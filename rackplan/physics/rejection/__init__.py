"""Heat rejection: machines that stand outside, their mixes, and what they do under a sky.

* Machines: `DryCooler`, `AdiabaticCooler`, `CoolingTower`, `Chiller`, `EirChiller`; each a rating
  as its maker states it, with the equations that carry it to other conditions.
* A mix of them for one loop is a `Design`. `reject` runs it at one condition or at 8,760,
  `achievable_supply` says how cold a supply it keeps, `design_day` whether it holds at an
  extreme, `most_heat` how much it takes there.
* Equations by themselves: `york_approach`, `merkel_leaving_water`, `dry_cooler_heat`,
  `pad_temperature`, `free_cooling_share`, `second_law_cop`, `lei_masanet_cop`, `eir_capacity`,
  `eir_power`, `evaporated_water`, `blowdown`, `makeup`.

What is not here: plume recirculation (a stated allowance stands for it), frost, basin heaters,
part-load of compressors without curves, dynamics.
"""

from __future__ import annotations

from rackplan.physics.rejection.adiabatic_cooler import AdiabaticCooler
from rackplan.physics.rejection.capacity import DesignDay, Extreme, design_day, most_heat
from rackplan.physics.rejection.chiller import (
    AIR_COOLED,
    WATER_COOLED,
    Chiller,
    SecondLaw,
    lei_masanet_cop,
    second_law_cop,
)
from rackplan.physics.rejection.cooling_tower import CoolingTower
from rackplan.physics.rejection.design import Design
from rackplan.physics.rejection.dry_cooler import DryCooler
from rackplan.physics.rejection.eir import YORK_YT_1055, EirChiller, eir_capacity, eir_power
from rackplan.physics.rejection.merkel import merkel_leaving_water
from rackplan.physics.rejection.operation import MODES
from rackplan.physics.rejection.pieces import dry_cooler_heat, free_cooling_share, pad_temperature
from rackplan.physics.rejection.reject import Rejection, achievable_supply, reject
from rackplan.physics.rejection.water import blowdown, evaporated_water, makeup
from rackplan.physics.rejection.york import york_approach

__all__ = [
    "AIR_COOLED",
    "MODES",
    "WATER_COOLED",
    "YORK_YT_1055",
    "AdiabaticCooler",
    "Chiller",
    "CoolingTower",
    "Design",
    "DesignDay",
    "DryCooler",
    "EirChiller",
    "Extreme",
    "Rejection",
    "SecondLaw",
    "achievable_supply",
    "blowdown",
    "design_day",
    "dry_cooler_heat",
    "eir_capacity",
    "eir_power",
    "evaporated_water",
    "free_cooling_share",
    "lei_masanet_cop",
    "makeup",
    "merkel_leaving_water",
    "most_heat",
    "pad_temperature",
    "reject",
    "second_law_cop",
    "york_approach",
]
