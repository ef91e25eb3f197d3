"""Limits of rack loops by their physics: head, approach, ride-through."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rackplan.model.facility import FacilityLoop
from rackplan.model.site import CoolingLoop
from rackplan.model.verdict import Failure
from rackplan.optimize.reduction.caps import Cap
from rackplan.optimize.reduction.gauge import Flags, Floats, shares, times, undominated
from rackplan.optimize.reduction.layout import Layout
from rackplan.optimize.reduction.rounding import ceil_units
from rackplan.optimize.row import Ints
from rackplan.physics.liquid import rack_flow
from rackplan.physics.machines import (
    CduGroup,
    RunningCdu,
    group_approach,
    group_head,
    lacks_of_approach,
    lacks_of_head,
    loop_ride_through,
    piping_drop,
    rack_head,
    running,
    states_drop,
)
from rackplan.units import (
    DURATION,
    FLOW,
    POWER,
    PRESSURE,
    TEMPERATURE,
    TEMPERATURE_DIFFERENCE,
    Quantity,
    give,
    magnitude,
    of,
)

__all__ = ["approach_caps", "head_caps", "ride_through_caps"]

_HALVINGS = 52
_NO_LIMIT = 1e6
_SPARE = 1e-9
"""Floating point: what is found by halving is taken that much smaller."""

State = tuple[Failure | None, tuple[RunningCdu, ...]]
"""CDUs that run, whole or after a loss."""


@dataclass(frozen=True)
class _Loop:
    """A loop with the racks that it could feed."""

    loop: CoolingLoop
    layout: Layout

    @cached_property
    def rows(self) -> tuple[int, ...]:
        """Rows that hang on it."""
        return self.layout.rows_of_loop[self.loop.id]

    @cached_property
    def kinds(self) -> list[int]:
        """Types that the loop can feed."""
        return [
            t
            for t, rack in enumerate(self.layout.racks)
            if rack.liquid is not None
            and rack.liquid.coolant == self.loop.coolant
            and self.loop.supply <= rack.liquid.supply_max
        ]

    @cached_property
    def flow_ml(self) -> Ints:
        """Flow of a rack of each type [mL/min], int64[t]."""
        return self._of_kinds(lambda t: ceil_units(self.flow(t), "mL/min"))

    @cached_property
    def heat_w(self) -> Ints:
        """Heat of a rack of each type [W], int64[t]."""
        return self._of_kinds(lambda t: ceil_units(self.heat(t), "W"))

    @cached_property
    def states(self) -> list[State]:
        """The loop whole and after each loss, without states that run the same CDUs."""
        found: dict[object, State] = {}
        for failure, units in self._states():
            alike = Counter((unit.product.id, magnitude(unit.flow, FLOW)) for unit in units)
            found.setdefault(frozenset(alike.items()), (failure, units))
        return [state for state in found.values() if state[1]]

    def drop_kpa(self, t: int) -> float | None:
        """Head across a rack and its manifold; None where the rack states no drop."""
        need = self.layout.racks[t].liquid
        if need is None or not states_drop(need, self.loop.supply):
            return None
        return magnitude(rack_head(need, self.loop.supply, self.loop.manifold), PRESSURE)

    def flow(self, t: int) -> Quantity:
        """Flow that a rack of a type needs [L/min]."""
        need = self.layout.racks[t].liquid
        assert need is not None, "only liquid-cooled racks hang on a loop"
        return rack_flow(need, self.loop.supply)

    def heat(self, t: int) -> Quantity:
        """Heat of a rack of a type [kW]."""
        need = self.layout.racks[t].liquid
        assert need is not None, "only liquid-cooled racks hang on a loop"
        return need.heat

    def _states(self) -> Iterator[State]:
        site, loop = self.layout.site, self.loop
        whole = {unit.id: running(site.cdu(unit)) for unit in loop.cdus}
        losses: list[tuple[Failure | None, dict[str, RunningCdu | None]]] = [(None, {})]
        if "cdu" in site.policy.survive:
            losses += [(Failure("cdu", unit), {unit: None}) for unit in whole]
        if "pump" in site.policy.survive:
            losses += [
                (Failure("pump", f"{u.id}.pump1"), {u.id: running(site.cdu(u), pump_lost=True)})
                for u in loop.cdus
            ]
        losses += [(loss, dict.fromkeys(gone & whole.keys())) for loss, gone in self.layout.dark]
        for failure, changed in losses:
            left = (whole | changed).values()
            yield failure, tuple(unit for unit in left if unit is not None)

    def _of_kinds(self, figure: Callable[[int], int]) -> Ints:
        values = np.zeros(len(self.layout.racks), dtype=np.int64)
        for t in self.kinds:
            values[t] = figure(t)
        return values


def head_caps(layout: Layout) -> Iterator[Cap]:
    """What each loop may move: in all, and while racks of a type stand on it that need more head.

    The head across the neediest rack and through the pipes, which rises with the flow, stays within
    what the CDUs give at that flow in every state.
    """
    for loop in layout.site.loops.values():
        cdus = [layout.site.cdu(unit) for unit in loop.cdus]
        if any(lacks_of_head(cdu) for cdu in cdus):
            continue
        on = _Loop(loop, layout)
        drops = {t: on.drop_kpa(t) for t in on.kinds}
        if on.states and (loop.piping.is_known or any(drop is not None for drop in drops.values())):
            most = sum(magnitude(cdu.flow, FLOW) for cdu in cdus)
            needs = {t: 0.0 if drop is None else drop for t, drop in drops.items()}
            yield from _by_kind(on, on.flow_ml, _flows(on, needs, most))


def approach_caps(layout: Layout) -> Iterator[Cap]:
    """What the exchangers of each loop pass, in states that may bind."""
    for loop in layout.site.loops.values():
        if loop.facility is None:
            continue
        water = layout.site.facility[loop.facility]
        cdus = (layout.site.cdu(unit) for unit in loop.cdus)
        if any(lacks_of_approach(cdu, water.flow_per_cdu) for cdu in cdus):
            continue
        on = _Loop(loop, layout)
        found = [
            (failure, _shares(on, units, water, valves=failure is not None))
            for failure, units in on.states
        ]
        for failure, taken in undominated(found):
            yield _share_cap(on, taken, failure)


def ride_through_caps(layout: Layout) -> Iterator[Cap]:
    """The heat that the coolant of each loop carries alone for as long as the policy asks."""
    policy = layout.site.policy
    if policy.ride_through is None or policy.ride_through.magnitude <= 0:
        return
    for loop in layout.site.loops.values():
        if loop.volume is not None:
            on = _Loop(loop, layout)
            wanted = magnitude(policy.ride_through, DURATION)
            caps = {t: _carried_w(on, t, loop.volume, wanted) for t in on.kinds}
            yield from _by_kind(on, on.heat_w, caps)


def _flows(on: _Loop, needs: Mapping[int, float], most: float) -> dict[int, int]:
    """The most flow at which there is head for each type [mL/min], by halving."""
    need_kpa = np.array(list(needs.values()))

    def holds(flow: Floats) -> Flags:
        at = give(flow, FLOW)
        heads = [group_head(units, at).m_as("kPa") for _, units in on.states]
        pipes = piping_drop(on.loop.piping, at, on.loop.coolant, on.loop.supply).m_as("kPa")
        return np.asarray(need_kpa + pipes <= np.min(heads, axis=0))

    def find() -> Floats:
        low, high = np.zeros_like(need_kpa), np.full_like(need_kpa, most)
        whole, none = holds(high), ~holds(low)
        for _ in range(_HALVINGS):
            middle = 0.5 * (low + high)
            held = holds(middle)
            low, high = np.where(held, middle, low), np.where(held, high, middle)
        return np.where(whole, _NO_LIMIT, np.where(none, 0.0, low))

    states = tuple(_alike(units) for _, units in on.states)
    key = ("head", states, *_of_loop(on.loop), repr(on.loop.piping), most, need_kpa.tobytes())
    caps = on.layout.once(key, find)
    return {t: int(1000.0 * cap * (1.0 - _SPARE)) for t, cap in zip(needs, caps, strict=True)}


def _carried_w(on: _Loop, t: int, volume: Quantity, wanted_s: float) -> int:
    """The heat that the coolant carries alone until racks of a type refuse it [W]."""
    loop, policy, need = on.loop, on.layout.site.policy, on.layout.racks[t].liquid
    assert need is not None, "only liquid-cooled racks hang on a loop"
    spare = magnitude(need.supply_max, TEMPERATURE) - magnitude(loop.supply, TEMPERATURE)
    if policy.ride_through_rise is not None:
        spare = min(spare, magnitude(policy.ride_through_rise, TEMPERATURE_DIFFERENCE))
    rise = of(max(spare, 0.0), TEMPERATURE_DIFFERENCE)
    seconds = loop_ride_through(volume, loop.coolant, loop.supply, rise, of(1.0, POWER))
    return int(1000.0 * magnitude(seconds, DURATION) / wanted_s * (1.0 - _SPARE))


def _by_kind(on: _Loop, load: Ints, limits: Mapping[int, int]) -> Iterator[Cap]:
    """A limit for whatever stands there, and closer ones while racks of a type do."""
    if not limits:
        return
    each = on.layout.on_rows(load, on.rows)
    beyond = on.layout.beyond(each, on.rows)
    widest = max(limits.values())
    yield Cap(on.loop.id, each, widest, beyond, rows=on.rows)
    for t, limit in limits.items():
        if limit < widest:
            yield Cap(on.loop.id, each, limit, beyond, stand=(t, on.rows), rows=on.rows)


def _shares(
    on: _Loop, units: tuple[RunningCdu, ...], water: FacilityLoop, *, valves: bool
) -> Floats:
    """Share of the exchangers that run which a rack of each type takes, float64[t].

    With `valves` open to their limit, as after a loss; else the water keeps its range.
    """
    loop = on.loop
    kept = None if valves else water.water_range
    group = CduGroup(units, loop.coolant, water.coolant, water.flow_per_cdu, kept)
    allowed = magnitude(loop.supply, TEMPERATURE) - magnitude(water.supply, TEMPERATURE)

    def fits(points: Floats) -> Flags:
        heat, flow = give(points[:, 0], POWER), give(points[:, 1], FLOW)
        needed = group_approach(group, heat, flow, loop.supply, water.supply)
        return np.asarray(needed.m_as("K") <= allowed)

    racks = np.zeros((len(on.layout.racks), 2))
    for t in on.kinds:
        racks[t] = magnitude(on.heat(t), POWER), magnitude(on.flow(t), FLOW)
    alike = ("plates", _alike(units), water.id, valves, *_of_loop(loop))

    def reach(at: Floats) -> Floats:
        return on.layout.once((*alike, at.tobytes()), lambda: times(at, fits))

    return shares(racks, on.layout.most[:, on.rows].sum(axis=1), reach)


def _of_loop(loop: CoolingLoop) -> tuple[str, float]:
    """What the liquid of a loop is known by."""
    return loop.coolant, magnitude(loop.supply, TEMPERATURE)


def _alike(units: tuple[RunningCdu, ...]) -> tuple[tuple[str, float], ...]:
    """CDUs that run, by what they are and move; the same for those of like loops."""
    return tuple(sorted((unit.product.id, magnitude(unit.flow, FLOW)) for unit in units))


def _share_cap(on: _Loop, taken: Floats, failure: Failure | None) -> Cap:
    """Shares as heat: what a rack counts, of what racks of the likeliest type would pass."""
    real = np.isfinite(taken) & (taken > 0.0)
    most_w = float(np.max(on.heat_w[real] / taken[real], initial=0.0))
    limit = int(most_w)
    each = np.where(np.isfinite(taken), np.ceil(np.where(real, taken, 0.0) * limit), limit + 1)
    table = on.layout.on_rows(each.astype(np.int64), on.rows)
    beyond = on.layout.beyond(table, on.rows)
    return Cap(on.loop.id, table, limit, beyond, failure=failure, rows=on.rows)
