"""What a result leaves on disk, for people: files, words and a drawing.

* `folder`: all files at once or none; `rack_list`: the table of racks;
* `summary`, `sought_lines`, `tables`, `figures_used`: the result in words, and the lines that it is
  made of; `order_lines`: which orders are filled; `money_lines`, `year_lines`: its cost over a
  lifetime, and its year; `columns`, `wording`: how they are written;
* `thermal_lines`: loops, zones and plants; `outage_table`: what each loss takes and who carries on;
* `comparison_lines`: rack types side by side, and the price of independence; `difference_lines`:
  two plans; `explanation_lines`: what holds a plan back;
* `study_lines`, `study_files`: a study in words, and what it leaves beside its ledger; `plots`;
  `study_units`: its figures in the units of its sites' policy, by `shown`;
* `check_lines`: what a check says; `products`: the catalog as people read it;
* `site_card`, `site_rows`, `site_power`: a site as it is written, and the tree that it unfolds to;
* `spoken_for`: why a free position is not simply free;
* `floor_plan`: the drawing, made of the parts in `drawing`;
* `page`: the HTML pages; `page_file`: one as a file, with its `drawings`, out of a plan that is
  handed over (`handed_over`).
"""

from rackplan.report.check_lines import check_lines
from rackplan.report.comparison_lines import comparison_lines, independence_lines
from rackplan.report.difference_lines import difference_lines
from rackplan.report.drawings import DRAWINGS, Drawing, drawing_of
from rackplan.report.explanation_lines import explanation_lines
from rackplan.report.floor_plan import floor_plan
from rackplan.report.folder import FILES, write_result
from rackplan.report.outage_table import outage_lines
from rackplan.report.page import ANSWERS, answer_of_file
from rackplan.report.page_file import (
    PAGE,
    answer_file,
    page_target,
    write_charts,
    write_report,
)
from rackplan.report.products import (
    ProductCard,
    ProductLine,
    card_lines,
    listing_lines,
    product_card,
    product_listing,
)
from rackplan.report.rack_list import rack_list
from rackplan.report.site_card import site_json, site_lines, site_list_lines
from rackplan.report.study_files import study_target, write_study
from rackplan.report.study_lines import study_lines
from rackplan.report.summary import Section, summary_lines, summary_sections, verified_line
from rackplan.report.tables import (
    BindingLine,
    FigureLine,
    RackLine,
    binding_table,
    confidence_counts,
    figure_table,
    rack_order,
    rack_table,
    rack_total,
    used_of,
    worth_of,
)

__all__ = [
    "ANSWERS",
    "DRAWINGS",
    "FILES",
    "PAGE",
    "BindingLine",
    "Drawing",
    "FigureLine",
    "ProductCard",
    "ProductLine",
    "RackLine",
    "Section",
    "answer_file",
    "answer_of_file",
    "binding_table",
    "card_lines",
    "check_lines",
    "comparison_lines",
    "confidence_counts",
    "difference_lines",
    "drawing_of",
    "explanation_lines",
    "figure_table",
    "floor_plan",
    "independence_lines",
    "listing_lines",
    "outage_lines",
    "page_target",
    "product_card",
    "product_listing",
    "rack_list",
    "rack_order",
    "rack_table",
    "rack_total",
    "site_json",
    "site_lines",
    "site_list_lines",
    "study_lines",
    "study_target",
    "summary_lines",
    "summary_sections",
    "used_of",
    "verified_line",
    "worth_of",
    "write_charts",
    "write_report",
    "write_result",
    "write_study",
]
