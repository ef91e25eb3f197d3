"""Uninterruptible supplies at their load, alone or in parallel, in double conversion or eco."""

from __future__ import annotations

import numpy as np

from rackplan.physics.electrical.loss_curves import law_from_efficiency
from rackplan.physics.electrical.loss_law import LossLaw
from rackplan.physics.electrical.modules import bank_loss
from rackplan.physics.electrical.reference_curves import UPS_PLANNING
from rackplan.units import APPARENT_POWER, FRACTION, POWER, Quantity, Ratio, give, take

__all__ = ["ups_eco_law", "ups_input", "ups_loss", "ups_share"]


def ups_loss(
    load: Quantity,
    rating: Quantity,
    *,
    units: int = 1,
    law: LossLaw = UPS_PLANNING,
    spare: int | None = None,
) -> Quantity:
    """Loss of a UPS, or of several in parallel, at a load.

    ``loss = n S law(P / (n S))``

    Parameters
    ----------
    load : Quantity [kW]
        What they give out together; more than all of them give is refused.
    rating : Quantity [kW]
        Of one unit.
    units : int
        Units in parallel, sharing the load evenly.
    law : LossLaw
        Of one unit: its maker's curve (`law_from_points`), or eco mode (`ups_eco_law`).
    spare : int, optional
        Modules kept on beyond what the load needs, where the UPS lets idle modules sleep; None: all
        units are on.

    Returns
    -------
    Quantity [kW]

    Notes
    -----
    The battery is full; charging comes on top (`ups_input`). Source: even sharing; the law is
    `UPS_PLANNING`, an assumption, where none is given.

    Examples
    --------
    A load of 2 MW on one unit of 2 MW, and on two of them:

    >>> from rackplan.units import POWER, parse
    >>> load, rating = parse("2 MW", POWER), parse("2 MW", POWER)
    >>> [round(ups_loss(load, rating, units=units).m_as("kW"), 3) for units in (1, 2)]
    [54.0, 53.0]
    """
    return bank_loss(law, load, rating, units, spare=spare)


def ups_input(
    load: Quantity,
    rating: Quantity,
    *,
    units: int = 1,
    law: LossLaw = UPS_PLANNING,
    charging: Quantity | None = None,
) -> Quantity:
    """What a UPS draws: ``P_in = P + loss + P_charge``.

    Parameters
    ----------
    load, rating, units, law
        As for `ups_loss`.
    charging : Quantity [kW], optional
        Power into the battery while it recharges; makers give 10 to 20 % of the rating.

    Returns
    -------
    Quantity [kW]
        The transformer, board and generator before it carry this.

    Notes
    -----
    Source: conservation of energy.

    Examples
    --------
    >>> from rackplan.units import POWER, parse
    >>> load, rating = parse("1.5 MW", POWER), parse("2 MW", POWER)
    >>> taken = ups_input(load, rating, charging=parse("200 kW", POWER))
    >>> round(taken.m_as("kW"), 3)
    1738.625
    """
    charging_kw = 0.0 if charging is None else take(charging, POWER, "charging power")
    lost_kw = ups_loss(load, rating, units=units, law=law).m_as("kW")
    return give(take(load, POWER, "load") + lost_kw + charging_kw, POWER)


def ups_eco_law(efficiency: Ratio = 0.99) -> LossLaw:
    """The law of a UPS in eco mode, where the utility feeds the load past the converter.

    Parameters
    ----------
    efficiency : float or Quantity [dimensionless]
        In eco mode, 0.01 to 1. Makers say "up to 99 %": best case, at a good load.

    Returns
    -------
    LossLaw
        For energy over a year only. For sizing and after a loss of utility the UPS converts: use
        its own law.

    Notes
    -----
    Source: Eaton 9395XR (ESS, up to 99 %).

    Examples
    --------
    >>> from rackplan.units import POWER, parse
    >>> load, rating = parse("1 MW", POWER), parse("2 MW", POWER)
    >>> round(ups_loss(load, rating, law=ups_eco_law()).m_as("kW"), 2)
    10.1
    """
    return law_from_efficiency(efficiency)


def ups_share(
    load: Quantity, apparent: Quantity, rating: Quantity, rating_apparent: Quantity
) -> Quantity:
    """Share of a UPS that a load uses: the larger of ``P / P_rated`` and ``S / S_rated``.

    Parameters
    ----------
    load : Quantity [kW]
    apparent : Quantity [kVA]
        At least the load.
    rating : Quantity [kW]
    rating_apparent : Quantity [kVA]
        The same number as `rating` for a UPS of power factor 1.

    Returns
    -------
    Quantity [dimensionless]
        Above 1 where overloaded.

    Notes
    -----
    Source: a UPS has a limit of power (rectifier, battery) and one of current (inverter).

    Examples
    --------
    >>> from rackplan.units import APPARENT_POWER, POWER, parse
    >>> use = ups_share(
    ...     parse("900 kW", POWER), parse("1080 kVA", APPARENT_POWER),
    ...     parse("1.2 MW", POWER), parse("1200 kVA", APPARENT_POWER),
    ... )
    >>> float(use.magnitude)
    0.9
    """
    real = take(load, POWER, "load") / take(rating, POWER, "rating", low=1e-6)
    kva = take(apparent, APPARENT_POWER, "apparent load")
    total = kva / take(rating_apparent, APPARENT_POWER, "apparent rating", low=1e-6)
    return give(np.maximum(real, total), FRACTION)
