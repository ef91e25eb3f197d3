"""The line that shows how a search goes."""

from __future__ import annotations

import sys
import threading
import time
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import TracebackType

    from rackplan.optimize.outcome import Progress

__all__ = ["ProgressLine"]

_QUIET_SECONDS = 2.0
_EVERY_SECONDS = 0.25
_CLEAR = "\r\033[K"


class ProgressLine:
    """A line on stderr that shows value, bound and gap while a search runs.

    It shows only on a terminal, and only once the search has taken two seconds. A thread of its
    own draws it, so that the seconds go on where a search has no news.
    """

    def __init__(self, *, shown: bool) -> None:
        self._step: Progress | None = None
        self._ended = threading.Event()
        self._painter = threading.Thread(target=self._paint, daemon=True)
        self._shown = shown and sys.stderr.isatty()

    def __enter__(self) -> Self:
        if self._shown:
            self._painter.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ended.set()
        if self._shown:
            self._painter.join()

    def __call__(self, step: Progress) -> None:
        """Take the news of the search."""
        self._step = step

    def _paint(self) -> None:
        began = time.monotonic()
        if self._ended.wait(_QUIET_SECONDS):
            return
        while not self._ended.wait(_EVERY_SECONDS):
            _draw(f"{_CLEAR}{time.monotonic() - began:5.1f} s  {_text(self._step)}")
        _draw(_CLEAR)


def _draw(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()


def _text(step: Progress | None) -> str:
    if step is None:
        return "searching"
    parts = []
    if step.value is not None:
        parts.append(f"best {step.value:,.0f}")
    if step.bound is not None:
        parts.append(f"bound {step.bound:,.0f}")
    if step.value and step.bound is not None:
        parts.append(f"gap {abs(step.bound - step.value) / abs(step.value):.2%}")
    return "  ".join(parts)
