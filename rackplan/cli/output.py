"""What the verbs print, and where: answers on stdout, progress and complaints on stderr."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Mapping
from typing import TextIO

from rackplan.errors import BadInputError

__all__ = ["say", "say_aside", "say_json"]


def say(lines: Iterable[str]) -> None:
    """Print lines for a person on standard output."""
    _write(sys.stdout, "".join(f"{line}\n" for line in lines))


def say_aside(lines: Iterable[str]) -> None:
    """Print lines for a person on standard error."""
    _write(sys.stderr, "".join(f"{line}\n" for line in lines))


def say_json(document: Mapping[str, object]) -> None:
    """Print one document and nothing else.

    In ASCII, which every terminal and every reader of JSON takes, whatever a name in the input
    holds; not-a-number would be a bug of ours, and is loud.
    """
    _write(sys.stdout, json.dumps(document, indent=1, allow_nan=False) + "\n")


def _write(stream: TextIO, text: str) -> None:
    """Write at once; a reader that has gone away (``| head -1``) changes no exit code."""
    try:
        stream.write(_spelled(text, stream.encoding))
        stream.flush()
    except BrokenPipeError:
        _discard_rest(stream)
    except OSError as error:
        message = f"the answer cannot be written: {error.strerror or error}"
        _discard_rest(stream)
        raise BadInputError.about("", message) from error


def _spelled(text: str, encoding: str | None) -> str:
    """The text, with escapes for what a terminal cannot show."""
    encoding = encoding or "utf-8"
    return text.encode(encoding, errors="backslashreplace").decode(encoding)


def _discard_rest(stream: TextIO) -> None:
    """Let what is still buffered go nowhere, so that the interpreter ends in peace."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
