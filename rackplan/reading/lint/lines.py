"""Doubts about how rows hang on lines: capacity that no load of the rows can reach.

The rows of a block with three lines hang on lines 1-2, 2-3 and 3-1 in turn. Two rows leave a pair
without a row: what a lost line carried then falls on one other line alone, and the rest is idle.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np

from rackplan.model.power import PowerNode
from rackplan.model.site import Site

__all__ = ["idle_lines"]

_WORTH_SAYING = 0.02

Pairs = Mapping[tuple[str, str], int]


def idle_lines(site: Site) -> Iterator[str]:
    """Sentences on UPS that back each other up, and that the rows cannot load as others could.

    Rows are taken to be loaded at will, half on either feed, with any one UPS lost.
    """
    loads = [feed for row in site.rows.values() for feed in row.feeds]
    loads += [node.id for node in site.power.values() if node.kind == "machine"]
    used = _above(site.power, loads)
    idle = [node.id for node in site.power.values() if node.kind == "ups" and node.id not in used]
    if idle:
        yield f"neither a row nor a machine hangs on {' and '.join(idle)}"
    for pairs in _groups(site):
        lines = sorted({name for pair in pairs for name in pair})
        ratings = [site.power[name].rating for name in lines]
        if len({rating.dimensionality for rating in ratings}) > 1:
            continue
        rated = [float(rating.m_as(ratings[0].units)) for rating in ratings]
        every = list(combinations(lines, 2))
        reached, could = (_most(lines, rated, ways) for ways in (list(pairs), every))
        if reached < (1.0 - _WORTH_SAYING) * could:
            bare = [" and ".join(pair) for pair in every if pair not in pairs]
            more = f", nor on {len(bare) - 1} more pairs" if len(bare) > 1 else ""
            yield (
                f"with any one UPS lost, rows reach {reached / could:.0%} of what rows on every "
                f"pair of lines would; none hangs on {bare[0]}{more}"
            )


def _groups(site: Site) -> list[Counter[tuple[str, str]]]:
    """Rows by the pair of UPS that they hang on, for UPS that rows join; none of other trees."""
    rows: Counter[tuple[str, str]] = Counter()
    for row in site.rows.values():
        ups = [_ups_above(site.power, feed) for feed in row.feeds]
        if len(ups) == 2 and ups[0] and ups[1] and ups[0] != ups[1]:
            rows[min(ups[0], ups[1]), max(ups[0], ups[1])] += 1
    groups: list[Counter[tuple[str, str]]] = []
    for pair, count in rows.items():
        joined = [group for group in groups if any(set(pair) & set(other) for other in group)]
        groups = [group for group in groups if group not in joined]
        groups.append(sum(joined, Counter({pair: count})))
    return groups


def _above(nodes: Mapping[str, PowerNode], names: Sequence[str]) -> set[str]:
    """All nodes that feed some nodes, near or far."""
    found: set[str] = set()
    queue = list(names)
    while queue:
        parents = set(nodes[queue.pop()].fed_by) - found
        found |= parents
        queue.extend(parents)
    return found


def _ups_above(nodes: Mapping[str, PowerNode], name: str) -> str:
    """The UPS that a busway hangs on, "" where it may hang on several or on none."""
    while nodes[name].kind != "ups":
        if len(nodes[name].fed_by) != 1:
            return ""
        name = nodes[name].fed_by[0]
    return name


def _most(lines: Sequence[str], rated: Sequence[float], pairs: Sequence[tuple[str, str]]) -> float:
    """The most that rows on some pairs of lines can draw, with nothing and with any one lost."""
    from scipy.optimize import linprog  # noqa: PLC0415  # costs time that only checks spend

    on = np.array([[line in pair for pair in pairs] for line in lines], dtype=np.float64)
    halves = [on / 2.0]
    limits = [np.array(rated)]
    for lost in range(len(lines)):
        left = [line for line in range(len(lines)) if line != lost]
        halves.append(on[left] * (1.0 + on[lost]) / 2.0)
        limits.append(np.array(rated)[left])
    found = linprog(-np.ones(len(pairs)), A_ub=np.vstack(halves), b_ub=np.concatenate(limits))
    return -float(found.fun or 0.0)
