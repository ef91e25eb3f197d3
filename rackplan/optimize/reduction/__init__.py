"""Cooling reduced to whole numbers by its physics, once, before any row is made.

* `layout`: what the reduction needs to know of the site; `rounding`: to whole units, safely;
* `gauge`: what one rack of each kind takes of machines whose limit is no plain sum;
* `caps`: a limit as data;
* `loops`, `zones`, `plants`: the limits themselves;
* `outdoors`: water of a year and power of the design day for the whole site, out of what its racks
  draw (`drawn`) and the heat of each plant (`hall_heat`), as `straight` lines.
"""

from __future__ import annotations

from rackplan.optimize.reduction.caps import Cap, Stand
from rackplan.optimize.reduction.layout import Layout
from rackplan.optimize.reduction.limits import CoolingLimits, cooling_limits
from rackplan.optimize.reduction.rounding import Rounding, ceil_units, floor_units

__all__ = [
    "Cap",
    "CoolingLimits",
    "Layout",
    "Rounding",
    "Stand",
    "ceil_units",
    "cooling_limits",
    "floor_units",
]
