"""The line that shows how a study goes, and when it will be done."""

from __future__ import annotations

import sys
import threading
import time
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import TracebackType

    from rackplan.study import Progress

__all__ = ["StudyLine", "shown_time", "text_of"]

_QUIET_SECONDS = 2.0
_EVERY_SECONDS = 0.5
_CLEAR = "\r\033[K"


class StudyLine:
    """A line on stderr, on a terminal only, once a study has taken two seconds."""

    def __init__(self, cases: int, *, shown: bool) -> None:
        self._cases = cases
        self._news: Progress | None = None
        self._heard = 0.0
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

    def __call__(self, news: Progress) -> None:
        """Take the news of a case."""
        self._news, self._heard = news, time.monotonic()

    def _paint(self) -> None:
        if self._ended.wait(_QUIET_SECONDS):
            return
        while not self._ended.wait(_EVERY_SECONDS):
            since = time.monotonic() - self._heard
            _draw(f"{_CLEAR}{text_of(self._news, self._cases, since)}")
        _draw(_CLEAR)


def _draw(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()


def text_of(news: Progress | None, cases: int, since: float) -> str:
    """Where a study stands, so many seconds after its last news."""
    if news is None:
        return f"0 of {cases:,} cases"
    parts = [f"{news.done:,} of {cases:,} cases"]
    if news.done > news.planned:
        parts.append(f"{news.done - news.planned:,} known")
    if news.failed:
        parts.append(f"{news.failed:,} failed")
    if news.left is not None:
        parts.append(f"{shown_time(max(0.0, news.left - since))} left")
    return ", ".join(parts)


def shown_time(seconds: float) -> str:
    """A time as people say it.

    Examples
    --------
    >>> shown_time(42.4), shown_time(125.0), shown_time(7300.0)
    ('42 s', '2 min 5 s', '2 h 1 min')
    """
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"
