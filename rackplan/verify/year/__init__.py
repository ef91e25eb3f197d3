"""The year of a plan: electricity, water and carbon, out of its heat and the site's climate.

* `asked`: what racks ask of feeds, loops and zones; `chain`: what the power tree loses on the way;
* `heat`: pumps and fans in the hall, and the heat of each plant; `state`: all that at a load;
* `reckoning`: the year, its worst hour, the design day; `blame`: which racks weigh most in it.

Racks run at the site's load factor all year; the worst hour and the design day find them at
planned power.
"""

from __future__ import annotations

from rackplan.verify.year.reckoning import (
    IT_BOUNDARY,
    DesignPower,
    NoYear,
    SiteYear,
    design_power,
    reckon,
    year_of,
)

__all__ = [
    "IT_BOUNDARY",
    "DesignPower",
    "NoYear",
    "SiteYear",
    "design_power",
    "reckon",
    "year_of",
]
