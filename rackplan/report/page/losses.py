"""Single losses as the page replays them: what every node carries, and what cooling is left.

All figures are the verifier's own: loads of its walk of the tree after each loss, and what the
checks of cooling compared. The page adds nothing but which racks lose a feed, which follows from
the nodes that are gone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rackplan.handover.cooling_limits import COOLING_RULES, LimitsByLoss
from rackplan.model.verdict import Failure
from rackplan.report.page.columns import rounded
from rackplan.report.shown import Shown
from rackplan.rules import RULES
from rackplan.verify.facts import Facts
from rackplan.verify.flow import State

__all__ = ["losses_content"]

_NUMBERS = {rule: number for number, rule in enumerate(COOLING_RULES)}

_MOST_FIGURES = 600_000
"""Figures of losses on a page; losses during maintenance beyond that are in the matrix alone."""


def losses_content(facts: Facts, limits: LimitsByLoss, shown: Shown) -> dict[str, Any]:
    """Every loss that can be chosen, in the order of the policy; shelves only touch their rack."""
    states = {state.failure: state for state in facts.states}
    losses = dict.fromkeys((*(f for f in facts.failures if f.kind != "shelf"), *states))
    told: list[dict[str, Any]] = []
    figures, left_out = 0, 0
    for failure in losses:
        if failure is None:
            continue
        told_one = _loss(facts, failure, states.get(failure), limits, shown)
        figures += 2 * len(told_one["nodes"]) + len(told_one["gone"])
        if failure.during and figures > _MOST_FIGURES:
            left_out += 1
        else:
            told.append(told_one)
    return {"losses": told, "left_out": left_out, "rules": _rules(shown)}


def _loss(
    facts: Facts, failure: Failure, state: State | None, limits: LimitsByLoss, shown: Shown
) -> dict[str, Any]:
    carried = [] if state is None else list(_carried(facts, state))
    return {
        "name": str(failure),
        "kind": "maintenance" if failure.during else failure.kind,
        "component": failure.component,
        "gone": [] if state is None else [n for n in state.moved if state.is_gone(n)],
        "moved": [] if state is None else _moved(state),
        "nodes": [node for node, _, _ in carried],
        "loads": [load for _, load, _ in carried],
        "left": {node: rounded(limit) for node, _, limit in carried if limit is not None},
        "cooling": [
            [_NUMBERS[rule], where, *_pair(rule, pair, shown)]
            for (rule, where), pair in limits.get(failure, {}).items()
        ],
    }


def _moved(state: State) -> list[list[int]]:
    """Nodes that another one feeds now, and which."""
    return [[node, by] for node, by in state.moved.items() if not state.is_gone(node)]


def _carried(facts: Facts, state: State) -> Iterator[tuple[int, float, float | None]]:
    """Nodes with their load [kW or kVA, as rated], and their limit where it is less than whole."""
    tree = facts.flow.tree
    for node, kw, kva in zip(state.nodes.tolist(), state.kw, state.kva, strict=True):
        load = float(kw if tree.in_kw[node] else kva)
        share = state.left.get(node)
        yield node, rounded(load), None if share is None else share * float(tree.limit[node])


def _pair(rule: str, pair: tuple[float, float], shown: Shown) -> tuple[float, float]:
    unit = RULES[rule].unit
    return rounded(shown.value(pair[0], unit)), rounded(shown.value(pair[1], unit))


def _rules(shown: Shown) -> list[dict[str, str]]:
    return [{"id": rule, "unit": shown.unit(RULES[rule].unit)} for rule in COOLING_RULES]
