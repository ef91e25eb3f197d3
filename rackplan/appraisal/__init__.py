"""What the best plan of a hall brings, uses and costs, as one row that others can be held against.

* `row`: what a row says: racks, rates, money, and what holds the plan back;
* `hall`: how much of the hall it uses, and what is left stranded;
* `measures`: by what rows are ranked, and which two cannot be told apart.
"""

from rackplan.appraisal.hall import HallUse, Used, hall_use
from rackplan.appraisal.measures import MEASURES, Measure, Place, ranked
from rackplan.appraisal.row import Limit, Row, asked_types, empty_row, row_of

__all__ = [
    "MEASURES",
    "HallUse",
    "Limit",
    "Measure",
    "Place",
    "Row",
    "Used",
    "asked_types",
    "empty_row",
    "hall_use",
    "ranked",
    "row_of",
]
