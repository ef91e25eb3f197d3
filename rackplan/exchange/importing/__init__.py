"""A hall that already stands, out of lists as people keep them, made into a site.

* `sheets` (`csv_sheets`, `xlsx_sheets`): files as sheets of plain cells;
* `vocabulary`, `headings`, `header_rows`: what columns mean, wherever the headings stand;
* `numbers`, `figures`: 1.234,5 kW in a cell, or kW in its heading;
* `tables`, `table_kinds`: sheets as lists; `occupancy`, `netbox_lists`: what a line says;
* `position_names`, `standing`, `gathering`: lines of all lists joined by place;
* `models`, `identities`, `local_products`: which product a rack is, or one made of lists alone;
* `layout`, `folding`: rows and positions; `template`: the site that it is like;
* `imported`, `site_texts` (`row_entries`, `row_figures`, `placed_racks`): the files of the site;
* `notes`, `question_list`: what was not taken, and what is asked; `hall_import`: the front door;
* `told`: what is said of an import, in lines and as a document.

Nothing is invented: what no list says stands in the files as ``# unknown``, and is asked for.
"""

from rackplan.exchange.importing.hall_import import HallImport, import_hall, write_import
from rackplan.exchange.importing.told import import_json, import_lines

__all__ = ["HallImport", "import_hall", "import_json", "import_lines", "write_import"]
