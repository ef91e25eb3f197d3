"""The outage matrix in plain text: a line a loss, first those that leave racks dark."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from rackplan.model.outage import Outage
from rackplan.model.verdict import Margin
from rackplan.report.columns import aligned
from rackplan.report.wording import figure, joined, named, one_line

__all__ = ["outage_lines"]

_HEAD = ("loss", "racks", "carries over", "", "tightest limit", "")
_RIGHT = (False, False, False, True, False, True)


def outage_lines(outages: Iterable[Outage]) -> tuple[str, ...]:
    """A table of losses: what each takes, who carries on, what is tightest, who throttles.

    Parameters
    ----------
    outages : iterable of Outage
    """
    ordered = sorted(outages, key=lambda o: (-o.dark_kw, _headroom(o.tightest)))
    return aligned([_HEAD, *(tuple(_cells(outage)) for outage in ordered)], _RIGHT)


def _headroom(margin: Margin | None) -> float:
    if margin is None or not margin.limit:
        return math.inf if margin is None or margin.headroom >= 0 else -math.inf
    return margin.headroom / abs(margin.limit)


def _cells(outage: Outage) -> Iterator[str]:
    alike = f" (of {outage.alike:,})" if outage.alike > 1 else ""
    yield named(str(outage.failure)) + alike
    yield ", ".join(_taken(outage)) or "-"
    yield from _carrier(outage)
    yield from _tightest(outage.tightest)


def _taken(outage: Outage) -> Iterator[str]:
    """Racks and machines that go dark, and racks that are capped."""
    if outage.dark:
        yield f"{sum(outage.dark.values()):,} dark ({figure(outage.dark_kw)} kW)"
    if outage.machines:
        yield f"{joined([one_line(name) for name in outage.machines], 2)} dark"
    if outage.throttled:
        yield f"{sum(outage.throttled.values()):,} capped (-{figure(outage.throttled_kw)} kW)"


def _carrier(outage: Outage) -> tuple[str, str]:
    """The node whose load rises most: its load, and that over its limit."""
    if not outage.carried:
        return "-", ""
    first = outage.carried[0]
    return f"{one_line(first.node)} {figure(first.load)} {first.unit}", f"{first.share:.1%}"


def _tightest(margin: Margin | None) -> tuple[str, str]:
    if margin is None:
        return "-", ""
    place = f"{margin.rule} at {one_line(margin.where)}"
    return place, f"{margin.used / margin.limit:.1%}" if margin.limit else ""
