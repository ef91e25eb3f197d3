"""All that is stated of a product, as text by its path in the file, and what nobody states."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from rackplan.model.catalog import (
    AnyProduct,
    BuildCost,
    Cdu,
    DryCooler,
    Fabric,
    Frame,
    Load,
    Part,
    RackType,
    RearDoor,
)
from rackplan.model.figures import written
from rackplan.report.wording import one_line
from rackplan.units import Quantity, ureg

__all__ = ["figures_of", "unstated_in", "value_text"]

_SAID_ABOVE = ("id", "kind", "name", "about", "known")
_DIGITS = 6
"""As many as any source prints; more is floating point, or a sum of rounded figures."""
_COMMERCE = {
    "maker",
    "price",
    "price_low",
    "price_high",
    "price_year",
    "lead_time",
    "available_from",
}
_SAID_BY_ABSENCE: tuple[tuple[type[BaseModel], set[str]], ...] = (
    (Load, {"failover_power", "liquid", "computing"}),
    (RackType, {"beside_supplies", "pod"}),
    (Fabric, {*_COMMERCE, "core", "two_tier_pods", "group_pods", "network_rack"}),
    (BuildCost, _COMMERCE),
    (Frame, {"rail_width"}),
    (Part, {"height", "mass_with_coolant", "power", "airflow"}),
    (Cdu, {"airflow"}),
    (RearDoor, {"power"}),
    (DryCooler, {"pad_effectiveness"}),
)
"""Fields whose absence says something, as their class has it: no liquid is cooled by air."""


def figures_of(item: AnyProduct) -> Iterator[tuple[str, str]]:
    """All that is stated of a product, by its path in the file."""
    for key, value in _stated(item):
        if key not in _SAID_ABOVE:
            yield from _leaves(key, value)


def unstated_in(item: BaseModel) -> Iterator[str]:
    """Figures that a product may state and does not, by their paths; of list items once for all."""
    lacking = {name for kind, names in _SAID_BY_ABSENCE if isinstance(item, kind) for name in names}
    if isinstance(item, Load) and item.liquid is None:
        lacking |= {"mass_with_coolant"}
    found: dict[str, None] = {}
    for name, field in type(item).model_fields.items():
        value = getattr(item, name)
        is_unknown = value is None and not field.is_required() and name not in lacking
        found.update(dict.fromkeys([name] if is_unknown else _inside(name, value)))
    yield from found


def _inside(name: str, value: object) -> Iterator[str]:
    if isinstance(value, BaseModel):
        yield from (f"{name}.{each}" for each in unstated_in(value))
    elif isinstance(value, tuple):
        models = [item for item in value if isinstance(item, BaseModel)]
        yield from (f"{name}[].{each}" for item in models for each in unstated_in(item))


def _stated(item: BaseModel) -> Iterator[tuple[str, object]]:
    for key in type(item).model_fields:
        value = getattr(item, key)
        if key in item.model_fields_set and value is not None:
            yield key, value


def _leaves(path: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, BaseModel):
        for key, child in _stated(value):
            yield from _leaves(f"{path}.{key}", child)
    elif isinstance(value, Mapping):
        for key, child in value.items():
            step = f"[{key}]" if any(sign in key for sign in ".[] ") else f".{key}"
            yield from _leaves(f"{path}{step}", child)
    elif isinstance(value, tuple):
        for index, child in enumerate(value):
            yield from _leaves(f"{path}[{index}]", child)
    else:
        yield path, value_text(value)


def value_text(value: object) -> str:
    """A value as a person writes it: 142 kW, 63 L/min, 95 %, true.

    Examples
    --------
    >>> from rackplan.units import AIRFLOW, FRACTION, parse
    >>> value_text(parse("2.08600769894 m3/s", AIRFLOW)), value_text(parse("95 %", FRACTION))
    ('2.08601 m3/s', '95 %')
    """
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, ureg.Quantity):
        return one_line(value)
    if value.dimensionless:
        return f"{_number(100.0 * float(value.m_as('')))} %"
    return _quantity_text(value)


def _quantity_text(quantity: Quantity) -> str:
    unit = written(ureg.Quantity(1, quantity.units)).removeprefix("1").strip()
    return f"{_number(float(quantity.magnitude))} {unit.replace(' / ', '/')}"


def _number(number: float) -> str:
    """To so many digits, and never fewer than stand before the point."""
    return f"{number:.0f}" if abs(number) >= 10**_DIGITS else f"{number:.{_DIGITS}g}"
