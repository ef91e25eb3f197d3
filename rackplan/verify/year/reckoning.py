"""The year of a plan, its peak, and its design day."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from rackplan.model.climate import Climate as SiteClimate
from rackplan.model.plan import Plan
from rackplan.model.site import Site
from rackplan.physics.climate import Climate
from rackplan.physics.plant import cdu_rated_power, climate_of, extremes_of
from rackplan.physics.year import PlantDuty, Year, power_of_plants
from rackplan.units import APPARENT_POWER, FRACTION, POWER, Numbers, Quantity, magnitude, of, take
from rackplan.verify.facts import Facts, facts_of
from rackplan.verify.year.asked import asked_of
from rackplan.verify.year.chain import Everyday, everyday
from rackplan.verify.year.heat import unserved
from rackplan.verify.year.state import Hall, State

__all__ = [
    "IT_BOUNDARY",
    "DesignPower",
    "NoYear",
    "SiteYear",
    "design_power",
    "reckon",
    "year_of",
]

IT_BOUNDARY = (
    "IT is what racks draw at their inlets: shelves, fans and pumps inside of racks are IT; "
    "CDUs, fan walls, the power chain and all that stands outside are not"
)
"""What counts as IT, said with every figure that rests on it."""

_Powers = Callable[[Mapping[str, PlantDuty]], dict[str, float]]
"""What plants draw for what they are asked [kW]."""


@dataclass(frozen=True)
class DesignPower:
    """What the meters of a site see on its design day, racks at planned power.

    Attributes
    ----------
    extreme : str
        The one of its extremes that takes more.
    real, apparent : Quantity [kW, kVA]
    """

    extreme: str
    real: Quantity
    apparent: Quantity


@dataclass(frozen=True)
class SiteYear:
    """The year of a plan.

    Attributes
    ----------
    mean : Year
        Racks at the site's load factor, all year.
    load_factor : float
        Mean over planned IT power.
    peak_power : Quantity [kW]
        What the meters see in the worst hour of the year, racks at planned power.
    peak_pue : float
        The largest ratio of power to IT power in any hour, at mean or at planned power.
    design : DesignPower or None
        None where the site states no design day.
    notes : tuple of str
        What is not counted, and why.
    """

    mean: Year
    load_factor: float
    peak_power: Quantity
    peak_pue: float
    design: DesignPower | None
    notes: tuple[str, ...]


@dataclass(frozen=True)
class NoYear:
    """Why there is no year: what the site or the plan does not say.

    Attributes
    ----------
    reason : str
    is_asked : bool
        Whether the site has a climate, so that somebody may wonder.
    """

    reason: str
    is_asked: bool = True


def year_of(site: Site, plan: Plan) -> SiteYear | NoYear:
    """Reckon the year of a plan.

    Parameters
    ----------
    site : Site
        With a climate, and plants that its loops and zones lead to; else there is no year.
    plan : Plan
        Any placements; racks that stand nowhere are not counted.
    """
    return reckon(facts_of(site, plan))


def reckon(facts: Facts) -> SiteYear | NoYear:
    """Reckon the year of a plan whose facts are at hand."""
    climate = facts.site.climate
    if climate is None or not climate.year:
        return NoYear("the site states no climate", is_asked=climate is not None)
    hall = _hall(facts, everyday(facts.flow.tree))
    if isinstance(hall, NoYear):
        return hall
    return _year(hall, climate_of(climate), _design(facts))


def design_power(facts: Facts) -> DesignPower | NoYear:
    """What the meters see on the design day."""
    climate, tree = facts.site.climate, facts.flow.tree
    if climate is None or climate.design is None:
        return NoYear("the site states no design day", is_asked=climate is not None)
    hall = _hall(facts, Everyday(tree, tree.intakes))  # a UPS converts: the day may be a bad one
    return hall if isinstance(hall, NoYear) else _on_design_day(hall, climate)


def _design(facts: Facts) -> DesignPower | None:
    day = design_power(facts)
    return None if isinstance(day, NoYear) else day


def _hall(facts: Facts, running: Everyday) -> Hall | NoYear:
    site, tree = facts.site, facts.flow.tree
    hall = Hall(site, asked_of(site, facts.racks, tree), running)
    if hall.asked.it_kw <= 0.0:
        return NoYear("the plan has no racks")
    lacks = next(iter(unserved(site, hall.asked)), None)
    return hall if lacks is None else NoYear(f"{lacks}, so nothing says what rejects its heat")


def _year(hall: Hall, climate: Climate, design: DesignPower | None) -> SiteYear:
    tariff = hall.site.tariff
    share = 1.0 if tariff is None else float(magnitude(tariff.load_factor, FRACTION))
    usual = _settled(hall, share, lambda duties: _means(climate, duties))
    mean = usual.year(climate, None if tariff is None else tariff.carbon)
    full = _settled(hall, 1.0, lambda duties: _most(climate, duties))
    plants_kw = sum(_powers(climate, full.duties).values(), np.zeros(1))
    peak_kw, _ = full.at_meters(float(np.max(plants_kw)))
    return SiteYear(
        mean=mean,
        load_factor=share,
        peak_power=of(peak_kw, POWER),
        peak_pue=max(mean.peak_pue, peak_kw / hall.asked.it_kw),
        design=design,
        notes=tuple(_notes(hall)),
    )


def _on_design_day(hall: Hall, climate: SiteClimate) -> DesignPower:
    """The extreme at which the meters see most."""
    named = {
        name: {each.name: each.intake for each in extremes_of(climate, design)}
        for name, design in hall.designs.items()
    }
    found: list[DesignPower] = []
    for extreme in next(iter(named.values()), {}):

        def powers(duties: Mapping[str, PlantDuty], at: str = extreme) -> dict[str, float]:
            drawn = {n: power_of_plants(named[n][at], {n: duty})[n] for n, duty in duties.items()}
            return {name: float(take(kw, POWER, "plant")) for name, kw in drawn.items()}

        state = _settled(hall, 1.0, powers)
        real, apparent = state.at_meters(sum(powers(state.duties).values()))
        found.append(DesignPower(extreme, of(real, POWER), of(apparent, APPARENT_POWER)))
    return max(found, key=lambda each: float(each.real.magnitude))


def _settled(hall: Hall, share: float, powers: _Powers) -> State:
    """The hall with its plants on the power tree, which carries what they draw.

    What the tree loses for them indoors is heat of theirs again, a millionth of it: one round
    settles it.
    """
    state = hall.state(share, {})
    return hall.state(share, powers(state.duties)) if hall.feeds_plants else state


def _powers(climate: Climate, duties: Mapping[str, PlantDuty]) -> dict[str, Numbers]:
    drawn = power_of_plants(climate.outdoors, duties)
    return {name: take(power, POWER, "plant") for name, power in drawn.items()}


def _means(climate: Climate, duties: Mapping[str, PlantDuty]) -> dict[str, float]:
    hours = climate.weights_h
    return {name: float(kw @ hours / hours.sum()) for name, kw in _powers(climate, duties).items()}


def _most(climate: Climate, duties: Mapping[str, PlantDuty]) -> dict[str, float]:
    return {name: float(np.max(kw)) for name, kw in _powers(climate, duties).items()}


def _notes(hall: Hall) -> Iterator[str]:
    """What the figures leave out."""
    site = hall.site
    if site.tariff is None:
        yield "no tariff states a load factor: racks run at planned power all year"
    units = [unit for loop in site.loops.values() for unit in loop.cdus]
    silent = {u.product for u in units if cdu_rated_power(site.cdu(u)) is None}
    fans = [unit for zone in site.zones.values() for unit in zone.units]
    silent |= {u.product for u in fans if site.air_unit(u).power is None}
    if silent:
        yield f"power not stated, and not counted: {', '.join(sorted(silent))}"
    headless = [loop.id for loop in site.facility.values() if loop.head is None]
    if headless:
        yield f"pumps of {', '.join(headless)} not counted: no head stated"
    outdoors = [unit.id for plant in site.plants.values() for unit in plant.units]
    loose = [u.id for u in (*units, *fans) if u.id not in site.power]
    loose += [unit for unit in outdoors if unit not in site.power]
    if loose:
        yield f"{len(loose):,} cooling machines on no feed: nothing is lost on their way"
