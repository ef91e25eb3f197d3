"""Generations and vendors of racks side by side, in the hall of the one who asks.

* `case`: what is planned for a row, and what is set aside for it;
* `planning`: from a case to its row: a verified plan, and why nothing stands where nothing does;
* `comparison`: all of it for one site or several;
* `independence`: a mix with an ever smaller share for the largest vendor;
* `written`: their documents as they are read back, for a page.

What a row says and how rows rank is told by `rackplan.appraisal`; a `rackplan.crew` plans them side
by side.
"""

from rackplan.appraisal import MEASURES, HallUse, Limit, Measure, Place, Row, Used
from rackplan.compare.comparison import SCHEMA, Comparison, compare
from rackplan.compare.independence import SHARES, Independence, Point, independence

__all__ = [
    "MEASURES",
    "SCHEMA",
    "SHARES",
    "Comparison",
    "HallUse",
    "Independence",
    "Limit",
    "Measure",
    "Place",
    "Point",
    "Row",
    "Used",
    "compare",
    "independence",
]
