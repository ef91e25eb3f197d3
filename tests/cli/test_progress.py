"""The line that shows how a search goes: only on a terminal, only when it takes long."""

from __future__ import annotations

import io
import time
from types import SimpleNamespace
from typing import Any

import pytest

from rackplan.cli import progress
from rackplan.optimize.outcome import Progress

LAST = "\r\033[K"


class Terminal(io.StringIO):
    """Standard error that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    screen = Terminal()
    monkeypatch.setattr(progress, "sys", SimpleNamespace(stderr=screen))
    monkeypatch.setattr(progress, "_EVERY_SECONDS", 0.01)
    return screen


def shown_while(seconds: float, *steps: Progress, shown: bool = True) -> None:
    with progress.ProgressLine(shown=shown) as line:
        for step in steps:
            line(step)
        time.sleep(seconds)


def test_long_search_is_shown_and_wiped(terminal: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_QUIET_SECONDS", 0.0)
    shown_while(0.2, Progress(0.1, 77_000.0, 77_770.0))
    painted = terminal.getvalue().split(LAST)
    assert len(painted) > 3, "it goes on without news"
    assert painted[-1] == ""
    assert painted[1].strip().endswith(" s  best 77,000  bound 77,770  gap 1.00%")


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (Progress(0.1, None, None), ""),
        (Progress(0.1, None, 77_770.0), "bound 77,770"),
        (Progress(0.1, 0.0, 5.0), "best 0  bound 5"),
    ],
)
def test_what_is_not_known_yet_is_left_out(
    step: Progress, words: str, terminal: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "_QUIET_SECONDS", 0.0)
    shown_while(0.1, step)
    assert terminal.getvalue().split(LAST)[1].split(" s  ")[1] == words


def test_search_without_news_is_shown(terminal: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_QUIET_SECONDS", 0.0)
    shown_while(0.1)
    assert "searching" in terminal.getvalue()


def test_short_search_is_not_shown(terminal: Any) -> None:
    shown_while(0.1, Progress(0.1, 1.0, 2.0))
    assert terminal.getvalue() == ""


def test_quiet_search_is_not_shown(terminal: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_QUIET_SECONDS", 0.0)
    shown_while(0.1, Progress(0.1, 1.0, 2.0), shown=False)
    assert terminal.getvalue() == ""


def test_nothing_is_painted_into_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_QUIET_SECONDS", 0.0)
    file = io.StringIO()
    monkeypatch.setattr(progress, "sys", SimpleNamespace(stderr=file))
    shown_while(0.1, Progress(0.1, 1.0, 2.0))
    assert file.getvalue() == ""
