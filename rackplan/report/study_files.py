"""What a study leaves beside its ledger: tables, its document, plots, and plans if asked for."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from pathlib import Path

from rackplan.report.plots import plots_of
from rackplan.report.study_lines import study_lines
from rackplan.report.wording import joined
from rackplan.study import LEDGER, StudyResult, csv_of
from rackplan.writing import replace_file, unfit

__all__ = ["study_target", "write_study"]


_PLOTS = ("sweep-", "heat-map-", "tornado-", "pareto.")


def study_target(folder: Path) -> Path:
    """The folder of a study: new, empty, or one with a ledger.

    Raises
    ------
    BadInputError
        For a folder that holds anything else: files of ours would come among others.
    """
    if folder.exists() and not folder.is_dir():
        raise unfit(folder, "is a file, not a folder")
    names = sorted(path.name for path in folder.iterdir()) if folder.exists() else []
    if names and LEDGER not in names:
        raise unfit(folder, f"holds {joined(names, 3)}, and no ledger of a study")
    return folder


def write_study(
    result: StudyResult, folder: Path, *, parquet: bool = False, plans: bool = False
) -> list[Path]:
    """Write the files of a study.

    Parameters
    ----------
    parquet : bool
        Also the table as Parquet.
    plans : bool
        Also ``plans/NUMBER/plan.json`` of every case that has a plan.

    Returns
    -------
    list of Path
        The files written; of plans, their folder.

    Raises
    ------
    BadInputError
        Where a file cannot be written, or Parquet is not installed.
    """
    texts = dict(_texts(result))
    for earlier in folder.glob("*.svg"):
        if earlier.name not in texts and earlier.name.startswith(_PLOTS):
            earlier.unlink()  # a plot of other measures would stand beside this table
    written = [replace_file(folder / name, text.encode()) for name, text in texts.items()]
    if parquet:
        written.append(result.to_parquet(folder / "cases.parquet"))
    if plans:
        for done in result.done:
            if done.outcome.plan:
                file = folder / "plans" / f"{done.case.number}" / "plan.json"
                replace_file(file, zlib.decompress(done.outcome.plan))
        written.append(folder / "plans")
    return written


def _texts(result: StudyResult) -> Iterator[tuple[str, str]]:
    yield "cases.csv", csv_of(result.records(), result.units)
    yield "study.json", json.dumps(result.to_json(), indent=1, allow_nan=False) + "\n"
    yield "summary.txt", "\n".join(study_lines(result)) + "\n"
    yield from plots_of(result).items()
