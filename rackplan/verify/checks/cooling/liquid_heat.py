"""The CDUs of a loop take the heat of its racks, also with any one CDU lost."""

from __future__ import annotations

from collections.abc import Iterator

from rackplan.model.catalog import RackType
from rackplan.units import POWER, Quantity
from rackplan.verify.comparison import Comparison
from rackplan.verify.facts import Facts
from rackplan.verify.machines import machines_lost, on_machines

__all__ = ["check"]


def check(facts: Facts) -> Iterator[Comparison]:
    """``sum(r) Q_r <= sum(surviving CDUs) H`` for each loop, whole and after each CDU loss."""
    for loop in facts.site.loops.values():
        racks = facts.on_loop[loop.id]
        heat = {unit.id: facts.site.cdu(unit).heat for unit in loop.cdus}
        yield on_machines(
            says="{subject}{after} gets {value} of heat and can take {limit}: "
            "{short} too much{most}",
            place=("Loop", loop.id),
            racks=racks,
            needs=racks.by_type(_heat, POWER),
            machines=tuple(heat.values()),
            losses=machines_lost(facts, "cdu", heat, POWER),
            dimension=POWER,
        )


def _heat(kind: RackType) -> Quantity:
    assert kind.liquid is not None, "only liquid-cooled racks hang on a loop"
    return kind.liquid.heat
