"""What is handed over: files that contractors, buyers and NetBox take without rework.

* `exporting`: a plan is written in one of the `FORMATS`, all of its files or none;
* `csv_files`, `workbook`, `floor_drawing`, `netbox`: the formats; `manifest`: what was written;
* `importing`: a hall that stands, from lists and from NetBox;
* `type_library`: types of the NetBox community's library, made into drafts of products;
* `reference`, `import_reference`: a page on every format, made of the tables that make the files.

XlsxWriter and ezdxf are asked for when they are needed, so that a plan can be made without them.
"""

from rackplan.exchange.exporting import (
    FORMATS,
    ExportFormat,
    check_format,
    default_folder,
    export,
)
from rackplan.handover.handover import Handover, handover_of

__all__ = [
    "FORMATS",
    "ExportFormat",
    "Handover",
    "check_format",
    "default_folder",
    "export",
    "handover_of",
]
