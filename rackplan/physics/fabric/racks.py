"""Network racks that switches fill."""

from __future__ import annotations

import math
from collections.abc import Mapping

from rackplan.model.catalog import Switch
from rackplan.units import LENGTH, POWER, Quantity, magnitude, take

__all__ = ["network_racks"]

_SLACK = 1e-9
"""Heights that fill a rack to the last unit differ from it by floating point only."""


def network_racks(
    counts: Mapping[str, int],
    switches: Mapping[str, Switch],
    height: Quantity | None,
    power: Quantity | None,
) -> int | None:
    """Racks for so many switches of each kind, limited by height and power.

    A rack holds switches of one kind here: what fits together is no more racks than that.

    Parameters
    ----------
    counts : mapping of str to int
        How many of each switch, by id.
    switches : mapping of str to Switch
    height : Quantity [U] or None
        That switches may take in a rack.
    power : Quantity [kW] or None
        That they may draw in a rack, at their peak power.

    Returns
    -------
    int or None
        None where a limit or the power of a switch is not known: it could be any number.

    Raises
    ------
    ValueError
        Where not even one switch fits into a rack.

    Examples
    --------
    Twelve switches of 4 U and 4.3 kW; 36 U are room for nine, and 35 kW for eight:

    >>> from rackplan.units import parse
    >>> switch = Switch.model_validate({
    ...     "id": "x", "kind": "switch", "name": "X", "ports": 144, "port_speed_gbps": 800,
    ...     "peak_power": "4.3 kW", "height": "4 U"})
    >>> network_racks({"x": 12}, {"x": switch}, parse("36 U", LENGTH), parse("35 kW", POWER))
    2
    """
    if height is None or power is None:
        return None
    room_m, supply_kw = float(take(height, LENGTH, "height")), float(take(power, POWER, "power"))
    racks = 0
    for name, count in counts.items():
        draws = switches[name].peak_power
        if draws is None:
            return None
        by_height = room_m / magnitude(switches[name].height, LENGTH)
        by_power = supply_kw / max(magnitude(draws, POWER), _SLACK)
        each = math.floor(min(by_height, by_power) + _SLACK)
        if each == 0:
            raise ValueError(f"no {name} fits into {room_m / 0.04445:.4g} U and {supply_kw:.4g} kW")
        racks += math.ceil(count / each)
    return racks
