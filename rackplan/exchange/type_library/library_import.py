"""Files of the library made into drafts of products: what can be read, all of it or nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rackplan.errors import BadInputError, Problem
from rackplan.exchange.type_library.drafts import SOURCE, Draft, draft_of, draft_text, joined
from rackplan.exchange.type_library.entry import TypeEntry, read_entry
from rackplan.exchange.type_library.known_products import Known, KnownProducts
from rackplan.exchange.type_library.recognition import PassedOver, recognise
from rackplan.reading import as_written, read_catalog
from rackplan.writing import one_line, replace_folder, unfit

__all__ = ["TypeImport", "import_types", "product_texts", "write_types"]


@dataclass
class TypeImport:
    """What came of files of the library.

    Attributes
    ----------
    paths : tuple of str
        Files and folders that were named.
    files : int
        How many files were looked at.
    drafts : dict of str to Draft
        By their ids.
    known : list of Known
        Types that the catalog has already.
    passed_over : list of (str, str)
        Files of types that are none of our kinds, and why.
    twice : list of (str, str)
        Files of types that an earlier file has already, and that file.
    skipped : list of Problem
        What is wrong with files that were not read.
    """

    paths: tuple[str, ...]
    files: int = 0
    drafts: dict[str, Draft] = field(default_factory=dict)
    known: list[Known] = field(default_factory=list)
    passed_over: list[tuple[str, str]] = field(default_factory=list)
    twice: list[tuple[str, str]] = field(default_factory=list)
    skipped: list[Problem] = field(default_factory=list)

    @property
    def unread(self) -> tuple[str, ...]:
        """Files that were skipped."""
        return tuple(dict.fromkeys(problem.file for problem in self.skipped))


def import_types(paths: Sequence[str | Path], *, catalogs: str | Path | None = None) -> TypeImport:
    """Read files of rack types and device types, as the library of the NetBox community has them.

    Parameters
    ----------
    paths : sequence of str or Path
        Files, and folders with files anywhere in them.
    catalogs : str or Path, optional
        A folder of products laid over the shipped ones; what either has is compared, not made anew.

    Raises
    ------
    BadInputError
        For a path that does not exist, and where no file can be read: with what is wrong with all.
    """
    missing = [
        Problem(str(path), 0, 0, "", "no such file or folder")
        for path in paths
        if not Path(path).exists()
    ]
    if missing:
        raise BadInputError(missing)
    known = KnownProducts(read_catalog(extra=catalogs))
    made = TypeImport(tuple(str(path) for path in paths))
    for path, label in _files(paths):
        made.files += 1
        try:
            entry = read_entry(path, one_line(path.as_posix()), label)
        except BadInputError as error:
            made.skipped.extend(error.problems)
        else:
            _take(made, entry, known)
    if not made.files:
        folders = ", ".join(made.paths)
        raise BadInputError.about("", f"no *.yaml or *.yml file in {folders}")
    if len(made.unread) == made.files:
        raise BadInputError(made.skipped)
    return made


def product_texts(made: TypeImport) -> dict[str, str]:
    """The file of every draft, by its name in a catalog."""
    return {draft.file: draft_text(draft) for draft in made.drafts.values()}


def write_types(made: TypeImport, folder: Path, report: str) -> list[Path]:
    """Write drafts, their source and a report into a folder that is new or empty.

    Raises
    ------
    BadInputError
        For a folder that holds anything: somebody may have filled in what was asked for.
    """
    if folder.exists() and not folder.is_dir():
        raise unfit(folder, "is a file, not a folder")
    if folder.is_dir() and any(folder.iterdir()):
        raise unfit(folder, "holds files already, which an import would replace")
    texts = {"sources.yaml": _source(made), "import.txt": report, **product_texts(made)}
    files = {name: text.encode("utf-8", "backslashreplace") for name, text in texts.items()}
    return replace_folder(folder, files)


def _take(made: TypeImport, entry: TypeEntry, products: KnownProducts) -> None:
    found = recognise(entry)
    if isinstance(found, PassedOver):
        made.passed_over.append((entry.file, found.why))
        return
    draft = draft_of(entry, found.kind, found.why)
    known = products.find(draft)
    earlier = made.drafts.get(draft.id)
    if known is not None:
        made.known.append(known)
    elif products.is_taken(draft.id):
        made.passed_over.append((entry.file, f"the catalog has another kind of {draft.id}"))
    elif earlier is None:
        made.drafts[draft.id] = draft
    elif earlier.entry.marks and entry.marks and earlier.entry.form != entry.form:
        made.drafts[draft.id] = joined(earlier, draft)
    else:
        made.twice.append((entry.file, earlier.entry.file))


def _files(paths: Sequence[str | Path]) -> Iterator[tuple[Path, str]]:
    """Files, and those in folders by name, each once, with what is left of it inside its folder."""
    seen: set[Path] = set()
    for path in map(Path, paths):
        for file in _inside(path) if path.is_dir() else (path,):
            whole = file.resolve()
            if whole not in seen:
                seen.add(whole)
                label = file.relative_to(path) if path.is_dir() else Path(file.name)
                yield file, one_line(label.as_posix())


def _inside(folder: Path) -> Iterator[Path]:
    """All YAML in a folder; what is hidden is no part of it."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.endswith((".yaml", ".yml")) and not name.startswith("."):
                yield Path(place) / name


def _source(made: TypeImport) -> str:
    names = ", ".join(one_line(Path(path).name or path) for path in made.paths)
    note = "rack types and device types of NetBox; nobody says there where a figure is from"
    source = {"title": f"NetBox types: {names}", "read": "direct", "note": note}
    return as_written({SOURCE: source})
