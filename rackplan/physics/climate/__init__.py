"""Climates: the outdoor air of a typical year, as 8,760 hours or as joint bins of 1 K.

Bins give the annual figures of the hours that they count, and a site file can carry them. Extremes
are no part of a climate: a typical year clips them, so `rackplan.physics.rejection.Extreme` states
them from the long record.
"""

from __future__ import annotations

from rackplan.physics.climate.conditions import HOURS_OF_A_YEAR, Climate
from rackplan.physics.climate.counting import hours_above, monthly_dry_bulb
from rackplan.physics.climate.making import climate_of_bins, climate_of_hours, in_bins, warmed

__all__ = [
    "HOURS_OF_A_YEAR",
    "Climate",
    "climate_of_bins",
    "climate_of_hours",
    "hours_above",
    "in_bins",
    "monthly_dry_bulb",
    "warmed",
]
