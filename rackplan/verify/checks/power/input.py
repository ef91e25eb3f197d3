"""A rack hangs on busways and taps of its own kind of current, at a voltage that it takes.

ANSI C84.1: a nominal voltage is held within 5 %.
"""

from __future__ import annotations

from collections.abc import Iterator

from rackplan.model.plan import PHASES
from rackplan.model.site import Row
from rackplan.verify.columns import counted
from rackplan.verify.comparison import Comparison
from rackplan.verify.facts import Facts
from rackplan.verify.racks import Standing

__all__ = ["check"]


def check(facts: Facts) -> Iterator[Comparison]:
    """``s_r >= f_r;  p_r >= 1``: feeds suit their rack, and a single-phase one names its line."""

    def suited(rack: Standing) -> int:
        if facts.lines.poles(rack) is None:
            return 0
        nodes = (facts.site.power[feed] for feed in _feeds(facts, rack))
        return sum(node.current == rack.row.tap.current for node in nodes)

    racks = facts.racks
    yield Comparison(
        says="{subject} has {value} of the {limit} that it needs at its current and voltage: "
        "{short} too few",
        where=racks.where,
        used=counted([suited(rack) for rack in racks]),
        limit=counted([len(_feeds(facts, rack)) for rack in racks]),
        subject=lambda i: f"{racks.subject(i)} on {_told(racks.members[i].row)}",
        blame=racks.itself,
        at_least=True,
    )
    if facts.lines.single_phase:
        yield _on_lines(facts)


def _on_lines(facts: Facts) -> Comparison:
    """Racks on one line or on two, and whether they say which."""
    racks = facts.lines.single_phase

    def is_placed(rack: Standing) -> bool:
        poles = facts.lines.poles(rack)
        return poles is not None and rack.placement.phase in PHASES[poles]

    return Comparison(
        says="{subject} hangs on no line of its kind: {value} of {limit}",
        where=racks.where,
        used=counted([float(is_placed(rack)) for rack in racks]),
        limit=counted(1.0),
        subject=lambda i: f"{racks.subject(i)} on {racks.members[i].placement.phase or 'no phase'}",
        blame=racks.itself,
        at_least=True,
        unit="phases",
    )


def _feeds(facts: Facts, rack: Standing) -> tuple[str, ...]:
    """Different feeds of a rack that exist."""
    return tuple(dict.fromkeys(feed for feed in rack.placement.feeds if feed in facts.site.power))


def _told(row: Row) -> str:
    return f"{row.tap.voltage.m_as('V'):g} V {row.tap.current.upper()}"
