"""From comparisons to a verdict: what is broken, what is tightest, and how much was looked at."""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rackplan.model.plan import Plan
from rackplan.model.site import Site
from rackplan.model.thermal import Used
from rackplan.model.verdict import Finding, Margin, Shed, Verdict
from rackplan.rules import RULES, Rule
from rackplan.verify.checks import CHECKS
from rackplan.verify.comparison import Comparison
from rackplan.verify.facts import Facts, facts_of
from rackplan.verify.thermal import thermal_of
from rackplan.verify.words import largest, sentence

__all__ = ["TIGHTEST", "verify"]

TIGHTEST = 5
"""Places whose margin is told, a rule."""


def verify(site: Site, plan: Plan) -> Verdict:
    """Judge a plan by every rule, whole and after every single loss that the policy names.

    Parameters
    ----------
    site : Site
        What the plan is judged against.
    plan : Plan
        Any placements, also some written by hand.

    Returns
    -------
    Verdict

    Raises
    ------
    BadInputError
        For a power tree that no power can flow through.
    """
    facts = facts_of(site, plan)
    tallies = {rule: _Tally(statement) for rule, statement in RULES.items()}
    for rule, check in CHECKS.items():
        tallies[rule].take(check(facts))
    findings = tuple(finding for tally in tallies.values() for finding in tally.findings())
    return Verdict(
        holds=not findings,
        checks=sum(tally.checks for tally in tallies.values()),
        checks_by_rule={rule: tally.checks for rule, tally in tallies.items()},
        failures_by_kind=_failures_by_kind(facts),
        findings=findings,
        margins=tuple(margin for tally in tallies.values() for margin in tally.margins()),
        throttled=_throttled(facts),
        shed=_shed(facts),
        thermal=thermal_of(facts, {rule: tally.worst() for rule, tally in tallies.items()}),
    )


@dataclass(slots=True)
class _Place:
    """The worst that was seen of one limit at one place."""

    headroom: float
    used: float
    limit: float
    comparison: Comparison
    entry: int
    states: int = 0


class _Tally:
    """Comparisons of one rule, added up."""

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self.checks = 0
        self._places: dict[tuple[str, str], _Place] = {}

    def take(self, comparisons: Iterable[Comparison]) -> None:
        """Count comparisons, and keep the worst of each limit."""
        for comparison in comparisons:
            used, limit = comparison.numbers(self.rule.unit)
            headroom = used - limit if comparison.at_least else limit - used
            self.checks += len(headroom)
            figures = (headroom.tolist(), used.tolist(), limit.tolist())
            seen = zip(comparison.where, *figures, strict=True)
            for entry, (where, left, value, bound) in enumerate(seen):
                self._keep(where, _Place(left, value, bound, comparison, entry))

    def findings(self) -> Iterator[Finding]:
        """The limits that are broken, worst first."""
        broken = [(key[0], place) for key, place in self._places.items() if place.states]
        for where, place in sorted(broken, key=lambda pair: pair[1].headroom):
            yield self._finding(where, place)

    def margins(self) -> Iterator[Margin]:
        """The tightest places by headroom over limit; a limit of nothing tells nothing."""
        tightest = heapq.nsmallest(
            TIGHTEST, self._places.items(), key=lambda item: _tightness(item[1])
        )
        return (self._margin(key[0], place) for key, place in tightest)

    def worst(self) -> dict[str, Used]:
        """What is used of the limit with least headroom at each place; of cooling alone."""
        if not self.rule.id.startswith("cooling."):
            return {}
        ordered = sorted(self._places.items(), key=lambda item: -item[1].headroom)
        return {where: Used(place.used, place.limit) for (where, _), place in ordered}

    def _keep(self, where: str, seen: _Place) -> None:
        seen.states = int(not seen.headroom >= -self.rule.tolerance)  # also when not a number
        key = (where, seen.comparison.says)
        known = self._places.get(key)
        if known is None:
            self._places[key] = seen
        elif seen.headroom < known.headroom:
            seen.states += known.states
            self._places[key] = seen
        else:
            known.states += seen.states

    def _margin(self, where: str, place: _Place) -> Margin:
        return Margin(
            rule=self.rule.id,
            where=where,
            used=place.used,
            limit=place.limit,
            unit=place.comparison.unit or self.rule.unit,
            at_least=place.comparison.at_least,
            failure=place.comparison.failure(place.entry),
        )

    def _finding(self, where: str, place: _Place) -> Finding:
        margin, comparison = self._margin(where, place), place.comparison
        contributors = largest(comparison.blame(place.entry, margin.used))
        return Finding(
            rule=self.rule.id,
            where=where,
            value=margin.used,
            limit=margin.limit,
            margin=margin.headroom,
            unit=margin.unit,
            failure=margin.failure,
            contributors=contributors,
            sentence=sentence(
                comparison.says,
                subject=comparison.subject(place.entry),
                figures=(margin.used, margin.limit, margin.headroom),
                unit=margin.unit,
                failure=margin.failure,
                contributors=contributors,
                states=place.states,
            ),
        )


def _tightness(place: _Place) -> float:
    if place.limit:
        return place.headroom / abs(place.limit)
    return -math.inf if place.headroom < 0 else math.inf


def _failures_by_kind(facts: Facts) -> dict[str, int]:
    kinds = Counter(failure.kind for failure in facts.failures)
    survived = dict.fromkeys(facts.site.policy.survive)
    simulated: dict[str, int] = {kind: kinds[kind] for kind in survived}
    if facts.site.policy.maintain:
        simulated["maintenance"] = len(facts.maintenance.states) + facts.maintenance.pairs
    return simulated


def _throttled(facts: Facts) -> dict[str, int]:
    """Rack types that draw less than planned once a feed is lost."""
    if not facts.site.policy.feed_loss:
        return {}
    site, types = facts.site, facts.site.catalog.racks
    return {
        kind: count
        for kind, count in sorted(facts.counts.items())
        if types[kind].cords == 2
        and not site.may_be_shed(kind)
        and site.failover(types[kind]) < types[kind].planned_power
    }


def _shed(facts: Facts) -> dict[str, Shed]:
    """Rack types that may be shed, with the loss that leaves most of their racks dark."""
    found: dict[str, Shed] = {}
    if not any(facts.site.may_be_shed(kind) for kind in facts.counts):
        return found
    for state in facts.states:
        dark_kw: dict[str, list[float]] = {}
        for index, kw in facts.flow.dark_kw(state).items():
            kind = facts.racks.members[index].type.id
            if kw and facts.site.may_be_shed(kind):
                dark_kw.setdefault(kind, []).append(kw)
        for kind, each in dark_kw.items():
            if state.failure is not None and (kind not in found or len(each) > found[kind].racks):
                found[kind] = Shed(len(each), sum(each), state.failure)
    return dict(sorted(found.items()))
