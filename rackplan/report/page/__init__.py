"""The page of a plan: one HTML file with drawings and tables that fetches nothing.

* `page`: the document, joined from all of the following and from `assets`, its template, style and
  scripts;
* `shown`: figures in the units that the policy asks for; `columns`: tables packed small;
* `answer`, `yearly`, `figure_tables`: what is said, and listed;
* `halls`, `nodes`, `losses`, `cooling`: what the floor plan, the diagrams and the losses are
  drawn from;
* `one_line`, `one_line_drawing`; `elevations`, `elevation_drawing`: diagrams that also stand alone;
  `drawn`: what they share.

All figures are those of the verifier and of the schedules; scripts draw, sort and replay losses.
"""

from rackplan.report.page.elevation_drawing import elevations_svg
from rackplan.report.page.one_line_drawing import one_line_svg
from rackplan.report.page.page import page_of

__all__ = ["elevations_svg", "one_line_svg", "page_of"]
