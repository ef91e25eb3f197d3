"""Named loss curves: floors of certification, and planning curves where no datasheet is at hand.

A certification level is the least efficiency that a product must reach, at three to five loads: a
product is as good or better, so plans that rest on it are on the safe side. A planning curve is an
assumption and stands in until the maker's own curve is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from rackplan.physics.electrical.loss_curves import law_from_coefficients, law_from_points
from rackplan.physics.electrical.loss_law import LossLaw

__all__ = [
    "GOLD",
    "PLATINUM",
    "REFERENCE_CURVES",
    "RUBY",
    "TITANIUM",
    "UPS_PLANNING",
]

GOLD = law_from_points([0.2, 0.5, 1.0], [0.88, 0.92, 0.88])
"""80 PLUS Gold, 230 V internal redundant (tomshardware.com/uk/reviews/80-plus-psu-efficiency)."""

PLATINUM = law_from_points([0.2, 0.5, 1.0], [0.90, 0.94, 0.91])
"""80 PLUS Platinum, 230 V internal redundant (source as for `GOLD`)."""

TITANIUM = law_from_points([0.1, 0.2, 0.5, 1.0], [0.90, 0.94, 0.96, 0.91])
"""80 PLUS Titanium, 230 V internal redundant (source as for `GOLD`)."""

RUBY = law_from_points([0.05, 0.1, 0.2, 0.5, 1.0], [0.90, 0.91, 0.95, 0.965, 0.92])
"""80 PLUS Ruby of 2025, 230, 277 and 480 V AC and 380 V DC (techspot.com/news/108077)."""

UPS_PLANNING = law_from_coefficients(0.006, 0.008, 0.013)
"""A modern double-conversion UPS: 96.6, 97.4, 97.5, 97.4 % at a quarter to full load. Assumption:
a plausible fit, to be replaced by the maker's curve."""

REFERENCE_CURVES: Mapping[str, LossLaw] = MappingProxyType(
    {
        "80plus-gold": GOLD,
        "80plus-platinum": PLATINUM,
        "80plus-titanium": TITANIUM,
        "80plus-ruby": RUBY,
        "ups-planning": UPS_PLANNING,
    }
)
"""All of the above by name, for inputs that name a curve."""
