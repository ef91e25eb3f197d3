"""What a year asks of the meters."""

from __future__ import annotations

from dataclasses import dataclass

from rackplan.units import Quantity

__all__ = ["YearlyUse"]


@dataclass(frozen=True)
class YearlyUse:
    """What a year asks of the meters, as shares of IT power.

    Attributes
    ----------
    pue : float
        Energy of the site over energy of IT.
    peak_pue : float
        The most power of the site over IT power, at any hour.
    water : Quantity [m3/year] or None
        Fed to heat rejection; None where nobody knows.
    is_assumed : bool
        Whether the PUE is the designer's own figure and not reckoned from a climate.
    """

    pue: float
    peak_pue: float
    water: Quantity | None = None
    is_assumed: bool = False
