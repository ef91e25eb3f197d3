"""The books of a year: energy by part, water, hours, and whether they close."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from rackplan.physics.climate import Climate
from rackplan.physics.climate.conditions import in_hours
from rackplan.physics.rejection.conditions import Flags
from rackplan.physics.rejection.operation import MODES, Operation
from rackplan.physics.year.hall import PlainLoad
from rackplan.units import (
    CARBON_INTENSITY,
    ENERGY,
    FRACTION,
    MASS,
    POWER,
    VOLUME,
    WATER_INTENSITY,
    Numbers,
    Quantity,
    give,
    take,
)

__all__ = ["PARTS", "Year", "parts_of_w", "summed"]

PARTS = (
    "chain_loss",
    "cdu_pumps",
    "fan_walls",
    "other",
    "facility_pumps",
    "rejection_fans",
    "rejection_pumps",
    "compressors",
    "plant_loss",
)
"""What stands between IT power and the meter, from the rack outwards."""

_CLOSED = 1e-9


@dataclass(frozen=True, eq=False)
class Year:
    """A year, and how it divides.

    Attributes
    ----------
    it_energy, energy : Quantity [kWh]
        Of IT, and of all that the meter sees.
    pue, peak_pue : float
        ``energy / it_energy``; and the largest ratio of powers in any condition.
    peak_power : Quantity [kW]
        The most that the meter sees; sizes the feed for this climate, not for its extremes.
    water, evaporation : Quantity [m3]
        Fed on site, and of it evaporated.
    wue : Quantity [L/kWh]
        Water on site over IT energy.
    carbon : Quantity [kg]
        Of the energy; none where no intensity is given.
    parts : mapping of str to Quantity [kWh]
        Energy by `PARTS`; their sum is ``energy - it_energy``.
    pue_of : mapping of str to float
        The same over IT energy; they add up to ``pue - 1``.
    hours : mapping of str to mapping of str to Quantity [h]
        By loop ('liquid', 'air', or its name) and mode.
    short_hours : mapping of str to Quantity [h]
        By loop: hours in which the supply is warmer than asked for.
    heat_out : Quantity [kWh]
        Heat that leaves to the outdoors, summed from the machines; it equals `energy`.
    power : Quantity [kW]
        What the meter sees, array over the climate's conditions.
    """

    it_energy: Quantity
    energy: Quantity
    pue: float
    peak_pue: float
    peak_power: Quantity
    water: Quantity
    evaporation: Quantity
    wue: Quantity
    carbon: Quantity | None
    parts: Mapping[str, Quantity]
    pue_of: Mapping[str, float]
    hours: Mapping[str, Mapping[str, Quantity]]
    short_hours: Mapping[str, Quantity]
    heat_out: Quantity
    power: Quantity


def parts_of_w(
    plain: PlainLoad,
    ran: Mapping[str, Operation],
    pumps_w: Numbers,
    plant_loss: Quantity | None,
) -> dict[str, Numbers]:
    """Power of each part in each condition."""
    none = np.zeros_like(plain.it)
    parts = {
        "chain_loss": plain.chain_loss,
        "cdu_pumps": plain.cdu_pumps,
        "fan_walls": plain.fan_walls,
        "other": plain.other,
        "facility_pumps": pumps_w,
        "rejection_fans": sum((each.fan_w for each in ran.values()), none),
        "rejection_pumps": sum((each.pump_w for each in ran.values()), none),
        "compressors": sum((each.compressor_w for each in ran.values()), none),
    }
    share = 0.0
    if plant_loss is not None:
        share = float(take(plant_loss, FRACTION, "plant loss", low=0.0, high=0.2))
    plant = ("facility_pumps", "rejection_fans", "rejection_pumps", "compressors")
    return parts | {"plant_loss": share * sum((parts[name] for name in plant), none)}


def summed(
    climate: Climate,
    plain: PlainLoad,
    parts_w: Mapping[str, Numbers],
    ran: Mapping[str, Operation],
    carbon_intensity: Quantity | None,
) -> Year:
    """Sum powers over the hours, and see that energy in and heat out agree."""
    hours = climate.weights_h
    total_w = plain.it + sum(parts_w.values(), np.zeros_like(plain.it))
    it_kwh, all_kwh = _kwh(plain.it, hours), _kwh(total_w, hours)
    parts_kwh = {name: _kwh(parts_w[name], hours) for name in PARTS}
    out_kwh = _kwh(_heat_out_w(plain, parts_w, ran), hours)
    assert abs(out_kwh - all_kwh) <= _CLOSED * all_kwh, "energy in and heat out differ"
    fed_kg = sum(float(each.makeup_kg_s @ hours) for each in ran.values()) * 3600.0
    vapour_kg = sum(float(each.evaporated_kg_s @ hours) for each in ran.values()) * 3600.0
    return Year(
        it_energy=give(it_kwh, ENERGY),
        energy=give(all_kwh, ENERGY),
        pue=all_kwh / it_kwh,
        peak_pue=float(np.max(total_w / plain.it)),
        peak_power=give(np.max(total_w) / 1000.0, POWER),
        water=give(fed_kg / 1000.0, VOLUME),
        evaporation=give(vapour_kg / 1000.0, VOLUME),
        wue=give(fed_kg / it_kwh, WATER_INTENSITY),
        carbon=_carbon(all_kwh, carbon_intensity),
        parts={name: give(value, ENERGY) for name, value in parts_kwh.items()},
        pue_of={name: value / it_kwh for name, value in parts_kwh.items()},
        hours={name: _hours_of_modes(each, hours) for name, each in ran.items()},
        short_hours={name: _hours(each.short_w > 0.0, hours) for name, each in ran.items()},
        heat_out=give(out_kwh, ENERGY),
        power=give(total_w / 1000.0, POWER),
    )


def _heat_out_w(
    plain: PlainLoad, parts_w: Mapping[str, Numbers], ran: Mapping[str, Operation]
) -> Numbers:
    """What leaves to the outdoors: by the machines, and where it arises there.

    Heat that is short at the temperatures asked for leaves too, at warmer ones.
    """
    outside = (1.0 - plain.loss_to_air) * plain.chain_loss + parts_w["plant_loss"]
    for each in ran.values():
        outside = outside + each.free_w + each.chilled_w + each.short_w
        outside = outside + each.compressor_w + each.fan_w + each.pump_w
    return outside


def _kwh(power_w: Numbers, hours: Numbers) -> float:
    return float(power_w @ hours) / 1000.0


def _carbon(energy_kwh: float, intensity: Quantity | None) -> Quantity | None:
    if intensity is None:
        return None
    kg_mwh = float(take(intensity, CARBON_INTENSITY, "carbon intensity"))
    return give(energy_kwh / 1000.0 * kg_mwh, MASS)


def _hours_of_modes(ran: Operation, hours: Numbers) -> dict[str, Quantity]:
    return {mode: _hours(ran.mode == number, hours) for number, mode in enumerate(MODES)}


def _hours(counts: Flags, hours: Numbers) -> Quantity:
    return in_hours(hours[counts].sum())
