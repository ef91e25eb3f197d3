"""Small halls drawn at random: does the search find what trying every filling finds?

To repeat it, from the root of the project::

    .venv/bin/python -m tests.bench.brute_force --cases 1000

Each case is a hall of a few positions with a power tree, loops, zones and a demand at random, three
in four of them with nothing that has to stand, and each objective is asked of it. The search runs
as in the product, but for solvers in this process; the truth is the best of all fillings of which
the verifier, which knows no solver, says that they hold. Fails where value, status or verdict
differ.
"""

from __future__ import annotations

import argparse
import math
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, get_args
from unittest import mock

from rackplan.economics.sought import misclaims_of
from rackplan.model.claim import Termination, Then
from rackplan.model.demand import Further
from rackplan.model.site import Site
from rackplan.model.weights import Objective, Weights
from rackplan.optimize import search as search_module
from rackplan.optimize import solve as solve_module
from rackplan.optimize.outcome import Limits
from rackplan.optimize.solve import optimize
from rackplan.units import BUILD_PRICE, COMPUTE_PRICE, FRACTION, parse
from rackplan.verify import verify
from tests.agreement.brute import SMALL, best_by_trying, fillings_of, worths_in_order
from tests.agreement.halls import draw_site
from tests.bench.machine import describe_machine
from tests.optimize.inline_pool import InlinePool

__all__ = ["SOUGHT", "Tally", "judge_case"]

_MOST_FILLINGS = 80
_OFTEN = 100
_LIMITS = Limits(seconds=600.0, gap=0.0, threads=1, clock=time.process_time)

_TENTH = parse("10 %", FRACTION)

_BY_RATE = Weights(capability=parse("17 kUSD/PFLOPS", COMPUTE_PRICE))
_BY_ALL = Weights(
    capability=parse("12.5 kUSD/PFLOPS", COMPUTE_PRICE),
    it_power=parse("17 kUSD/kW", BUILD_PRICE),
    cost=parse("0.7", FRACTION),
)

SOUGHT: dict[str, dict[str, Any]] = {
    **{name: {"objective": name, "weights": _BY_RATE} for name in get_args(Objective)},
    "value of all three": {"objective": "value", "weights": _BY_ALL},
    "capability, then cost": {
        "objective": "capability",
        "then": (Further(objective="cost", give=_TENTH),),
    },
    "it_power, then capability, then cost": {
        "objective": "it_power",
        "then": (Further(objective="capability", give=_TENTH), Further(objective="cost")),
    },
    "value, then it_power": {
        "objective": "value",
        "weights": _BY_ALL,
        "then": (Further(objective="it_power", give=_TENTH),),
    },
    "capability, then value": {
        "objective": "capability",
        "weights": _BY_RATE,
        "then": (Further(objective="value", give=_TENTH),),
    },
}
"""What is asked of each hall."""


@dataclass
class Tally:
    """What was seen, by objective."""

    agree: Counter[str] = field(default_factory=Counter)
    fit: Counter[str] = field(default_factory=Counter)
    seconds: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def judge_case(seed: int, folder: Path, tally: Tally) -> bool:
    """Ask a hall for the best by every objective; False where it has too many fillings."""
    eased = seed % 4 > 0
    site = draw_site(seed, folder, SMALL, eased=eased, racks={"wet": {}, "dry": {}})
    plans = fillings_of(site, _MOST_FILLINGS)
    if plans is None:
        return False
    holds: dict[int, bool] = {}
    for name, demand in SOUGHT.items():
        began = time.process_time()
        asked = site.model_copy(update={"demand": site.demand.model_copy(update=demand)})
        said = _disagreement(asked, best_by_trying(asked, plans, holds))
        tally.agree[name] += not said
        tally.fit[name] += any(holds.values())
        tally.seconds[name] += time.process_time() - began
        tally.wrong += [f"hall {seed}, {name}: {said}"] if said else []
    return True


def _disagreement(site: Site, best: list[float] | None) -> str:
    """What the search says otherwise than the best filling; "" for nothing."""
    with (
        mock.patch.object(search_module, "Pool", InlinePool),
        mock.patch.object(solve_module, "_explanation", return_value=()),
    ):
        found = optimize(site, _LIMITS)
    if best is None or found.plan is None:
        agree = (best is None, found.termination.status) == (found.plan is None, "infeasible")
        return "" if agree else f"{found.termination.status}, and the best filling has {best}"
    value = worths_in_order(site, found.plan)
    if not verify(site, found.plan).holds:
        return "refuted"
    claims: tuple[Termination | Then, ...] = (found.termination, *found.then)
    if misclaims := misclaims_of(site, found.plan, claims):
        return misclaims[0]
    same = all(map(partial(math.isclose, rel_tol=1e-9), value, best))
    if found.termination.status != "optimal" or not same:
        return f"{found.termination.status} with {value}, and the best filling has {best}"
    return ""


def _report(tally: Tally) -> Iterator[str]:
    for name, count in tally.fit.items():
        cases = tally.agree[name] + sum(f", {name}:" in line for line in tally.wrong)
        yield (
            f"{name:<36}  {tally.agree[name]:,} of {cases:,} agree, {count:,} of them "
            f"with a plan; {tally.seconds[name]:.0f} s of processor time"
        )
    yield from tally.wrong


def main() -> int:
    """Try as many halls as asked for."""
    asked = argparse.ArgumentParser(description="The search against every filling of small halls.")
    asked.add_argument("--cases", type=int, default=1000)
    asked.add_argument("--from", dest="first", type=int, default=0)
    said = asked.parse_args()
    print(describe_machine(threads=1))
    tally, seed, done = Tally(), said.first, 0
    while done < said.cases:
        with tempfile.TemporaryDirectory() as folder:
            is_judged = judge_case(seed, Path(folder), tally)
        seed, done = seed + 1, done + is_judged
        if is_judged and done % _OFTEN == 0:
            print(f"{done:,} halls, {len(tally.wrong)} disagreements", flush=True)
    print(f"{done:,} halls of seeds {said.first} to {seed - 1}; others have too many fillings")
    print(*_report(tally), sep="\n")
    return 1 if tally.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
