"""Whether a cold pipe sweats: its supply temperature against the dew point of the room."""

from __future__ import annotations

from rackplan.units import TEMPERATURE, TEMPERATURE_DIFFERENCE, Quantity, give, take

__all__ = ["dew_point_margin"]


def dew_point_margin(supply: Quantity, dew_point: Quantity, safety: Quantity) -> Quantity:
    """How far a liquid's supply stays above the dew point of the room: ``T_s - T_dp - safety``.

    Parameters
    ----------
    supply : Quantity [degC]
        Coldest coolant in the room, one figure or an array.
    dew_point : Quantity [degC]
        Of the room's air, at its moistest: see `rackplan.physics.moist_air.dew_point`.
    safety : Quantity [K]
        Kept between them, 0 to 20 K; 2 K is customary.

    Returns
    -------
    Quantity [K]
        Below zero where water may condense on pipes, manifolds and cold plates.

    Notes
    -----
    Bare surfaces take the temperature of the coolant. A safety out of range is refused. Source:
    ASHRAE TC 9.9, Water-Cooled Servers: supply above the room's dew point with a margin.

    Examples
    --------
    >>> from rackplan.units import TEMPERATURE, TEMPERATURE_DIFFERENCE, parse
    >>> margin = dew_point_margin(parse("25 degC", TEMPERATURE), parse("26.1 degC", TEMPERATURE),
    ...                           parse("2 K", TEMPERATURE_DIFFERENCE))
    >>> round(margin.m_as("K"), 1)
    -3.1
    """
    kept = take(safety, TEMPERATURE_DIFFERENCE, "safety margin", low=0.0, high=20.0)
    at = take(supply, TEMPERATURE, "supply temperature", low=-40.0, high=95.0)
    dew = take(dew_point, TEMPERATURE, "dew point", low=-100.0, high=60.0)
    return give(at - dew - kept, TEMPERATURE_DIFFERENCE)
