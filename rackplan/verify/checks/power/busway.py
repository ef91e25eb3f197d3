"""A busway carries its racks in the normal state and after every single loss."""

from __future__ import annotations

from collections.abc import Iterator

from rackplan.verify.comparison import Comparison
from rackplan.verify.facts import Facts
from rackplan.verify.ratings import against_ratings

__all__ = ["check"]


def check(facts: Facts) -> Iterator[Comparison]:
    """``sum(r) draw_r,f / pf_r + base <= rating * u`` for each busway in each state f."""
    for state in (facts.flow.normal, *facts.states):
        yield from against_ratings(facts.flow, state, facts.busways)
