"""The load schedule: what every node of the power tree carries, whole and after the worst loss.

The loads are the verifier's: it walks the tree for every single loss. What racks take from a busway
is a formula over the rack schedule besides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rackplan.handover.places import RackPlace
from rackplan.handover.table import Cell, Column, Formula, Schedule, count_where, sum_where
from rackplan.model.power import PowerNode
from rackplan.model.verdict import Failure
from rackplan.units import FRACTION, POWER, VOLTAGE, magnitude
from rackplan.verify.facts import Facts

__all__ = ["LOADS", "load_schedule"]

LOADS = Schedule(
    id="loads",
    title="Loads",
    about="Every node of the power tree: what it carries whole, and after the loss that is worst.",
    columns=(
        Column("node", "node", "Its id."),
        Column("kind", "kind", "Utility, generator, transformer, UPS, board, busway and so on."),
        Column("fed_by", "fed by", "What may feed it, in order of preference."),
        Column("rating", "rating", "Nameplate.", "figure"),
        Column("unit", "unit", "Of the nameplate."),
        Column("voltage", "voltage", "Line to line; between the poles for DC.", "figure", "V"),
        Column("usable_share", "usable share", "Of the rating, for continuous load.", "share"),
        Column("racks", "racks", "Racks that hang on a busway.", "count"),
        Column("planned", "from racks", "Planned power on a busway.", "figure", "kW", total=True),
        Column("limit", "usable", "What it may carry.", "figure"),
        Column("normal", "normal", "What it carries with nothing lost.", "figure"),
        Column("worst", "worst", "What it carries after the worst single loss.", "figure"),
        Column("then", "usable then", "What it may carry after that loss.", "figure"),
        Column("load_unit", "load unit", "Of usable, normal, worst and usable then."),
        Column("normal_use", "normal use", "Normal, over what is usable.", "share"),
        Column("worst_use", "worst use", "Worst, over what is usable then.", "share"),
        Column("after", "after losing", "The loss that is worst; empty where none adds to it."),
    ),
)
"""The table without rows."""

_RACKS = f"{count_where('racks:feed_a', 'node')}+{count_where('racks:feed_b', 'node')}"
_PLANNED = (
    f"{sum_where('racks:on_a', 'racks:feed_a', 'node')}"
    f"+{sum_where('racks:on_b', 'racks:feed_b', 'node')}"
)


@dataclass(slots=True)
class _Carried:
    """What a node carries, and what it may then [kW, or kVA as it is rated]."""

    limit: float
    in_kw: bool
    normal: float
    worst: float
    then: float
    after: Failure | None = None


def load_schedule(facts: Facts, places: tuple[RackPlace, ...]) -> Schedule:
    """All nodes that are there, in the order of the site."""
    carried, on = _carried(facts), _on_busways(places)
    nodes = facts.site.power.values()
    rows = [_row(node, carried[node.id], _formulas(node, on)) for node in nodes]
    return LOADS.filled(rows)


def _row(node: PowerNode, load: _Carried, racks: tuple[Cell, Cell]) -> tuple[Cell, ...]:
    draws = node.kind == "machine"  # it only draws: there is nothing that it may carry
    limit = None if draws else load.limit
    then = None if draws else load.then
    uses = (None, None) if draws else _uses(load)
    return (
        node.id,
        node.kind,
        " ".join(node.fed_by),
        float(node.rating.magnitude),
        f"{node.rating.units:~}",
        None if node.voltage is None else magnitude(node.voltage, VOLTAGE),
        magnitude(node.usable, FRACTION),
        *racks,
        limit,
        load.normal,
        load.worst,
        then,
        "kW" if load.in_kw else "kVA",
        *uses,
        "" if load.after is None else str(load.after),
    )


def _uses(load: _Carried) -> tuple[Cell, Cell]:
    """Shares of what is usable, with nothing lost and after the worst loss."""
    pairs = (
        ("[normal]/[limit]", load.normal, load.limit),
        ("[worst]/[then]", load.worst, load.then),
    )
    whole, worst = (Formula(text, kva / most) if most > 0 else None for text, kva, most in pairs)
    return whole, worst


def _on_busways(places: tuple[RackPlace, ...]) -> Mapping[str, tuple[int, float]]:
    """How many racks hang on each busway, and their planned power on it [kW]."""
    found: dict[str, tuple[int, float]] = {}
    for place in places:
        planned = magnitude(place.kind.planned_power, POWER)
        for feed, share in ((place.feed_a, place.share_a), (place.feed_b, place.share_b)):
            if feed:
                count, kw = found.get(feed, (0, 0.0))
                found[feed] = count + 1, kw + share * planned
    return found


def _formulas(node: PowerNode, on: Mapping[str, tuple[int, float]]) -> tuple[Cell, Cell]:
    """What racks put on a busway, as formulas over the rack schedule; empty for other nodes."""
    if node.kind != "busway":
        return None, None
    count, planned = on.get(node.id, (0, 0.0))
    return Formula(_RACKS, count), Formula(_PLANNED, planned)


def _carried(facts: Facts) -> Mapping[str, _Carried]:
    """Loads of all nodes, with nothing lost and at their worst."""
    tree, normal = facts.flow.tree, facts.flow.normal
    limits = tree.limit.tolist()
    found = {
        node.id: _Carried(limits[rank], bool(tree.in_kw[rank]), 0.0, 0.0, limits[rank])
        for rank, node in enumerate(tree.nodes)
    }
    for state in (normal, *facts.states):
        figures = zip(state.nodes.tolist(), state.kw.tolist(), state.kva.tolist(), strict=True)
        for rank, kw, kva in figures:
            node = found[tree.nodes[rank].id]
            load, most = kw if node.in_kw else kva, node.limit * state.left.get(rank, 1.0)
            if state.failure is None:
                node.normal = node.worst = load
            elif load * node.then > node.worst * most * (1 + 1e-9):
                node.worst, node.then, node.after = load, most, state.failure
    return found
