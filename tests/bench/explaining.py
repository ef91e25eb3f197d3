"""Sets that explain impossible demands on small halls drawn at random, judged by another solver.

To repeat it, from the root of the project::

    .venv/bin/python -m tests.bench.explaining --cases 200

A case is a hall that is asked for more than it holds, as SciPy's branch and bound sees it. It fails
where a set fits after all, where one of its parts may be left out, or where no set was found.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from rackplan.optimize import shortfall
from rackplan.optimize.problem import build_problem
from rackplan.optimize.shortfall import why_impossible
from tests.bench.machine import describe_machine
from tests.explain.impossible_demands import draw_demand, fits, is_impossible, is_minimal
from tests.optimize.inline_pool import InlinePool


@dataclass
class Tally:
    """What was seen."""

    drawn: int = 0
    cases: int = 0
    sizes: list[int] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def take(self, seed: int, folder: Path) -> None:
        """Draw a demand, and judge the set that explains it."""
        site = draw_demand(seed, folder)
        self.drawn += 1
        if not is_impossible(site):
            return
        self.cases += 1
        started = time.process_time()
        found = why_impossible(site)
        self.seconds.append(time.process_time() - started)
        if found is None:
            self.wrong.append(f"seed {seed}: no set was found")
            return
        rows = [each.row for each in found.shortfalls]
        columns = build_problem(site).columns.count
        self.sizes.append(len(rows))
        if fits(rows, columns):
            self.wrong.append(f"seed {seed}: the set fits")
        elif not is_minimal(rows, columns) or not found.is_minimal:
            self.wrong.append(f"seed {seed}: the set is not minimal")


def main() -> int:
    """Print how many sets were judged, and which of them are wrong."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--cases", type=int, default=200)
    asked.add_argument("--from", dest="first", type=int, default=0)
    said = asked.parse_args()
    print(describe_machine(threads=1))
    shortfall.Pool = InlinePool
    tally, seed = Tally(), said.first
    with tempfile.TemporaryDirectory() as folder:
        while tally.cases < said.cases:
            tally.take(seed, Path(folder))
            seed += 1
    print(f"{tally.drawn} demands drawn, {tally.cases} of them impossible")
    if tally.sizes:
        middle, most = statistics.median(tally.sizes), max(tally.sizes)
        print(f"parts of a set: median {middle:g}, most {most}")
    worst = max(tally.seconds, default=0.0)
    spent = statistics.median(tally.seconds or [0.0])
    print(f"processor time of a set: median {spent:.2f} s, most {worst:.1f} s")
    right = tally.cases - len(tally.wrong)
    print(f"impossible alone and minimal: {right} of {tally.cases}", *tally.wrong, sep="\n  ")
    return 1 if tally.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
