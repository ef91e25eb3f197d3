"""Where counts put racks: cables against a bound, pods together, feeds and loops balanced, names.

To repeat it, from the root of the project::

    .venv/bin/python -m tests.bench.extraction [NAME ...]

Each site is planned and its racks are looked at as they stand. `run m` is how far a cable goes
along and across the aisles from a rack to a network rack of its pod, in the mean; `bound m` is what
no plan with the same pods can be below: every network rack on the position that has the nearest
others, and the racks of its pod on those, as if nothing else stood there. `together` is the share
of pods that stand side by side, nothing else between them, and `one row` of those in one row.
`busways`, `UPS` and `loops` are the least loaded and the most, over the mean of those alike.
`names` is the share of racks that stand in the same place, in the same pod, after supply has
changed by one rack: planned from nothing, and with ``keep``.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import rackplan as rp
from rackplan.handover.places import RackPlace, places_of
from rackplan.handover.schedules.pods import Pod, pods_of
from rackplan.model.figures import FrozenDict
from rackplan.model.plan import Plan, positions_taken
from rackplan.model.site import Site
from rackplan.reading import shipped_sites
from rackplan.units import LENGTH, POWER, magnitude
from tests.bench.machine import describe_machine

__all__ = ["Cabling", "cabling_of", "spreads_of"]

_HEADER = (
    f"{'site':<12}  {'racks':>5}  {'pods':>4}  {'run m':>6}  {'bound m':>7}  {'together':>8}  "
    f"{'one row':>7}  {'busways':>12}  {'UPS':>12}  {'loops':>12}  {'names':>11}"
)


@dataclass(frozen=True)
class Cabling:
    """How far cables run from racks to the network racks of their pods, in the mean [m]."""

    pods: int
    together: float
    one_row: float
    run_m: float
    bound_m: float


def cabling_of(site: Site, plan: Plan) -> Cabling:
    """Pods of a plan, and the runs of their cables."""
    pods = [pod for pod in pods_of(places_of(site, plan)) if pod.members and pod.network]
    runs = [_distance(one, far) for pod in pods for one in pod.members for far in pod.network]
    nearest = _Nearest(site)
    bounds = [bound for pod in pods for _ in pod.network for bound in nearest.of(pod)]
    return Cabling(
        pods=len(pods),
        together=sum(_is_together(site, pod) for pod in pods) / max(len(pods), 1),
        one_row=sum(len({p.row.id for p in pod.racks}) == 1 for pod in pods) / max(len(pods), 1),
        run_m=sum(runs) / max(len(runs), 1),
        bound_m=sum(bounds) / max(len(bounds), 1),
    )


def _distance(one: RackPlace, other: RackPlace) -> float:
    """Along and across the aisles, from middle to middle [m]."""
    (x, y), (far_x, far_y) = one.positions.centre, other.positions.centre
    return abs(x - far_x) + abs(y - far_y)


def _is_together(site: Site, pod: Pod) -> bool:
    """Whether the racks of a pod take positions of one row that follow one another."""
    taken = [p for place in pod.racks for p in positions_taken(site, place.placement)]
    indices = sorted(p.index for p in taken)
    in_one_row = len({p.row for p in taken}) == 1
    return in_one_row and indices[-1] - indices[0] + 1 == len(indices)


class _Nearest:
    """The least distances from a position to others, over all positions of a hall [m]."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.sums: dict[tuple[str, bool, int], list[float]] = {}

    def of(self, pod: Pod) -> list[float]:
        """To as many positions as the pod has racks, from the position that has them nearest."""
        assert pod.kind is not None
        assert pod.kind.pod is not None
        hall, count = pod.members[0].row.hall, len(pod.members)
        key = hall, pod.kind.pod.one_row, count
        if key not in self.sums:
            self.sums[key] = min(self._around(*key), key=sum)
        return self.sums[key]

    def _around(self, hall: str, one_row: bool, count: int) -> Iterator[list[float]]:
        at = {
            row.id: [
                (
                    magnitude(row.x, LENGTH) + (n + 0.5) * magnitude(row.position_width, LENGTH),
                    magnitude(row.y, LENGTH) + magnitude(row.position_depth, LENGTH) / 2,
                )
                for n in range(len(row.positions))
            ]
            for row in self.site.rows.values()
            if row.hall == hall
        }
        for spots in at.values():
            others = spots if one_row else [spot for each in at.values() for spot in each]
            for x, y in spots:
                apart = sorted(abs(x - far_x) + abs(y - far_y) for far_x, far_y in others)
                if len(apart) > count:
                    yield apart[1 : count + 1]


