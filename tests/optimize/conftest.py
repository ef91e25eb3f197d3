"""Searches in the process of the test."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rackplan.optimize import blocks, search, solve
from rackplan.optimize.outcome import Limits
from tests.optimize.inline_pool import InlinePool


@pytest.fixture
def inline(monkeypatch) -> Callable[..., Limits]:
    """Lets searches run without processes; makes limits."""
    monkeypatch.setattr(search, "Pool", InlinePool)
    monkeypatch.setattr(solve, "Pool", InlinePool)
    return Limits


@pytest.fixture
def as_if_large(monkeypatch, inline) -> Callable[..., Limits]:
    """Lets small models be searched as large ones are: in blocks, with cuts and patterns."""
    monkeypatch.setattr(search, "_SMALL", 0)
    monkeypatch.setattr(search, "_LARGE", 0)
    monkeypatch.setattr(search, "_FEWEST_BLOCKS", 2)
    monkeypatch.setattr(blocks, "_SMALLEST", 8)
    return inline
