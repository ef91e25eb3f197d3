"""What is handed over: files that contractors, buyers and NetBox take without rework.

* `exporting`: a plan is written in one of the `FORMATS`, all of its files or none;
* `handover`: the plan, verified anew; `places`: where racks stand, how far cables run;
* `table`, `schedules`: the tables of a plan, the same for every format;
* `csv_files`, `workbook`, `floor_drawing`, `netbox`: the formats; `manifest`: what was written;
* `reference`: a page on every format, made of the tables that make the files.

XlsxWriter and ezdxf are asked for when they are needed, so that a plan can be made without them.
"""

from rackplan.exchange.exporting import (
    FORMATS,
    ExportFormat,
    check_format,
    default_folder,
    export,
)
from rackplan.exchange.handover import Handover, handover_of

__all__ = [
    "FORMATS",
    "ExportFormat",
    "Handover",
    "check_format",
    "default_folder",
    "export",
    "handover_of",
]
