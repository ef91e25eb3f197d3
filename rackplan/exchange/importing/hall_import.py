"""Lists, and a site that the hall is like, made into the files of a site: all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rackplan.errors import BadInputError, Problem
from rackplan.exchange.importing.folding import natural
from rackplan.exchange.importing.gathering import gather
from rackplan.exchange.importing.identities import LocalModel, identify
from rackplan.exchange.importing.imported import ImportedHall
from rackplan.exchange.importing.layout import FreeFloor, rows_of
from rackplan.exchange.importing.models import Models
from rackplan.exchange.importing.notes import Notes
from rackplan.exchange.importing.position_names import as_id
from rackplan.exchange.importing.question_list import question_text
from rackplan.exchange.importing.sheets import read_sheets
from rackplan.exchange.importing.site_texts import site_texts
from rackplan.exchange.importing.standing import Standing
from rackplan.exchange.importing.tables import ListTable, read_table
from rackplan.exchange.importing.template import Template
from rackplan.reading import read_catalog, read_site
from rackplan.reading.shipped import label
from rackplan.writing import replace_folder, unfit

__all__ = ["HallImport", "import_hall", "write_import"]

QUESTIONS = "questions.txt"


@dataclass(frozen=True)
class HallImport:
    """An import that is ready to be written.

    Attributes
    ----------
    tables : tuple of ListTable
        Every sheet, also those that are no list.
    files : dict of str to bytes
        All files of the site by name.
    """

    hall: ImportedHall
    tables: tuple[ListTable, ...]
    notes: Notes
    files: dict[str, bytes] = field(default_factory=dict)


def import_hall(
    files: Sequence[str | Path],
    *,
    name: str,
    like: str | None = None,
    catalogs: str | Path | None = None,
) -> HallImport:
    """Read lists of a hall that stands.

    Parameters
    ----------
    files : sequence of str or Path
        CSV files and workbooks; a list may be spread over several, or be one of many sheets.
    name : str
        What the site is called.
    like : str, optional
        A site whose halls, power, cooling and rows are taken, or a scenario of one.
    catalogs : str or Path, optional
        A folder of products laid over the shipped ones; it goes into the site's own catalog.

    Raises
    ------
    BadInputError
        For files that cannot be read, and where no line of any of them says where a rack stands
        or may stand: with all that is wrong.
    """
    site_id = as_id(name).lower()
    if not site_id:
        raise BadInputError.about("--name", f'"{name}" holds no letter or digit for an id')
    tables, notes = _tables(files)
    template = (
        None if like is None else Template(label(Path(like)), read_site(like, catalogs=catalogs))
    )
    standings = _standings(tables, template, notes)
    if not standings:
        raise BadInputError([*notes.rejected, *notes.left_out, *_no_lists(tables)])
    models = Models(read_catalog(extra=catalogs))
    products, local = identify(standings, models, notes)
    ordered = sorted(standings, key=lambda s: (natural(s.spot.row), natural(s.spot.place)))
    hall = ImportedHall(
        id=site_id,
        name=name,
        lists=tuple(dict.fromkeys(t.sheet.file for t in tables if t.kind)),
        racks=tuple(s for s in ordered if s.is_rack),
        blocked={s.spot.id: s.blocked for s in ordered if _is_new(s, template)},
        rows=tuple(
            rows_of([s for s in ordered if not (template and template.has_row(s.spot.row))])
        ),
        products=products,
        local=tuple(local),
        of_one_cord=_of_one_cord(set(products.values()), models, local),
        template=template,
    )
    texts = site_texts(hall, notes)
    texts[QUESTIONS] = question_text(hall, notes)
    written = {
        path: text.encode("utf-8", errors="backslashreplace") for path, text in texts.items()
    }
    return HallImport(hall, tuple(tables), notes, written | _own_catalog(catalogs))


def write_import(made: HallImport, folder: Path) -> list[Path]:
    """Write an imported site into a folder that is new or empty.

    Raises
    ------
    BadInputError
        For a folder that holds anything: somebody may have edited it since.
    """
    if folder.exists() and not folder.is_dir():
        raise unfit(folder, "is a file, not a folder")
    if folder.is_dir() and any(folder.iterdir()):
        raise unfit(folder, "holds files already, which an import would replace")
    return replace_folder(folder, made.files)


def _tables(files: Sequence[str | Path]) -> tuple[list[ListTable], Notes]:
    """Every sheet of every file; all files that cannot be read are told at once."""
    notes, tables = Notes(), []
    problems: list[Problem] = []
    for file in dict.fromkeys(files):
        try:
            tables += [read_table(sheet, notes) for sheet in read_sheets(Path(file))]
        except BadInputError as error:
            problems.extend(error.problems)
    if problems:
        raise BadInputError(problems)
    return tables, notes


def _standings(tables: list[ListTable], template: Template | None, notes: Notes) -> list[Standing]:
    lines = [line for table in tables if table.kind == "places" for line in table.lines]
    named = (
        (
            line.texts.get("position") or line.texts.get("rack") or line.texts.get("name") or "",
            line.texts.get("row", ""),
            line.texts.get("hall", ""),
        )
        for line in lines
    )
    floor = FreeFloor(named) if template is None else template
    found = gather(tables, floor.find, notes)
    if template is None:
        return found
    return [s for s in found if not _is_blocked(s, template, notes)]


def _is_blocked(standing: Standing, template: Template, notes: Notes) -> bool:
    """Whether a rack stands where the template says that nothing can; then it is rejected."""
    position = template.site.positions.get(standing.spot.id)
    if position is None or not position.blocked or not standing.is_rack:
        return False
    message = f"{position.id} is blocked in {template.name}: {position.blocked}"
    notes.rejected.append(standing.line.problem(message, standing.line.identity))
    return True


def _of_one_cord(products: set[str], models: Models, local: Iterable[LocalModel]) -> frozenset[str]:
    """Products that hang on one feed, by the catalog or by what lists say of all racks of one."""
    racks = models.catalog.racks
    known = {name for name in products if name in racks and racks[name].cords == 1}
    return frozenset(known | {model.id for model in local if model.has_one_cord})


def _is_new(standing: Standing, template: Template | None) -> bool:
    """Whether lists say that nothing can stand somewhere, and no template says so already."""
    known = template is not None and template.is_blocked(standing.spot.id)
    return bool(standing.blocked) and not standing.is_rack and not known


def _no_lists(tables: Iterable[ListTable]) -> list[Problem]:
    """Why sheets are no lists, where nothing else is."""
    return [
        Problem(
            t.sheet.shown, 0, 0, "", f"no list of racks or positions: {t.why_not or 'no lines'}"
        )
        for t in tables
        if t.kind != "places" or not t.lines
    ]


def _own_catalog(catalogs: str | Path | None) -> dict[str, bytes]:
    """The user's products, so that the site and its catalog go together."""
    if catalogs is None:
        return {}
    folder = Path(catalogs)
    paths = sorted(path for path in folder.rglob("*.yaml") if path.is_file())
    return {f"catalogs/{p.relative_to(folder).as_posix()}": p.read_bytes() for p in paths}
