"""The line that shows how a search goes."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import TracebackType

    from rackplan.optimize.outcome import Progress

__all__ = ["ProgressLine"]

_QUIET_SECONDS = 2.0
_CLEAR = "\r\033[K"


class ProgressLine:
    """A line on stderr that shows value, bound and gap while a search runs.

    It shows only on a terminal, and only once the search has taken two seconds.
    """

    def __init__(self, *, shown: bool) -> None:
        self._shown = shown and sys.stderr.isatty()
        self._started = time.monotonic()
        self._drawn = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._drawn:
            _draw(_CLEAR)

    def __call__(self, step: Progress) -> None:
        """Show where the search stands."""
        if not self._shown or time.monotonic() - self._started < _QUIET_SECONDS:
            return
        self._drawn = True
        _draw(_CLEAR + _text(step))


def _draw(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()


def _text(step: Progress) -> str:
    parts = [f"{step.seconds:5.1f} s"]
    if step.value is not None:
        parts.append(f"best {step.value:,.0f}")
    if step.bound is not None:
        parts.append(f"bound {step.bound:,.0f}")
    if step.value and step.bound is not None:
        parts.append(f"gap {abs(step.bound - step.value) / abs(step.value):.2%}")
    return "  ".join(parts)
