"""What loops, zones and plants come to under a plan: figures beside the limits that they keep."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

__all__ = ["LoopFigures", "PlantFigures", "Thermal", "Used", "ZoneFigures"]


class Used(NamedTuple):
    """What is used of a limit in the tightest of all states."""

    used: float
    limit: float


@dataclass(frozen=True, slots=True)
class LoopFigures:
    """A rack loop with racks on it.

    Attributes
    ----------
    supply_degc : float
    return_degc : float or None
        Of all racks mixed; None where that is no temperature of a liquid loop.
    heat_kw : float
    flow : Used or None [L/min]
        None, as each of the following, where no rule looked at it.
    head : Used or None [kPa]
    approach : Used or None [K]
        None, as the head, also where figures are missing for it.
    ride_through_s : float or None
        For how long the coolant carries the heat alone; None without a volume.
    """

    loop: str
    supply_degc: float
    return_degc: float | None
    heat_kw: float
    flow: Used | None
    head: Used | None
    approach: Used | None
    ride_through_s: float | None


@dataclass(frozen=True, slots=True)
class ZoneFigures:
    """An air zone with racks in it.

    Attributes
    ----------
    supply_degc, return_degc : float
        Of the air, and of what racks give back.
    inlet_degc : float
        The warmest inlet of any rack.
    heat : Used or None [kW]
    airflow : Used or None [m3/s]
        None where no rule looked at it.
    """

    zone: str
    supply_degc: float
    return_degc: float
    inlet_degc: float
    heat: Used | None
    airflow: Used | None


@dataclass(frozen=True, slots=True)
class PlantFigures:
    """A plant on the design day.

    Attributes
    ----------
    heat : Used [kW]
    """

    plant: str
    heat: Used


@dataclass(frozen=True, slots=True)
class Thermal:
    """The cooling of a plan.

    Attributes
    ----------
    unchecked : tuple of str
        What no rule looked at for want of figures, and where.
    """

    loops: tuple[LoopFigures, ...] = ()
    zones: tuple[ZoneFigures, ...] = ()
    plants: tuple[PlantFigures, ...] = ()
    unchecked: tuple[str, ...] = ()
