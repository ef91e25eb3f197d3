"""How close to the best Wisconsin is planned in ten seconds, on seeded perturbations of it.

To repeat it, from the root of the project::

    .venv/bin/python -m tests.bench.perturbations

Prints a line a seed, and how many kept within gap and time.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import dataclass

import rackplan as rp
from rackplan.optimize.outcome import Progress
from tests.bench.machine import describe_machine
from tests.bench.perturbed import SITE, perturbed_site

CHECKING_S = 1.0
"""Kept back from the time limit for the verifier."""

_HEADER = (
    f"{'seed':>4}  {'status':<10}  {'gap':>7}  {'proved s':>8}  {'search s':>8}  {'check s':>7}  "
    "verified"
)


@dataclass(frozen=True)
class Outcome:
    """How one seed went.

    Attributes
    ----------
    proved_s : float or None [s]
        When the gap asked for was reached; after that the search tidies up.
    check_s : float [s]
        All but the search: arrays, rows, extraction, verification, cost.
    """

    seed: int
    status: str
    gap: float | None
    proved_s: float | None
    search_s: float
    check_s: float
    verified: bool

    def keeps(self, gap: float, seconds: float) -> bool:
        """Whether a verified plan was proved to be close enough, in time."""
        in_time = self.search_s + self.check_s <= seconds
        return self.verified and in_time and self.gap is not None and self.gap <= gap

    def __str__(self) -> str:
        gap = "-" if self.gap is None else f"{self.gap:.3%}"
        proved = "-" if self.proved_s is None else f"{self.proved_s:.2f}"
        return (
            f"{self.seed:>4}  {self.status:<10}  {gap:>7}  {proved:>8}  {self.search_s:>8.2f}  "
            f"{self.check_s:>7.2f}  {'yes' if self.verified else 'no'}"
        )


@dataclass
class Watch:
    """Notes when a search first came as close as asked for."""

    gap: float
    proved_s: float | None = None

    def __call__(self, step: Progress) -> None:
        if self.proved_s is not None or step.value is None or step.bound is None:
            return
        if abs(step.bound - step.value) <= self.gap * abs(step.value):
            self.proved_s = step.seconds


def plan_once(seed: int, gap: float, seconds: float, threads: int) -> Outcome:
    """Plan the site of one seed; reading it is not counted, all else is."""
    site = perturbed_site(seed)
    watch = Watch(gap)
    limit = f"{seconds - CHECKING_S} s"
    began = time.perf_counter()
    result = rp.plan(site, gap=gap, time_limit=limit, threads=threads, progress=watch)
    whole_s = time.perf_counter() - began
    claim = result.termination
    return Outcome(
        seed=seed,
        status=claim.status,
        gap=claim.gap,
        proved_s=watch.proved_s,
        search_s=claim.seconds,
        check_s=whole_s - claim.seconds,
        verified=result.verdict is not None and result.verdict.holds,
    )


def main() -> None:
    """Plan all seeds and print what came of them."""
    options = _options()
    print(describe_machine(options.threads))
    print(_HEADER)
    kept = 0
    for seed in range(options.first, options.first + options.seeds):
        outcome = plan_once(seed, options.gap, options.seconds, options.threads)
        kept += outcome.keeps(options.gap, options.seconds)
        print(outcome, flush=True)
    limits = f"gap <= {100 * options.gap:g} % within {options.seconds:g} s"
    print(f"{limits}: {kept} of {options.seeds}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=f"Plan perturbations of {SITE}.")
    parser.add_argument("--seeds", type=int, default=20, help="how many")
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=10.0, help="solving and checking")
    parser.add_argument("--gap", type=float, default=0.005)
    return parser.parse_args()


if __name__ == "__main__":
    main()
