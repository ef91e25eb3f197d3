"""What each workload of a demand gets from a plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from rackplan.model.plan import Plan
from rackplan.model.site import Site
from rackplan.units import COMPUTE, MEMORY, POWER, Quantity, of

__all__ = ["Served", "served"]


@dataclass(frozen=True)
class Served:
    """The racks that serve a workload, and what they bring.

    Attributes
    ----------
    workload : str
    racks : mapping of rack type to int
    power : Quantity [kW]
        Planned.
    dense : mapping of precision to Quantity [PFLOPS]
        At the precisions that the workload names, else at that of the demand.
    hbm : Quantity [TB]
    """

    workload: str
    racks: Mapping[str, int]
    power: Quantity
    dense: Mapping[str, Quantity]
    hbm: Quantity


def served(site: Site, plan: Plan) -> tuple[Served, ...]:
    """What each workload gets, in the order of the demand."""
    return tuple(_served(site, plan, name) for name in site.demand.workloads)


def _served(site: Site, plan: Plan, name: str) -> Served:
    workload = site.demand.workloads[name]
    counts = Counter(p.rack for p in plan.placements if p.workload == name)
    racks = [(n, site.catalog.racks[rack]) for rack, n in counts.items()]
    computing = [(n, rack.computing) for n, rack in racks if rack.computing is not None]
    named = dict.fromkeys((*workload.precisions, *workload.capability)) or [site.demand.precision]
    nothing = of(0.0, COMPUTE)
    return Served(
        workload=name,
        racks=dict(sorted(counts.items())),
        power=sum((n * rack.planned_power for n, rack in racks), of(0.0, POWER)),
        dense={
            precision: sum((n * c.dense.get(precision, nothing) for n, c in computing), nothing)
            for precision in named
        },
        hbm=sum((n * c.hbm for n, c in computing), of(0.0, MEMORY)),
    )
