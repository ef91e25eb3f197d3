"""A page on every format, made of the tables that make the files: it cannot say anything else."""

from __future__ import annotations

from collections.abc import Iterator

from rackplan.exchange.floor_drawing.blocks import ATTRIBUTES
from rackplan.exchange.floor_drawing.layers import LAYERS
from rackplan.exchange.import_reference import import_sections
from rackplan.exchange.netbox.tables import NETBOX_TABLES
from rackplan.handover.schedules import SCHEDULES
from rackplan.handover.table import Column

__all__ = ["reference_page"]

_HEAD = """# What `rackplan export` writes

```sh
rackplan export out/wisconsin --to xlsx      # a workbook: schedules, bill of materials, sources
rackplan export out/wisconsin --to dxf       # a floor plan of every hall, in millimetres
rackplan export out/wisconsin --to netbox    # CSV of NetBox's bulk import, YAML of its library
rackplan export out/wisconsin --to csv       # the tables of the workbook, a file each
```

XLSX and DXF need two libraries more: `pip install "rackplan[exchange]"`. Files go to the folder of
the plan with the format behind a dash (`out/wisconsin-xlsx`), or to `--out DIR`; all of them come
or none. `export.json` among them holds the hash of each. By it an earlier export is known and
replaced; a folder that holds anything else, or a file that was changed since, is left alone.

The plan is verified anew. Files of one that does not hold say so, and the exit code is 3. Python
says the same, of a result or of a folder, and gets the paths of the files:

```python
import rackplan

rackplan.export(result, to="xlsx", out="handed-over")
rackplan.export("out/wisconsin", to="netbox")
```

Text of the inputs never becomes a formula: in CSV it gets an apostrophe in front where it begins
with `=`, `+`, `-` or `@`, in XLSX it is written as text. Figures in CSV have a point, no
separators, and the unit of the heading. What is not known is empty, and what is estimated says so.

This page is made of the tables in `rackplan/handover` and `rackplan/exchange`.
"""

_XLSX = """## XLSX and CSV: the tables

The workbook has a summary, a sheet for each table below, and notes. Totals, quantities, prices,
racks and power by busway, heat and flow by loop and zone are formulas; so is what a rack takes from
its feeds. Sheets print in landscape on A3, with headings on every page. CSV has a file for each.
"""

_DXF = """## DXF: the floor

A file a hall (`wisconsin-H1.dxf`, AutoCAD 2010), in millimetres, with the south-west corner of the
hall at 0, 0 and plan north up. Every rack type is a block, `RACK-` and its id, with the middle of
its front as base point; racks of rows that face north are turned by 180 degrees. A plan does not
say where inside of its positions a rack stands: it is drawn in the middle of their width, with its
front on their edge at the cold aisle. CDUs and air units have no place in a plan and are not drawn.
"""

_NETBOX = """## NetBox

`README.md` among the files tells the order and what is not in them. Types come as YAML in the form
of the community's device type library, `rack-types/` and `device-types/` by maker. The CSV files
have the columns of NetBox's bulk import. `allocated_draw` of an inlet is its own feed's share, so
that A and B add up to the rack once; `maximum_draw` is what it carries once the other feed is lost.
Comments of a type hold what NetBox has no place for, so that an import finds it again.
"""

_READ = "# What is read\n"


def reference_page() -> str:
    """The page, in Markdown."""
    written = [_HEAD, _XLSX, *_schedules(), _DXF, *_drawing(), _NETBOX, *_netbox()]
    return "\n".join([*written, _READ, *import_sections()])


def _schedules() -> Iterator[str]:
    for table in SCHEDULES:
        yield f"### {table.title} (`{table.id}.csv`)\n\n{table.about}\n"
        yield from _columns(table.columns)


def _columns(columns: tuple[Column, ...]) -> Iterator[str]:
    yield "| column | unit | what stands there |\n| --- | --- | --- |"
    for column in columns:
        about = f"{column.about} Summed." if column.total else column.about
        yield f"| {column.title} | {column.unit} | {about} |"
    yield ""


def _drawing() -> Iterator[str]:
    yield "| layer | what is on it |\n| --- | --- |"
    yield from (f"| `{layer.name}` | {layer.about} |" for layer in LAYERS)
    yield "\n| attribute of a rack | what it holds |\n| --- | --- |"
    yield from (f"| `{tag}` | {about} |" for tag, about in ATTRIBUTES.items())
    yield ""


def _netbox() -> Iterator[str]:
    for table in NETBOX_TABLES:
        yield f"### `{table.file}` ({table.model})\n\n{table.about}\n"
        yield "| column | what stands there |\n| --- | --- |"
        yield from (f"| `{column.key}` | {column.about} |" for column in table.columns)
        yield ""
