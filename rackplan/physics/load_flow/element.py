"""The elements of a power network, and how lines, transformers and UPS become such."""

from __future__ import annotations

import math
from dataclasses import dataclass

from rackplan.physics.electrical.loss_law import LOSSLESS, LossLaw
from rackplan.physics.electrical.transformer import TransformerLosses, law_of_transformer
from rackplan.units import (
    APPARENT_POWER,
    CURRENT,
    FRACTION,
    LENGTH,
    LINE_IMPEDANCE,
    VOLTAGE,
    Quantity,
    Ratio,
    UnitProblem,
    take,
)

__all__ = ["Element", "line_element", "transformer_element"]


@dataclass(frozen=True)
class Element:
    """A box of the one-line diagram, between what feeds it and what it feeds.

    Attributes
    ----------
    name : str
    rating : Quantity [kW, kVA or A]
        What load is measured against: real power (UPS, shelves), apparent power (transformers) or
        current (busways, boards). Amperes count as ``sqrt(3) V I``, of direct current ``V I``.
    voltage : Quantity [V]
        Nominal, at the output; line to line, or between the poles.
    law : LossLaw
        Loss against load, as shares of the rating. Where the element does not convert, its square
        part is a resistance (voltage drops, current counts) and its fixed part an iron loss (goes
        with the square of the voltage).
    reactance, magnetising : float or Quantity [dimensionless]
        Series reactance and no-load reactive power, as shares of the rating.
    converts : bool
        Whether it makes its own voltage, at nominal, and its own power factor at its input, as UPS
        in double conversion, rectifiers and power supplies do.
    input_power_factor : float or Quantity [dimensionless]
        Of an element that converts.
    modules, spare : int, int or None
        Of an element that converts: equal modules inside, and how many are on beyond those needed
        (`modules_on`; None: all are on).
    direct_current : bool
        Whether its output is direct current.
    fed_by : tuple of str
        What it draws from; nothing: the grid.
    weights : tuple of float
        Share that it draws from each of `fed_by`, as a rack does from feeds A and B; none: all from
        the first.
    """

    name: str
    rating: Quantity
    voltage: Quantity
    law: LossLaw = LOSSLESS
    reactance: Ratio = 0.0
    magnetising: Ratio = 0.0
    converts: bool = False
    input_power_factor: Ratio = 1.0
    modules: int = 1
    spare: int | None = None
    direct_current: bool = False
    fed_by: tuple[str, ...] = ()
    weights: tuple[float, ...] = ()


def line_element(
    name: str,
    *,
    rating: Quantity,
    voltage: Quantity,
    resistance: Quantity,
    reactance: Quantity,
    length: Quantity,
    fed_by: tuple[str, ...] = (),
    direct_current: bool = False,
) -> Element:
    """A cable or busway as an element: ``r = sqrt(3) I R l / V``, with DC ``r = 2 I R l / V``.

    Parameters
    ----------
    name : str
    rating : Quantity [A]
        Of the line; at least 1 A.
    voltage : Quantity [V]
        Nominal, line to line or between the poles.
    resistance, reactance : Quantity [ohm/m]
        Of one conductor, resistance at its working temperature (`resistance_at`). A DC line has
        two of them, there and back, and no reactance.
    length : Quantity [m]
        One way.
    fed_by : tuple of str
    direct_current : bool

    Returns
    -------
    Element

    Notes
    -----
    Valid below 1 kV and for short cables above it, where their capacitance does not count. Source:
    definition of per-unit impedance.

    Examples
    --------
    A busway of 800 A at 415 V, 30 m of 0.0755 and 0.0394 milliohm a metre:

    >>> from rackplan.units import CURRENT, LENGTH, LINE_IMPEDANCE, VOLTAGE, parse
    >>> busway = line_element(
    ...     "B1", rating=parse("800 A", CURRENT), voltage=parse("415 V", VOLTAGE),
    ...     resistance=parse("0.0755 mohm/m", LINE_IMPEDANCE),
    ...     reactance=parse("0.0394 mohm/m", LINE_IMPEDANCE), length=parse("30 m", LENGTH),
    ... )
    >>> round(busway.law.square, 6)
    0.007563
    """
    amperes = float(take(rating, CURRENT, "rating", low=1))
    volts = float(take(voltage, VOLTAGE, "voltage", low=1))
    metres = float(take(length, LENGTH, "length"))
    per_ohm = (2.0 if direct_current else math.sqrt(3.0)) * amperes / volts
    ohm_m = float(take(resistance, LINE_IMPEDANCE, "resistance"))
    across = float(take(reactance, LINE_IMPEDANCE, "reactance"))
    return Element(
        name=name,
        rating=rating,
        voltage=voltage,
        law=LossLaw(square=ohm_m * metres * per_ohm),
        reactance=0.0 if direct_current else across * metres * per_ohm,
        direct_current=direct_current,
        fed_by=fed_by,
    )


def transformer_element(
    name: str,
    *,
    rating: Quantity,
    voltage: Quantity,
    losses: TransformerLosses,
    impedance: Ratio,
    magnetising: Ratio = 0.0,
    fed_by: tuple[str, ...] = (),
) -> Element:
    """A transformer as an element: ``r = Pk / S``, ``x = sqrt(z^2 - r^2)``.

    Parameters
    ----------
    name : str
    rating : Quantity [kVA]
    voltage : Quantity [V]
        Nominal, at its output, line to line.
    losses : TransformerLosses
    impedance : float or Quantity [dimensionless]
        z, short-circuit voltage over nominal, up to 0.2 and at least r: 0.0575 is usual from 750 to
        2,500 kVA.
    magnetising : float or Quantity [dimensionless]
        No-load reactive power over the rating, 0 to 0.1.
    fed_by : tuple of str

    Returns
    -------
    Element
        At its middle tap: the ratio is the nominal one.

    Notes
    -----
    Source: equivalent circuit of the transformer, IEEE C57.12.00.

    Examples
    --------
    >>> from rackplan.units import APPARENT_POWER, POWER, VOLTAGE, parse
    >>> losses = TransformerLosses(parse("2.95 kW", POWER), parse("11.8 kW", POWER))
    >>> found = transformer_element(
    ...     "T1", rating=parse("2500 kVA", APPARENT_POWER), voltage=parse("415 V", VOLTAGE),
    ...     losses=losses, impedance=0.0575,
    ... )
    >>> round(found.reactance, 5)
    0.05731
    """
    take(rating, APPARENT_POWER, "rating", low=1e-6)
    take(voltage, VOLTAGE, "voltage", low=1)
    law = law_of_transformer(rating, losses)
    z = float(take(impedance, FRACTION, "impedance", low=0, high=0.2))
    if z < law.square:
        raise UnitProblem(f"impedance of at least its resistance {law.square:.4g}", f"{z:g}")
    return Element(
        name=name,
        rating=rating,
        voltage=voltage,
        law=law,
        reactance=math.sqrt(z**2 - law.square**2),
        magnetising=float(take(magnetising, FRACTION, "magnetising power", low=0, high=0.1)),
        fed_by=fed_by,
    )
