"""The published synthetic data center with 150 all-or-nothing requests, each in one row.

To repeat it, from the root of the project::

    .venv/bin/python -m tests.bench.synthetic_center              # 20 lists of requests, 20 s each
    .venv/bin/python -m tests.bench.synthetic_center --seeds 5 --by    # ours alone

Prints a line a list: what our search places, extracted and verified, as a share of the best bound
that any competitor of the run proved, and what HiGHS makes of the same model in the same time.
Seconds are processor time of the busiest process (`processor_time`), so that other work on the
machine does not count. `center` says what is published and what we drew.
"""

from __future__ import annotations

import argparse
import statistics
from dataclasses import dataclass

from tests.bench.center import Center, center_site, requests
from tests.bench.halls import SOLVERS, race
from tests.bench.machine import describe_machine
from tests.bench.trace import Trace

CENTER = Center()
_ASKED = 0.975
_HEADER = (
    f"{'seed':>4}  {'asked kW':>8}  {'bound kW':>8}  {'ours':>7}  {'5 s':>7}  {'first s':>7}  "
    f"{'97.5 % s':>8}  {'highs':>7}  note"
)


@dataclass(frozen=True)
class Outcome:
    """How one list of requests went.

    Attributes
    ----------
    bound : float [W]
        The best that any competitor proved.
    traces : mapping of competitor to Trace
    """

    seed: int
    asked_kw: int
    bound: float
    traces: dict[str, Trace]

    def share(self, name: str, seconds: float = float("inf")) -> float | None:
        """What a competitor had placed by then, over the bound; None where it did not run."""
        trace = self.traces.get(name)
        return None if trace is None else (trace.value_at(seconds) or 0.0) / self.bound

    def __str__(self) -> str:
        ours = self.traces["ours"]
        return (
            f"{self.seed:>4}  {self.asked_kw:>8,}  {self.bound / 1e3:>8,.0f}  "
            f"{_percent(self.share('ours')):>7}  {_percent(self.share('ours', 5.0)):>7}  "
            f"{_seconds(ours.first()):>7}  "
            f"{_seconds(ours.reaches(1.0 / _ASKED - 1.0, self.bound)):>8}  "
            f"{_percent(self.share('highs')):>7}  {ours.note}"
        )


def run_list(seed: int, by: list[str], seconds: float, threads: int) -> Outcome:
    """Let competitors work on the requests of a seed, one after the other."""
    traces = {trace.name: trace for trace in race(center_site(CENTER, seed), by, seconds, threads)}
    bounds = [trace.bound_at(float("inf")) for trace in traces.values()]
    asked = sum(each.racks * each.power_kw for each in requests(CENTER, seed))
    return Outcome(seed, asked, min(b for b in bounds if b is not None), traces)


def summary(outcomes: list[Outcome]) -> str:
    """The least and the mean of all lists, and how many of them reach what is asked."""
    told = []
    for name in ("ours", "highs"):
        shares = [share for each in outcomes if (share := each.share(name)) is not None]
        if shares:
            reached = sum(share >= _ASKED for share in shares)
            told.append(
                f"{name}: least {min(shares):.2%}, mean {statistics.mean(shares):.2%}, "
                f"{reached} of {len(shares)} at {_ASKED:.1%} or more"
            )
    verified = sum("verified" in each.traces["ours"].note for each in outcomes)
    return f"{'; '.join(told)}; {verified} of {len(outcomes)} plans verified"


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{share:.2%}"


def _seconds(seconds: float | None) -> str:
    return "-" if seconds is None else f"{seconds:.1f}"


def main() -> None:
    """Race on the lists of requests asked for."""
    options = _options()
    print(describe_machine(options.threads))
    print(_HEADER)
    outcomes = []
    for seed in range(options.first, options.first + options.seeds):
        by = ["ours", *options.by]
        outcomes.append(run_list(seed, by, options.seconds, options.threads))
        print(outcomes[-1], flush=True)
    print(summary(outcomes))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Our search on the synthetic data center.")
    parser.add_argument("--seeds", type=int, default=20, help="how many lists of requests")
    parser.add_argument("--first", type=int, default=0, help="seed of the first list")
    parser.add_argument("--by", nargs="*", choices=SOLVERS, default=["highs"], help="beside ours")
    parser.add_argument("--seconds", type=float, default=20.0, help="processor time for each")
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


if __name__ == "__main__":
    main()
