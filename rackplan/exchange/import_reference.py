"""What is read: lists of a hall that stands, and types of the library, out of their own tables."""

from __future__ import annotations

from collections.abc import Iterator

from rackplan.exchange.importing.vocabulary import FIELDS
from rackplan.exchange.netbox.marks import MARKED
from rackplan.exchange.type_library.doubts import DOUBTS
from rackplan.exchange.type_library.figures import TAKEN
from rackplan.model.catalog import KINDS

__all__ = ["import_sections"]

_LISTS = """## `rackplan site import`: lists of a hall that stands

```sh
rackplan site import racks.csv loads.xlsx --like ohio --out sites/mine    # their halls, your racks
rackplan site import netbox/*.csv --out sites/mine                        # out of NetBox
```

Files are CSV (comma, semicolon or tab) and XLSX, every sheet of it. Headings may stand below a
title. Which columns tell what, the headings say: those below, in any case, with the unit behind
(`Load [kW]`) or in the cells, and with `No.`, `ID`, `Name` or the like at their end. A heading that
is not here is not used, and is told. Of NetBox the exports of racks, power feeds, devices and
locations are read, our own of a plan among them.

Lines that cannot be taken are told with file, row and column. What no list says stands in the new
site as `# unknown`, and `questions.txt` asks for it.
"""

_TYPES = """## `rackplan catalog import-netbox`: types of racks and devices

```sh
rackplan catalog import-netbox devicetype-library --to drafts   # thousands of files: a summary
rackplan catalog import-netbox AS-8125GS-TNMR2.yml              # one, told in full; writes nothing
```

YAML in the form of the NetBox community's library, our own exports among it: rack types and device
types. Each becomes a draft of a product with what its fields state, and nothing else; what a
product may not be without is asked for by name, in the draft and by `rackplan check drafts`.
Products that the catalog has already are compared and not drafted. Types of no kind of ours are
passed over with the reason. Files that are malformed are listed and skipped; drafts come all or
none, into a folder that is new or empty, with `import.txt` that tells everything.

`max_weight` of a frame is taken less its own `weight`: NetBox holds it against rack and contents
together, while many files give the maker's limit of the contents. Units of 21-inch frames may be of
44.45 mm or 48 mm and are asked for.
"""


def import_sections() -> Iterator[str]:
    """The sections about imports, in Markdown."""
    yield _LISTS
    yield "| what | unit | what it is | headings |\n| --- | --- | --- | --- |"
    for field in FIELDS:
        unit = "" if field.dimension is None else field.dimension.unit
        headings = ", ".join(f"`{phrase}`" for phrase in field.phrases)
        yield f"| {field.key} | {unit} | {field.about} | {headings} |"
    yield ""
    yield _TYPES
    yield "| kind | taken from the fields | without which it is no product |\n| --- | --- | --- |"
    for kind, keys in TAKEN.items():
        yield f"| {kind} | {_named(keys)} | {_named(_required(kind))} |"
    yield "\n| doubt | about | what it says |\n| --- | --- | --- |"
    for name, (kinds, _, about) in DOUBTS.items():
        yield f"| `{name}` | {', '.join(sorted(kinds))} | {about} |"
    yield "| `marks` | all | fields differ from what an export of ours left in the comments |"
    yield "\nOur own exports leave these in the comments of a type, a line each:\n"
    yield "| kind | in the comments |\n| --- | --- |"
    yield from (f"| {kind} | {_named(keys)} |" for kind, keys in MARKED.items())
    yield ""


def _required(kind: str) -> tuple[str, ...]:
    fields = KINDS[kind].model_fields.items()
    return tuple(k for k, f in fields if f.is_required() and k not in ("id", "kind", "name"))


def _named(keys: tuple[str, ...]) -> str:
    return ", ".join(f"`{key}`" for key in keys)
