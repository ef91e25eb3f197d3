"""Figures in the units that the policy asks for: metric, or those of the United States.

Factors are exact by definition (inch, pound, US gallon) and stated once; kW, kVA, A and money are
the same everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from rackplan.model.demand import UnitSystem

__all__ = ["Shown", "shown_in"]

_FOOT = 0.3048
_GALLON = 3.785411784
_POUND = 0.45359237
_PSI_KPA = 6.894757293168361

_Taking: TypeAlias = Callable[[float], float]

_US: Mapping[str, tuple[str, _Taking]] = {
    "L/min": ("gpm", lambda v: v / _GALLON),
    "m3/s": ("cfm", lambda v: v / _FOOT**3 * 60.0),
    "m3": ("gal", lambda v: v * 1000.0 / _GALLON),
    "m3/year": ("gal/year", lambda v: v * 1000.0 / _GALLON),
    "L/kWh": ("gal/kWh", lambda v: v / _GALLON),
    "degC": ("°F", lambda v: v * 1.8 + 32.0),
    "K": ("°F difference", lambda v: v * 1.8),
    "kg": ("lb", lambda v: v / _POUND),
    "m": ("ft", lambda v: v / _FOOT),
    "mm": ("in", lambda v: v / 25.4),
    "kPa": ("psi", lambda v: v / _PSI_KPA),
}
_METRIC: Mapping[str, tuple[str, _Taking]] = {"degC": ("°C", lambda v: v)}


@dataclass(frozen=True)
class Shown:
    """How figures are shown.

    Attributes
    ----------
    system : {'metric', 'us'}
    """

    system: UnitSystem = "metric"

    def unit(self, unit: str) -> str:
        """The unit that figures of a unit are shown in."""
        return self._taking(unit)[0]

    def value(self, value: float, unit: str) -> float:
        """A figure in the unit that it is shown in.

        Examples
        --------
        >>> shown_in("us").value(45.0, "degC"), round(shown_in("us").value(100.0, "L/min"), 3)
        (113.0, 26.417)
        >>> shown_in("metric").value(45.0, "degC"), shown_in("us").value(142.0, "kW")
        (45.0, 142.0)
        """
        return self._taking(unit)[1](value)

    def text(self, value: float, unit: str, digits: int = 4) -> str:
        """A figure with its unit, as people read it.

        Examples
        --------
        >>> shown_in("us").text(2125.0, "L/min"), shown_in("metric").text(2125.0, "L/min")
        ('561.4 gpm', '2,125 L/min')
        """
        number = self.value(value, unit)
        whole = abs(number) >= 10 ** (digits - 1)
        text = f"{number:,.0f}" if whole else f"{number:,.{digits}g}"
        return f"{text} {self.unit(unit)}".rstrip()

    def _taking(self, unit: str) -> tuple[str, _Taking]:
        known = _US if self.system == "us" else _METRIC
        return known.get(unit, (unit, lambda v: v))


def shown_in(system: UnitSystem) -> Shown:
    """Figures in a system of units."""
    return Shown(system)
