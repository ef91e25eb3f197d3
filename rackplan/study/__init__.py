"""What-ifs: a site again and again with figures changed, each time a full, verified plan.

* `study`: a study, from Python or out of its file, and running it;
* `parameters`, `scales`: what varies, and what is wrong with it; `designs`, `sampling`: the points;
* `bases`, `cases`, `case`: from points to cases of a site, and the address of each;
* `hands`: who plans them, here or on a cluster; `planning`: what is done with one;
* `ledger`: what was planned stays planned; `driver` joins ledger and hands;
* `measures`, `outcome`: what is recorded; `results`, `tables`: all of it; `grounds`: what it rests
  on; `written`: `study.json`, read back.
"""

from rackplan.study.case import Case, Effort
from rackplan.study.driver import Done, Progress
from rackplan.study.ledger import LEDGER, Ledger, Tally
from rackplan.study.measures import DEFAULT_MEASURES, RECORDED, Figure, Recorded
from rackplan.study.outcome import STATUSES, CaseStatus, Outcome
from rackplan.study.parameters import Parameter
from rackplan.study.results import SCHEMA, StudyResult
from rackplan.study.study import Study
from rackplan.study.tables import csv_of
from rackplan.study.written import WrittenStudy, told_again

__all__ = [
    "DEFAULT_MEASURES",
    "LEDGER",
    "RECORDED",
    "SCHEMA",
    "STATUSES",
    "Case",
    "CaseStatus",
    "Done",
    "Effort",
    "Figure",
    "Ledger",
    "Outcome",
    "Parameter",
    "Progress",
    "Recorded",
    "Study",
    "StudyResult",
    "Tally",
    "WrittenStudy",
    "csv_of",
    "told_again",
]
