"""A folder of files that comes as a whole or not at all.

Why a whole folder at once: a drawing of one plan beside the table of another is a silent wrong
answer. All files are written and flushed inside a working folder beside the target, and the two
change places in one step (`swap`). A process that is cut leaves the old folder or the new one; what
else it leaves is cleared away by the next run.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from rackplan.errors import BadInputError
from rackplan.writing.swap import clear_leftovers, swap_in, working_folder

__all__ = ["replace_folder", "unfit"]


def replace_folder(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Put files in the place of a folder and all that it holds.

    Whether that may be lost is for the caller to look at first.

    Parameters
    ----------
    folder : Path
        New, or a folder.
    files : mapping of str to bytes
        By name; a name may hold folders: ``rack-types/NVIDIA/gb300-nvl72.yaml``.

    Returns
    -------
    list of Path
        The files written, in the order given.

    Raises
    ------
    BadInputError
        When the folder cannot be written.
    """
    target = folder.resolve()
    try:
        _replace(target, files)
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise unfit(folder, f"cannot be written: {reason}") from problem
    return [folder / name for name in files]


def unfit(folder: Path, reason: str) -> BadInputError:
    """The complaint about a folder that files cannot go to."""
    return BadInputError.about(str(folder), f"{reason}. Choose another folder for the result.")


def _replace(target: Path, files: Mapping[str, bytes]) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    clear_leftovers(target.parent)
    with working_folder(target) as fresh:
        for name, content in files.items():
            (fresh / name).parent.mkdir(parents=True, exist_ok=True)
            _write(fresh / name, content)
        swap_in(fresh, target)


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
