"""The shipped catalog for the tests of its products, and plain numbers out of it."""

from __future__ import annotations

from functools import cache
from typing import Any

from rackplan.model.catalog import Catalog
from rackplan.reading import read_catalog
from rackplan.units import Quantity

__all__ = ["catalog", "curve", "ids", "kw", "losses", "number", "product", "with_curve"]


@cache
def catalog() -> Catalog:
    """The shipped catalog, read once."""
    return read_catalog()


def ids(*kinds: Any) -> list[str]:
    """Ids of the products of some kinds."""
    return [name for name, item in catalog().products.items() if isinstance(item, kinds)]


def product(name: str) -> Any:
    """A product by its id."""
    return catalog().products[name]


def number(quantity: Quantity | None, unit: str) -> float:
    """A figure that is there, in a unit."""
    assert quantity is not None
    return float(quantity.m_as(unit))


def kw(quantity: Quantity | None) -> float:
    """A power [kW]."""
    return number(quantity, "kW")


def curve(item: Any) -> list[tuple[float, float]]:
    """Load and efficiency at the points of a curve."""
    return [(float(p.load.magnitude), float(p.efficiency.magnitude)) for p in item.efficiency]


def losses(item: Any) -> list[float]:
    """Losses at each point of a curve, for a rating of one."""
    return [load * (1.0 / efficiency - 1.0) for load, efficiency in curve(item)]


def with_curve() -> list[str]:
    """Ids of the products that have an efficiency curve."""
    return [name for name, item in catalog().products.items() if getattr(item, "efficiency", ())]
