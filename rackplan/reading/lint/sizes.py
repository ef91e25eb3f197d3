"""Doubts about size: mass and power for the volume, and the order of prices."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from rackplan.model.catalog import AnyProduct, Catalog, RackType, Server
from rackplan.reading.lint.remark import Remark, kilograms, kilowatts, kw
from rackplan.units import LENGTH, MASS, MONEY, Quantity, magnitude, show

__all__ = ["check_mass", "check_power_density", "check_prices"]

_RACK_KG_PER_M3 = (120.0, 1400.0)
_SERVER_KG_PER_M3 = (250.0, 1700.0)
_SERVER_WIDTH_M = 0.44
_SERVER_DEPTH_M = 0.85
_COMPUTE_KW_PER_M2 = (8.0, 900.0)
_OTHER_KW_PER_M2 = (0.5, 150.0)
_SERVER_KW_PER_U = (0.1, 8.0)
_RACK_UNIT_M = 0.04445


def check_mass(item: AnyProduct, _catalog: Catalog) -> Iterator[Remark]:
    """Racks and servers are about as dense as others are."""
    if isinstance(item, RackType):
        volume = _metres(item.width) * _metres(item.depth) * _metres(item.height)
        yield from _outlying(item.mass, volume, _RACK_KG_PER_M3)
        yield from _coolant(item)
    elif isinstance(item, Server):
        depth = _SERVER_DEPTH_M if item.depth is None else _metres(item.depth)
        width = _SERVER_WIDTH_M if item.width is None else _metres(item.width)
        yield from _outlying(item.mass, width * depth * _metres(item.height), _SERVER_KG_PER_M3)
        yield from _coolant(item)


def _outlying(mass: Quantity, volume_m3: float, usual: tuple[float, float]) -> Iterator[Remark]:
    low, high = usual
    density = magnitude(mass, MASS) / volume_m3
    if not low <= density <= high:
        said = (
            f"{kilograms(mass)} in {volume_m3:.2f} m3 is {density:.0f} kg/m3; "
            f"{low:g} to {high:g} kg/m3 is usual"
        )
        yield Remark("mass", said)


def _coolant(item: RackType | Server) -> Iterator[Remark]:
    if item.mass_with_coolant is not None and item.mass_with_coolant < item.mass:
        dry, wet = kilograms(item.mass), kilograms(item.mass_with_coolant)
        yield Remark("mass_with_coolant", f"{wet} with coolant is below the dry mass of {dry}")


def check_power_density(item: AnyProduct, _catalog: Catalog) -> Iterator[Remark]:
    """Power for the footprint of a rack, or for the height of a server, is in its family."""
    if isinstance(item, RackType):
        area = _metres(item.width) * _metres(item.depth)
        usual = _COMPUTE_KW_PER_M2 if item.role == "compute" else _OTHER_KW_PER_M2
        yield from _dense(item.planned_power, area, usual, "m2 of floor")
    elif isinstance(item, Server):
        units = _metres(item.height) / _RACK_UNIT_M
        yield from _dense(item.planned_power, units, _SERVER_KW_PER_U, "U")


def _dense(power: Quantity, size: float, usual: tuple[float, float], per: str) -> Iterator[Remark]:
    low, high = usual
    each = kw(power) / size
    if not low <= each <= high:
        said = (
            f"{kilowatts(power)} is {each:.3g} kW for each {per}; {low:g} to {high:g} kW is usual"
        )
        yield Remark("planned_power", said)


def check_prices(item: AnyProduct, _catalog: Catalog) -> Iterator[Remark]:
    """The low price is the least, the high one the most."""
    known = [(name, getattr(item, name)) for name in ("price_low", "price", "price_high")]
    found = [(name, price) for name, price in known if price is not None]
    for (low_name, low), (high_name, high) in itertools.pairwise(found):
        if low > high:
            said = f"{low_name} {show(low, MONEY)} is above {high_name} {show(high, MONEY)}"
            yield Remark(low_name, said)


def _metres(length: Quantity) -> float:
    return magnitude(length, LENGTH)
