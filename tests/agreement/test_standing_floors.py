"""Every layout of a floor that is not empty, position by position: the truth about segments.

Racks are one or two positions wide; some stand already, some places are pinned, reserved or
forbidden. Power and cooling have room, so that only the floor decides.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

import pytest

from rackplan.model.plan import Placement, Plan
from rackplan.model.site import Row, Site
from rackplan.optimize.extract import encode
from rackplan.optimize.model import build_model
from rackplan.optimize.problem import build_problem
from rackplan.verify import verify
from tests.agreement.solving import best_of, broken_rules
from tests.optimize.made import make_site, node, rack, row

POWER = {"U": node("ups"), "A": node("busway", "U"), "B": node("busway", "U")}
LENGTHS = (4, 3)
SPANS = {"slim": 1, "wide": 2}
SEEDS = range(20)


def _racks(*, all_slim: bool) -> dict[str, Any]:
    def worth(petaflops: int) -> dict[str, Any]:
        return {
            "accelerators": 1,
            "silicon_vendor": "Alpha",
            "hbm": "1 TB",
            "dense": {"fp8": f"{petaflops} PFLOPS"},
        }

    width = "600 mm" if all_slim else "1200 mm"
    return {
        "slim": rack(computing=worth(10)),
        "wide": rack(computing=worth(13 if all_slim else 23), width=width, price="2 MUSD"),
    }


def _site(seed: int) -> Site:
    rng = random.Random(seed)
    all_slim = rng.random() < 0.3
    spans = dict.fromkeys(SPANS, 1) if all_slim else SPANS
    places = [f"R{r}-P{n}" for r, count in enumerate(LENGTHS) for n in range(count)]
    placed, pins = _stands(rng, spans)
    rows = {
        f"R{r}": row("A", "B", positions=count, blocked=(2,) * (r == 1 and rng.random() < 0.1))
        for r, count in enumerate(LENGTHS)
    }
    demand = {
        "date": "2026-12-01",
        "objective": rng.choice(("capability", "cost")),
        "racks": {name: {"at_most": rng.choice((3, 9))} for name in rng.sample([*SPANS], 2)},
        "capability": {"fp8": {"at_least": f"{rng.choice((20, 45))} PFLOPS"}},
    }
    if rng.random() < 0.2:
        del demand["racks"]["wide"]
    return make_site(
        POWER,
        rows,
        _racks(all_slim=all_slim),
        demand=demand,
        placed={p: {"rack": name} for p, name in placed.items()},
        pins={p: name for p, name in pins.items() if name in demand["racks"]},
        reserved={p: _kept(rng) for p in places if rng.random() < 0.15},
        forbidden={p: [rng.choice([*SPANS])] for p in places if rng.random() < 0.2},
        supply={"slim": [{"from_date": "2026-01-01", "units": rng.randint(0, 5)}]},
        budget={"capex": f"{rng.randint(4, 12)} MUSD"},
        policy={"survive": []},
    )


def _stands(rng: random.Random, spans: Mapping[str, int]) -> tuple[dict[str, str], dict[str, str]]:
    """Racks that stand and racks that are pinned, none in another and none past its row."""
    found: tuple[dict[str, str], dict[str, str]] = ({}, {})
    taken: set[tuple[int, int]] = {(1, 2)}  # may be blocked
    for where in (0, 0, 1):
        r, name = rng.randrange(2), rng.choice([*spans])
        start = rng.randrange(LENGTHS[r])
        covered = {(r, n) for n in range(start, start + spans[name])}
        if rng.random() < 0.5 and not covered & taken and max(n for _, n in covered) < LENGTHS[r]:
            taken |= covered
            found[where][f"R{r}-P{start}"] = name
    return found


def _kept(rng: random.Random) -> dict[str, Any]:
    return rng.choice(
        ({"until": "2027-01-01"}, {"until": "2026-12-01"}, {"for": ["slim"]}, {"for": ["wide"]})
    )


def _layouts(site: Site) -> Iterator[Plan]:
    for chosen in product(*(list(_of_row(site, each, 0)) for each in site.rows.values())):
        placements = [placement for part in chosen for placement in part]
        yield Plan(site=site.id, placements=tuple(placements))


def _of_row(site: Site, row: Row, index: int) -> Iterator[tuple[Placement, ...]]:
    """All ways to fill a row from a position on, columns left free."""
    if index >= len(row.positions):
        yield ()
        return
    yield from _of_row(site, row, index + 1)
    for name, kind in site.catalog.racks.items():
        covered = row.positions[index : index + (1 if kind.width.m_as("mm") == 600 else 2)]
        fits = index + len(covered) <= len(row.positions) and not any(p.blocked for p in covered)
        if fits and len(covered) == (1 if kind.width.m_as("mm") == 600 else 2):
            here = Placement(position=row.positions[index].id, rack=name, feeds=row.feeds)
            for rest in _of_row(site, row, index + len(covered)):
                yield (here, *rest)


def _worth(site: Site, plan: Plan) -> float:
    if site.demand.objective == "cost":
        new = [p for p in plan.placements if p.position not in site.placed]
        return -sum(float(site.catalog.racks[p.rack].price.m_as("USD")) for p in new)
    racks = [site.catalog.racks[p.rack] for p in plan.placements]
    return sum(float(rack.computing.dense["fp8"].m_as("PFLOPS")) for rack in racks)


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_every_layout(seed: int) -> None:
    site = _site(seed)
    problem = build_problem(site)
    model = build_model(problem)
    best = None
    for plan in _layouts(site):
        values = encode(problem, plan)
        refused = {"space.placed"} if values is None else broken_rules(model, values)
        verdict = verify(site, plan)
        assert verdict.holds == (refused == set()), (refused, verdict.findings, plan)
        if verdict.holds:
            best = max(_worth(site, plan), -1e99 if best is None else best)
    solved = best_of(site)
    assert (solved.plan is None) == (best is None)
    if solved.plan is not None and solved.verdict is not None:
        assert solved.verdict.findings == ()
        assert _worth(site, solved.plan) == pytest.approx(best)


def test_the_seeds_try_it_all() -> None:
    sites = [_site(seed) for seed in SEEDS]
    problems = [build_problem(site) for site in sites]
    for kind in ("placed", "pins", "reserved", "forbidden"):
        assert sum(bool(getattr(site, kind)) for site in sites) >= 5
    singles = sum(any(s.is_single for s in problem.segments) for problem in problems)
    classes = sum(any(len(s.places) > 0 and not s.must for s in p.segments) for p in problems)
    assert singles >= 4
    assert classes >= 2
    assert sum(best_of(site).plan is not None for site in sites) >= 8
