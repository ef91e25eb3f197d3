"""Voltage drops along busways as straight rows, never below what racks on any positions cause.

A rack's drop grows with the distance of its position, and the columns do not say which position it
gets. For any distance D the drop of a rack at d is at most its drop at D and what lies beyond::

    sum(racks) v d <= sum(racks) v D + v_most sum(positions) max(0, d - D)

with v the drop a metre, v_most the most that one position can have of it. Where D is the distance
at which the racks with the highest drop just fill what is allowed, the bound is exact for them.

Single-phase racks are dealt to the lines in turn, by type and in order of position, so no line has
more than a third of a type and two thirds of its farthest rack, and the neutral no more than one
rack of each type: five times the three-phase drop of one rack a type, at the far end, are added.

The tap that loses most may be any, as the neutral gives some back beyond it. The bounds hold at
each tap e: there a rack at d counts as if it were at min(d, e), which is no farther, and racks of a
type in order of position are in order still. What the neutral gives back is never counted.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rackplan.model.power import PowerNode
from rackplan.model.verdict import Failure
from rackplan.optimize.problem import Problem
from rackplan.optimize.row import Ints
from rackplan.units import LENGTH, LINE_IMPEDANCE, VOLTAGE, magnitude

__all__ = ["BuswayDrop", "busway_drops"]

_UNITS_PER_VOLT = 1e5
_OUT_OF_BALANCE = 5.0

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class BuswayDrop:
    """The drop along one busway in a state.

    Attributes
    ----------
    each : int64[t]
        Drop of a rack of each type, rounded up [10 uV].
    fixed : int
        What is added whatever stands there, rounded up [10 uV].
    limit : int
        What is allowed, rounded down [10 uV].
    rows : tuple of int
        Rows along the busway.
    """

    node: str
    failure: Failure | None
    each: Ints
    fixed: int
    limit: int
    rows: tuple[int, ...]


def busway_drops(problem: Problem) -> Iterator[BuswayDrop]:
    """Each busway of known resistance, whole and with the other feed of a row lost."""
    share = problem.site.policy.voltage_drop
    for node in problem.site.power.values():
        rows = problem.rows_along.get(node.id, ())
        if share is None or node.resistance is None or node.kind != "busway" or not rows:
            continue
        lone = _alone(problem, node.id, rows)
        yield _drop(problem, node, rows, None, float(share.magnitude))
        if lone is not None:
            yield _drop(problem, node, rows, lone, float(share.magnitude))


def _alone(problem: Problem, node: str, rows: Sequence[int]) -> Failure | None:
    """A loss that leaves racks on this feed alone."""
    others = {feed for r in rows for feed in problem.rows[r].feeds[:2]} - {node}
    states = problem.power
    for state in states.losses:
        lost = any(not states.chain(state, other) for other in others if other in state.chains)
        if lost and states.chain(state, node):
            return state.failure
    return None


def _drop(
    problem: Problem, node: PowerNode, rows: Sequence[int], failure: Failure | None, share: float
) -> BuswayDrop:
    volts = _volts(problem, node, rows)
    per_m = _volts_per_metre(problem, node, rows, volts, on_one_feed=failure is not None)
    stands = (problem.poles[:, list(rows)] > 0).any(axis=1)
    metres = _distances(problem, node, rows)
    span = problem.span[:, list(rows)].min(axis=1)
    densest = float(max((per_m.three_phase + per_m.single_phase)[stands] / span[stands], default=0))
    limit = share * volts
    far = float(metres.max(initial=0.0))
    uneven = _OUT_OF_BALANCE * float(per_m.single_phase[stands].sum()) * far
    at = _tangent(densest, metres, limit - uneven)
    beyond = densest * float(np.maximum(metres - at, 0.0).sum())
    each = (per_m.three_phase + per_m.single_phase) * at
    return BuswayDrop(
        node=node.id,
        failure=failure,
        each=np.ceil(each * _UNITS_PER_VOLT - 1e-6).astype(np.int64),
        fixed=math.ceil((beyond + uneven) * _UNITS_PER_VOLT),
        limit=math.floor(limit * _UNITS_PER_VOLT + 1e-6),
        rows=tuple(rows),
    )


@dataclass(frozen=True)
class _PerMetre:
    """Drop of a rack a metre of distance, float64[t] [V/m]; one of the two is 0."""

    three_phase: Floats
    single_phase: Floats


def _volts_per_metre(
    problem: Problem, node: PowerNode, rows: Sequence[int], volts: float, *, on_one_feed: bool
) -> _PerMetre:
    assert node.resistance is not None, "only busways of known resistance come here"
    ohm = magnitude(node.resistance, LINE_IMPEDANCE)
    across = 0.0 if node.reactance is None else magnitude(node.reactance, LINE_IMPEDANCE)
    watts = np.array(
        [_most_w(problem, t, node.id, rows, on_one_feed=on_one_feed) for t in _types(problem)]
    )
    cosine = np.array([float(rack.power_factor.magnitude) for rack in problem.racks])
    if node.current == "dc":
        return _PerMetre(2 * ohm * watts / volts, np.zeros_like(watts))
    whole = watts * (ohm + across * np.sqrt(1 / cosine**2 - 1)) / volts
    any_angle = watts / cosine * math.hypot(ohm, across) / volts
    is_single = (problem.poles[:, list(rows)] < 3).any(axis=1)
    return _PerMetre(np.where(is_single, 0.0, whole), np.where(is_single, any_angle, 0.0))


def _types(problem: Problem) -> range:
    return range(len(problem.types))


def _most_w(
    problem: Problem, t: int, node: str, rows: Sequence[int], *, on_one_feed: bool
) -> float:
    """The most that a rack draws from a busway in a state [W]."""
    rack = problem.racks[t]
    if rack.cords == 1:
        feeds = (problem.rows[r].feeds[:1] for r in rows)
        return float(problem.planned_w[t]) if any(node in feed for feed in feeds) else 0.0
    shares = (
        rack.share_on_a if problem.rows[r].feeds[0] == node else 1.0 - rack.share_on_a for r in rows
    )
    shared = max(shares) * float(problem.planned_w[t])
    return max(shared, float(problem.failover_w[t])) if on_one_feed else shared


def _volts(problem: Problem, node: PowerNode, rows: Sequence[int]) -> float:
    voltage = problem.rows[rows[0]].tap.voltage if node.voltage is None else node.voltage
    return magnitude(voltage, VOLTAGE)


def _distances(problem: Problem, node: PowerNode, rows: Sequence[int]) -> Floats:
    """From the feed to each free position [m]."""
    found: list[float] = []
    for r in rows:
        row = problem.rows[r]
        width = magnitude(row.position_width, LENGTH)
        whole = width * len(row.positions)
        ahead = 0.0 if node.length is None else magnitude(node.length, LENGTH) - whole
        for s in problem.row_segments[r]:
            segment = problem.segments[s]
            found += [ahead + (segment.start + k + 0.5) * width for k in range(segment.length)]
    return np.array(found)


def _tangent(densest: float, metres: Floats, limit: float) -> float:
    """The distance from which on, positions full of the racks of highest drop break the limit.

    Filled from the far end; where all of them are allowed, the mean distance serves as well.
    """
    from_far = np.sort(metres)[::-1]
    drops = densest * np.cumsum(from_far)
    over = np.flatnonzero(drops > limit)
    if not len(from_far):
        return 0.0
    return float(from_far[over[0]] if len(over) else from_far[-1])
