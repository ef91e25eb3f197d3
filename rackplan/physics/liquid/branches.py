"""Racks in parallel: how a flow splits among them at one pressure drop."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from rackplan.units import (
    FLOW,
    FRACTION,
    PRESSURE,
    Numbers,
    Quantity,
    Ratio,
    give,
    take,
)

__all__ = [
    "Split",
    "branch_drops",
    "branch_flows",
    "split_flow",
    "take_branches",
    "unbalanced_flow",
]

_ROUNDS = 60


class Split(NamedTuple):
    """A flow that has parted into branches.

    Attributes
    ----------
    flows : Quantity [L/min]
        Of each branch, along the last axis.
    drop : Quantity [kPa]
        That all branches have in common.
    """

    flows: Quantity
    drop: Quantity


def branch_drops(flows: Quantity, at: Quantity, drops: Quantity, exponent: Ratio = 2.0) -> Quantity:
    """Pressure drop of branches at flows of their own: ``dp_i = drops_i (V_i / at_i)**n_i``.

    Parameters
    ----------
    flows : Quantity [L/min]
        V, the branches along the last axis.
    at : Quantity [L/min]
        Flow of a known point of each branch, above zero.
    drops : Quantity [kPa]
        Pressure drop of that point, above zero.
    exponent : float or Quantity [dimensionless]
        n, 1 (laminar) to 2 (fully rough); see `fit_drop`.

    Returns
    -------
    Quantity [kPa]

    Notes
    -----
    Out of range is refused. Source: power law of turbulent friction.

    Examples
    --------
    >>> from rackplan.units import FLOW, PRESSURE, give, parse
    >>> at, drops = parse("119 L/min", FLOW), parse("58.6 kPa", PRESSURE)
    >>> branch_drops(give([59.5, 119, 178.5], FLOW), at, drops).m_as("kPa").round(2).tolist()
    [14.65, 58.6, 131.85]
    """
    at_l_min, drops_kpa, power = take_branches(at, drops, exponent)
    return give(drops_kpa * (take(flows, FLOW, "flow") / at_l_min) ** power, PRESSURE)


def branch_flows(drop: Quantity, at: Quantity, drops: Quantity, exponent: Ratio = 2.0) -> Quantity:
    """Flow of branches at a pressure drop: ``V_i = at_i (dp / drops_i)**(1 / n_i)``.

    Parameters
    ----------
    drop : Quantity [kPa]
        dp, one figure for all branches, or one for each.
    at : Quantity [L/min]
    drops : Quantity [kPa]
    exponent : float or Quantity [dimensionless]
        As for `branch_drops`.

    Returns
    -------
    Quantity [L/min]

    Notes
    -----
    Out of range is refused. Source: power law of turbulent friction.

    Examples
    --------
    >>> from rackplan.units import FLOW, PRESSURE, give, parse
    >>> at, drops = give([119, 60], FLOW), give([58.6, 30], PRESSURE)
    >>> branch_flows(parse("58.6 kPa", PRESSURE), at, drops).m_as("L/min").round(1).tolist()
    [119.0, 83.9]
    """
    at_l_min, drops_kpa, power = take_branches(at, drops, exponent)
    share = take(drop, PRESSURE, "pressure drop") / drops_kpa
    return give(at_l_min * share ** (1 / power), FLOW)


def split_flow(total: Quantity, at: Quantity, drops: Quantity, exponent: Ratio = 2.0) -> Split:
    """How a flow parts among branches in parallel at a common pressure drop.

    Solves ``sum_i at_i (dp / drops_i)**(1 / n_i) = V`` for dp, by Newton's method in logarithms.

    Parameters
    ----------
    total : Quantity [L/min]
        V, the flow of all branches together.
    at : Quantity [L/min]
        Flow of a known point of each branch, the branches along the last axis.
    drops : Quantity [kPa]
        Pressure drop of that point: rack, couplings and hoses together.
    exponent : float or Quantity [dimensionless]
        n of each branch, 1 to 2.

    Returns
    -------
    Split [flows L/min, drop kPa]
        The flows add up to the total.

    Notes
    -----
    Headers without loss: see `row_flows` for a row along a header. Exponents out of range are
    refused. Source: branches between two nodes have one pressure difference (Kirchhoff).

    Examples
    --------
    Two racks that need 119 L/min and one that needs 60, fed with 300 L/min and no balancing valves:

    >>> from rackplan.units import FLOW, PRESSURE, give, parse
    >>> split = split_flow(parse("300 L/min", FLOW), give([119, 119, 60], FLOW),
    ...                    give([58.6, 58.6, 30], PRESSURE))
    >>> split.flows.m_as("L/min").round(1).tolist(), round(split.drop.m_as("kPa"), 1)
    ([110.9, 110.9, 78.2], 50.9)
    """
    at_l_min, drops_kpa, power = np.broadcast_arrays(*take_branches(at, drops, exponent))
    if at_l_min.ndim == 0:
        at_l_min, drops_kpa, power = (np.atleast_1d(part) for part in (at_l_min, drops_kpa, power))
    total_l_min = take(total, FLOW, "total flow")
    drop_kpa = _common_drop(np.maximum(total_l_min, 1e-12), at_l_min, drops_kpa, power)
    flows = at_l_min * (drop_kpa[..., np.newaxis] / drops_kpa) ** (1 / power)
    is_flowing = total_l_min > 0.0
    flows_l_min = np.where(is_flowing[..., np.newaxis], flows, 0.0)
    return Split(give(flows_l_min, FLOW), give(np.where(is_flowing, drop_kpa, 0.0), PRESSURE))


def unbalanced_flow(needs: Quantity, at: Quantity, drops: Quantity, exponent: Ratio = 2.0) -> Split:
    """What branches without balancing valves take until the worst has its need.

    ``dp = max_i drops_i (need_i / at_i)**n_i``, and ``V_i = at_i (dp / drops_i)**(1 / n_i)``.

    Parameters
    ----------
    needs : Quantity [L/min]
        Flow that each branch must have, the branches along the last axis.
    at : Quantity [L/min]
    drops : Quantity [kPa]
    exponent : float or Quantity [dimensionless]
        As for `split_flow`.

    Returns
    -------
    Split [flows L/min, drop kPa]
        Every flow is at least its need; one is equal to it.

    Notes
    -----
    With balancing valves or flow limiters each branch takes its need alone, at the same drop. Range
    and source as for `split_flow`.

    Examples
    --------
    >>> from rackplan.units import FLOW, PRESSURE, give
    >>> at, drops = give([119, 60], FLOW), give([58.6, 30], PRESSURE)
    >>> split = unbalanced_flow(at, at, drops)
    >>> split.flows.m_as("L/min").round(1).tolist(), round(split.drop.m_as("kPa"), 1)
    ([119.0, 83.9], 58.6)
    """
    worst = branch_drops(needs, at, drops, exponent).m_as("kPa").max(axis=-1, keepdims=True)
    flows = branch_flows(give(worst, PRESSURE), at, drops, exponent)
    return Split(flows, give(worst[..., 0], PRESSURE))


def take_branches(
    at: Quantity, drops: Quantity, exponent: Ratio
) -> tuple[Numbers, Numbers, Numbers]:
    """Known points of branches [L/min, kPa] and exponents."""
    power = take(exponent, FRACTION, "exponent of a pressure drop", low=1.0, high=2.0)
    at_l_min = take(at, FLOW, "flow of a branch", low=1e-6)
    return at_l_min, take(drops, PRESSURE, "pressure drop of a branch", low=1e-9), power


def _common_drop(
    total_l_min: Numbers, at_l_min: Numbers, drops_kpa: Numbers, power: Numbers
) -> Numbers:
    """The drop at which the branches take the total [kPa].

    The logarithm of the sum is convex in that of the drop, with a slope between 1/2 and 1: Newton
    comes home from anywhere.
    """
    log_drop = np.log(drops_kpa.mean(axis=-1)) + np.zeros(total_l_min.shape)
    for _ in range(_ROUNDS):
        flows = at_l_min * np.exp((log_drop[..., np.newaxis] - np.log(drops_kpa)) / power)
        summed = flows.sum(axis=-1)
        slope = (flows / power).sum(axis=-1) / summed
        step = (np.log(total_l_min) - np.log(summed)) / slope
        log_drop = log_drop + step
        if np.all(np.abs(step) < 1e-15):
            break
    drop_kpa: Numbers = np.exp(log_drop)
    return drop_kpa
