"""The page and its drawings as files: what `rackplan report` writes."""

from __future__ import annotations

import re
from pathlib import Path

from rackplan.errors import BadInputError
from rackplan.handover import Handover, handover_of
from rackplan.handover.handover import PLAN_FILE
from rackplan.report.drawings import DRAWINGS
from rackplan.report.handed_over import result_of
from rackplan.report.page import ANSWERS, Charted, page_of, page_of_charts
from rackplan.result import Result
from rackplan.writing import replace_file

__all__ = ["PAGE", "answer_file", "page_target", "write_charts", "write_report"]

PAGE = "report.html"
_PAGES = {".html", ".htm"}
_BEGINNING = 4096
"""Characters in which a document says what it is."""


def page_target(plan: Path, to: Path | None) -> Path:
    """Where the page of a plan goes: where it is asked for, else beside plan.json.

    Raises
    ------
    BadInputError
        For a file of another kind, which the page would replace.
    """
    if to is None:
        return (plan if plan.is_dir() else plan.parent) / PAGE
    if to.suffix.lower() not in _PAGES:
        raise BadInputError.about("--to", f'expected a file that ends in .html, got "{to}"')
    return to


def answer_file(path: Path) -> Path | None:
    """The comparison or study that a path is or holds; None for a plan, or if nothing can be read.

    A folder with a plan.json is that plan, whatever else it holds.
    """
    if path.is_dir():
        held = [path / answer.file for answer in ANSWERS.values()]
        is_plan = (path / PLAN_FILE).is_file()
        return None if is_plan else next((file for file in held if file.is_file()), None)
    try:
        with path.open(encoding="utf-8", errors="replace") as text:
            named = re.search(r'"schema"\s*:\s*"([^"]*)"', text.read(_BEGINNING))
    except OSError:
        return None
    return path if named is not None and named[1] in ANSWERS else None


def write_charts(page: Charted, to: str | Path) -> list[Path]:
    """Write a page of charts and tables.

    Raises
    ------
    BadInputError
        When it cannot be written.
    """
    target = page_target(Path(to), Path(to))
    replace_file(target, page_of_charts(page).encode("utf-8", errors="backslashreplace"))
    return [target]


def write_report(
    source: Result | Handover | str | Path, to: str | Path, *, drawings: bool = False
) -> list[Path]:
    """Write the page of a plan, which is verified anew unless it is a result.

    Parameters
    ----------
    source : Result, Handover, or path
        A result, or the folder or plan.json of one.
    to : path
        An HTML file; one that is there is replaced.
    drawings : bool
        Also floor.svg, one-line.svg and elevations.svg beside it.

    Returns
    -------
    list of Path
        The files written.

    Raises
    ------
    BadInputError
        Where there is no plan, or a file cannot be written.
    """
    handover = source if isinstance(source, Handover) else handover_of(source)
    page = page_target(Path(to), Path(to))
    files = {page: page_of(handover)}
    if drawings:
        result = result_of(handover)
        files |= {page.with_name(f"{name}.svg"): draw(result) for name, draw in DRAWINGS.items()}
    for path, text in files.items():
        replace_file(path, text.encode("utf-8", errors="backslashreplace"))
    return list(files)
