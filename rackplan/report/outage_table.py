"""The outage matrix in plain text: a line a loss, first those that leave racks dark."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping

from rackplan.model.outage import Outage
from rackplan.model.verdict import Margin
from rackplan.report.columns import aligned
from rackplan.report.wording import figure, named, one_line

__all__ = ["outage_lines"]

_HEAD = ("loss", "takes", "carries over", "", "", "tightest limit", "", "throttles")
_RIGHT = (False, False, False, True, True, False, True, False)


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
    alike = f" and {outage.alike - 1:,} alike" if outage.alike > 1 else ""
    yield named(str(outage.failure)) + alike
    yield ", ".join(_taken(outage)) or "-"
    yield from _carrier(outage)
    yield from _tightest(outage.tightest)
    yield _racks(outage.throttled, outage.throttled_kw, "-")


def _taken(outage: Outage) -> Iterator[str]:
    """Racks and machines that go dark."""
    if outage.dark:
        yield f"{_racks(outage.dark, outage.dark_kw, '')} dark"
    if outage.machines:
        names = ", ".join(one_line(name) for name in outage.machines[:2])
        more = f" and {len(outage.machines) - 2} more" if len(outage.machines) > 2 else ""
        yield f"{names}{more} dark"


def _carrier(outage: Outage) -> tuple[str, str, str]:
    """The node whose load rises most: its name, its load, and that over its limit."""
    if not outage.carried:
        return "-", "", ""
    first = outage.carried[0]
    load = f"{figure(first.load)} {first.unit} (+{figure(first.rise)})"
    return one_line(first.node), load, f"{first.share:.1%}"


def _tightest(margin: Margin | None) -> tuple[str, str]:
    if margin is None:
        return "-", ""
    place = f"{margin.rule} at {one_line(margin.where)}"
    return place, f"{margin.used / margin.limit:.1%}" if margin.limit else ""


def _racks(types: Mapping[str, int], kilowatts: float, none: str) -> str:
    if not types:
        return none
    count = sum(types.values())
    names = ", ".join(one_line(name) for name in types)
    return (
        f"{count:,} racks of {names} by {figure(kilowatts)} kW"
        if none
        else (f"{count:,} racks, {figure(kilowatts)} kW")
    )
