"""Chillers whose curves are known: capacity and power by the EIR model of EnergyPlus."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rackplan.physics.rejection.conditions import rated_w
from rackplan.units import FRACTION, POWER, TEMPERATURE, Numbers, Quantity, give, of, take

__all__ = ["YORK_YT_1055", "EirChiller", "eir_capacity", "eir_power"]

Curve = tuple[float, float, float, float, float, float]
"""``c1 + c2 x + c3 x^2 + c4 y + c5 y^2 + c6 x y``: x leaving, y condenser water, in degC."""


@dataclass(frozen=True)
class EirChiller:
    """A water-cooled chiller with the curves of its maker (EnergyPlus Chiller:Electric:EIR).

    ``Q = Q0 CAPFT(T_leaving, T_condenser)``,
    ``P = Q / COP0 EIRFT(T_leaving, T_condenser) EIRFPLR(load / Q)``.

    Attributes
    ----------
    name : str
    heat : Quantity [kW]
        Q0, reference capacity of a unit.
    cop : float
        COP0, reference COP.
    capacity_curve, input_curve : tuple of 6 float
        CAPFT and EIRFT.
    part_load_curve : tuple of 3 float
        EIRFPLR, ``c1 + c2 x + c3 x^2``.
    leaving, condenser : tuple of 2 float [degC]
        Least and most of chilled water that leaves, and of water that enters the condenser.
    part_load : tuple of 2 float
        Least load before it cycles, and most, over capacity.
    units : int
    """

    name: str
    heat: Quantity
    cop: float
    capacity_curve: Curve
    input_curve: Curve
    part_load_curve: tuple[float, float, float]
    leaving: tuple[float, float]
    condenser: tuple[float, float]
    part_load: tuple[float, float]
    units: int = 1

    sink = "water"
    """What takes its heat: condenser water."""

    def __post_init__(self) -> None:
        _ = self.rated_w

    @cached_property
    def rated_w(self) -> Numbers:
        """Reference capacity of all units."""
        return rated_w(self.heat, self.units)

    @property
    def coldest_c(self) -> float:
        """The coldest water that its curves know."""
        return self.leaving[0]

    def capacity_w(self, leaving_c: Numbers, sink_c: Numbers) -> Numbers:
        """Heat that it takes at most.

        Warmer water and a colder condenser than the curves know count as their last point, which is
        on the safe side; colder water and a warmer condenser than they know cannot be had.
        """
        at = np.minimum(leaving_c, self.leaving[1]), np.maximum(sink_c, self.condenser[0])
        known = (leaving_c >= self.leaving[0]) & (sink_c <= self.condenser[1])
        return np.where(known, self.rated_w * _surface(self.capacity_curve, *at), 0.0)

    def power_w(self, load_w: Numbers, leaving_c: Numbers, sink_c: Numbers) -> Numbers:
        """Electric power at a load, temperatures held to the range of the curves."""
        at = np.clip(leaving_c, *self.leaving), np.clip(sink_c, *self.condenser)
        capacity = self.rated_w * _surface(self.capacity_curve, *at)
        return self._input(load_w / capacity, *at) * capacity

    def _input(self, part: Numbers, leaving_c: Numbers, sink_c: Numbers) -> Numbers:
        """Power over capacity; below its least load a machine cycles."""
        least, most = self.part_load
        c1, c2, c3 = self.part_load_curve
        held = np.clip(part, least, most)
        cycling = np.clip(part / least, 0.0, 1.0)
        share = c1 + held * (c2 + c3 * held)
        return _surface(self.input_curve, leaving_c, sink_c) * share * cycling / self.cop


YORK_YT_1055 = EirChiller(
    name="York YT 1055 kW / 5.96 COP / vanes",
    heat=of(1055.0, POWER),
    cop=5.96,
    capacity_curve=(0.1785912, -5.900023e-2, -5.946963e-4, 9.297889e-2, -2.841024e-3, 4.974221e-3),
    input_curve=(0.524511, -2.850126e-2, 8.03472e-4, 1.893133e-2, 1.151629e-4, -9.340642e-5),
    part_load_curve=(0.2619878, 0.2393605, 0.4988306),
    leaving=(4.44, 8.89),
    condenser=(12.78, 35.0),
    part_load=(0.10, 1.05),
)
"""Source: EnergyPlus' set of reference chillers, as in the Modelica Buildings library."""


