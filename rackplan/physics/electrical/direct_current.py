"""Direct current: busbars of a rack at about 50 V, and lines to racks at 800 V."""

from __future__ import annotations

import numpy as np

from rackplan.units import (
    CURRENT,
    POWER,
    RESISTANCE,
    VOLTAGE,
    Quantity,
    UnitProblem,
    give,
    take,
)

__all__ = ["dc_current", "dc_drop", "dc_load_voltage", "dc_loss"]

_W_PER_KW = 1000.0


def dc_current(power: Quantity, voltage: Quantity) -> Quantity:
    """Current of a load at direct voltage: ``I = P / V``.

    Parameters
    ----------
    power : Quantity [kW]
    voltage : Quantity [V]
        Between the poles, at the load; at least 1 V.

    Returns
    -------
    Quantity [A]

    Notes
    -----
    Source: definition of power.

    Examples
    --------
    >>> from rackplan.units import POWER, VOLTAGE, parse
    >>> dc_current(parse("132 kW", POWER), parse("50 V", VOLTAGE)).m_as("A")
    2640.0
    """
    power_w = take(power, POWER, "power") * _W_PER_KW
    return give(power_w / take(voltage, VOLTAGE, "voltage", low=1), CURRENT)


def dc_drop(current: Quantity, resistance: Quantity) -> Quantity:
    """Voltage lost on the way: ``dV = I R``.

    Parameters
    ----------
    current : Quantity [A]
    resistance : Quantity [ohm]
        Of the whole loop, there and back, at its working temperature.

    Returns
    -------
    Quantity [V]

    Notes
    -----
    For a busbar that is fed at one end and loaded at the other; with loads spread evenly along it
    the drop is half of this, so the figure is on the safe side. Source: Ohm's law.

    Examples
    --------
    >>> from rackplan.units import CURRENT, RESISTANCE, parse
    >>> round(dc_drop(parse("2640 A", CURRENT), parse("20 uohm", RESISTANCE)).m_as("V"), 6)
    0.0528
    """
    ohms = take(resistance, RESISTANCE, "resistance")
    return give(take(current, CURRENT, "current") * ohms, VOLTAGE)


def dc_loss(current: Quantity, resistance: Quantity) -> Quantity:
    """Heat of a current in a resistance: ``P = I^2 R``.

    Parameters
    ----------
    current : Quantity [A]
    resistance : Quantity [ohm]
        Of the whole loop, there and back, at its working temperature.

    Returns
    -------
    Quantity [kW]

    Notes
    -----
    With loads spread evenly along the busbar a third of this. Source: Joule's law.

    Examples
    --------
    >>> from rackplan.units import CURRENT, RESISTANCE, parse
    >>> round(dc_loss(parse("2640 A", CURRENT), parse("20 uohm", RESISTANCE)).m_as("W"), 2)
    139.39
    """
    amperes = take(current, CURRENT, "current")
    return give(amperes**2 * take(resistance, RESISTANCE, "resistance") / _W_PER_KW, POWER)


def dc_load_voltage(power: Quantity, sent: Quantity, resistance: Quantity) -> Quantity:
    """Voltage at a load of constant power behind a resistance.

    ``V = (V0 + sqrt(V0^2 - 4 P R)) / 2``, the upper root of ``V (V0 - V) / R = P``

    Parameters
    ----------
    power : Quantity [kW]
        What the load draws whatever its voltage, as converters do.
    sent : Quantity [V]
        V0, where the line is fed.
    resistance : Quantity [ohm]
        Of the whole loop.

    Returns
    -------
    Quantity [V]

    Notes
    -----
    A power beyond ``V0^2 / 4 R`` is carried at no voltage and is refused. Source: Ohm's law.

    Examples
    --------
    >>> from rackplan.units import POWER, RESISTANCE, VOLTAGE, parse
    >>> round(dc_load_voltage(
    ...     parse("660 kW", POWER), parse("800 V", VOLTAGE), parse("5 mohm", RESISTANCE)
    ... ).m_as("V"), 2)
    795.85
    """
    volts = take(sent, VOLTAGE, "voltage", low=1)
    fall = take(power, POWER, "power") * _W_PER_KW * take(resistance, RESISTANCE, "resistance")
    under = volts**2 - 4 * fall
    if np.any(under < 0):
        raise UnitProblem("a power that the line can carry", "more than V^2 / 4 R", fits=True)
    return give((volts + np.sqrt(under)) / 2, VOLTAGE)
