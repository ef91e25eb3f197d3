"""No more new racks of a type than are in supply by the planning date."""

from __future__ import annotations

from collections.abc import Iterator

from rackplan.model.verdict import Contributor
from rackplan.verify.columns import counted
from rackplan.verify.comparison import Comparison
from rackplan.verify.facts import Facts

__all__ = ["check"]


def check(facts: Facts) -> Iterator[Comparison]:
    """``n_t <= sum(lots from_date <= date) units``; 0 before the type is on sale."""
    date = facts.site.demand.date
    limits = {
        kind: sum(lot.units for lot in lots if lot.from_date <= date)
        for kind, lots in facts.site.supply.items()
    }
    limits |= dict.fromkeys(_not_on_sale(facts), 0)
    names = list(limits)
    yield Comparison(
        says="Of {subject} the plan has {value} of the {limit} in supply by "
        f"{date.isoformat()}: {{short}} too many",
        where=names,
        used=counted([facts.added[kind] for kind in names]),
        limit=counted(list(limits.values())),
        subject=names.__getitem__,
        blame=lambda i, n: (Contributor(names[i], n),),
    )


def _not_on_sale(facts: Facts) -> Iterator[str]:
    """Types in supply, demand or plan that come on sale after the planning date."""
    types = facts.site.catalog.racks
    for kind in dict.fromkeys((*facts.site.supply, *facts.site.demand.asked, *facts.added)):
        since = types[kind].available_from if kind in types else None
        if since is not None and since > facts.site.demand.date:
            yield kind
