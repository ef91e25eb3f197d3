"""Figures of two plans side by side: racks by type, power, computing, money."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rackplan.difference.side import Side
from rackplan.economics.lifetime import brought_by
from rackplan.units import COMPUTE, MEMORY, POWER, Quantity, magnitude
from rackplan.verify.year import SiteYear

__all__ = ["Amount", "amounts_of", "money_of", "racks_of"]

_DIGITS = 9
"""What is left of a figure when round-off is gone."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure of both plans.

    Attributes
    ----------
    name, unit : str
    before, after : float or None [unit]
        None where the plan has none: no tariff, no climate, no price.
    """

    name: str
    unit: str
    before: float | None
    after: float | None

    @property
    def more(self) -> float | None:
        """By how much the second plan has more [unit]; None where one of them has no figure."""
        if self.before is None or self.after is None:
            return None
        return float(f"{self.after - self.before:.{_DIGITS}g}")

    @property
    def is_same(self) -> bool:
        """Whether both say the same, round-off aside."""
        if self.before is None or self.after is None:
            return self.before is self.after
        size = max(abs(self.before), abs(self.after))
        return abs(self.after - self.before) <= 10.0**-_DIGITS * size

    def to_json(self) -> dict[str, Any]:
        """The figure as plain data."""
        return {
            "name": self.name,
            "unit": self.unit,
            "before": self.before,
            "after": self.after,
            "more": self.more,
        }


def racks_of(before: Side, after: Side) -> tuple[Amount, ...]:
    """Racks of each type that stands in either plan, by the name of the type."""
    first, second = before.told.plan.counts(), after.told.plan.counts()
    return tuple(
        Amount(rack, "racks", float(first[rack]), float(second[rack]))
        for rack in sorted(first.keys() | second.keys())
    )


def amounts_of(before: Side, after: Side) -> tuple[Amount, ...]:
    """Racks in all, IT power, accelerators, computing by precision, memory, and the year."""
    first, second = dict(_brought(before)), dict(_brought(after))
    return tuple(
        Amount(name, unit, first.get((name, unit)), second.get((name, unit)))
        for name, unit in {**first, **second}
    )


def money_of(before: Side, after: Side) -> tuple[Amount, ...]:
    """Price of what is put up, bills of a year, and cost over the life of the racks."""
    first, second = dict(_spent(before)), dict(_spent(after))
    return tuple(Amount(name, unit, first[name, unit], second[name, unit]) for name, unit in first)


def _brought(side: Side) -> Iterator[tuple[tuple[str, str], float | None]]:
    told = side.told
    brought = brought_by(told.site, told.plan)
    yield ("racks", "racks"), float(len(told.plan.placements))
    yield ("IT power", "kW"), magnitude(brought.it_power, POWER)
    yield ("accelerators", ""), float(brought.accelerators)
    for precision, rate in sorted(brought.dense.items()):
        yield (f"dense {precision}", "PFLOPS"), magnitude(rate, COMPUTE)
    yield ("HBM", "TB"), magnitude(brought.hbm, MEMORY)
    if isinstance(told.year, SiteYear):
        yield ("PUE", ""), told.year.mean.pue
        yield ("WUE", "L/kWh"), float(told.year.mean.wue.m_as("L/kWh"))


def _spent(side: Side) -> Iterator[tuple[tuple[str, str], float | None]]:
    cost = side.told.cost
    lifetime = cost.lifetime
    yield ("capex", "USD"), _number(cost.capital, "USD")
    yield ("power, a year", "USD/year"), _number(cost.power_bill, "USD/year")
    yield ("water, a year", "USD/year"), _number(cost.water_bill, "USD/year")
    for name, unit, span in (
        ("capital in all", "USD", None if lifetime is None else lifetime.capital),
        ("all of a year", "USD/year", None if lifetime is None else lifetime.a_year),
        ("net present cost", "USD", None if lifetime is None else lifetime.net_present),
    ):
        yield (name, unit), None if span is None else _number(span.central, unit)


def _number(amount: Quantity | None, unit: str) -> float | None:
    return None if amount is None else round(float(amount.m_as(unit)), 2)
