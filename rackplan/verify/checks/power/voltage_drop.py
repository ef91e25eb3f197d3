"""The voltage at the rack of a busway that loses most, whole and after each loss.

NEC 210.19 and 215.2, informational notes: 3 % on a feeder, 5 % in all.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from rackplan.model.verdict import Contributor, Failure
from rackplan.physics.busways import tap_drops_v
from rackplan.units import VOLTAGE, unit_of, ureg
from rackplan.verify.comparison import Comparison
from rackplan.verify.facts import Facts
from rackplan.verify.lines import BuswayLines, Floats

__all__ = ["check"]


def check(facts: Facts) -> Iterator[Comparison]:
    """``z sum(r) I_r,f min(d_r, d) <= D * V`` for each busway of known resistance in each state f.

    At the tap d that loses most; with racks on single lines it need not be the farthest.
    """
    most = facts.site.policy.voltage_drop
    nodes = [n for n in np.flatnonzero(facts.busways).tolist() if _is_known(facts, n)]
    if most is None or not nodes:
        return
    share = float(most.magnitude)
    seen = list(facts.lines.states_of([facts.lines.of(node) for node in nodes], facts.states))
    drops = [_drop_v(busway, draws) for busway, _, draws in seen]

    def blame(entry: int, value: float) -> Iterator[Contributor]:
        busway, _, draws = seen[entry]
        return facts.lines.parts(busway, draws * busway.metres)(value)

    def failure(entry: int) -> Failure | None:
        return seen[entry][1].failure

    yield Comparison(
        says="{subject}{after} loses {value} of {limit} on the way: {short} too much{most}",
        where=[busway.node.id for busway, _, _ in seen],
        used=ureg.Quantity(np.array(drops), unit_of(VOLTAGE)),
        limit=ureg.Quantity(np.array([share * b.volts for b, _, _ in seen]), unit_of(VOLTAGE)),
        subject=lambda i: f"Busway {seen[i][0].node.id}",
        blame=blame,
        failure=failure,
    )


def _is_known(facts: Facts, node: int) -> bool:
    tree = facts.flow.tree
    return tree.nodes[node].resistance is not None and node in facts.flow.loads_at


def _drop_v(busway: BuswayLines, draws: Floats) -> float:
    """Voltage lost to the rack that loses most [V]."""
    if busway.node.current == "dc":
        moments = draws * busway.metres
        return float(2 * busway.ohm_m.real * 1e3 * moments.sum() / busway.volts)
    drops = tap_drops_v(draws, busway.metres, busway.per_kw, busway.ohm_m)
    return float(drops.max(initial=0.0))
