"""The outage matrix: what each single loss takes, what carries on, and what is then tightest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from rackplan.model.outage import CarriedLoad, Outage
from rackplan.model.plan import Plan
from rackplan.model.site import Site
from rackplan.model.verdict import Failure, Margin
from rackplan.rules import RULES, Rule
from rackplan.units import APPARENT_POWER, POWER
from rackplan.verify.checks import CHECKS
from rackplan.verify.comparison import Comparison, LostFeed, in_normal_state, with_all_feeds
from rackplan.verify.facts import Facts, facts_of
from rackplan.verify.flow import State
from rackplan.verify.racks import Standing

__all__ = ["outages_in", "outages_of"]

_CARRIED = 3
"""Nodes told of a loss."""

_SLIGHT_KW = 1e-6
"""Less than this is a matter of rounding."""

_Key = tuple[str, str, str]
"""Losses that are alike have one key."""


def outages_of(site: Site, plan: Plan) -> tuple[Outage, ...]:
    """Tell every single loss that a plan was held against.

    Parameters
    ----------
    site : Site
    plan : Plan

    Returns
    -------
    tuple of Outage
        In the order of the policy; losses of shelves of one rack type on one feed are one.
    """
    return outages_in(facts_of(site, plan))


def outages_in(facts: Facts) -> tuple[Outage, ...]:
    """The same of a plan whose facts are known."""
    states = {state.failure: state for state in facts.states}
    tightest = _tightest(facts)
    groups: dict[_Key, list[Failure]] = {}
    in_sources = (pair.failure for pair in facts.maintenance.sources)
    for failure in dict.fromkeys((*facts.failures, *states, *in_sources)):
        if failure is not None:
            groups.setdefault(tightest.key(failure), []).append(failure)
    return tuple(
        _outage(facts, alike, states.get(alike[0]), tightest.found.get(key))
        for key, alike in groups.items()
    )


def _outage(
    facts: Facts, alike: list[Failure], state: State | None, tightest: Margin | None
) -> Outage:
    failure = alike[0] if tightest is None or tightest.failure is None else tightest.failure
    if state is None:
        return Outage(failure, len(alike), {}, 0.0, (), (), {}, 0.0, tightest)
    dark, throttled = _dark(facts, state), _throttled(facts, state)
    return Outage(
        failure=failure,
        alike=len(alike),
        dark=_by_type(dark),
        dark_kw=sum(kw for _, kw in dark),
        machines=tuple(sorted(facts.flow.dark_machines(state))),
        carried=tuple(_carried(facts, state)),
        throttled=_by_type(throttled),
        throttled_kw=sum(kw for _, kw in throttled),
        tightest=tightest,
    )


def _by_type(racks: list[tuple[Standing, float]]) -> Mapping[str, int]:
    return dict(sorted(Counter(rack.type.id for rack, _ in racks).items()))


def _dark(facts: Facts, state: State) -> list[tuple[Standing, float]]:
    lost = facts.flow.dark_kw(state).items()
    return [(facts.racks.members[index], kw) for index, kw in lost if kw]


def _throttled(facts: Facts, state: State) -> list[tuple[Standing, float]]:
    """Racks that still draw, but less than planned, and by how much [kW]."""
    found = []
    for index, draws in state.draws_kw.items():
        less_kw = facts.flow.loads[index].planned_kw - sum(draws)
        if any(draws) and less_kw > _SLIGHT_KW:
            found.append((facts.racks.members[index], less_kw))
    return found


def _carried(facts: Facts, state: State) -> Iterator[CarriedLoad]:
    """The nodes whose load rises most."""
    tree, normal = facts.flow.tree, facts.flow.normal
    nodes = state.nodes[(facts.rated | facts.busways)[state.nodes]]
    places = np.flatnonzero((facts.rated | facts.busways)[state.nodes])
    loads = np.where(tree.in_kw[nodes], state.kw[places], state.kva[places])
    rises = loads - np.where(tree.in_kw[nodes], normal.kw[nodes], normal.kva[nodes])
    for place in np.argsort(-rises / tree.limit[nodes], kind="stable")[:_CARRIED].tolist():
        if rises[place] > _SLIGHT_KW:
            node = int(nodes[place])
            yield CarriedLoad(
                node=tree.nodes[node].id,
                load=float(loads[place]),
                rise=float(rises[place]),
                limit=float(tree.limit[node]),
                unit=(POWER if tree.in_kw[node] else APPARENT_POWER).unit,
            )


@dataclass
class _Tightest:
    """The tightest margin of each loss, or of losses that are alike."""

    types: Mapping[str, str]
    found: dict[_Key, Margin] = field(default_factory=dict)
    shares: dict[_Key, float] = field(default_factory=dict)
    feeds: dict[LostFeed, tuple[float, Margin]] = field(default_factory=dict)

    def key(self, failure: Failure) -> _Key:
        """What a loss is alike with: shelves go by rack type and feed."""
        if failure.kind != "shelf":
            return failure.kind, failure.component, failure.during
        position, _, shelf = failure.component.rpartition(".")
        return failure.kind, f"{self.types.get(position, '')} {shelf[:1]}", ""

    def take(self, rule: Rule, comparison: Comparison) -> None:
        """Keep what is tightest of the entries of a check, by loss and by lost feed."""
        used, limit = comparison.numbers(rule.unit)
        headroom = used - limit if comparison.at_least else limit - used
        with np.errstate(divide="ignore", invalid="ignore"):
            shares = np.where(
                limit != 0, headroom / abs(limit), np.where(headroom < 0, -np.inf, np.inf)
            )
        for entry, share in enumerate(shares.tolist()):
            failure, feed = comparison.failure(entry), comparison.lost_feed(entry)
            if failure is None and feed is None:
                continue
            margin = Margin(
                rule=rule.id,
                where=comparison.where[entry],
                used=float(used[entry]),
                limit=float(limit[entry]),
                unit=comparison.unit or rule.unit,
                at_least=comparison.at_least,
                failure=failure,
            )
            if failure is not None:
                self._keep(share, margin, failure)
            if feed is not None and share < self._of_feed(feed):
                self.feeds[feed] = share, margin

    def spread(self, facts: Facts, state: State) -> None:
        """Hold the limits of racks on one feed against a loss that leaves them on it."""
        nodes = facts.flow.tree.nodes
        for index, draws in state.draws_kw.items():
            if state.failure is None or not any(draws):
                continue
            position = facts.racks.members[index].position
            for feed, drawn in zip(facts.flow.loads[index].feeds, draws, strict=True):
                found = self.feeds.get((position, nodes[feed].id))
                if not drawn and found is not None:
                    self._keep(*found, state.failure)

    def _of_feed(self, feed: LostFeed) -> float:
        return self.feeds[feed][0] if feed in self.feeds else np.inf

    def _keep(self, share: float, margin: Margin, failure: Failure) -> None:
        key = self.key(failure)
        if share < self.shares.get(key, np.inf):
            self.shares[key] = share
            self.found[key] = replace(margin, failure=failure)


def _tightest(facts: Facts) -> _Tightest:
    """Go through all limits once more, by loss."""
    tightest = _Tightest({rack.position: rack.type.id for rack in facts.racks})
    for rule, check in CHECKS.items():
        for comparison in check(facts):
            by_loss = comparison.failure is not in_normal_state
            if by_loss or comparison.lost_feed is not with_all_feeds:
                tightest.take(RULES[rule], comparison)
    for state in facts.states:
        tightest.spread(facts, state)
    return tightest