def eir_capacity(
    chiller: EirChiller, leaving_water: Quantity, condenser_water: Quantity
) -> Quantity:
    """Heat that a chiller takes at most: ``Q = Q0 CAPFT(T_leaving, T_condenser)``.

    Parameters
    ----------
    chiller : EirChiller
        `YORK_YT_1055`, or one of a user's own.
    leaving_water : Quantity [degC]
        Chilled water that leaves, in the range of the curves.
    condenser_water : Quantity [degC]
        Water that enters the condenser, in the range of the curves.

    Returns
    -------
    Quantity [kW]

    Notes
    -----
    Out of the curves' range is refused. Source: EnergyPlus Engineering Reference, electric chiller
    based on condenser entering temperature.

    Examples
    --------
    >>> from rackplan.units import TEMPERATURE, parse
    >>> water, condenser = parse("6.67 degC", TEMPERATURE), parse("29.44 degC", TEMPERATURE)
    >>> round(eir_capacity(YORK_YT_1055, water, condenser).m_as("kW"), 1)
    1065.9
    """
    at = _take(chiller, leaving_water, condenser_water)
    return give(chiller.capacity_w(*at) / 1000.0, POWER)


def eir_power(
    chiller: EirChiller, leaving_water: Quantity, condenser_water: Quantity, part_load: Quantity
) -> Quantity:
    """Electric power of a chiller: ``P = Q / COP0 EIRFT(T_leaving, T_condenser) EIRFPLR(x)``.

    Parameters
    ----------
    chiller : EirChiller
        `YORK_YT_1055`, or one of a user's own.
    leaving_water, condenser_water : Quantity [degC]
        As for `eir_capacity`, which gives Q.
    part_load : Quantity [percent]
        x, load over available capacity Q, from 0 to the machine's most; below its least load the
        machine cycles, and power goes with the load.

    Returns
    -------
    Quantity [kW]
        COP is ``x Q / P``.

    Notes
    -----
    Out of range is refused. Source: EnergyPlus Engineering Reference, electric chiller based on
    condenser entering temperature.

    Examples
    --------
    >>> from rackplan.units import FRACTION, TEMPERATURE, parse
    >>> water, condenser = parse("6.67 degC", TEMPERATURE), parse("29.44 degC", TEMPERATURE)
    >>> round(eir_power(YORK_YT_1055, water, condenser, parse("50 %", FRACTION)).m_as("kW"), 2)
    91.37
    """
    at = _take(chiller, leaving_water, condenser_water)
    part = take(part_load, FRACTION, "part load", low=0.0, high=chiller.part_load[1])
    return give(chiller.power_w(part * chiller.capacity_w(*at), *at) / 1000.0, POWER)


def _take(
    chiller: EirChiller, leaving_water: Quantity, condenser_water: Quantity
) -> tuple[Numbers, Numbers]:
    (low, high), (cold, warm) = chiller.leaving, chiller.condenser
    leaving_c = take(leaving_water, TEMPERATURE, "leaving water", low=low, high=high)
    sink_c = take(condenser_water, TEMPERATURE, "condenser water", low=cold, high=warm)
    return leaving_c, sink_c


def _surface(curve: Curve, x: Numbers, y: Numbers) -> Numbers:
    c1, c2, c3, c4, c5, c6 = curve
    return c1 + x * (c2 + c3 * x + c6 * y) + y * (c4 + c5 * y)
