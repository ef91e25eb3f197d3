"""A plan after a change of one limit: from the plan that there was, and from nothing.

To repeat it, from the root of the project::

    .venv/bin/python -m tests.bench.replanning              # Wisconsin and a generated hall
    .venv/bin/python -m tests.bench.replanning --hall plain --seeds 0 1 2

Each hall is planned, then one limit changes, and it is planned anew three times: from nothing, from
the old plan with moves for nothing, and from it at their usual price. Seconds are processor
time of all processes together, their start included: `search s` without what it takes to reduce the
site to arrays, which is the same for all three, `all s` with it.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

import rackplan as rp
from rackplan.model.figures import FrozenDict
from rackplan.model.plan import Plan
from rackplan.model.site import Site
from rackplan.optimize.outcome import Limits
from rackplan.optimize.problem import build_problem
from rackplan.optimize.solve import Solution, optimize
from rackplan.units import FRACTION, parse
from rackplan.verify import verify
from tests.bench.generated import HallKind, hall_site
from tests.bench.machine import describe_machine
from tests.bench.processor_time import processor_seconds

_GENERATED = {
    "small": HallKind(blocks=2, rows=12, positions=13),
    "plain": HallKind(),
    "mixed": HallKind(scheme="mixed", uneven=True, old=True),
}
_HEADER = (
    f"{'hall':<12}  {'change':<16}  {'from':<8}  {'search s':>8}  {'all s':>6}  {'gap':>7}  "
    f"{'PFLOPS':>10}  {'stay':>5}  {'move':>5}  {'go':>4}  {'come':>4}  verified"
)


@dataclass(frozen=True)
class Planned:
    """A plan, and the processor time that it took without the arrays and with them [s]."""

    solution: Solution
    search_s: float
    all_s: float
    verified: bool


def planned(site: Site, limits: Limits, keep: Plan | None = None) -> Planned:
    """Plan a site, and judge the plan."""
    began = time.process_time()
    build_problem(site)
    arrays, began = time.process_time() - began, _spent()
    solution = optimize(site, limits, keep=keep)
    spent = _spent() - began
    holds = solution.plan is not None and verify(site, solution.plan).holds
    return Planned(solution, max(spent - arrays, 0.01), spent, holds)


def _spent() -> float:
    """Processor time of this process and of its children that have ended [s]."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def _with_budget(site: Site, factor: float) -> Site:
    assert site.budget.capex is not None
    budget = site.budget.model_copy(update={"capex": site.budget.capex * factor})
    return site.model_copy(update={"budget": budget})


def _with_ups(site: Site, factor: float) -> Site:
    """The UPS modules of the first block at another rating."""
    block = next(node.id for node in site.power.values() if node.kind == "ups").partition(".")[0]
    power = {
        name: node.model_copy(update={"rating": node.rating * factor})
        if node.kind == "ups" and name.partition(".")[0] == block
        else node
        for name, node in site.power.items()
    }
    return site.model_copy(update={"power": FrozenDict(power)})


def _with_supply(site: Site, factor: float) -> Site:
    """More or less of the type of which there is most in supply."""
    most = max(site.supply, key=lambda rack: sum(lot.units for lot in site.supply[rack]))
    lots = tuple(
        lot.model_copy(update={"units": round(lot.units * factor)}) for lot in site.supply[most]
    )
    return site.model_copy(update={"supply": FrozenDict({**site.supply, most: lots})})


CHANGES: Mapping[str, Callable[[Site], Site]] = {
    "budget -10 %": lambda site: _with_budget(site, 0.9),
    "budget +10 %": lambda site: _with_budget(site, 1.1),
    "a UPS block -5 %": lambda site: _with_ups(site, 0.95),
    "a UPS block +5 %": lambda site: _with_ups(site, 1.05),
    "a supply -20 %": lambda site: _with_supply(site, 0.8),
    "a supply +20 %": lambda site: _with_supply(site, 1.2),
}


def replanned(site: Site, limits: Limits) -> Iterator[tuple[str, dict[str, Planned]]]:
    """Each change, with the plan from nothing and those from the plan before it."""
    before = planned(site, limits).solution.plan
    assert before is not None, "no plan to begin with"
    for name, change in CHANGES.items():
        changed = change(site)
        free = changed.policy.model_copy(update={"move_price": parse("0 %", FRACTION)})
        yield (
            name,
            {
                "nothing": planned(changed, limits),
                "plan": planned(changed.model_copy(update={"policy": free}), limits, before),
                "priced": planned(changed, limits, before),
            },
        )


def _line(hall: str, change: str, how: str, found: Planned) -> str:
    claim, kept = found.solution.termination, found.solution.kept
    gap = "-" if claim.gap is None else f"{claim.gap:.3%}"
    value = "-" if claim.value is None else f"{claim.value:,.0f}"
    moves = ("-",) * 4 if kept is None else (kept.stayed, kept.moved, kept.gone, kept.new)
    stay, move, go, come = moves
    return (
        f"{hall:<12}  {change:<16}  {how:<8}  {found.search_s:>8.2f}  {found.all_s:>6.1f}  "
        f"{gap:>7}  {value:>10}  {stay:>5}  {move:>5}  {go:>4}  {come:>4}  "
        f"{'yes' if found.verified else 'NO'}"
    )


def main() -> None:
    """Plan halls anew after each change."""
    options = _options()
    print(describe_machine(options.threads))
    print(_HEADER)
    times: dict[str, list[tuple[float, float]]] = {"plan": [], "priced": []}
    for hall in options.hall:
        for seed in options.seeds:
            site = hall_site(_GENERATED[hall], seed) if hall in _GENERATED else rp.read_site(hall)
            limits = Limits(options.seconds, options.gap, options.threads, seed)
            limits = replace(limits, clock=processor_seconds)
            for change, found in replanned(site, limits):
                for how, each in found.items():
                    print(_line(f"{hall} {seed}", change, how, each), flush=True)
                for how, ratios in times.items():
                    cold, warm = found["nothing"], found[how]
                    ratios.append((cold.search_s / warm.search_s, cold.all_s / warm.all_s))
    for how, ratios in times.items():
        search, whole = (sorted(column) for column in zip(*ratios, strict=True))
        print(
            f"from the {how}: search {statistics.median(search):.1f} times faster in the median, "
            f"{search[0]:.1f} at least; all {statistics.median(whole):.1f} and {whole[0]:.1f}"
        )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Plans after a change, anew and from the last.")
    parser.add_argument("--hall", nargs="+", default=["wisconsin", "plain"])
    parser.add_argument("--seeds", type=int, nargs="+", default=[0, 1])
    parser.add_argument("--seconds", type=float, default=60.0, help="processor time for each")
    parser.add_argument("--gap", type=float, default=0.005)
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


if __name__ == "__main__":
    main()
