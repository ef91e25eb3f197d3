"""How files come to be, as a whole or not at all, and text that is safe and clear where it lands.

* `folder` puts a set of files in the place of a folder, in one step (`swap`: how); `file` does it
  with one file;
* `plain_text` is text that cannot change what stands around it;
* `cells` are cells of a table that no spreadsheet takes for a formula;
* `nearest` is the name that somebody probably meant.
"""

from rackplan.writing.cells import as_cell, from_cell
from rackplan.writing.file import replace_file
from rackplan.writing.folder import replace_folder, unfit
from rackplan.writing.nearest import nearest
from rackplan.writing.plain_text import one_line

__all__ = ["as_cell", "from_cell", "nearest", "one_line", "replace_file", "replace_folder", "unfit"]
