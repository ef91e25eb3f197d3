"""The year of a hall whose heat is already divided among its plants."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from rackplan.physics.climate import Climate
from rackplan.physics.rejection import Design
from rackplan.physics.rejection.conditions import Duty, Outdoors, take_duty
from rackplan.physics.rejection.operation import Operation, operate
from rackplan.physics.year.hall import HallLoad, PlainLoad, plain_load
from rackplan.physics.year.ledger import Year, parts_of_w, summed
from rackplan.units import POWER, VOLUME, Numbers, Quantity, give, of, take

__all__ = ["PlantDuty", "power_of_plants", "short_of_plant", "year_of_plants", "yearly_water"]

_S_PER_H, _KG_PER_M3 = 3600.0, 1000.0


@dataclass(frozen=True)
class PlantDuty:
    """What a plant is asked for.

    Attributes
    ----------
    design : Design
    heat : Quantity [kW]
        Of all its loops, that of their pumps included.
    supply, return_ : Quantity [degC]
        Of its water, to and from the hall.
    pumps : Quantity [kW]
        Electric power of the pumps of its loops.
    """

    design: Design
    heat: Quantity
    supply: Quantity
    return_: Quantity
    pumps: Quantity = of(0.0, POWER)


def year_of_plants(
    climate: Climate,
    load: HallLoad,
    plants: Mapping[str, PlantDuty],
    *,
    carbon_intensity: Quantity | None = None,
) -> Year:
    """Run a hall through a year, its plants by name.

    As `year_of_hall`, but each plant's heat is given: it adds up to IT power, CDU pumps, fan walls,
    other loads, the pumps of facility loops and what the chain loses indoors.

    Parameters
    ----------
    climate : Climate
    load : HallLoad
    plants : mapping of str to PlantDuty
    carbon_intensity : Quantity [kg/MWh], optional

    Returns
    -------
    Year
        Its hours by the names of plants.

    Notes
    -----
    Range and source as for `year_of_hall`. Energy closes to 1e-9 or an AssertionError says so.

    Examples
    --------
    >>> from rackplan.physics.climate import climate_of_bins
    >>> from rackplan.physics.rejection import DryCooler
    >>> from rackplan.units import PRESSURE, TEMPERATURE, parse
    >>> mild = climate_of_bins("mild", [(5, 3, 5000), (25, 18, 3760)], parse("1 bar", PRESSURE))
    >>> megawatt = parse("1 MW", POWER)
    >>> year = year_of_plants(mild, HallLoad(it=megawatt, liquid=megawatt), {
    ...     "HR1": PlantDuty(Design("dry", DryCooler(megawatt)), megawatt,
    ...                      parse("40 degC", TEMPERATURE), parse("50 degC", TEMPERATURE))})
    >>> round(year.pue, 4)
    1.0017
    """
    count = climate.weights_h.size
    plain = plain_load(load, count)
    ran = {name: _run(duty, climate.outdoors) for name, duty in plants.items()}
    parts_w = parts_of_w(plain, ran, _pumps_w(plants, plain), None)
    return summed(climate, plain, parts_w, ran, carbon_intensity)


def power_of_plants(air: Outdoors, plants: Mapping[str, PlantDuty]) -> dict[str, Quantity]:
    """Electric power of each plant's machines in each condition of the air.

    Parameters
    ----------
    air : Outdoors
        What machines draw in: of a climate, or the intake of an extreme.
    plants : mapping of str to PlantDuty

    Returns
    -------
    dict of str to Quantity [kW]

    Notes
    -----
    Range and source as for `rackplan.physics.rejection.reject`.

    Examples
    --------
    >>> from rackplan.physics.rejection import DryCooler, Extreme
    >>> from rackplan.units import TEMPERATURE, parse
    >>> megawatt, hot = parse("1 MW", POWER), parse("33 degC", TEMPERATURE)
    >>> day = Extreme("hot", hot, parse("22 degC", TEMPERATURE))
    >>> duty = PlantDuty(Design("dry", DryCooler(megawatt)), megawatt,
    ...                  parse("43 degC", TEMPERATURE), parse("53 degC", TEMPERATURE))
    >>> round(float(power_of_plants(day.intake, {"HR1": duty})["HR1"].m_as("kW")), 1)
    25.0
    """
    found = {}
    for name, duty in plants.items():
        done = _run(duty, air)
        found[name] = give((done.fan_w + done.pump_w + done.compressor_w) / 1000.0, POWER)
    return found


def short_of_plant(air: Outdoors, duty: PlantDuty) -> Quantity:
    """Heat that a plant does not take at its temperatures, in each condition of the air.

    Parameters
    ----------
    air : Outdoors
        As for `power_of_plants`.
    duty : PlantDuty
        Its heat may be an array.

    Returns
    -------
    Quantity [kW]

    Notes
    -----
    Range and source as for `rackplan.physics.rejection.reject`.

    Examples
    --------
    >>> from rackplan.physics.rejection import DryCooler, Extreme
    >>> from rackplan.units import TEMPERATURE, parse
    >>> day = Extreme("hot", parse("38 degC", TEMPERATURE), parse("22 degC", TEMPERATURE))
    >>> dry = Design("dry", DryCooler(parse("1 MW", POWER)))
    >>> duty = PlantDuty(dry, give([500.0, 900.0], POWER),
    ...                  parse("43 degC", TEMPERATURE), parse("53 degC", TEMPERATURE))
    >>> short_of_plant(day.intake, duty).m.round(1)
    array([  0. , 213.7])
    """
    return give(_run(duty, air).short_w / 1000.0, POWER)


def yearly_water(climate: Climate, duty: PlantDuty) -> Quantity:
    """Water fed to a plant in a year at a steady heat: ``V = sum h M(Q)``.

    Parameters
    ----------
    climate : Climate
    duty : PlantDuty

    Returns
    -------
    Quantity [m3]

    Notes
    -----
    Range and source as for `rackplan.physics.rejection.reject`.

    Examples
    --------
    >>> from rackplan.physics.climate import climate_of_bins
    >>> from rackplan.physics.rejection import CoolingTower
    >>> from rackplan.units import PRESSURE, TEMPERATURE, parse
    >>> mild = climate_of_bins("mild", [(5, 3, 5000), (25, 18, 3760)], parse("1 bar", PRESSURE))
    >>> megawatt = parse("1 MW", POWER)
    >>> duty = PlantDuty(Design("tower", CoolingTower(megawatt)), megawatt,
    ...                  parse("30 degC", TEMPERATURE), parse("36 degC", TEMPERATURE))
    >>> round(yearly_water(mild, duty).m_as("L") / 1e3)
    12122
    """
    fed_kg_s = _run(duty, climate.outdoors).makeup_kg_s
    return give(float(fed_kg_s @ climate.weights_h) * _S_PER_H / _KG_PER_M3, VOLUME)


def _run(duty: PlantDuty, air: Outdoors) -> Operation:
    asked = take_duty(duty.heat, duty.supply, duty.return_)
    whole = Duty(asked.heat_w + 0.0 * air.dry_c, asked.supply_c, asked.return_c)
    return operate(duty.design, air, whole)


def _pumps_w(plants: Mapping[str, PlantDuty], plain: PlainLoad) -> Numbers:
    total_kw = sum(float(take(duty.pumps, POWER, "facility pumps")) for duty in plants.values())
    return np.full_like(plain.it, 1000.0 * total_kw)
