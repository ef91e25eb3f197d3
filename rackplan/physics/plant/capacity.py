"""The most heat that a plant rejects on the site's design day, whole or with units lost."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from rackplan.model.climate import Climate as SiteClimate
from rackplan.model.facility import FacilityLoop, Plant
from rackplan.physics.plant.design import design_of
from rackplan.physics.plant.outdoors import extremes_of
from rackplan.physics.rejection import design_day
from rackplan.units import (
    POWER,
    TEMPERATURE,
    TEMPERATURE_DIFFERENCE,
    Quantity,
    give,
    magnitude,
)

__all__ = ["plant_capacity"]


def plant_capacity(
    plant: Plant,
    products: Mapping[str, object],
    climate: SiteClimate,
    loop: FacilityLoop,
    *,
    lost: Collection[str] = (),
) -> Quantity:
    """The most heat of a facility loop that a plant takes at the extremes of a climate.

    Parameters
    ----------
    plant : Plant
    products : mapping of str to product
        The catalog's.
    climate : Climate
        Of the model, with a design day.
    loop : FacilityLoop
        Its supply and range are those that the plant has to keep; flow goes with the heat.
    lost : collection of str
        Ids of units that do not run.

    Returns
    -------
    Quantity [kW]
        At the worse of the extremes; none where what is left takes no heat.

    Notes
    -----
    Range and source as for `rackplan.physics.rejection.design_day`. More than four times the
    ratings together is told as that.

    Examples
    --------
    Two coolers at their rating, then one of them lost:

    >>> from rackplan.model.catalog import DryCooler
    >>> from rackplan.model.climate import DesignDay
    >>> from rackplan.model.unit import Unit
    >>> from rackplan.units import LENGTH, parse
    >>> cooler = DryCooler(
    ...     id="d", kind="dry-cooler", name="D", heat="2 MW", ambient="35 degC",
    ...     water_in="53 degC", water_out="43 degC", fan_power="45 kW",
    ... )
    >>> plant = Plant(id="HR1", design="dry", units=(Unit("D1", "d"), Unit("D2", "d")))
    >>> day = DesignDay(dry_bulb="33 degC", wet_bulb="24 degC")
    >>> site = SiteClimate(elevation=parse("0 m", LENGTH), design=day)
    >>> loop = FacilityLoop(id="FW1", supply="43 degC")
    >>> for lost in ((), ("D1",)):
    ...     heat = plant_capacity(plant, {"d": cooler}, site, loop, lost=lost)
    ...     print(round(heat.m_as("kW"), -1))
    3990.0
    1990.0
    """
    design = design_of(plant, products, lost)
    if design is None:
        return give(0.0, POWER)
    running = [unit.product for unit in plant.units if unit.id not in lost]
    rated_kw = sum(magnitude(_heat(products[name]), POWER) for name in running)
    back = magnitude(loop.supply, TEMPERATURE) + magnitude(loop.water_range, TEMPERATURE_DIFFERENCE)
    days = [
        design_day(
            design,
            extreme,
            heat=give(rated_kw, POWER),
            supply=loop.supply,
            return_=give(back, TEMPERATURE),
        )
        for extreme in extremes_of(climate, design)
    ]
    return give(min(magnitude(day.capacity, POWER) for day in days), POWER)


def _heat(product: object) -> Quantity:
    heat: Quantity = getattr(product, "heat")  # noqa: B009  # products of a plant all state it
    return heat
