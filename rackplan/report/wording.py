"""Words and figures as people read them; names are cleaned on the way (`one_line`)."""

from __future__ import annotations

import re

from rackplan.model.figures import written
from rackplan.units import ureg
from rackplan.writing import one_line

__all__ = [
    "count",
    "figure",
    "joined",
    "money",
    "money_unit",
    "named",
    "neat",
    "one_line",
    "percent",
]

_DECIMALS = 9
"""Of a figure as people write it; what is beyond is round-off."""

_KINDS = {"ups": "UPS", "cdu": "CDU", "air_unit": "air unit"}


def named(failure: str) -> str:
    """A kind of failure, or a failure with its component, as people write it.

    Examples
    --------
    >>> named("ups K1.U2"), named("air_unit")
    ('UPS K1.U2', 'air unit')
    """
    kind, space, component = failure.partition(" ")
    return f"{_KINDS.get(kind, kind)}{space}{one_line(component)}"


def figure(value: float, digits: int = 4) -> str:
    """A number to so many significant digits, never fewer than stand before the point.

    Examples
    --------
    >>> figure(31234.5), figure(2.71828), figure(143.75), figure(0.0)
    ('31,234', '2.718', '143.8', '0')
    """
    return f"{value:,.0f}" if abs(value) >= 10 ** (digits - 1) else f"{value:,.{digits}g}"


def money(usd: float) -> str:
    """An amount of money in the unit that keeps it short.

    Examples
    --------
    >>> money(812_400_000), money(45_600), money(0)
    ('812.4 MUSD', '45.6 kUSD', '0 USD')
    """
    size, unit = money_unit(usd)
    return f"{figure(usd / size)} {unit}"


def money_unit(usd: float) -> tuple[float, str]:
    """The unit that keeps an amount of money short: how many USD it is, and what it is called.

    Examples
    --------
    >>> money_unit(812_400_000), money_unit(0)
    ((1000000.0, 'MUSD'), (1.0, 'USD'))
    """
    units = ((1e9, "GUSD"), (1e6, "MUSD"), (1e3, "kUSD"), (1.0, "USD"))
    return next((size, unit) for size, unit in units if abs(usd) >= size or unit == "USD")


def neat(value: object) -> str:
    """A value as a person writes it: ``142 kW``, ``63 L/min``, ``true``.

    Examples
    --------
    >>> neat("142.0 kW"), neat("63.0 L / min"), neat(True)
    ('142 kW', '63 L/min', 'true')
    """
    if isinstance(value, bool):
        return str(value).lower()
    text = str(value)
    if isinstance(value, ureg.Quantity):
        if value.dimensionless:
            return percent(float(value.m_as("dimensionless")))
        text = written(ureg.Quantity(round(value.magnitude, _DECIMALS), value.units))
    return one_line(re.sub(r"^(-?\d+)\.0\b", r"\1", text).replace(" / ", "/"))


def percent(share: float, digits: int = 2) -> str:
    """A share in percent.

    Examples
    --------
    >>> percent(0.00347), percent(0.85), percent(0.0)
    ('0.35 %', '85 %', '0 %')
    """
    text = f"{100 * share:.{digits}f}"
    return f"{text.rstrip('0').rstrip('.') if '.' in text else text} %"


def count(number: int, one: str, many: str = "") -> str:
    """A number of things.

    Examples
    --------
    >>> count(1, "rack"), count(1200, "rack"), count(2, "loss", "losses")
    ('1 rack', '1,200 racks', '2 losses')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def joined(parts: list[str], most: int) -> str:
    """A list that stops after so many parts and says how many it leaves out.

    Examples
    --------
    >>> joined(["a", "b", "c", "d"], 2)
    'a, b and 2 more'
    """
    shown = ", ".join(parts[:most])
    return shown if len(parts) <= most else f"{shown} and {len(parts) - most} more"
