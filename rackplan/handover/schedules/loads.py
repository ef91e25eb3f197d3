"""The load schedule: what every node of the power tree carries, whole and after the worst loss.

The loads are the verifier's: it walks the tree for every single loss. What racks take from a busway
is a formula over the rack schedule besides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rackplan.handover.places import RackPlace
from rackplan.handover.table import Cell, Column, Formula, Schedule, count_where, sum_where
from rackplan.model.plan import Plan
from rackplan.model.power import PowerNode
from rackplan.model.site import Site
from rackplan.model.verdict import Failure
from rackplan.units import FRACTION, POWER, VOLTAGE, magnitude
from rackplan.verify.facts import Facts, facts_of

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
        Column("load_unit", "load unit", "Of usable, normal and worst."),
        Column("normal_use", "normal use", "Normal, over what is usable.", "share"),
        Column("worst_use", "worst use", "Worst, over what is usable.", "share"),
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
    """What a node carries [kW, or kVA as it is rated]."""

    limit: float
    in_kw: bool
    normal: float
    worst: float
    after: Failure | None = None


def load_schedule(site: Site, plan: Plan, places: tuple[RackPlace, ...]) -> Schedule:
    """All nodes, in the order of the site."""
    carried = _carried(facts_of(site, plan))
    rows = [_row(node, carried[node.id], _on_busway(node, places)) for node in site.power.values()]
    return LOADS.filled(rows)


def _row(node: PowerNode, load: _Carried, racks: tuple[Cell, Cell]) -> tuple[Cell, ...]:
    draws = node.kind == "machine"  # it only draws: there is nothing that it may carry
    limit = None if draws else load.limit
    uses = (None, None) if draws else (_use("normal", load), _use("worst", load))
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
        "kW" if load.in_kw else "kVA",
        *uses,
        "" if load.after is None else str(load.after),
    )


def _use(which: str, load: _Carried) -> Cell:
    carried = load.normal if which == "normal" else load.worst
    return Formula(f"[{which}]/[limit]", carried / load.limit) if load.limit > 0 else None


def _on_busway(node: PowerNode, places: tuple[RackPlace, ...]) -> tuple[Cell, Cell]:
    """How many racks hang on a busway, and their planned power on it."""
    if node.kind != "busway":
        return None, None
    on = [(p, p.share_a) for p in places if p.feed_a == node.id]
    on += [(p, p.share_b) for p in places if p.feed_b == node.id]
    planned = sum(share * magnitude(p.kind.planned_power, POWER) for p, share in on)
    return Formula(_RACKS, len(on)), Formula(_PLANNED, planned)


def _carried(facts: Facts) -> Mapping[str, _Carried]:
    """Loads of all nodes, with nothing lost and at their worst."""
    tree, normal = facts.flow.tree, facts.flow.normal
    found = {
        node.id: _Carried(float(tree.limit[rank]), bool(tree.in_kw[rank]), 0.0, 0.0)
        for rank, node in enumerate(tree.nodes)
    }
    for state in (normal, *facts.states):
        for rank, kw, kva in zip(state.nodes, state.kw, state.kva, strict=True):
            node = found[tree.nodes[rank].id]
            load = float(kw if node.in_kw else kva)
            if state.failure is None:
                node.normal = node.worst = load
            elif load > node.worst * (1 + 1e-9):
                node.worst, node.after = load, state.failure
    return found
