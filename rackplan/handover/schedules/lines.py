"""The load schedule line by line: what boards and busways carry on L1, L2 and L3 by side.

Currents are those of the verifier's walk of the tree; `rackplan.handover.line_loads` says how they
are made.
"""

from __future__ import annotations

from collections.abc import Iterator

from rackplan.handover.line_loads import LineLoads, NodeLines
from rackplan.handover.table import Cell, Column, Formula, Schedule

__all__ = ["LINES", "line_schedule"]


def _of_lines(key: str, title: str, about: str) -> Iterator[Column]:
    for line in (1, 2, 3):
        yield Column(f"{key}{line}", f"{title} L{line}", about.format(line), "figure", "A")


LINES = Schedule(
    id="lines",
    title="Load per phase",
    about="Every board and busway: currents by side, whole, and after the loss that leaves least.",
    columns=(
        Column("node", "node", "Its id."),
        Column("kind", "kind", "Board or busway."),
        Column("current", "current", "ac, or dc, whose current stands under L1."),
        Column("voltage", "voltage", "Line to line; between the poles for DC.", "figure", "V"),
        Column("limit", "usable", "What a line may carry; empty where rated in kW.", "figure", "A"),
        *_of_lines("a", "A", "Racks on side A, line L{}, with nothing lost."),
        *_of_lines("b", "B", "Racks on side B, line L{}, with nothing lost."),
        Column("other", "no rack", "On each line: machines, base loads, losses.", "figure", "A"),
        *_of_lines("normal", "whole", "Line L{} with nothing lost."),
        *_of_lines("worst", "failover", "Line L{} after the loss that leaves least."),
        Column("then", "usable then", "What a line may carry after that loss.", "figure", "A"),
        Column("use", "failover use", "The line that carries most, over what it may.", "share"),
        Column("neutral", "neutral", "The most of any state; empty for boards.", "figure", "A"),
        Column("after", "after losing", "That loss; empty where none adds to it."),
    ),
)
"""The table without rows."""

_USE = "MAX([worst1],[worst2],[worst3])/[then]"


def line_schedule(loads: LineLoads) -> Schedule:
    """All boards and busways, in the order of the site."""
    return LINES.filled([_row(lines) for lines in loads.nodes.values()])


def _row(lines: NodeLines) -> tuple[Cell, ...]:
    limit, then = lines.ampere(lines.limit), lines.ampere(lines.limit_then)
    worst = lines.amperes(lines.worst)
    use = (
        None
        if not then or worst[0] is None
        else Formula(_USE, max(filter(None, worst), default=0.0) / then)
    )
    return (
        lines.node.id,
        lines.node.kind,
        lines.node.current,
        lines.volts,
        limit,
        *lines.amperes(lines.side_a),
        *lines.amperes(lines.side_b),
        lines.ampere(lines.other),
        *lines.amperes(lines.normal),
        *worst,
        then,
        use,
        None if lines.node.kind == "board" else lines.ampere(lines.neutral),
        "" if lines.after is None else str(lines.after),
    )
