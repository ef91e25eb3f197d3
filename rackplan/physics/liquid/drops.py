"""Pressure drop against flow, from the points that a maker prints.

Racks, cold plates, quick couplings and strainers have no diameter to reckon with, only points of
flow and drop. Between them the drop follows a power of the flow, ``dp = k V**n`` with n near 1.75
to 2, so the points are joined by straight lines in logarithms.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from rackplan.units import FLOW, PRESSURE, Numbers, Quantity, UnitProblem, give, take

__all__ = ["PowerLaw", "drop_at", "fit_drop", "flow_at"]

_BEYOND = 1.5
"""How far past the largest point a curve is continued."""


class PowerLaw(NamedTuple):
    """``dp = drop (V / flow)**exponent``.

    Attributes
    ----------
    flow : Quantity [L/min]
    drop : Quantity [kPa]
    exponent : float
    """

    flow: Quantity
    drop: Quantity
    exponent: float


def drop_at(flow: Quantity, flows: Quantity, drops: Quantity) -> Quantity:
    """Pressure drop at a flow, through a maker's points of flow and drop.

    ``ln dp`` is linear in ``ln V`` between neighbouring points: ``dp = k V**n`` with k and n of
    the two points around it.

    Parameters
    ----------
    flow : Quantity [L/min]
        Where the drop is asked for; one figure or an array.
    flows : Quantity [L/min]
        The maker's points, an array in any order, or one figure.
    drops : Quantity [kPa]
        The drop at each of `flows`, for the same coolant at about the same temperature.

    Returns
    -------
    Quantity [kPa]

    Notes
    -----
    Below the first point its segment is continued to zero, above the last up to 1.5 times its flow;
    beyond that, and where drops do not rise with flow, it is refused. A single point is continued
    with exponent 1.75 below and 2 above it, the two ends of turbulent flow, so that the reading is
    on the safe side. Source: Darcy-Weisbach with Blasius (1.75) to fully rough (2) friction.

    Examples
    --------
    The GB300 NVL72 of Lenovo LP2357 drops 4.9 psi at 89 and 8.5 psi at 119 L/min:

    >>> from rackplan.units import FLOW, PRESSURE, give, parse
    >>> flows, drops = give([89, 119], FLOW), give([33.8, 58.6], PRESSURE)
    >>> round(drop_at(parse("100 L/min", FLOW), flows, drops).m_as("kPa"), 1)
    42.1
    """
    wanted, at, drop_kpa = take(flow, FLOW, "flow"), *_points(flows, drops)
    _refuse_beyond(wanted, flows)
    return give(_through(wanted, at, drop_kpa), PRESSURE)


def flow_at(drop: Quantity, flows: Quantity, drops: Quantity) -> Quantity:
    """Flow that a pressure drop drives, through a maker's points; the inverse of `drop_at`.

    Parameters
    ----------
    drop : Quantity [kPa]
    flows : Quantity [L/min]
        The maker's points, an array in any order, or one figure.
    drops : Quantity [kPa]
        The drop at each of `flows`.

    Returns
    -------
    Quantity [L/min]

    Notes
    -----
    Range and source as for `drop_at`; a drop that would drive more than 1.5 times the largest flow
    is refused.

    Examples
    --------
    >>> from rackplan.units import FLOW, PRESSURE, give, parse
    >>> flows, drops = give([89, 119], FLOW), give([33.8, 58.6], PRESSURE)
    >>> round(flow_at(parse("42.13 kPa", PRESSURE), flows, drops).m_as("L/min"), 1)
    100.0
    """
    wanted, at, drop_kpa = take(drop, PRESSURE, "pressure drop"), *_points(flows, drops)
    found = _through(wanted, drop_kpa, at)
    _refuse_beyond(found, flows)
    return give(found, FLOW)


def fit_drop(flows: Quantity, drops: Quantity) -> PowerLaw:
    """One power law for all of a maker's points: ``dp = k V**n``, least squares in logarithms.

    Parameters
    ----------
    flows : Quantity [L/min]
        Two points or more.
    drops : Quantity [kPa]
        The drop at each of `flows`.

    Returns
    -------
    PowerLaw [flow L/min, drop kPa, exponent]
        Anchored at the mean of the points in logarithms, where the fit is best.

    Notes
    -----
    Refused for one point, and where drops do not rise with flow. Source: regression.

    Examples
    --------
    >>> from rackplan.units import FLOW, PRESSURE, give
    >>> flows = give([59, 71, 89, 119, 177], FLOW)
    >>> law = fit_drop(flows, give([15.9, 22.1, 33.8, 58.6, 126.9], PRESSURE))
    >>> round(law.exponent, 2)
    1.89
    """
    if take(flows, FLOW, "flow of a point").size < 2:
        raise UnitProblem("two points of flow and drop to fit", "one", fits=True)
    at, drop_kpa = np.log(np.stack(_points(flows, drops)))
    exponent = np.polyfit(at, drop_kpa, 1)[0]
    anchor = np.exp([at.mean(), drop_kpa.mean()])
    return PowerLaw(give(anchor[0], FLOW), give(anchor[1], PRESSURE), float(exponent))


def _points(flows: Quantity, drops: Quantity) -> tuple[Numbers, Numbers]:
    """Points in the order of flow [L/min, kPa], a single one with its neighbours."""
    at, drop_kpa = (
        np.atleast_1d(take(flows, FLOW, "flow of a point", low=1e-6)),
        np.atleast_1d(take(drops, PRESSURE, "pressure drop of a point", low=1e-9)),
    )
    if at.shape != drop_kpa.shape or at.ndim != 1:
        raise UnitProblem("a drop for each flow", f"{at.size} flows, {drop_kpa.size} drops")
    order = np.argsort(at)
    at, drop_kpa = at[order], drop_kpa[order]
    if np.any(np.diff(at) <= 0) or np.any(np.diff(drop_kpa) <= 0):
        raise UnitProblem("pressure drops that rise with flow", "points that do not", fits=True)
    if at.size == 1:
        return at * np.array([0.5, 1, 2]), drop_kpa * np.array([0.5**1.75, 1, 4])
    return at, drop_kpa


def _through(wanted: Numbers, at: Numbers, found: Numbers) -> Numbers:
    """Straight lines in logarithms through points, the end ones continued."""
    positive = np.maximum(wanted, 1e-300)
    place = np.clip(np.searchsorted(at, positive), 1, at.size - 1)
    x, y = np.log(at), np.log(found)
    slope = (y[place] - y[place - 1]) / (x[place] - x[place - 1])
    return np.where(wanted > 0, np.exp(y[place] + slope * (np.log(positive) - x[place])), 0.0)


def _refuse_beyond(wanted: Numbers, flows: Quantity) -> None:
    most, last = float(np.max(wanted, initial=0.0)), float(np.max(take(flows, FLOW, "flow")))
    if most > _BEYOND * last * (1 + 1e-9):
        within = f"flow of at most {_BEYOND * last:.6g} L/min, {_BEYOND} times the largest point"
        raise UnitProblem(within, f"{most:.6g} L/min", fits=True)
