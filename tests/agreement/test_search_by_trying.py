"""The search of the product on a sample of the halls of `tests.bench.brute_force`."""

from __future__ import annotations

from tests.bench.brute_force import SOUGHT, Tally, judge_case

SEEDS = range(3000, 3012)


def test_search_finds_what_trying_every_filling_finds(tmp_path):
    tally = Tally()
    cases = sum(judge_case(seed, tmp_path, tally) for seed in SEEDS)
    assert tally.wrong == []
    assert cases >= len(SEEDS) // 2
    for objective in SOUGHT:
        assert tally.agree[objective] == cases
        assert tally.fit[objective] >= cases // 3, "halls are drawn differently: choose other seeds"
