"""How a rack's cord meets a circuit: kind of current, voltage, and on how many lines it hangs."""

from __future__ import annotations

import math
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, TypeAlias

from rackplan.model.catalog import PowerInput
from rackplan.units import VOLTAGE, Quantity, take

__all__ = ["NOMINAL_TOLERANCE", "SHARE_OF_CIRCUIT", "Poles", "poles_of"]

Poles: TypeAlias = Literal[1, 2, 3]
"""Between a line and the neutral, between two lines, or on the whole circuit: three-phase or DC."""

SHARE_OF_CIRCUIT: Mapping[int, float] = MappingProxyType({1: 1 / 3, 2: 1 / math.sqrt(3.0), 3: 1.0})
"""Power that one load of so many poles may draw, over the power of the whole circuit."""

NOMINAL_TOLERANCE = 0.05
"""How far the nominal voltage of a circuit may lie outside of what a rack states."""


def poles_of(
    inlet: PowerInput | None, voltage: Quantity, current: Literal["ac", "dc"]
) -> Poles | None:
    """On how many lines of a circuit a rack hangs.

    Parameters
    ----------
    inlet : PowerInput or None
        What the rack states of its input; nothing stated is three-phase AC of any voltage.
    voltage : Quantity [V]
        Nominal voltage of the circuit: line to line, or between the poles.
    current : {'ac', 'dc'}
        Of the circuit.

    Returns
    -------
    {1, 2, 3} or None
        None where the rack does not take the current, or none of the voltages; 3 for the whole
        circuit, also of direct current. A single-phase rack hangs between two lines where it takes
        that voltage, else between one line and the neutral.

    Notes
    -----
    A nominal voltage within 5 % of the range stated is taken: 400 V halls have 415 V equipment.
    Source: ANSI C84.1, range A of service voltage.

    Examples
    --------
    Servers of 200 to 240 V between two lines of 208 V, and on one line of 415 V:

    >>> from rackplan.units import VOLTAGE, parse
    >>> low, high = parse("200 V", VOLTAGE), parse("240 V", VOLTAGE)
    >>> inlet = PowerInput(current="ac-single-phase", voltage_low=low, voltage_high=high)
    >>> [poles_of(inlet, parse(f"{v} V", VOLTAGE), "ac") for v in (208, 415, 480)]
    [2, 1, None]
    """
    volts = float(take(voltage, VOLTAGE, "voltage", low=1))
    kind = "ac-three-phase" if inlet is None else inlet.current
    if (kind == "dc") != (current == "dc"):
        return None
    if kind != "ac-single-phase":
        return 3 if _takes(inlet, volts) else None
    if inlet is not None and inlet.voltage_high is not None and _takes(inlet, volts):
        return 2
    return 1 if _takes(inlet, volts / math.sqrt(3.0)) else None


def _takes(inlet: PowerInput | None, volts: float) -> bool:
    if inlet is None:
        return True
    low = 0.0 if inlet.voltage_low is None else float(inlet.voltage_low.m_as("V"))
    high = math.inf if inlet.voltage_high is None else float(inlet.voltage_high.m_as("V"))
    return low * (1 - NOMINAL_TOLERANCE) <= volts <= high * (1 + NOMINAL_TOLERANCE)
