"""Racks stand only where the equipment that they need is there or is bought."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rackplan.model.offer import Offer
from rackplan.model.verdict import Contributor
from rackplan.verify.columns import counted
from rackplan.verify.comparison import Comparison
from rackplan.verify.facts import Facts
from rackplan.verify.racks import Racks

__all__ = ["check"]


def check(facts: Facts) -> Iterator[Comparison]:
    """``n_o <= 0`` for each offer o that the plan does not buy, the racks that need it counted."""
    offers = list(facts.site.offers.values())
    needing = [_needing(facts, offer) for offer in offers]
    bought = [offer.id in facts.plan.bought for offer in offers]
    if offers:
        yield Comparison(
            says="{subject} is not bought; racks that need it: {value}{most}",
            where=[offer.id for offer in offers],
            used=counted(
                [0 if b else len(racks) for b, racks in zip(bought, needing, strict=True)]
            ),
            limit=counted([0] * len(offers)),
            subject=lambda i: f"Offer {offers[i].id}",
            blame=lambda i, _: _by_type(needing[i]),
        )


def _needing(facts: Facts, offer: Offer) -> Racks:
    return facts.racks.those(
        lambda rack: offer.is_needed_by(rack.row.id, liquid=rack.type.liquid is not None)
    )


def _by_type(racks: Racks) -> Iterator[Contributor]:
    kinds = Counter(rack.type.id for rack in racks)
    return (Contributor(kind, count) for kind, count in kinds.items())
