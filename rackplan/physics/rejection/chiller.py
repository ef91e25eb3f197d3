"""Chillers of which no curves are known: a share of Carnot's efficiency; and a regression."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from rackplan.physics.rejection.conditions import rated_w
from rackplan.units import (
    FRACTION,
    TEMPERATURE,
    Numbers,
    Quantity,
    UnitProblem,
    give,
    of,
    take,
)

__all__ = [
    "AIR_COOLED",
    "WATER_COOLED",
    "Chiller",
    "SecondLaw",
    "lei_masanet_cop",
    "second_law_cop",
]

_ZERO_C = 273.15
_LEAST_LIFT_K = 0.1


@dataclass(frozen=True)
class SecondLaw:
    """A chiller as a share of Carnot: ``COP = min(cap, eta T_e / (T_c - T_e))``, in kelvin.

    Attributes
    ----------
    sink : {'air', 'water'}
        What takes the heat: outdoor air (dry bulb), or water that enters the condenser.
    efficiency : float
        eta, share of Carnot, fans of an air-cooled condenser included.
    condenser_k, evaporator_k : float
        ``T_c = T_sink + condenser_k``, ``T_e = T_leaving - evaporator_k``.
    cop_max : float
        The cap: at low lift the law is far too kind.
    """

    sink: Literal["air", "water"]
    efficiency: float
    condenser_k: float
    evaporator_k: float
    cop_max: float = 12.0

    def __post_init__(self) -> None:
        differences = min(self.condenser_k, self.evaporator_k)
        if not (0.0 < self.efficiency < 1.0 and differences >= 0.0 and self.cop_max > 1.0):
            text = "share of Carnot of 0 to 1, differences of at least 0 K and a cap above 1"
            raise UnitProblem(text, f"{self}", fits=True)

    def cop(self, leaving_c: Numbers, sink_c: Numbers) -> Numbers:
        """COP on plain arrays."""
        cold = leaving_c - self.evaporator_k + _ZERO_C
        lift = np.maximum(sink_c + self.condenser_k + _ZERO_C - cold, _LEAST_LIFT_K)
        return np.minimum(self.efficiency * cold / lift, self.cop_max)


AIR_COOLED = SecondLaw("air", 0.48, 12.0, 2.0)
"""3.18 at 35 degC outdoors and 7 degC water, near the least that codes ask for."""

WATER_COOLED = SecondLaw("water", 0.63, 7.0, 1.5)
"""5.6 at 30 degC condenser water and 7 degC water."""


@dataclass(frozen=True)
class Chiller:
    """A chiller known by its capacity and a law of its COP.

    ``Q = Q0 (1 - d max(0, T_sink - T_rated)) (1 - c max(0, T_cold - T_leaving))`` with the
    deratings d of a warm sink and c of cold water.

    Attributes
    ----------
    heat : Quantity [kW]
        Rated capacity of a unit.
    law : SecondLaw
        Its COP.
    rated_sink : Quantity [degC]
        Dry bulb, or entering condenser water, up to which it has its rated capacity.
    derating : Quantity [percent]
        Capacity lost for each kelvin above that, 0 to 10 %.
    coldest : Quantity [degC]
        The coldest water it makes.
    units : int
    rated_leaving : Quantity [degC]
        T_cold, chilled water that leaves, down to which it has its rated capacity.
    leaving_derating : Quantity [percent]
        Capacity lost for each kelvin below that, 0 to 10 %.

    Notes
    -----
    No part-load effect. Capacity for warmer water than rated is not raised, which is on the safe
    side. 2 % a kelvin of the sink is our assumption (one model: 1,500 to 1,150 kW at 43 degC), and
    so is 3 % a kelvin of the water: the gas that a compressor draws in thins by about as much.
    What is rated at 20 degC has 61 % of that at 7 degC.

    Examples
    --------
    >>> from rackplan.units import POWER, parse
    >>> Chiller(parse("1.5 MW", POWER)).law.sink
    'air'
    """

    heat: Quantity
    law: SecondLaw = AIR_COOLED
    rated_sink: Quantity = of(35.0, TEMPERATURE)
    derating: Quantity = of(0.02, FRACTION)
    coldest: Quantity = of(5.0, TEMPERATURE)
    units: int = 1
    rated_leaving: Quantity = of(7.0, TEMPERATURE)
    leaving_derating: Quantity = of(0.03, FRACTION)

    def __post_init__(self) -> None:
        _ = self._plain

    @property
    def sink(self) -> str:
        """'air' or 'water'."""
        return self.law.sink

    @property
    def coldest_c(self) -> float:
        """The coldest water it makes."""
        return float(self._plain[3])

    @cached_property
    def _plain(self) -> tuple[Numbers, ...]:
        return (
            rated_w(self.heat, self.units),
            take(self.rated_sink, TEMPERATURE, "rated sink", low=0.0, high=60.0),
            take(self.derating, FRACTION, "derating", low=0.0, high=0.1),
            take(self.coldest, TEMPERATURE, "coldest water", low=1.0, high=40.0),
            take(self.rated_leaving, TEMPERATURE, "rated leaving water", low=1.0, high=50.0),
            take(self.leaving_derating, FRACTION, "derating of cold water", low=0.0, high=0.1),
        )

    def capacity_w(self, leaving_c: Numbers, sink_c: Numbers) -> Numbers:
        """Heat that it takes at most."""
        full_w, sink_rated_c, derating, coldest_c, leaving_rated_c, by_leaving = self._plain
        warm = np.clip(1.0 - derating * np.maximum(sink_c - sink_rated_c, 0.0), 0.0, 1.0)
        cold = np.clip(1.0 - by_leaving * np.maximum(leaving_rated_c - leaving_c, 0.0), 0.0, 1.0)
        return np.where(leaving_c >= coldest_c, full_w * warm * cold, 0.0)

    def power_w(self, load_w: Numbers, leaving_c: Numbers, sink_c: Numbers) -> Numbers:
        """Electric power at a load."""
        return load_w / self.law.cop(leaving_c, sink_c)


def second_law_cop(
    leaving_water: Quantity, sink: Quantity, law: SecondLaw = AIR_COOLED
) -> Quantity:
    """COP of a chiller as a share of Carnot: ``COP = min(cap, eta T_e / (T_c - T_e))``.

    Parameters
    ----------
    leaving_water : Quantity [degC]
        Chilled water that leaves, 0 to 50 degC; ``T_e`` lies `evaporator_k` below it.
    sink : Quantity [degC]
        Dry bulb of an air-cooled, entering condenser water of a water-cooled chiller, -60 to
        70 degC; ``T_c`` lies `condenser_k` above it.
    law : SecondLaw
        `AIR_COOLED` (eta 0.48, 12 and 2 K) or `WATER_COOLED` (0.63, 7 and 1.5 K), cap 12.

    Returns
    -------
    Quantity [dimensionless]

    Notes
    -----
    A planning figure where no machine is chosen; the cap stands where condensing is no warmer than
    evaporating. Out of range is refused. Source: Carnot; shares of it fitted to 3.18 at 35 and
    7 degC and to 5.6 at 30 and 7 degC.

    Examples
    --------
    >>> from rackplan.units import TEMPERATURE, parse
    >>> water, outdoors = parse("7 degC", TEMPERATURE), parse("35 degC", TEMPERATURE)
    >>> round(second_law_cop(water, outdoors).m, 2)
    3.18
    >>> round(second_law_cop(water, parse("30 degC", TEMPERATURE), WATER_COOLED).m, 2)
    5.57
    """
    leaving_c = take(leaving_water, TEMPERATURE, "leaving water", low=0.0, high=50.0)
    sink_c = take(sink, TEMPERATURE, "heat sink", low=-60.0, high=70.0)
    return give(law.cop(leaving_c, sink_c), FRACTION)


def lei_masanet_cop(part_load: Quantity, condenser_water: Quantity) -> Quantity:
    """COP of a water-cooled chiller of a data center, by a published regression.

    ``COP = 16.798751 + 0.00884 T^2 - 8.528931 x^2 + 9.885294 x - 0.760621 T + 0.084615 x T``

    Parameters
    ----------
    part_load : Quantity [percent]
        x, load over capacity, 10 to 100 %.
    condenser_water : Quantity [degC]
        T, water that enters the condenser, 10 to 35 degC.

    Returns
    -------
    Quantity [dimensionless]

    Notes
    -----
    A regression has no word on the temperature of the chilled water; it stands for usual ones of
    air-cooled halls. The range is ours: inside it the COP falls with T. Outside is refused. Source:
    Lei and Masanet, Energy 201 (2020) 117556.

    Examples
    --------
    >>> from rackplan.units import FRACTION, TEMPERATURE, parse
    >>> round(lei_masanet_cop(parse("50 %", FRACTION), parse("20 degC", TEMPERATURE)).m, 4)
    8.7789
    """
    load = take(part_load, FRACTION, "part load", low=0.1, high=1.0)
    water_c = take(condenser_water, TEMPERATURE, "condenser water", low=10.0, high=35.0)
    by_load = load * (9.885294 - 8.528931 * load + 0.084615 * water_c)
    return give(16.798751 + by_load + water_c * (0.00884 * water_c - 0.760621), FRACTION)
