"""Moist air by the equations of ASHRAE Fundamentals, chapter 1: single figures and whole years.

Humidity ratio is kg of water vapour per kg of dry air, a plain fraction; relative humidity is one
too. `kernel` holds the same equations on plain arrays, for those who already stand inside.

Why not a library: PsychroLib works hour by hour in Python, forty times slower on a year. It is the
oracle of the tests instead. The equations and their order are the same, so are the results.
"""

from __future__ import annotations

from rackplan.physics.moist_air.humidity import (
    humidity_ratio_from_dew_point,
    humidity_ratio_from_relative_humidity,
    humidity_ratio_from_wet_bulb,
    relative_humidity,
)
from rackplan.physics.moist_air.points import (
    dew_point,
    wet_bulb,
    wet_bulb_from_relative_humidity,
)
from rackplan.physics.moist_air.saturation import saturation_pressure, standard_pressure
from rackplan.physics.moist_air.state import density, enthalpy, specific_volume

__all__ = [
    "density",
    "dew_point",
    "enthalpy",
    "humidity_ratio_from_dew_point",
    "humidity_ratio_from_relative_humidity",
    "humidity_ratio_from_wet_bulb",
    "relative_humidity",
    "saturation_pressure",
    "specific_volume",
    "standard_pressure",
    "wet_bulb",
    "wet_bulb_from_relative_humidity",
]
