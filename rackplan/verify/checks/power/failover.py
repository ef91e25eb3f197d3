"""After the loss of any one component that the policy names, every surviving node carries its load.

No rack goes dark that is not to be shed: each keeps at least one feed alive.
"""

from __future__ import annotations

from collections.abc import Iterator

from rackplan.model.verdict import Contributor
from rackplan.units import POWER, of, unit_of, ureg
from rackplan.verify.comparison import Comparison
from rackplan.verify.facts import Facts
from rackplan.verify.flow import State
from rackplan.verify.ratings import against_ratings, sources_against_ratings

__all__ = ["check"]


def check(facts: Facts) -> Iterator[Comparison]:
    """``load_n,f <= rating_n * u`` and ``feeds alive >= 1``, for each node, rack and loss f."""
    for state in facts.states:
        yield from against_ratings(facts.flow, state, facts.rated)
        if state.draws_kw:
            yield _dark(facts, state)
    yield from sources_against_ratings(facts.flow, facts.maintenance.sources)


def _dark(facts: Facts, state: State) -> Comparison:
    """Planned power that goes dark, of each rack that lost a feed and is not to be shed."""
    members, is_shed = facts.racks.members, facts.site.may_be_shed
    dark_kw = {
        index: kw
        for index, kw in facts.flow.dark_kw(state).items()
        if not is_shed(members[index].type.id)
    }
    racks = [members[index] for index in dark_kw]
    return Comparison(
        says="{subject}{after} has no feed alive: {value} go dark",
        where=[rack.position for rack in racks],
        used=ureg.Quantity(list(dark_kw.values()), unit_of(POWER)),
        limit=of(0.0, POWER),
        subject=lambda i: f"Rack {racks[i].name}",
        blame=lambda i, kw: (Contributor(racks[i].name, kw),),
        failure=lambda _: state.failure,
    )
