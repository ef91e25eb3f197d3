"""The plan holds at least and at most as many racks of each type as asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rackplan.model.verdict import Contributor
from rackplan.verify.columns import counted
from rackplan.verify.comparison import Comparison
from rackplan.verify.facts import Facts

__all__ = ["check"]


def check(facts: Facts) -> Iterator[Comparison]:
    """``at_least_t <= n_t <= at_most_t``; nothing of a type that is not asked for."""
    counts = facts.counts
    least = {kind: bounds.at_least for kind, bounds in facts.site.demand.racks.items()}
    yield Comparison(
        says="Of {subject} the plan has {value} of the {limit} asked for: {short} too few",
        where=list(least),
        used=counted([counts[kind] for kind in least]),
        limit=counted(list(least.values())),
        subject=list(least).__getitem__,
        blame=lambda i, n: (Contributor(list(least)[i], n),),
        at_least=True,
    )
    yield _at_most(facts, counts + _unknown(facts))


def _at_most(facts: Facts, counts: Counter[str]) -> Comparison:
    """Racks of each type that has a bound, and of each that nobody asked for."""
    demand = facts.site.demand
    most = {k: b.at_most for k, b in demand.racks.items() if b.at_most is not None}
    standing = Counter(placed.rack for placed in facts.site.placed.values())
    unasked = (kind for kind in counts if kind not in demand.asked and not _serves(facts, kind))
    most |= {kind: standing[kind] for kind in unasked}
    names = list(most)
    return Comparison(
        says="Of {subject} the plan has {value}, and at most {limit} may stand: {short} too many",
        where=names,
        used=counted([counts[kind] for kind in names]),
        limit=counted(list(most.values())),
        subject=names.__getitem__,
        blame=lambda i, n: (Contributor(names[i], n),),
    )


def _serves(facts: Facts, kind: str) -> bool:
    """Whether a type comes with pods and needs nobody to ask for it."""
    known = facts.site.catalog.racks.get(kind)
    return known is not None and known.role != "compute"


def _unknown(facts: Facts) -> Counter[str]:
    """Placements of types that the catalog does not have: nobody can have asked for them."""
    known = facts.site.catalog.racks
    return Counter(p.rack for p in facts.plan.placements if p.rack not in known)
