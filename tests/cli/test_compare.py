"""``rackplan compare`` on the tiny site: a table, a document, files, and its exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rackplan.optimize import search, solve
from tests.optimize.inline_pool import InlinePool

QUICK = ("--workers", "1", "--time-limit", "120s")


@pytest.fixture(autouse=True)
def _no_children(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "Pool", InlinePool)
    monkeypatch.setattr(solve, "Pool", InlinePool)


def test_a_table_within_a_hundred_columns(rackplan, tiny):
    answer = rackplan("compare", "--site", *tiny, *QUICK)
    assert answer.code == 0
    lines = answer.out.splitlines()
    assert max(map(len, lines)) <= 100
    for title in ("Ranking", "What stands", "How it uses the hall", "Money over", "What limits it"):
        assert any(line.startswith(title) for line in lines)
    assert "  1  mix      1,060" in lines
    assert ["wet-100", "5", "360", "500", "1,000", "2,000"] in [line.split()[:6] for line in lines]


def test_one_document_for_two_sites(rackplan, tiny):
    site, *rest = tiny
    answer = rackplan("compare", "dry-40", "--site", site, "--site", site, *rest, *QUICK, "--json")
    assert answer.code == 0
    document = json.loads(answer.out)
    assert document["by"] == "capability"
    assert [row["rack"] for row in document["rows"]] == ["dry-40", "dry-40"]
    # neighbours that are the same cannot be told apart
    assert [place["close_to_the_one_before"] for place in document["ranking"]] == [False, True]


def test_plans_are_kept_and_hold(rackplan, tiny, out: Path):
    answer = rackplan("compare", "wet-100", "--site", *tiny, *QUICK, "--out", out)
    assert answer.code == 0
    assert f"wrote {out / 'tiny' / 'wet-100'}" in answer.out
    assert rackplan("verify", out / "tiny" / "wet-100").code == 0


def test_where_nothing_stands_the_reason_is_told(rackplan, tiny):
    answer = rackplan("compare", "wet-100", "--site", *tiny, *QUICK, "--at", "2025-11-01")
    assert answer.code == 1
    assert "no rack stands anywhere" in answer.out
    assert "wet-100: none: not on sale before 2026-01-01" in answer.out


def test_unknown_measure_is_bad_input(rackplan, tiny):
    answer = rackplan("compare", "--site", *tiny, "--by", "beauty")
    assert answer.code == 2
    assert 'no measure "beauty"' in answer.err