def spreads_of(site: Site, plan: Plan) -> dict[str, tuple[float, float]]:
    """The least and the most loaded busway, UPS and loop, over the mean of those alike."""
    loads: dict[str, Counter[str]] = defaultdict(Counter)
    for place in places_of(site, plan):
        power = magnitude(place.kind.planned_power, POWER)
        for feed, share in ((place.feed_a, place.share_a), (place.feed_b, place.share_b)):
            if feed:
                loads["busways"][feed] += power * share
                loads["UPS"][_ups_of(site, feed)] += power * share
        if place.placement.loop and place.kind.liquid is not None:
            loads["loops"][place.placement.loop] += magnitude(place.kind.liquid.heat, POWER)
    return {
        "busways": _spread(loads["busways"], {f: _kind_of(site, f) for f in _feeds(site)}),
        "UPS": _spread(
            loads["UPS"], {_ups_of(site, f): _kind_of(site, _ups_of(site, f)) for f in _feeds(site)}
        ),
        "loops": _spread(
            loads["loops"],
            {
                loop.id: str(sorted(u.product for u in loop.cdus)) + str(loop.supply)
                for loop in site.loops.values()
            },
        ),
    }


def _feeds(site: Site) -> list[str]:
    return [feed for row in site.rows.values() for feed in row.feeds]


def _ups_of(site: Site, feed: str) -> str:
    """What feeds a busway with nothing lost, up to the first UPS."""
    node = site.power[feed]
    while node.kind != "ups" and node.fed_by:
        node = site.power[node.fed_by[0]]
    return node.id


def _kind_of(site: Site, node: str) -> str:
    """Nodes alike share a block and a rating, and busways the number of positions."""
    own = site.power[node]
    places = [len(row.positions) for row in site.rows.values() if node in row.feeds]
    above = _ups_of(site, node) if own.kind != "ups" else node
    return f"{above.partition('.')[0]} {own.rating} {places}"


def _spread(loads: Counter[str], kinds: Mapping[str, str]) -> tuple[float, float]:
    """The least and the most over the mean of those alike, in the mean of all kinds in use."""
    groups: dict[str, list[float]] = defaultdict(list)
    for name, kind in kinds.items():
        groups[kind].append(loads[name])
    used = [(min(g), max(g), sum(g) / len(g)) for g in groups.values() if len(g) > 1 and sum(g)]
    if not used:
        return 1.0, 1.0
    return tuple(sum(each[n] / each[2] for each in used) / len(used) for n in (0, 1))


def _one_less(site: Site) -> Site:
    """One rack less in supply of the type of which there is most."""
    most = max(site.supply, key=lambda rack: sum(lot.units for lot in site.supply[rack]))
    first, *rest = site.supply[most]
    lots = (first.model_copy(update={"units": max(first.units - 1, 0)}), *rest)
    return site.model_copy(update={"supply": FrozenDict({**site.supply, most: lots})})


def _same(one: Plan, other: Plan) -> float:
    """The share of the racks of a plan that stand in the other, where they stood."""
    stands = {(p.position, p.rack, p.pod) for p in one.placements}
    return len(stands & {(p.position, p.rack, p.pod) for p in other.placements}) / len(stands)


def _line(name: str, options: argparse.Namespace) -> str:
    site = rp.read_site(name)
    asked = {"time_limit": f"{options.seconds} s", "gap": options.gap, "threads": options.threads}
    first = rp.plan(site, **asked)
    assert first.plan is not None
    changed = _one_less(site)
    again = [rp.plan(changed, keep=keep, **asked).plan for keep in (None, first)]
    names = " / ".join("-" if p is None else f"{_same(first.plan, p):.0%}" for p in again)
    found, spread = cabling_of(site, first.plan), spreads_of(site, first.plan)
    loads = "  ".join(f"{f'{least:.2f} to {most:.2f}':>12}" for least, most in spread.values())
    return (
        f"{name:<12}  {len(first.plan.placements):>5}  {found.pods:>4}  {found.run_m:>6.2f}  "
        f"{found.bound_m:>7.2f}  {found.together:>8.0%}  {found.one_row:>7.0%}  "
        f"{loads}  {names:>11}"
    )


def main() -> None:
    """Plan the sites and print how their racks stand."""
    parser = argparse.ArgumentParser(description="How racks stand: cables, pods, loads, names.")
    parser.add_argument("names", nargs="*", default=sorted(shipped_sites()))
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--gap", type=float, default=0.005)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    print(describe_machine(options.threads))
    print(_HEADER)
    for name in options.names:
        print(_line(name, options), flush=True)


if __name__ == "__main__":
    main()
