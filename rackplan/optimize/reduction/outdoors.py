"""Limits of a whole site that its plants and its climate set: water of a year, power of a day.

What a plant takes goes with its heat, and its heat goes straight with the racks. Curves are laid
under straight lines of which the highest lies above them; each choice of one line a plant is a
limit of its own, so that little is given away near the limit.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

import numpy as np

from rackplan.optimize.power_states import PowerStates
from rackplan.optimize.reduction.caps import Cap
from rackplan.optimize.reduction.drawn import Drawn
from rackplan.optimize.reduction.hall_heat import HallHeat
from rackplan.optimize.reduction.layout import Layout
from rackplan.optimize.reduction.rounding import floor_units
from rackplan.optimize.reduction.straight import Floats, Line, Straight, every_choice, lines_above
from rackplan.optimize.row import Ints
from rackplan.physics.plant import climate_of, design_of, extremes_of
from rackplan.physics.rejection import AdiabaticCooler, CoolingTower
from rackplan.physics.rejection.conditions import Outdoors
from rackplan.physics.year import PlantDuty, power_of_plants, short_of_plant, yearly_water
from rackplan.units import (
    FRACTION,
    POWER,
    TEMPERATURE,
    TEMPERATURE_DIFFERENCE,
    VOLUME,
    give,
    magnitude,
    of,
    take,
    unit_of,
)

__all__ = ["site_power_caps", "water_caps"]

_MOST_CHOICES = 64
_SAMPLES_OF_YEAR = 129
_SAMPLES_OF_DAY = 801

_LEAST_TOP = 0.05
_LEAST_KW = 0.1
_ENDLESS_KW = 1e6
"""More heat than any plant takes: all of its machines then run at full power."""
_ROUND_OFF = 1e-9

Air: TypeAlias = Mapping[str, Outdoors]
"""What the machines of each plant draw in."""

Part: TypeAlias = tuple[Straight, tuple[Line, ...]]
"""The heat of a plant [kW], and the lines above what it takes for it."""


def water_caps(layout: Layout, power: PowerStates) -> Iterator[Cap]:
    """Water of a year within its budget [L]."""
    site = layout.site
    budget, climate = site.budget.water, site.climate
    if budget is None or climate is None or not climate.year:
        return
    sky = climate_of(climate)
    share = 1.0 if site.tariff is None else float(magnitude(site.tariff.load_factor, FRACTION))
    hall = _hall(layout, power, share, dict.fromkeys(site.plants, sky.outdoors))
    wet = {plant: duty for plant, duty in _duties(hall).items() if _is_wet(duty)}
    capacity = _capacities(hall)

    def curve(plant: str, duty: PlantDuty) -> tuple[Floats, Floats]:
        at = _heats(hall, plant, _SAMPLES_OF_YEAR, capacity[plant])
        asked = (replace(duty, heat=of(heat, POWER)) for heat in at.tolist())
        return at, np.array([1000.0 * magnitude(yearly_water(sky, a), VOLUME) for a in asked])

    curves = {plant: curve(plant, duty) for plant, duty in wet.items()}
    limit, count = floor_units(budget, "L/year"), _lines_each(len(wet))
    most = sum(float(litres[-1]) for _, litres in curves.values())
    parts: list[Part] = []
    for plant, (at, litres) in curves.items():
        near = limit * float(litres[-1]) / max(most, 1.0)  # each takes its part of the budget
        parts.append((hall.plants[plant], lines_above(at, litres, count, near)))
    yield from _caps(layout, limit, hall.drawn.none, parts)


def site_power_caps(layout: Layout, power: PowerStates) -> Iterator[Cap]:
    """Power at the meters on the design day within its budget [W or VA]."""
    site = layout.site
    budget, climate = site.budget.site_power, site.climate
    if budget is None or climate is None or climate.design is None:
        return
    real = bool(budget.dimensionality == unit_of(POWER).dimensionality)
    limit = floor_units(budget, "W" if real else "VA")
    for air in _intakes(layout):
        hall = _hall(layout, power, 1.0, air)
        drawn, capacity = hall.drawn, _capacities(hall)
        rest = drawn.racks(1.0, real=real) + hall.fed(real=real) + hall.pumps
        rest += Straight(drawn.none.each, drawn.base(real=real))
        count, parts = _lines_each(len(hall.plants)), []
        for plant, duty in _duties(hall).items():
            at = _heats(hall, plant, _SAMPLES_OF_DAY, capacity[plant])
            watts = 1000.0 * hall.plant_gain(plant, real=real) * _drawn_kw(duty, at, air[plant])
            parts.append((hall.plants[plant], lines_above(at, watts, count)))
        yield from _caps(layout, limit, rest.times(1000.0), parts)


def _hall(layout: Layout, power: PowerStates, share: float, air: Air) -> HallHeat:
    """The hall, with the most that its plants draw in some air, where the tree carries that."""
    hall = HallHeat(Drawn(layout, power), share, {})
    units = (unit.id for plant in layout.site.plants.values() for unit in plant.units)
    if not any(unit in layout.site.power for unit in units):
        return hall
    endless = np.array([_ENDLESS_KW])
    most = {p: float(_drawn_kw(duty, endless, air[p])[0]) for p, duty in _duties(hall).items()}
    return replace(hall, plants_kw=most)


def _duties(hall: HallHeat) -> dict[str, PlantDuty]:
    """The plants that some loop leads to, with the temperatures of their water."""
    site, found = hall.drawn.site, {}
    for loop in site.facility.values():
        if loop.plant is None or loop.plant in found:
            continue
        design = design_of(site.plants[loop.plant], site.catalog.products)
        if design is not None:
            back = magnitude(loop.supply, TEMPERATURE)
            back += magnitude(loop.water_range, TEMPERATURE_DIFFERENCE)
            warm = of(back, TEMPERATURE)
            found[loop.plant] = PlantDuty(design, of(0.0, POWER), loop.supply, warm)
    return found


def _capacities(hall: HallHeat) -> dict[str, float]:
    """The most heat that each plant takes on the design day, which is a limit of its own [kW]."""
    climate = hall.drawn.site.climate
    found = {}
    for plant, duty in _duties(hall).items():
        at = _heats(hall, plant, _SAMPLES_OF_DAY)
        held = np.ones(at.shape, dtype=bool)
        if climate is not None and climate.design is not None:
            for extreme in extremes_of(climate, duty.design):
                asked = replace(duty, heat=give(at, POWER))
                held &= short_of_plant(extreme.intake, asked).m_as("kW") <= 0.0
        top = float(at[np.flatnonzero(held)[-1]]) if held.any() else 0.0
        found[plant] = max(top, _LEAST_TOP * float(at[-1]))
    return found


def _is_wet(duty: PlantDuty) -> bool:
    return isinstance(duty.design.cooler, (AdiabaticCooler, CoolingTower))


def _intakes(layout: Layout) -> Iterator[Air]:
    """What machines draw in on the design day, at each of its extremes."""
    site, climate = layout.site, layout.site.climate
    assert climate is not None
    designs = {p.id: design_of(p, site.catalog.products) for p in site.plants.values()}
    named = {
        name: extremes_of(climate, design) for name, design in designs.items() if design is not None
    }
    for day in zip(*named.values(), strict=True):
        yield {name: extreme.intake for name, extreme in zip(named, day, strict=True)}


def _drawn_kw(duty: PlantDuty, heats: Floats, air: Outdoors) -> Floats:
    """What a plant draws at each heat, at the worst of the conditions."""
    asked = replace(duty, heat=give(heats[:, np.newaxis], POWER))
    drawn = take(power_of_plants(air, {"": asked})[""], POWER, "power of a plant")
    return np.asarray(np.max(np.atleast_2d(drawn), axis=1), dtype=np.float64)


def _heats(hall: HallHeat, plant: str, samples: int, top: float = math.inf) -> Floats:
    """Heats of a plant from that of no racks to a top, or to the most of all racks [kW]."""
    heat, layout = hall.plants[plant], hall.drawn.layout
    watts = np.ceil(1000.0 * heat.each).astype(np.int64)
    most = heat.base + layout.beyond(watts, range(len(layout.rows))) / 1000.0
    low = max(heat.base, _LEAST_KW)
    return np.linspace(low, max(min(top, most), low + 1.0), samples)


def _lines_each(plants: int) -> int:
    """How many lines a plant may have, so that there are not too many choices of them."""
    return max(1, int(_MOST_CHOICES ** (1.0 / max(plants, 1)) + 1e-9))


def _caps(layout: Layout, limit: int, rest: Straight, parts: Sequence[Part]) -> Iterator[Cap]:
    """A limit for each choice of one line a plant, without those that another one implies."""
    kept: list[tuple[Ints, int]] = []
    for choice in every_choice([lines for _, lines in parts]):
        total = rest
        for (heat, _), line in zip(parts, choice, strict=True):
            total += heat.along(line)
        each = np.ceil(total.each * (1.0 + _ROUND_OFF)).astype(np.int64)
        base = math.ceil(total.base * (1.0 + _ROUND_OFF))
        if not any((other >= each).all() and most >= base for other, most in kept):
            kept = [(o, m) for o, m in kept if (o > each).any() or m > base]
            kept.append((each, base))
    for each, base in kept:
        beyond = layout.beyond(each, range(len(layout.rows)))
        yield Cap(layout.site.id, each, limit - base, beyond, base=base)
