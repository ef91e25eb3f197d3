"""How files come to be: as a whole or not at all, and with text that is safe where it lands.

* `folder` puts a set of files in the place of a folder, in one step (`swap`: how);
* `plain_text` is text that cannot change what stands around it;
* `cells` are cells of a table that no spreadsheet takes for a formula.
"""

from rackplan.writing.cells import as_cell, from_cell
from rackplan.writing.folder import replace_folder, unfit
from rackplan.writing.plain_text import one_line

__all__ = ["as_cell", "from_cell", "one_line", "replace_folder", "unfit"]
