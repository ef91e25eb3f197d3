"""What a minute brings at the shipped sites, and what comes of their scenarios.

To repeat it, from the root of the project::

    .venv/bin/python -m tests.bench.sites [--scenarios] [NAME ...]

Prints a line a site or scenario: claim, proved gap, seconds, PUE and WUE, and those rules that the
site's notes claim to bind and that do not.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from dataclasses import dataclass

import rackplan as rp
from rackplan.reading import scenarios_of, shipped_sites
from rackplan.result import Result
from tests.bench.machine import describe_machine

_HEADER = (
    f"{'case':<24} {'status':<10}  {'gap':>7}  {'search s':>8}  {'all s':>6}  {'verified':<8}  "
    f"{'PUE':>6}  {'WUE':>6}  claimed to bind, and does not"
)


@dataclass(frozen=True)
class Outcome:
    """How one case went.

    Attributes
    ----------
    missed : tuple of str
        Rules that the site's notes claim to bind, and that no binding limit names.
    whole_s : float [s]
        Search, verification and year; reading is not counted.
    """

    case: str
    result: Result
    missed: tuple[str, ...]
    whole_s: float

    def __str__(self) -> str:
        claim, verdict, year = self.result.termination, self.result.verdict, self.result.year
        gap = "-" if claim.gap is None else f"{claim.gap:.2%}"
        holds = "-" if verdict is None else "yes" if verdict.holds else "no"
        mean = getattr(year, "mean", None)
        pue = "-" if mean is None else f"{mean.pue:.3f}"
        wue = "-" if mean is None else f"{mean.wue.m_as('L/kWh'):.3f}"
        return (
            f"{self.case:<24} {claim.status:<10}  {gap:>7}  {claim.seconds:>8.1f}  "
            f"{self.whole_s:>6.1f}  {holds:<8}  {pue:>6}  {wue:>6}  {', '.join(self.missed) or '-'}"
        )


def plan_case(case: str, seconds: float, gap: float, threads: int) -> Outcome:
    """Plan one site, or one scenario of a site."""
    site = rp.read_site(case)
    began = time.perf_counter()
    result = rp.plan(site, time_limit=f"{seconds} s", gap=gap, threads=threads)
    whole_s = time.perf_counter() - began
    claimed = () if ":" in case else site.binds
    binding = {limit.rule for limit in result.binding}
    return Outcome(case, result, tuple(rule for rule in claimed if rule not in binding), whole_s)


def cases(names: list[str], *, scenarios: bool) -> Iterator[str]:
    """The sites named, or all of them; behind each its scenarios, where they are asked for."""
    for name in names or sorted(shipped_sites()):
        yield name
        if scenarios and ":" not in name:
            yield from (f"{name}:{scenario}" for scenario in scenarios_of(name))


def main() -> None:
    """Plan all cases and print what came of them."""
    options = _options()
    print(describe_machine(options.threads))
    print(_HEADER)
    for case in cases(options.names, scenarios=options.scenarios):
        print(plan_case(case, options.seconds, options.gap, options.threads), flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Plan the shipped sites.")
    parser.add_argument("names", nargs="*", help="sites or scenarios; all sites if none")
    parser.add_argument("--scenarios", action="store_true", help="those of each site too")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--gap", type=float, default=0.005)
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


if __name__ == "__main__":
    main()
