"""The pumps of a loop lift its flow through pipes and racks, also with any one CDU or pump lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from rackplan.model.verdict import Contributor
from rackplan.physics.machines import (
    group_head,
    lacks_of_head,
    piping_drop,
    rack_head,
    states_drop,
)
from rackplan.units import FLOW, PRESSURE, Quantity, give, magnitude
from rackplan.verify.columns import column
from rackplan.verify.comparison import Comparison
from rackplan.verify.facts import Facts
from rackplan.verify.loops import LoopState, LoopUse, loop_states, loops_in_use

__all__ = ["check"]


def check(facts: Facts) -> Iterator[Comparison]:
    """``max(r) dp_r + dp_pipes(V) <= H(V)`` of the surviving CDUs, V what the racks need."""
    for use in loops_in_use(facts):
        cdus = [facts.site.cdu(unit) for unit in use.loop.cdus]
        if any(lacks_of_head(cdu) for cdu in cdus):
            continue
        parts = list(_parts(use, column((cdu.flow for cdu in cdus), FLOW).sum()))
        if parts:
            yield _on_loop(use, loop_states(facts, use.loop), parts)


def _parts(use: LoopUse, most: Quantity) -> Iterator[Contributor]:
    """The neediest rack, and the pipes at what the pumps move at most, as far as known [kPa]."""
    loop = use.loop
    heads = {
        kind.id: rack_head(kind.liquid, loop.supply, loop.manifold)
        for kind in use.types
        if kind.liquid is not None and states_drop(kind.liquid, loop.supply)
    }
    if heads:
        kind = max(heads, key=lambda name: magnitude(heads[name], PRESSURE))
        rack = next(rack for rack in use.racks if rack.type.id == kind)
        yield Contributor(rack.name, magnitude(heads[kind], PRESSURE))
    if loop.piping.is_known:
        drop = piping_drop(loop.piping, min(use.flow, most), loop.coolant, loop.supply)
        yield Contributor(f"pipes of {loop.id}", magnitude(drop, PRESSURE))


def _on_loop(use: LoopUse, states: Sequence[LoopState], parts: Sequence[Contributor]) -> Comparison:
    needed = sum(part.value for part in parts)
    given: dict[object, float] = {}
    for state in states:
        if state.alike not in given:
            given[state.alike] = magnitude(group_head(state.units, use.flow), PRESSURE)
    heads = [given[state.alike] for state in states]
    return Comparison(
        says="{subject}{after} needs a head of {value} and has {limit}: {short} too little{most}",
        where=[use.loop.id] * len(states),
        used=give(np.full(len(states), needed), PRESSURE),
        limit=give(np.array(heads), PRESSURE),
        subject=lambda _: f"Loop {use.loop.id}",
        blame=lambda *_: parts,
        failure=lambda i: states[i].failure,
    )
