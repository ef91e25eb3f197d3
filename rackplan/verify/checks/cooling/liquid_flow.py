"""The pumps of a loop move the flow that its racks need at its supply temperature.

Also with any one CDU or pump lost. A CDU is short of flow before heat when water is warm.
"""

from __future__ import annotations

from collections.abc import Iterator

from rackplan.model.catalog import RackType
from rackplan.model.site import CoolingLoop
from rackplan.model.verdict import Failure
from rackplan.physics.liquid import rack_flow
from rackplan.units import FLOW, Quantity
from rackplan.verify.comparison import Comparison
from rackplan.verify.facts import Facts
from rackplan.verify.machines import Loss, machines_lost, on_machines

__all__ = ["check"]


def check(facts: Facts) -> Iterator[Comparison]:
    """``sum(r) V_r(T) <= sum(surviving CDUs) V_cdu``, whole and after each CDU or pump loss."""
    loops = facts.site.loops

    def flow(loop: str, kind: RackType) -> Quantity:
        assert kind.liquid is not None, "only liquid-cooled racks hang on a loop"
        return rack_flow(kind.liquid, loops[loop].supply)

    for loop in loops.values():
        racks = facts.on_loop[loop.id]
        yield on_machines(
            says="{subject}{after} needs {value} and can move {limit}: {short} too little{most}",
            place=("Loop", loop.id),
            racks=racks,
            needs=racks.by_loop(flow, FLOW),
            machines=[facts.site.cdu(unit).flow for unit in loop.cdus],
            losses=tuple(_losses(facts, loop)),
            dimension=FLOW,
        )


def _losses(facts: Facts, loop: CoolingLoop) -> Iterator[Loss]:
    """Flow that goes with each CDU and each pump; a pump whose rest is unknown takes its CDU."""
    flow = {unit.id: facts.site.cdu(unit).flow for unit in loop.cdus}
    yield from machines_lost(facts, "cdu", flow, FLOW)
    for unit in loop.cdus if facts.survives("pump") else ():
        cdu = facts.site.cdu(unit)
        rest = cdu.flow_after_pump_loss
        taken = cdu.flow if rest is None else cdu.flow - rest
        yield from (
            (Failure("pump", f"{unit.id}.pump{number + 1}"), taken) for number in range(cdu.pumps)
        )
