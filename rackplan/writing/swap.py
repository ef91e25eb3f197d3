"""Put one folder in the place of another in a single step.

Linux exchanges two names atomically (``renameat2`` with ``RENAME_EXCHANGE``). Elsewhere, and on
file systems that cannot, the old folder is moved aside first; a process that is cut between the
two moves leaves the old folder inside its working folder, from where the next run takes it back.
"""

from __future__ import annotations

import ctypes
import os
import secrets
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["clear_leftovers", "swap_in", "working_folder"]

_PREFIX = ".rackplan-"
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


@contextmanager
def working_folder(target: Path) -> Iterator[Path]:
    """An empty folder beside a target, on the same file system; gone afterwards.

    It is named after the process, so that another one never takes it for a leftover.
    """
    work = target.parent / f"{_PREFIX}{os.getpid()}-{secrets.token_hex(4)}"
    fresh = work / "new" / target.name
    fresh.mkdir(parents=True)
    try:
        yield fresh
    finally:
        shutil.rmtree(work, ignore_errors=True)


def swap_in(fresh: Path, target: Path) -> None:
    """Make a complete folder the target; what stood there is left in the working folder."""
    _flush_folder(fresh)
    if not target.exists():
        fresh.rename(target)
    elif not _exchange(fresh, target):
        _move_aside(fresh, target)
    _flush_folder(target.parent)


def clear_leftovers(parent: Path) -> None:
    """Remove working folders of processes that were cut; bring back what they had moved aside."""
    for work in sorted(parent.glob(f"{_PREFIX}*-*")):
        if work.is_dir() and not _is_alive(work.name.removeprefix(_PREFIX).split("-", 1)[0]):
            _bring_back(work, parent)
            shutil.rmtree(work, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two names atomically; False where the system cannot."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    names = os.fsencode(one), os.fsencode(other)
    return bool(renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE) == 0)


def _move_aside(fresh: Path, target: Path) -> None:
    aside = _old(fresh.parent.parent) / target.name
    aside.parent.mkdir()
    target.rename(aside)
    try:
        fresh.rename(target)
    finally:
        if not target.exists():
            aside.rename(target)


def _bring_back(work: Path, parent: Path) -> None:
    old = _old(work)
    for folder in old.iterdir() if old.is_dir() else ():
        if not (parent / folder.name).exists():
            folder.rename(parent / folder.name)


def _old(work: Path) -> Path:
    return work / "old"


def _is_alive(process: str) -> bool:
    """Whether a process is running; one that is not ours to ask about counts as running."""
    if os.name != "posix" or not process.isdigit():
        return True  # elsewhere, asking with signal 0 is no question but a signal
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def _flush_folder(folder: Path) -> None:
    """Flush the names of a folder to disk, where the system lets a folder be opened."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
