"""Products of a catalog as machines that reject heat."""

from __future__ import annotations

import numpy as np

from rackplan.model.catalog import Chiller as ChillerProduct
from rackplan.model.catalog import CoolingTower as TowerProduct
from rackplan.model.catalog import DryCooler as CoolerProduct
from rackplan.physics.moist_air import kernel
from rackplan.physics.rejection import (
    AIR_COOLED,
    WATER_COOLED,
    AdiabaticCooler,
    Chiller,
    CoolingTower,
    DryCooler,
    SecondLaw,
)
from rackplan.units import (
    AIRFLOW,
    FRACTION,
    POWER,
    TEMPERATURE,
    TEMPERATURE_DIFFERENCE,
    Quantity,
    UnitProblem,
    give,
    magnitude,
    take,
)

__all__ = [
    "adiabatic_cooler",
    "chiller",
    "cooling_tower",
    "dry_cooler",
    "missing_figures",
    "second_law_of",
]

_ZERO_C = 273.15
_SEA_LEVEL_PA, _HUMIDITY = 101_325.0, 0.01
_NEEDED = {
    "dry-cooler": ("ambient", "water_in", "water_out", "fan_power"),
    "tower": ("wet_bulb", "water_range", "approach", "fan_power"),
    "chiller": ("power", "leaving", "condenser_entering"),
}


def missing_figures(product: object) -> tuple[str, ...]:
    """Figures of a rating that a product does not state, and without which it cannot run.

    Examples
    --------
    >>> from rackplan.units import POWER, parse
    >>> tower = TowerProduct(id="t", kind="tower", name="T", heat="1 MW", fan_power="12 kW")
    >>> missing_figures(tower)
    ('wet_bulb', 'water_range', 'approach')
    """
    needed = _NEEDED.get(getattr(product, "kind", ""), ())
    return tuple(name for name in needed if getattr(product, name, None) is None)


def dry_cooler(product: CoolerProduct, units: int) -> DryCooler:
    """A dry cooler out of its product's rating.

    ``approach = T_water,out - T_ambient``, ``range = T_water,in - T_water,out``, and the air's
    rise from its flow at the rating, ``Q / (rho V c_p)`` at sea level; 9 K where no airflow is
    stated.

    Parameters
    ----------
    product : DryCooler
        Of the catalog, with the temperatures of its rating.
    units : int
        How many run.

    Returns
    -------
    DryCooler

    Notes
    -----
    Source: the product; definitions of approach and range. Out of the machine's range is refused.

    Examples
    --------
    >>> product = CoolerProduct(
    ...     id="d", kind="dry-cooler", name="D", heat="2 MW", ambient="35 degC",
    ...     water_in="53 degC", water_out="43 degC", fan_power="45 kW", airflow="160 m3/s",
    ... )
    >>> round(dry_cooler(product, 3).air_rise.m_as("K"), 2)
    10.71
    """
    ambient_c, in_c, out_c = (
        take(_stated(product, name), TEMPERATURE, name.replace("_", " "))
        for name in ("ambient", "water_in", "water_out")
    )
    rated = {} if product.airflow is None else {"air_rise": _air_rise(product, ambient_c)}
    return DryCooler(
        heat=product.heat,
        approach=give(out_c - ambient_c, TEMPERATURE_DIFFERENCE),
        water_range=give(in_c - out_c, TEMPERATURE_DIFFERENCE),
        fan_share=_share_of_heat(product),
        rated_dry_bulb=give(ambient_c, TEMPERATURE),
        units=units,
        **rated,
    )


def adiabatic_cooler(
    product: CoolerProduct, units: int, *, cycles: float = 5.0, wet_from: Quantity | None = None
) -> AdiabaticCooler:
    """A cooler behind wetted pads: its rating is that of the coil, in the air behind the pads.

    Parameters
    ----------
    product : DryCooler
        Of the catalog, with `pad_effectiveness`; its fan power includes the pads.
    units : int
        How many run.
    cycles : float
        Cycles of concentration.
    wet_from : Quantity [degC], optional
        As for `AdiabaticCooler`.

    Returns
    -------
    AdiabaticCooler

    Notes
    -----
    Source and refusals as for `dry_cooler`.

    Examples
    --------
    >>> product = CoolerProduct(
    ...     id="a", kind="dry-cooler", name="A", heat="2 MW", ambient="35 degC",
    ...     water_in="53 degC", water_out="43 degC", fan_power="50 kW", pad_effectiveness="75 %",
    ... )
    >>> adiabatic_cooler(product, 1).saturation.m
    0.75
    """
    return AdiabaticCooler(
        cooler=dry_cooler(product, units),
        saturation=_stated(product, "pad_effectiveness"),
        pad_share=give(0.0, FRACTION),
        cycles=give(cycles, FRACTION),
        wet_from=wet_from,
    )


