"""Cooling loops and air zones from rack to plant: flows, temperatures, and what is left of them.

What is used of a limit is the verifier's, with nothing lost; the page writes what is left after the
loss that is chosen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rackplan.handover import Handover
from rackplan.handover.cooling_limits import COOLING_RULES
from rackplan.report.page.columns import rounded
from rackplan.report.shown import Shown
from rackplan.rules import RULES
from rackplan.units import TEMPERATURE, TEMPERATURE_DIFFERENCE, magnitude

__all__ = ["cooling_content"]

Normal = Mapping[tuple[str, str], tuple[float, float]]


def cooling_content(handover: Handover, normal: Normal, shown: Shown) -> list[dict[str, Any]]:
    """Boxes from the racks outwards: loops, zones, facility loops, plants."""
    return [
        *_loops(handover, normal, shown),
        *_zones(handover, normal, shown),
        *_facility(handover, shown),
        *_plants(handover, normal, shown),
    ]


def _loops(handover: Handover, normal: Normal, shown: Shown) -> Iterator[dict[str, Any]]:
    racks: dict[str, int] = {}
    for placement in handover.plan.placements:
        racks[placement.loop or ""] = racks.get(placement.loop or "", 0) + 1
    figures = {each.loop: each.return_degc for each in handover.verdict.thermal.loops}
    for loop in handover.site.loops.values():
        supply = shown.text(magnitude(loop.supply, TEMPERATURE), TEMPERATURE.unit)
        back = _return(figures.get(loop.id), shown)
        yield {
            "kind": "loop",
            "id": loop.id,
            "to": loop.facility,
            "lines": [
                f"{supply} supply{back}, {loop.coolant}",
                f"{racks.get(loop.id, 0):,} racks",
            ],
            "units": [unit.id for unit in loop.cdus],
            "products": _products([unit.product for unit in loop.cdus]),
            "limits": _limits(loop.id, normal, shown),
        }


def _zones(handover: Handover, normal: Normal, shown: Shown) -> Iterator[dict[str, Any]]:
    site = handover.site
    zones: dict[str, int] = {}
    for placement in handover.plan.placements:
        position = site.positions.get(placement.position)
        if position is not None:
            zone = site.rows[position.row].zone
            zones[zone] = zones.get(zone, 0) + 1
    returns = {each.zone: each.return_degc for each in handover.verdict.thermal.zones}
    for zone_ in site.zones.values():
        supply = shown.text(magnitude(zone_.supply, TEMPERATURE), TEMPERATURE.unit)
        back = _return(returns.get(zone_.id), shown)
        yield {
            "kind": "zone",
            "id": zone_.id,
            "to": zone_.facility,
            "lines": [f"{supply} air supply{back}", f"{zones.get(zone_.id, 0):,} racks"],
            "units": [unit.id for unit in zone_.units],
            "products": _products([unit.product for unit in zone_.units]),
            "limits": _limits(zone_.id, normal, shown),
        }


def _facility(handover: Handover, shown: Shown) -> Iterator[dict[str, Any]]:
    for loop in handover.site.facility.values():
        supply, rise = (
            magnitude(loop.supply, TEMPERATURE),
            magnitude(loop.water_range, TEMPERATURE_DIFFERENCE),
        )
        cold = shown.text(supply, TEMPERATURE.unit)
        warm = shown.text(supply + rise, TEMPERATURE.unit)
        yield {
            "kind": "facility",
            "id": loop.id,
            "to": loop.plant,
            "lines": [f"{cold} supply, {warm} return", loop.coolant],
            "units": [],
            "products": "",
            "limits": [],
        }


def _plants(handover: Handover, normal: Normal, shown: Shown) -> Iterator[dict[str, Any]]:
    for plant in handover.site.plants.values():
        yield {
            "kind": "plant",
            "id": plant.id,
            "to": None,
            "lines": [plant.design],
            "units": [unit.id for unit in plant.units],
            "products": _products([unit.product for unit in plant.units]),
            "limits": _limits(plant.id, normal, shown),
        }


def _return(degc: float | None, shown: Shown) -> str:
    """The return temperature, where it is one."""
    return "" if degc is None else f", {shown.text(degc, TEMPERATURE.unit)} return"


def _limits(place: str, normal: Normal, shown: Shown) -> list[list[Any]]:
    """Rule, name, used, limit and unit of all that was compared at a place with nothing lost."""
    told = []
    for number, (rule, (_, called)) in enumerate(COOLING_RULES.items()):
        pair = normal.get((rule, place))
        if pair is not None:
            unit = RULES[rule].unit
            used, limit = (rounded(shown.value(each, unit)) for each in pair)
            told.append([number, called, used, limit, shown.unit(unit)])
    return told


def _products(names: list[str]) -> str:
    counts = {name: names.count(name) for name in dict.fromkeys(names)}
    return ", ".join(f"{count:,} x {name}" for name, count in counts.items())
