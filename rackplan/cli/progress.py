"""Lines that show how long work goes, and the one of a search."""

from __future__ import annotations

import sys
import threading
import time
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import TracebackType

    from rackplan.optimize.outcome import Progress

__all__ = ["PaintedLine", "ProgressLine"]

_QUIET_SECONDS = 2.0
_EVERY_SECONDS = 0.25
_CLEAR = "\r\033[K"


class PaintedLine(ABC):
    """A line on stderr, on a terminal only, once what it tells of has taken two seconds.

    A thread of its own draws it, so that the seconds go on where there is no news. Each kind of
    line says what it reads at the moment.
    """

    def __init__(self, *, shown: bool) -> None:
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

    @abstractmethod
    def reading(self) -> str:
        """What the line reads now."""

    def _paint(self) -> None:
        if self._ended.wait(_QUIET_SECONDS):
            return
        while not self._ended.wait(_EVERY_SECONDS):
            _draw(f"{_CLEAR}{self.reading()}")
        _draw(_CLEAR)


class ProgressLine(PaintedLine):
    """A line that shows value, bound and gap while a search runs."""

    def __init__(self, *, shown: bool) -> None:
        super().__init__(shown=shown)
        self._began = time.monotonic()
        self._step: Progress | None = None

    def __call__(self, step: Progress) -> None:
        """Take the news of the search."""
        self._step = step

    def reading(self) -> str:
        """Seconds, and the news of the search."""
        return f"{time.monotonic() - self._began:5.1f} s  {_text(self._step)}"


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
