"""Generations and vendors of racks side by side, in the hall of the one who asks.

* `case`: what is planned for a row, and what is set aside for it;
* `planning`: from a case to its row: a verified plan, and why nothing stands where nothing does;
* `row`, `hall`: what a row says, and how much of the hall it uses;
* `crew`, `worker`: rows planned side by side, in processes;
* `measures`: what ranks them, and which cannot be told apart;
* `comparison`: all of it for one site or several;
* `independence`: a mix with an ever smaller share for the largest vendor.
"""

from rackplan.compare.comparison import SCHEMA, Comparison, compare
from rackplan.compare.hall import HallUse, Used
from rackplan.compare.independence import SHARES, Independence, Point, independence
from rackplan.compare.measures import MEASURES, Measure, Place
from rackplan.compare.row import Limit, Row

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
