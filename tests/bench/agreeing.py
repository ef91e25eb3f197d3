"""Claim and verdict on hundreds of small halls drawn at random, and the share on which rules work.

To repeat it, from the root of the project::

    .venv/bin/python -m tests.bench.agreeing

Each hall is solved to the optimum, asked for less where nothing fits in it, and the verifier judges
the plan. It fails where a plan is
refuted, or where some rule had rows or looked at something on too few of the halls. Every hall has
a power chain and cooling at random, many of them plants and a climate too.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from rackplan.optimize.model import build_model
from rackplan.optimize.problem import build_problem
from rackplan.rules import RULES
from tests.agreement.halls import draw_site
from tests.agreement.solving import best_of_drawn
from tests.bench.machine import describe_machine

LEAST_SHARE = 0.01
"""Of all halls, on which each rule has rows, and looks at something in a plan that was found."""


@dataclass
class Tally:
    """What was seen on all halls."""

    halls: int = 0
    plans: int = 0
    refuted: list[str] = field(default_factory=list)
    with_rows: Counter[str] = field(default_factory=Counter)
    looked_at: Counter[str] = field(default_factory=Counter)

    def take(self, seed: int, folder: Path) -> None:
        """Draw, solve and judge a hall."""
        problem = build_problem(draw_site(seed, folder / "rows", chain=True))
        emitted = build_model(problem).emitted
        self.with_rows.update(rule for rule, emission in emitted.items() if emission.rows)
        solved = best_of_drawn(seed, folder, chain=True)
        self.halls += 1
        if solved.plan is None or solved.verdict is None:
            return
        self.plans += bool(solved.plan.placements)
        self.looked_at.update(r for r, count in solved.verdict.checks_by_rule.items() if count)
        told = (f"seed {seed}: {finding.sentence}" for finding in solved.verdict.findings)
        self.refuted.extend(told)

    def idle(self) -> list[str]:
        """Rules with rows, or with something to look at, on too few halls."""
        least = LEAST_SHARE * self.halls
        return [r for r in RULES if min(self.with_rows[r], self.looked_at[r]) < least]


def main() -> int:
    """Print the shares, and what does not agree."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--halls", type=int, default=500)
    asked.add_argument("--from", dest="first", type=int, default=0)
    said = asked.parse_args()
    print(describe_machine(threads=1))
    tally, started = Tally(), time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(said.first, said.first + said.halls):
            tally.take(seed, Path(folder))
    seconds = time.process_time() - started
    print(f"{tally.halls} halls, {tally.plans} plans with racks, {seconds:.0f} s on one core")
    for rule in RULES:
        rows, looked = (c[rule] / tally.halls for c in (tally.with_rows, tally.looked_at))
        print(f"  {rule:<28} rows {rows:6.1%}  looked at {looked:6.1%}")
    print(f"{len(tally.refuted)} findings against plans", *tally.refuted, sep="\n  ")
    print(f"rules that work on too few halls: {', '.join(tally.idle()) or 'none'}")
    return 1 if tally.refuted or tally.idle() else 0


if __name__ == "__main__":
    sys.exit(main())
