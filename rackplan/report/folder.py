"""The folder that a plan leaves on disk, written as a whole or not at all (`rackplan.writing`)."""

from __future__ import annotations

import json
import re
from pathlib import Path

from rackplan.report.floor_plan import floor_plan
from rackplan.report.rack_list import rack_list
from rackplan.report.summary import summary_lines
from rackplan.report.wording import joined
from rackplan.result import SCHEMA, Result
from rackplan.writing import replace_folder, unfit

__all__ = ["FILES", "write_result"]

FILES = ("plan.json", "plan.csv", "summary.txt", "floor.svg")
"""What a result may leave; without a plan only the first and the third."""

_OF_AN_EARLIER_PLAN = frozenset({"report.html", "one-line.svg", "elevations.svg"})
"""What `rackplan report` may have left since; it goes with the plan that it shows."""

_OUR_SCHEMA = re.compile(rb'"schema"\s*:\s*"%s/' % SCHEMA.rsplit("/", 1)[0].encode())


def write_result(result: Result, folder: Path) -> list[Path]:
    """Write all files of a result into a folder, replacing what an earlier run left there.

    Parameters
    ----------
    result : Result
        With or without a plan; without one there is no rack list and no drawing.
    folder : Path
        New, empty, or holding nothing but the files of an earlier run.

    Returns
    -------
    list of Path
        The files written, in the order of `FILES`.

    Raises
    ------
    BadInputError
        When the folder holds anything else, or cannot be written.
    """
    target = folder.resolve()
    _refuse_foreign(target, folder)
    return replace_folder(folder, _files(result))


def _files(result: Result) -> dict[str, bytes]:
    """The content of every file, so that nothing is touched before all of it is known."""
    documents = {"plan.json": _json(result), "summary.txt": _lines(summary_lines(result))}
    if result.plan is not None:
        documents["plan.csv"] = rack_list(result.site, result.plan)
        documents["floor.svg"] = floor_plan(result)
    return {name: _encoded(documents[name]) for name in FILES if name in documents}


def _json(result: Result) -> str:
    # Not-a-number would make a document that other programs refuse: it is a bug of ours, and loud.
    return json.dumps(result.to_json(), indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def _lines(lines: tuple[str, ...]) -> str:
    return "\n".join(lines) + "\n"


def _encoded(text: str) -> bytes:
    # Half a surrogate pair in a name becomes \udXXX, which is also what JSON calls it.
    return text.encode("utf-8", errors="backslashreplace")


def _refuse_foreign(target: Path, folder: Path) -> None:
    """Refuse a folder that holds what we did not write: replacing it would lose that."""
    if not target.exists():
        return
    if not target.is_dir():
        raise unfit(folder, "is a file, not a folder")
    if target == Path.cwd():
        raise unfit(folder, "is the folder that you are in, and would be replaced")
    names = sorted(entry.name for entry in target.iterdir())
    foreign = [name for name in names if name not in _OF_AN_EARLIER_PLAN.union(FILES)]
    if foreign:
        raise unfit(folder, f"holds {joined(foreign, 3)}, which no plan left there")
    if names and not _is_ours(target / "plan.json"):
        raise unfit(folder, "holds no plan.json of an earlier run, but other files")


def _is_ours(plan: Path) -> bool:
    """Whether a file is a plan of ours, of any version, also one edited by hand."""
    try:
        return _OUR_SCHEMA.search(plan.read_bytes()) is not None
    except OSError:
        return False
