"""What the racks of a plan ask of feeds, loops and zones, all of a kind at once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from rackplan.model.catalog import RackType
from rackplan.model.site import CoolingLoop, Site
from rackplan.physics.liquid import rack_flow
from rackplan.units import AIRFLOW, FLOW, POWER, magnitude
from rackplan.verify.loads import Load, loads_of
from rackplan.verify.racks import Racks, Standing
from rackplan.verify.tree import PowerTree

__all__ = ["Asked", "asked_of", "gives_to_room"]


@dataclass(frozen=True)
class Asked:
    """Sums over racks at planned power.

    Attributes
    ----------
    it_kw : float
        Power at the inlets of all racks.
    liquid_kw, flow_l_min : mapping of str to float
        Heat to liquid and flow, by loop.
    air_kw, airflow_m3_s : mapping of str to float
        What liquid does not take, and airflow, by zone.
    draws : tuple of (Load, int)
        A rack of each kind as the power tree sees it, and how many there are.
    """

    it_kw: float
    liquid_kw: Mapping[str, float]
    flow_l_min: Mapping[str, float]
    air_kw: Mapping[str, float]
    airflow_m3_s: Mapping[str, float]
    draws: tuple[tuple[Load, int], ...]


def asked_of(site: Site, racks: Racks, tree: PowerTree) -> Asked:
    """Sum up what racks ask; those of one type on one row, loop and feeds are alike."""
    samples: dict[tuple[object, ...], Standing] = {}
    counts: Counter[tuple[object, ...]] = Counter()
    for rack in racks:
        placed = rack.placement
        key: tuple[object, ...] = (rack.type.id, rack.row.id, placed.loop, placed.feeds)
        samples.setdefault(key, rack)
        counts[key] += 1
    loads = loads_of(Racks(tuple(samples.values())), tree, site.failover)
    sums = _Sums(site)
    for key, rack in samples.items():
        sums.add(rack, counts[key])
    return Asked(
        it_kw=sums.it_kw,
        liquid_kw=sums.liquid_kw,
        flow_l_min=sums.flow_l_min,
        air_kw=sums.air_kw,
        airflow_m3_s=sums.airflow_m3_s,
        draws=tuple(zip(loads, counts.values(), strict=True)),
    )


def gives_to_room(site: Site, loop: CoolingLoop) -> bool:
    """Whether the units of a loop give its heat to the room's air."""
    return all(site.cdu(unit).form == "liquid-to-air" for unit in loop.cdus)


class _Sums:
    def __init__(self, site: Site) -> None:
        self.it_kw = 0.0
        self.liquid_kw: dict[str, float] = defaultdict(float)
        self.flow_l_min: dict[str, float] = defaultdict(float)
        self.air_kw: dict[str, float] = defaultdict(float)
        self.airflow_m3_s: dict[str, float] = defaultdict(float)
        self._site = site
        self._flows: dict[tuple[str, str], float] = {}

    def add(self, rack: Standing, count: int) -> None:
        kind, loop = rack.type, self._site.loops.get(rack.placement.loop or "")
        planned = magnitude(kind.planned_power, POWER)
        to_liquid = 0.0
        if loop is not None and kind.liquid is not None:
            self.flow_l_min[loop.id] += count * self._flow(kind, loop)
            if not gives_to_room(self._site, loop):
                to_liquid = min(magnitude(kind.liquid.heat, POWER), planned)
                self.liquid_kw[loop.id] += count * to_liquid
        self.it_kw += count * planned
        self.air_kw[rack.row.zone] += count * (planned - to_liquid)
        self.airflow_m3_s[rack.row.zone] += count * magnitude(kind.air.airflow, AIRFLOW)

    def _flow(self, kind: RackType, loop: CoolingLoop) -> float:
        key = (kind.id, loop.id)
        if key not in self._flows:
            assert kind.liquid is not None
            self._flows[key] = magnitude(rack_flow(kind.liquid, loop.supply), FLOW)
        return self._flows[key]
