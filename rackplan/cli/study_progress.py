"""The line that shows how a study goes, and when it will be done."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from rackplan.cli.progress import PaintedLine

if TYPE_CHECKING:
    from rackplan.study import Progress

__all__ = ["StudyLine", "shown_time", "text_of"]


class StudyLine(PaintedLine):
    """A line that shows how many cases of a study are done, and the time left."""

    def __init__(self, cases: int, *, shown: bool) -> None:
        super().__init__(shown=shown)
        self._cases = cases
        self._news: Progress | None = None
        self._heard = 0.0

    def __call__(self, news: Progress) -> None:
        """Take the news of a case."""
        self._news, self._heard = news, time.monotonic()

    def reading(self) -> str:
        """Where the study stands."""
        return text_of(self._news, self._cases, time.monotonic() - self._heard)


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
