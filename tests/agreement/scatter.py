"""Random plans of a hall, as a person might scatter racks, most of them not quite lawful."""

from __future__ import annotations

import random
from collections import defaultdict

from rackplan.model.plan import Placement, Plan, positions_taken, racks_of_width
from rackplan.model.site import Row, Site
from rackplan.optimize.problem import Problem

__all__ = ["disturbed", "scattered"]


def scattered(rng: random.Random, problem: Problem) -> Plan:
    """Racks of the types in play on random positions, none in another, now and then in a column."""
    site, share = problem.site, rng.uniform(0.05, 0.8)
    taken: set[str] = set()
    placements = []
    for row in site.rows.values():
        for position in row.positions:
            placement = _placement(site, row, position.id, rng.choice(problem.types))
            covers = _covers(site, placement)
            if rng.random() < share and _is_free(rng, site, covers, taken):
                taken |= covers
                placements.append(placement)
    return _in_pods(site, placements)


def disturbed(rng: random.Random, problem: Problem, plan: Plan) -> Plan:
    """A plan with a rack or two taken away, exchanged, or put on a free position."""
    site = problem.site
    placed = {placement.position: placement for placement in plan.placements}
    for _ in range(rng.randint(1, 2)):
        position = rng.choice([*site.positions.values()])
        placed.pop(position.id, None)
        new = _placement(site, site.rows[position.row], position.id, rng.choice(problem.types))
        covers = _covers(site, new)
        others = {p for old in placed.values() for p in _covers(site, old)}
        if rng.random() < 0.7 and _is_free(rng, site, covers, others):
            placed[position.id] = new
    return _in_pods(site, list(placed.values()))


def _placement(site: Site, row: Row, position: str, rack: str) -> Placement:
    kind = site.catalog.racks[rack]
    return Placement(
        position=position,
        rack=rack,
        feeds=row.feeds[: kind.cords],
        loop=row.loop if kind.liquid is not None else None,
    )


def _covers(site: Site, placement: Placement) -> set[str]:
    """Positions that a rack covers; none where it would stand out of its row."""
    row = site.rows[site.positions[placement.position].row]
    taken = positions_taken(site, placement)
    width = racks_of_width(site.catalog.racks[placement.rack].width, row)
    return {position.id for position in taken} if len(taken) == width else set()


def _is_free(rng: random.Random, site: Site, covers: set[str], taken: set[str]) -> bool:
    is_blocked = any(site.positions[position].blocked for position in covers)
    return bool(covers) and not covers & taken and (not is_blocked or rng.random() < 0.1)


def _in_pods(site: Site, placements: list[Placement]) -> Plan:
    """Compute racks parted into pods in the order of their positions, by row or by hall."""
    begun: dict[tuple[str, str], int] = defaultdict(int)
    labelled = []
    for placement in placements:
        row = site.rows[site.positions[placement.position].row]
        pod = site.catalog.racks[placement.rack].pod
        if pod is not None:
            key = (placement.rack, row.id if pod.one_row else row.hall)
            name = f"{placement.rack} {key[1]} {begun[key] // pod.racks}"
            placement = placement.model_copy(update={"pod": name})  # noqa: PLW2901
            begun[key] += 1
        labelled.append(placement)
    return Plan(site=site.id, placements=tuple(labelled))
