"""A loop's supply stays as far above the facility water as its CDUs need, also with one lost."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from rackplan.physics.machines import CduGroup, group_approach, lacks_of_approach
from rackplan.units import TEMPERATURE, TEMPERATURE_DIFFERENCE, give, magnitude
from rackplan.verify.comparison import Comparison
from rackplan.verify.facts import Facts
from rackplan.verify.loops import LoopState, LoopUse, loop_states, loops_in_use

__all__ = ["check"]


def check(facts: Facts) -> Iterator[Comparison]:
    """``approach(Q, V) <= T_loop - T_facility`` of the surviving CDUs."""
    for use in loops_in_use(facts):
        if use.loop.facility is not None:
            flow = facts.site.facility[use.loop.facility].flow_per_cdu
            cdus = (facts.site.cdu(unit) for unit in use.loop.cdus)
            if not any(lacks_of_approach(cdu, flow) for cdu in cdus):
                yield _on_loop(facts, use)


def _on_loop(facts: Facts, use: LoopUse) -> Comparison:
    assert use.loop.facility is not None, "asked above"
    water = facts.site.facility[use.loop.facility]
    states = loop_states(facts, use.loop)
    needed: dict[object, float] = {}
    for state in states:
        if _key(state) not in needed:
            kept = water.water_range if state.failure is None else None
            group = CduGroup(state.units, use.loop.coolant, water.coolant, water.flow_per_cdu, kept)
            found = group_approach(group, use.heat, use.flow, use.loop.supply, water.supply)
            needed[_key(state)] = magnitude(found, TEMPERATURE_DIFFERENCE)
    has = magnitude(use.loop.supply, TEMPERATURE) - magnitude(water.supply, TEMPERATURE)
    return Comparison(
        says="{subject}{after} needs an approach of {value} to its facility water and has {limit}: "
        "{short} too little{most}",
        where=[use.loop.id] * len(states),
        used=give(np.array([needed[_key(state)] for state in states]), TEMPERATURE_DIFFERENCE),
        limit=give(has, TEMPERATURE_DIFFERENCE),
        subject=lambda _: f"Loop {use.loop.id}",
        blame=lambda _, kelvin: use.racks.shares(
            give(kelvin * (use.heats / use.heat).m_as(""), TEMPERATURE_DIFFERENCE)
        ),
        failure=lambda i: states[i].failure,
    )


def _key(state: LoopState) -> object:
    """States of one approach: valves keep the range of the water while nothing is lost."""
    return state.failure is None, state.alike
