"""Whether two texts are the same figure, and what differs between a draft and a product."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rackplan.model.figures import written
from rackplan.units import (
    AIRFLOW,
    CURRENT,
    FLOW,
    FRACTION,
    LENGTH,
    MASS,
    POWER,
    PRESSURE,
    VOLTAGE,
    Dimension,
    UnitProblem,
    magnitude,
    parse,
    ureg,
)

__all__ = ["differences", "is_same"]

_CLOSE = 0.01
"""Sizes are whole millimetres in the library, and weights are rounded."""

_DIMENSIONS: Mapping[str, Dimension] = {
    **dict.fromkeys(("width", "depth", "height", "mounting_height", "unit", "rail_width"), LENGTH),
    **dict.fromkeys(("mass", "load_limit"), MASS),
    **dict.fromkeys(("planned_power", "failover_power", "rated_power", "peak_power"), POWER),
    "heat": POWER,
    "flow": FLOW,
    "airflow": AIRFLOW,
    "head": PRESSURE,
    "rating": CURRENT,
    "voltage": VOLTAGE,
    **dict.fromkeys(("power_factor", "usable"), FRACTION),
}


def is_same(path: str, one: str, other: str) -> bool:
    """Whether two texts are the same figure, to a hundredth.

    Examples
    --------
    >>> is_same("mass", "141.5 kg", "312 lb"), is_same("form", "in-row", "in-rack")
    (True, False)
    """
    dimension = _DIMENSIONS.get(path.rpartition(".")[2])
    if dimension is None:
        return one == other
    try:
        a, b = (magnitude(parse(text, dimension), dimension) for text in (one, other))
    except UnitProblem:
        return one == other
    return abs(a - b) <= _CLOSE * max(abs(a), abs(b))


def differences(
    figures: Mapping[str, tuple[str, str]], product: object
) -> Iterator[tuple[str, str, str]]:
    """Figures that a product has otherwise: path, value here, value there."""
    for path, (value, _) in figures.items():
        there = _text(product, path)
        if there is not None and not is_same(path, value, there):
            yield path, value, there


def _text(product: object, path: str) -> str | None:
    value: Any = product
    for part in path.split("."):
        value = getattr(value, part, None)
    if value is None:
        return None
    return written(value) if isinstance(value, ureg.Quantity) else str(value)
