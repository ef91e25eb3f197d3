"""What Wisconsin's summary says for seed 0 and two threads, against ``wisconsin.txt``.

To renew that file after a change that is meant::

    RENEW_GOLDEN=1 .venv/bin/python -m pytest tests/golden
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest

GOLDEN = Path(__file__).with_name("wisconsin.txt")
HOW = "If the change is meant: RENEW_GOLDEN=1 .venv/bin/python -m pytest tests/golden"
GAP = 0.005


@pytest.fixture
def said(wisconsin: Any, recorded: Any) -> str:
    text: str = (wisconsin.folder / "summary.txt").read_text()
    if os.environ.get("RENEW_GOLDEN"):
        timeless = re.sub(r"[\d.]+ s \(seed", "0.0 s (seed", text)
        GOLDEN.write_text(f"{recorded.here}\n{timeless}")
    return text


def pflops(text: str) -> float:
    match = re.search(r"capability ([\d,.]+) PFLOPS", text)
    assert match is not None
    return float(match[1].replace(",", ""))


def test_summary_is_as_recorded(said: str, recorded: Any) -> None:
    golden = GOLDEN.read_text().split("\n", 1)[1]
    assert recorded.comparable(said) == recorded.comparable(golden), HOW


def test_plan_is_as_good_as_recorded(said: str) -> None:
    assert pflops(said) >= (1 - GAP) * pflops(GOLDEN.read_text()), HOW
    assert "  verified   yes: all of " in said
