"""The page and its drawings as files: what `rackplan report` writes."""

from __future__ import annotations

from pathlib import Path

from rackplan.errors import BadInputError
from rackplan.handover import Handover, handover_of
from rackplan.report.drawings import DRAWINGS
from rackplan.report.handed_over import result_of
from rackplan.report.page import page_of
from rackplan.result import Result
from rackplan.writing import replace_file

__all__ = ["PAGE", "page_target", "write_report"]

PAGE = "report.html"
_PAGES = {".html", ".htm"}


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
