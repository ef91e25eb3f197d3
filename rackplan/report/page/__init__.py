"""Pages: one HTML file each, with drawings and tables, that fetches nothing.

* `page`: that of a plan, joined from all of the following; `template`: how it is filled in, out of
  `assets`, its templates, style and scripts;
* `columns`: tables packed small;
* `answer`, `yearly`, `figure_tables`: what is said, and listed;
* `halls`, `nodes`, `losses`, `cooling`: what the floor plan, the diagrams and the losses are
  drawn from;
* `one_line`, `one_line_drawing`; `elevations`, `elevation_drawing`: diagrams that also stand alone;
  `drawn`: what they share;
* `answers`: pages of what is no plan; `charted`: a page of charts, plots and tables; `compared`,
  `compared_tables`, `independent`: what it says of a comparison; `studied`, `studied_tables`: of a
  study.

All figures are those of the verifier and of the schedules; scripts draw, sort and replay losses.
"""

from rackplan.report.page.answers import ANSWERS, answer_of_file
from rackplan.report.page.charted import Charted, page_of_charts
from rackplan.report.page.elevation_drawing import elevations_svg
from rackplan.report.page.one_line_drawing import one_line_svg
from rackplan.report.page.page import page_of

__all__ = [
    "ANSWERS",
    "Charted",
    "answer_of_file",
    "elevations_svg",
    "one_line_svg",
    "page_of",
    "page_of_charts",
]
