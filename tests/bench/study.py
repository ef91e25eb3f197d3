"""How much faster two workers plan a study than one, and what a case costs beside its plan.

Run ``python -m tests.bench.study``. The same cases are planned three times: by `plan` with one
thread in one warm process, each site read before as the verb reads it; by a study with one worker,
and with two, each with a ledger of its own. Wall time tells how well two share the work where
nothing else goes on; processor time of all processes together tells what is spent, also where
something does.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rackplan.crew import Crew
from rackplan.planner import plan
from rackplan.reading import read_site
from rackplan.study import Study
from tests.bench.machine import describe_machine

__all__ = ["main"]

ROOT = Path(__file__).parents[2]
SMALL = ROOT / "examples" / "small-hall"


@dataclass(frozen=True)
class Spent:
    """What something took.

    Attributes
    ----------
    wall, processor : float [s]
        By the clock on the wall, and on all processors together.
    """

    wall: float
    processor: float


def plan_as_the_verb(site: str, catalogs: str | None, changes: dict[str, str], limit: str) -> str:
    """Read and plan a case as ``rackplan plan --threads 1`` does."""
    read = read_site(site, catalogs=catalogs, changes=changes)
    return plan(read, time_limit=limit, gap=0.01, threads=1).termination.status


def main() -> None:
    """Measure and print."""
    asked = _arguments()
    print(describe_machine(2))
    prices = [f"{0.04 + 0.001 * n:.3f} USD/kWh" for n in range(asked.cases)]
    catalogs = str(SMALL / "catalogs") if asked.site == str(SMALL) else None
    print(f"{asked.cases} prices of energy at {Path(asked.site).name}, gap 1 %")
    plans = _spent(lambda: _plain(asked.site, catalogs, prices, asked.limit))
    studies = {n: _spent(lambda n=n: _study(asked, catalogs, prices, n)) for n in (1, 2)}  # type: ignore[misc]  # a default binds n
    print(f"{'':<28} {'wall s':>8} {'processor s':>12} {'a case':>8} {'of plan':>8}")
    for name, spent in (
        ("plan, one thread, warm", plans),
        ("study, 1 worker", studies[1]),
        ("study, 2 workers", studies[2]),
    ):
        each, ratio = spent.processor / asked.cases, spent.processor / plans.processor
        print(f"{name:<28} {spent.wall:>8.1f} {spent.processor:>12.1f} {each:>8.2f} {ratio:>8.2f}")
    print(f"two workers are {studies[1].wall / studies[2].wall:.2f} times as fast as one (wall)")


def _plain(site: str, catalogs: str | None, prices: list[str], limit: str) -> None:
    import tests.bench.study as ours  # what runs as a program has no name

    with Crew() as crew:
        for price in prices:
            crew.ask((ours.plan_as_the_verb, (site, catalogs, {"tariff.energy": price}, limit)))


def _study(asked: argparse.Namespace, catalogs: str | None, prices: list[str], n: int) -> None:
    study = Study(
        asked.site, {"tariff.energy": prices}, catalogs=catalogs, time_limit=asked.limit, gap="1 %"
    )
    with tempfile.TemporaryDirectory() as folder:
        result = study.run(workers=n, out=folder)
    assert result.planned_now == len(prices)
    assert set(result.counts) <= {"optimal", "feasible"}, result.counts


def _spent(work: Callable[[], None]) -> Spent:
    """What work takes, with all processes that it starts."""
    before, began = _processor(), time.perf_counter()
    work()
    return Spent(time.perf_counter() - began, _processor() - before)


def _processor() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=20)
    parser.add_argument("--site", default=str(SMALL), help="default the small hall of the examples")
    parser.add_argument("--limit", default="60 s", help="time limit of each case")
    return parser.parse_args()


if __name__ == "__main__":
    main()
