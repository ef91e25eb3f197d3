"""Each line of a busway carries its racks, where some of them hang on one line or on two.

NEMA MG-1 section 14.36 for the imbalance.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from rackplan.model.verdict import Contributor
from rackplan.units import CURRENT, Quantity, unit_of, ureg
from rackplan.verify.comparison import Comparison
from rackplan.verify.facts import Facts
from rackplan.verify.flow import State
from rackplan.verify.lines import BuswayLines, Floats

__all__ = ["check"]

_LEAST_SHARE = 0.5
"""Below this share of its rating a busway's imbalance is measured against that share."""

_ANY_IMBALANCE = 2.0
"""What no three lines exceed: all the current on one of them."""

_Seen = tuple[BuswayLines, State, Floats]


def check(facts: Facts) -> Iterator[Comparison]:
    """``|I_k| <= I * u;  |sum(k) I_k| <= I * u;  |I_k - I_mean| <= B * max(I_mean, I * u / 2)``."""
    seen = list(facts.lines.states_of(_busways(facts), facts.states))
    if seen:
        yield from _currents(facts, seen)


def _busways(facts: Facts) -> list[BuswayLines]:
    """Busways rated in current or kVA on which some rack is not three-phase."""
    rank = facts.flow.tree.rank
    feeds = {feed for rack in facts.lines.single_phase for feed in rack.placement.feeds}
    ranks = sorted(rank[feed] for feed in feeds if feed in rank)
    rated = (r for r in ranks if facts.busways[r] and not facts.flow.tree.in_kw[r])
    return [facts.lines.of(r) for r in rated if r in facts.flow.loads_at]


def _currents(facts: Facts, seen: Sequence[_Seen]) -> Iterator[Comparison]:
    phasors = np.array([facts.lines.phasors(*one) for one in seen])
    lines, neutral = np.abs(phasors), np.abs(phasors.sum(axis=1))
    limit = np.array([_limit_a(facts, busway) for busway, _, _ in seen])
    worst, mean = lines.argmax(axis=1), lines.mean(axis=1)
    stated = facts.site.policy.imbalance
    share = _ANY_IMBALANCE if stated is None else float(stated.magnitude)
    compare = _comparer(facts, seen)
    yield compare(
        "{subject}{after} carries {value} of {limit}: {short} too much{most}",
        lambda i: f"Line L{worst[i] + 1} of busway",
        lines.max(axis=1),
        limit,
    )
    yield compare(
        "{subject}{after} carries {value} of {limit}: {short} too much",
        lambda _: "The neutral of busway",
        neutral,
        limit,
    )
    yield compare(
        "{subject}{after} differ from their mean by {value} of {limit}: {short} too much",
        lambda _: "The lines of busway",
        np.abs(lines - mean[:, None]).max(axis=1),
        share * np.maximum(mean, _LEAST_SHARE * limit),
    )


def _comparer(
    facts: Facts, seen: Sequence[_Seen]
) -> Callable[[str, Callable[[int], str], Floats, Floats], Comparison]:
    def blame(entry: int, value: float) -> Iterator[Contributor]:
        busway, _, draws = seen[entry]
        line = np.abs(draws @ busway.per_kw).argmax()
        return facts.lines.parts(busway, np.abs(draws * busway.per_kw[:, line]))(value)

    def compare(says: str, what: Callable[[int], str], used: Floats, limit: Floats) -> Comparison:
        return Comparison(
            says=says,
            where=[busway.node.id for busway, _, _ in seen],
            used=_amperes(used),
            limit=_amperes(limit),
            subject=lambda i: f"{what(i)} {seen[i][0].node.id}",
            blame=blame,
            failure=lambda i: seen[i][1].failure,
        )

    return compare


def _limit_a(facts: Facts, busway: BuswayLines) -> float:
    """What a line may carry [A]."""
    return float(facts.flow.tree.limit[busway.rank] * 1e3 / (np.sqrt(3.0) * busway.volts))


def _amperes(numbers: Floats) -> Quantity:
    return ureg.Quantity(numbers, unit_of(CURRENT))