def cooling_tower(product: TowerProduct, units: int, *, cycles: float = 5.0) -> CoolingTower:
    """A cooling tower out of its product's rating.

    Parameters
    ----------
    product : CoolingTower
        Of the catalog, with wet bulb, range and approach of its rating.
    units : int
        How many run.
    cycles : float
        Cycles of concentration.

    Returns
    -------
    CoolingTower

    Notes
    -----
    Source: the product. Out of the machine's range is refused.

    Examples
    --------
    >>> product = TowerProduct(
    ...     id="t", kind="tower", name="T", heat="5 MW", wet_bulb="25.6 degC",
    ...     water_range="5.6 K", approach="4 K", fan_power="75 kW",
    ... )
    >>> round(cooling_tower(product, 2).fan_share.m, 4)
    0.015
    """
    return CoolingTower(
        heat=product.heat,
        wet_bulb=_stated(product, "wet_bulb"),
        approach=_stated(product, "approach"),
        water_range=_stated(product, "water_range"),
        fan_share=_share_of_heat(product),
        cycles=give(cycles, FRACTION),
        units=units,
    )


def chiller(product: ChillerProduct, units: int) -> Chiller:
    """A chiller with the share of Carnot that its rating shows.

    Parameters
    ----------
    product : Chiller
        Of the catalog, with power and temperatures of its rating.
    units : int
        How many run.

    Returns
    -------
    Chiller

    Notes
    -----
    Source: the product; `second_law_of`.

    Examples
    --------
    >>> product = ChillerProduct(
    ...     id="c", kind="chiller", name="C", heat="1.5 MW", condenser="air", power="330 kW",
    ...     leaving="20 degC", condenser_entering="35 degC",
    ... )
    >>> round(chiller(product, 1).law.efficiency, 3)
    0.453
    """
    return Chiller(
        heat=product.heat,
        law=second_law_of(product),
        rated_sink=_stated(product, "condenser_entering"),
        rated_leaving=_stated(product, "leaving"),
        units=units,
    )


def second_law_of(product: ChillerProduct) -> SecondLaw:
    """The share of Carnot of a chiller: ``eta = Q / P (T_c - T_e) / T_e`` at its rating, in kelvin.

    Parameters
    ----------
    product : Chiller
        Of the catalog.

    Returns
    -------
    SecondLaw
        With the temperature differences of `AIR_COOLED` or `WATER_COOLED`.

    Notes
    -----
    A rating better than Carnot's is refused. Source: Carnot.

    Examples
    --------
    >>> product = ChillerProduct(
    ...     id="c", kind="chiller", name="C", heat="1055 kW", condenser="water", power="177 kW",
    ...     leaving="6.67 degC", condenser_entering="29.44 degC",
    ... )
    >>> round(second_law_of(product).efficiency, 3)
    0.67
    """
    usual = AIR_COOLED if product.condenser == "air" else WATER_COOLED
    leaving_c = take(_stated(product, "leaving"), TEMPERATURE, "leaving water")
    sink_c = take(_stated(product, "condenser_entering"), TEMPERATURE, "condenser entering")
    cold = float(leaving_c) - usual.evaporator_k + _ZERO_C
    lift = float(sink_c) + usual.condenser_k + _ZERO_C - cold
    cop = magnitude(product.heat, POWER) / magnitude(_stated(product, "power"), POWER)
    return SecondLaw(
        sink=product.condenser,
        efficiency=cop * lift / cold,
        condenser_k=usual.condenser_k,
        evaporator_k=usual.evaporator_k,
        cop_max=max(usual.cop_max, cop),
    )


def _stated(product: object, name: str) -> Quantity:
    figure: Quantity | None = getattr(product, name)
    if figure is None:
        raise UnitProblem(f"{name} of the rating of {getattr(product, 'id', '')}", "none")
    return figure


def _share_of_heat(product: CoolerProduct | TowerProduct) -> Quantity:
    fans = magnitude(_stated(product, "fan_power"), POWER)
    return give(fans / magnitude(product.heat, POWER), FRACTION)


def _air_rise(product: CoolerProduct, ambient_c: np.ndarray) -> Quantity:
    moved = take(_stated(product, "airflow"), AIRFLOW, "airflow", low=1e-3)
    pressure, humidity = np.array(_SEA_LEVEL_PA), np.array(_HUMIDITY)
    kg_s = moved * kernel.density_kg_m3(ambient_c, humidity, pressure)
    rise = 1000.0 * take(product.heat, POWER, "heat") / (kg_s * (1006.0 + 1860.0 * _HUMIDITY))
    return give(rise, TEMPERATURE_DIFFERENCE)
