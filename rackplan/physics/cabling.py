"""Which cable or optic joins two ports."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Literal

from rackplan.model.catalog import Cable
from rackplan.units import LENGTH, LINE_PRICE, MONEY, POWER, Quantity, magnitude, of, take

__all__ = ["cable_power", "cable_price", "pick_cable"]

_FIBRE = ("multi-mode", "single-mode")


def pick_cable(
    cables: Iterable[Cable],
    speed_gbps: int,
    length: Quantity,
    *,
    by: Literal["price", "power"] = "price",
) -> Cable | None:
    """The cheapest, or least hungry, cable that reaches a length at a speed.

    Parameters
    ----------
    cables : iterable of Cable
    speed_gbps : int
        Of the whole cable; a twin port of 2 x 400 Gb/s is one of 800.
    length : Quantity [m]
        Of the run, slack included.
    by : str
        "price" takes the cheapest and, of equals, the least hungry; "power" the other way round.
        A cable whose price, or power, is not known comes after all that state theirs.

    Returns
    -------
    Cable or None
        None where no cable of this speed reaches so far.

    Notes
    -----
    A run that is shorter than the shortest cable takes that one. Bend radius, loss of patch panels
    and what the ports accept (InfiniBand or Ethernet, cage) are not looked at.

    Examples
    --------
    >>> from rackplan.units import parse
    >>> cables = [Cable.model_validate({"kind": "cable", "name": "", "speed_gbps": 800, **figures})
    ...     for figures in (
    ...         {"id": "dac", "medium": "dac", "reach_high": "2.5 m", "price": "260 USD",
    ...          "line_price": "90 USD/m"},
    ...         {"id": "dr8", "medium": "single-mode", "reach_high": "500 m", "price": "140 USD",
    ...          "line_price": "2.2 USD/m", "end_price": "1600 USD"})]
    >>> [pick_cable(cables, 800, parse(run, LENGTH)).id for run in ("2 m", "30 m")]
    ['dac', 'dr8']
    """
    run_m = float(take(length, LENGTH, "length of a run", low=0.0))
    fitting = [
        cable
        for cable in cables
        if cable.speed_gbps == speed_gbps and run_m <= magnitude(cable.reach_high, LENGTH)
    ]
    return min(fitting, key=lambda cable: _rank(cable, length, by), default=None)


def cable_price(cable: Cable, length: Quantity) -> Quantity | None:
    """What a cable of a length costs with both of its ends.

    ``C = C_cable + c * max(l, l_min) + 2 * C_end``

    Parameters
    ----------
    cable : Cable
    length : Quantity [m]
        Of the run; a cable is no shorter than the shortest that is sold.

    Returns
    -------
    Quantity [USD] or None
        None where a part of the price is not stated. Copper, active copper and active optical
        cables bring their ends; fibre needs a transceiver at each.

    Examples
    --------
    Thirty metres of fibre with two transceivers: 140 + 30 x 2.2 + 2 x 1600 USD.

    >>> from rackplan.units import parse
    >>> fibre = Cable.model_validate({
    ...     "id": "dr8", "kind": "cable", "name": "", "medium": "single-mode", "speed_gbps": 800,
    ...     "reach_high": "500 m", "price": "140 USD", "line_price": "2.2 USD/m",
    ...     "end_price": "1600 USD"})
    >>> cable_price(fibre, parse("30 m", LENGTH)).m_as("USD")
    3406.0
    """
    if cable.price is None or cable.line_price is None:
        return None
    if cable.end_price is None and cable.medium in _FIBRE:
        return None
    ends = 0.0 if cable.end_price is None else 2.0 * magnitude(cable.end_price, MONEY)
    run_m = float(take(length, LENGTH, "length of a run", low=0.0))
    sold_m = run_m if cable.reach_low is None else max(run_m, magnitude(cable.reach_low, LENGTH))
    per_m = magnitude(cable.line_price, LINE_PRICE)
    return of(magnitude(cable.price, MONEY) + per_m * sold_m + ends, MONEY)


def cable_power(cable: Cable) -> Quantity | None:
    """What a cable draws in the ports at both of its ends: ``P = 2 * P_end``.

    Parameters
    ----------
    cable : Cable

    Returns
    -------
    Quantity [kW] or None
        None where it is not known.

    Examples
    --------
    >>> optic = Cable.model_validate({
    ...     "id": "dr4", "kind": "cable", "name": "", "medium": "single-mode", "speed_gbps": 800,
    ...     "reach_high": "500 m", "power_per_end": "16 W"})
    >>> round(cable_power(optic).m_as("W"), 6)
    32.0
    """
    if cable.power_per_end is None:
        return None
    return of(2.0 * magnitude(cable.power_per_end, POWER), POWER)


def _rank(cable: Cable, length: Quantity, by: str) -> tuple[float, float, str]:
    """What is preferred comes first; unknown comes last; equals go by id, that it is always one."""
    price, power = cable_price(cable, length), cable_power(cable)
    usd = math.inf if price is None else magnitude(price, MONEY)
    draw_kw = math.inf if power is None else magnitude(power, POWER)
    return (usd, draw_kw, cable.id) if by == "price" else (draw_kw, usd, cable.id)
