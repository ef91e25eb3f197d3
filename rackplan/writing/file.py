"""A file in the place of another, in one step: whoever reads it meets the old one or the new."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from rackplan.errors import BadInputError

__all__ = ["replace_file"]


def replace_file(path: Path, content: bytes) -> Path:
    """Put a file where nothing or an earlier file is.

    Raises
    ------
    BadInputError
        When it cannot be written.
    """
    target = path.resolve()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, content)
    except OSError as problem:
        reason = problem.strerror or str(problem)
        message = f"cannot be written: {reason}. Choose another file."
        raise BadInputError.about(str(path), message) from problem
    return path


def _replace(target: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", dir=target.parent)
    fresh = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        fresh.chmod(0o644)
        fresh.replace(target)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise
