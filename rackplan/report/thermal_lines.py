"""The cooling of a plan in words: loops, zones and plants, and what no rule could look at."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from rackplan.model.thermal import LoopFigures, PlantFigures, Thermal, Used, ZoneFigures
from rackplan.report.columns import aligned
from rackplan.report.wording import figure, one_line

__all__ = ["thermal_lines", "unchecked_line"]

_SHOWN = 8
_WIDTH = 96
_UNCHECKED = re.compile(r"(.+?) (not checked|checked|counted)\b")

Cells: TypeAlias = tuple[str, ...]


def thermal_lines(thermal: Thermal) -> tuple[str, ...]:
    """What loops, zones and plants come to, each limit in its tightest state.

    Parameters
    ----------
    thermal : Thermal
    """
    return (
        *_table(_LOOP_HEAD, map(_loop, thermal.loops)),
        *_table(_ZONE_HEAD, map(_zone, thermal.zones)),
        *_table(("plant", "heat on the design day"), map(_plant, thermal.plants)),
        *(line for text in thermal.unchecked for line in _wrapped(one_line(text))),
    )


def unchecked_line(thermal: Thermal) -> str:
    """What no rule looked at, and what was looked at in part, by name; "" for nothing.

    Examples
    --------
    >>> unchecked_line(Thermal(unchecked=("dew point not checked, no room states one: L1",)))
    'dew point (see Cooling)'
    """
    found = [match.groups() for text in thermal.unchecked if (match := _UNCHECKED.match(text))]
    whole = dict.fromkeys(what for what, how in found if how == "not checked")
    part = dict.fromkeys(what for what, how in found if how != "not checked" and what not in whole)
    said = [", ".join(whole)] * bool(whole) + [f"in part {', '.join(part)}"] * bool(part)
    return f"{'; '.join(said)} (see Cooling)" if said else ""


_LOOP_HEAD = ("loop", "degC", "heat", "flow", "head", "approach", "rides through")
_ZONE_HEAD = ("zone", "degC", "warmest inlet", "heat", "airflow")


def _loop(loop: LoopFigures) -> Cells:
    back = "" if loop.return_degc is None else f" to {figure(loop.return_degc, 3)}"
    rides = "-" if loop.ride_through_s is None else f"{figure(loop.ride_through_s, 3)} s"
    return (
        loop.loop,
        f"{figure(loop.supply_degc, 3)}{back}",
        f"{figure(loop.heat_kw)} kW",
        _used(loop.flow, "L/min"),
        _used(loop.head, "kPa"),
        _used(loop.approach, "K"),
        rides,
    )


def _zone(zone: ZoneFigures) -> Cells:
    return (
        zone.zone,
        f"{figure(zone.supply_degc, 3)} to {figure(zone.return_degc, 3)}",
        f"{figure(zone.inlet_degc, 3)} degC",
        _used(zone.heat, "kW"),
        _used(zone.airflow, "m3/s"),
    )


def _plant(plant: PlantFigures) -> Cells:
    return plant.plant, _used(plant.heat, "kW")


def _used(used: Used | None, unit: str) -> str:
    return "-" if used is None else f"{figure(used.used)} of {figure(used.limit)} {unit}"


def _table(head: Cells, every: Iterable[Cells]) -> Iterator[str]:
    """The first of them under a heading, and how many are left out."""
    rows = [tuple(map(one_line, cells)) for cells in every]
    if rows:
        yield from aligned([head, *rows[:_SHOWN]], (False,) * len(head))
    if len(rows) > _SHOWN:
        yield f"and {len(rows) - _SHOWN:,} more, all in plan.json"


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, subsequent_indent="  ")
