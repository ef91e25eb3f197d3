"""Every power node above the busways carries its load with nothing lost."""

from __future__ import annotations

from collections.abc import Iterator

from rackplan.verify.comparison import Comparison
from rackplan.verify.facts import Facts
from rackplan.verify.ratings import against_ratings

__all__ = ["check"]


def check(facts: Facts) -> Iterator[Comparison]:
    """``load_n = base_n + sum(children c) load_c / efficiency_c <= rating_n * u * s``."""
    nodes = enumerate(facts.flow.tree.nodes)
    shares = {rank: float(node.normal_load.magnitude) for rank, node in nodes}
    yield from against_ratings(facts.flow, facts.flow.normal.within(shares), facts.rated)
