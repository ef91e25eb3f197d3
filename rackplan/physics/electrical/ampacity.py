"""What cables carry: NEC Table 310.16, corrected for warm rooms and for many in one raceway.

The 75 degC column only: terminals of breakers, taps and panels above 100 A are rated for it, and a
conductor of better insulation must not run warmer there. (Derating from the 90 degC column is
allowed where the insulation is; not done here, which is on the safe side.)
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, TypeAlias

import numpy as np

from rackplan.physics.electrical.counts import refuse_count
from rackplan.units import (
    CURRENT,
    FRACTION,
    TEMPERATURE,
    Quantity,
    UnitProblem,
    give,
    take,
)

__all__ = [
    "NEC_310_16_75C_A",
    "Conductor",
    "ambient_correction",
    "conductor_ampacity",
    "grouping_adjustment",
]

Conductor: TypeAlias = Literal["copper", "aluminum"]
"""What a line is made of."""

_SIZES = (
    *("14 AWG", "12 AWG", "10 AWG", "8 AWG", "6 AWG", "4 AWG", "3 AWG", "2 AWG", "1 AWG"),
    *("1/0", "2/0", "3/0", "4/0"),
    *(f"{area} kcmil" for area in (250, 300, 350, 400, 500, 600, 700, 750, 800, 900)),
    *(f"{area} kcmil" for area in (1000, 1250, 1500, 1750, 2000)),
)
_COPPER_A = (
    *(20, 25, 35, 50, 65, 85, 100, 115, 130, 150, 175, 200, 230),
    *(255, 285, 310, 335, 380, 420, 460, 475, 490, 520, 545, 590, 625, 650, 665),
)
_ALUMINUM_A = (
    *(20, 30, 40, 50, 65, 75, 90, 100, 120, 135, 155, 180),
    *(205, 230, 250, 270, 310, 340, 375, 385, 395, 425, 445, 485, 520, 545, 560),
)
NEC_310_16_75C_A: Mapping[str, Mapping[str, int]] = MappingProxyType(
    {
        "copper": MappingProxyType(dict(zip(_SIZES, _COPPER_A, strict=True))),
        "aluminum": MappingProxyType(dict(zip(_SIZES[1:], _ALUMINUM_A, strict=True))),
    }
)
"""Ampacity [A] by material and size at 30 degC ambient, at most three conductors with current."""

_AMBIENT_TOP_DEGC = (10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70)
_AMBIENT_FACTOR = (1.20, 1.15, 1.11, 1.05, 1.00, 0.94, 0.88, 0.82, 0.75, 0.67, 0.58, 0.47, 0.33)
_GROUP_TOP = (3, 6, 9, 20, 30, 40)
_GROUP_FACTOR = (1.0, 0.8, 0.7, 0.5, 0.45, 0.4, 0.35)


def conductor_ampacity(
    size: str,
    *,
    ambient: Quantity | None = None,
    conductors: int = 3,
    sets: int = 1,
    material: Conductor = "copper",
) -> Quantity:
    """Current that insulated conductors in a raceway carry.

    ``I = I_table * k_ambient * k_grouping * sets``

    Parameters
    ----------
    size : str
        "8 AWG" to "1 AWG", "1/0" to "4/0", "250 kcmil" to "2000 kcmil".
    ambient : Quantity [degC], optional
        -40 to 70 degC; 30 degC where not given.
    conductors : int
        Conductors with current in one raceway, the neutral counted where harmonics load it.
    sets : int
        Parallel sets, each in a raceway of its own.
    material : "copper" or "aluminum"

    Returns
    -------
    Quantity [A]
        Not rounded. The breaker before it is at most this, or the next standard rating up to 800 A
        (NEC 240.4(B)); 14, 12 and 10 AWG copper have breakers of 15, 20, 30 A at most (240.4(D)).

    Notes
    -----
    Up to 2,000 V, 75 degC column; other sizes and warmer rooms are refused. Sources: NEC (NFPA 70)
    Table 310.16, 310.15(B)(1)(1), 310.15(C)(1).

    Examples
    --------
    >>> conductor_ampacity("500 kcmil").m_as("A")
    380.0
    >>> from rackplan.units import TEMPERATURE, parse
    >>> warm = conductor_ampacity("500 kcmil", ambient=parse("40 degC", TEMPERATURE), conductors=4)
    >>> round(warm.m_as("A"), 1)
    267.5
    """
    table = NEC_310_16_75C_A.get(material)
    if table is None:
        raise UnitProblem("conductors of copper or aluminum", f'"{material}"')
    listed = table.get(_spelled(size))
    if listed is None:
        raise UnitProblem(f"a size of {material} such as {', '.join(table)}", f'"{size}"')
    refuse_count(sets, "sets of conductors", 1)
    warm = 1.0 if ambient is None else ambient_correction(ambient).magnitude
    return give(listed * warm * grouping_adjustment(conductors).magnitude * sets, CURRENT)


def ambient_correction(ambient: Quantity) -> Quantity:
    """Correction of 75 degC conductors for rooms of other than 30 degC.

    Parameters
    ----------
    ambient : Quantity [degC]
        -40 to 70 degC; warmer is refused.

    Returns
    -------
    Quantity [dimensionless]
        The printed factor of the 5 K band that the ambient falls in: 1.00 up to 30 degC, 0.94 up to
        35 degC; 1.20 for 10 degC and colder. Near ``sqrt((75 - T) / 45)`` at the band's warm end.

    Notes
    -----
    Source: NEC 310.15(B)(1)(1).

    Examples
    --------
    >>> from rackplan.units import TEMPERATURE, parse
    >>> float(ambient_correction(parse("38 degC", TEMPERATURE)).magnitude)
    0.88
    """
    degc = take(ambient, TEMPERATURE, "ambient", low=-40, high=_AMBIENT_TOP_DEGC[-1])
    band = np.searchsorted(np.array(_AMBIENT_TOP_DEGC), np.round(degc, 9))
    return give(np.array(_AMBIENT_FACTOR)[band], FRACTION)


def grouping_adjustment(conductors: int) -> Quantity:
    """Adjustment for more than three conductors with current in one raceway.

    Parameters
    ----------
    conductors : int
        At least 1.

    Returns
    -------
    Quantity [dimensionless]
        1 up to 3, 0.8 up to 6, 0.7 up to 9, 0.5 up to 20, 0.45 up to 30, 0.4 up to 40, then 0.35.

    Notes
    -----
    Source: NEC 310.15(C)(1).

    Examples
    --------
    >>> float(grouping_adjustment(6).magnitude)
    0.8
    """
    refuse_count(conductors, "conductors", 1)
    return give(_GROUP_FACTOR[int(np.searchsorted(_GROUP_TOP, conductors))], FRACTION)


def _spelled(size: str) -> str:
    """The table's spelling of a size: "#2", "2", "1/0 AWG" and "500 KCMIL" are read too."""
    text = " ".join(size.strip().removeprefix("#").split())
    if "/" in text:
        return text.upper().removesuffix("AWG").strip()
    number, _, unit = text.partition(" ")
    return f"{number} {unit.lower() if unit.lower() == 'kcmil' else 'AWG'}" if number else text
