"""A node of a site's power tree as physics sees it: what it can carry, and its law of loss.

The rating of a node is in kW, kVA or A, and loss goes with that of its loads which the rating is
about: real power through a UPS or a rectifier, apparent power or current through a transformer or
a busway.
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from rackplan.model.power import PowerNode
from rackplan.physics.electrical import (
    LossLaw,
    dc_loss,
    law_from_coefficients,
    law_from_efficiency,
    law_from_points,
    law_of_transformer,
    line_loss,
    losses_from_points,
    three_phase_capacity,
    ups_eco_law,
)
from rackplan.units import (
    APPARENT_POWER,
    CURRENT,
    FRACTION,
    POWER,
    VA_PER_WATT,
    VOLTAGE,
    Dimension,
    Quantity,
    Ratio,
    UnitProblem,
    give,
    take,
    unit_of,
)

__all__ = [
    "circuit_capacity",
    "is_in_kw",
    "loss_law",
    "node_rating",
    "usable_rating",
    "yearly_law",
]


def circuit_capacity(
    current: Quantity, voltage: Quantity, usable: Ratio, kind: Literal["ac", "dc"]
) -> Quantity:
    """Apparent power that a circuit carries: ``sqrt(3) V I u``, of direct current ``V I u``.

    Parameters
    ----------
    current : Quantity [A]
        Rating of the circuit.
    voltage : Quantity [V]
        Line to line, or between the poles.
    usable : float or Quantity [dimensionless]
        Share of the rating for continuous load, 0 to 1.
    kind : {'ac', 'dc'}

    Returns
    -------
    Quantity [kVA]
        Of direct current the same number as the real power.

    Notes
    -----
    Less than 1 V is refused. Source: definition of power; `three_phase_capacity`.

    Examples
    --------
    >>> from rackplan.units import CURRENT, VOLTAGE, parse
    >>> circuit_capacity(
    ...     parse("1250 A", CURRENT), parse("800 V", VOLTAGE), 1.0, "dc"
    ... ).m_as("kVA")
    1000.0
    """
    if kind == "ac":
        return three_phase_capacity(current, voltage, usable)
    amperes, volts = take(current, CURRENT, "current"), take(voltage, VOLTAGE, "voltage", low=1)
    share = take(usable, FRACTION, "usable share", low=0, high=1)
    return give(amperes * volts * share / 1000, APPARENT_POWER)


def is_in_kw(node: PowerNode) -> bool:
    """Whether real power meets a node's rating; else apparent power does."""
    return bool(node.rating.dimensionality == unit_of(POWER).dimensionality)


def node_rating(node: PowerNode) -> Quantity:
    """Nameplate of a node as a power: its rating, of amperes `circuit_capacity`.

    Parameters
    ----------
    node : PowerNode
        One rated in amperes has a voltage.

    Returns
    -------
    Quantity [kW or kVA]
        kW where the rating is in kW, else kVA.

    Notes
    -----
    Source: as for `circuit_capacity`.

    Examples
    --------
    >>> from rackplan.units import CURRENT, VOLTAGE, parse
    >>> board = PowerNode(
    ...     id="B1", kind="board", rating=parse("4000 A", CURRENT), voltage=parse("415 V", VOLTAGE)
    ... )
    >>> round(node_rating(board).m_as("kVA"), 1)
    2875.2
    """
    if node.rating.dimensionality != unit_of(CURRENT).dimensionality:
        return node.rating.to(unit_of(_rated_in(node)))
    if node.voltage is None:
        raise UnitProblem("a voltage, as the rating is in amperes", "none")
    return circuit_capacity(node.rating, node.voltage, 1.0, node.current)


def usable_rating(node: PowerNode) -> Quantity:
    """What a node may carry continuously: its rating times `usable`.

    Parameters
    ----------
    node : PowerNode

    Returns
    -------
    Quantity [kW or kVA]

    Notes
    -----
    Source: NEC 210.20 and 215.3 for the usable share of a circuit.

    Examples
    --------
    >>> from rackplan.units import FRACTION, POWER, parse
    >>> ups = PowerNode(
    ...     id="U1", kind="ups", rating=parse("2 MW", POWER), usable=parse("90 %", FRACTION)
    ... )
    >>> usable_rating(ups).m_as("kW")
    1800.0
    """
    usable: Quantity = node_rating(node) * node.usable
    return usable.to(unit_of(_rated_in(node)))


def loss_law(node: PowerNode) -> LossLaw | None:
    """The law of a node's loss at its load, as shares of `node_rating`.

    Parameters
    ----------
    node : PowerNode

    Returns
    -------
    LossLaw or None
        None where the node states one efficiency, which holds at every load.

    Notes
    -----
    A curve of a transformer becomes no-load and load loss (`losses_from_points`), any other is
    straight in loss between its points (`law_from_points`) and drawn on up to the rating. A busway
    of known resistance loses ``3 I^2 R l`` with its whole current over its whole length, of direct
    current ``2 I^2 R l``: as taps draw from it on the way it is less, so this is the safe side.
    Source: the equations named.

    Examples
    --------
    >>> from rackplan.units import CURRENT, LENGTH, LINE_IMPEDANCE, VOLTAGE, parse
    >>> busway = PowerNode(
    ...     id="R1.A", kind="busway", rating=parse("800 A", CURRENT),
    ...     voltage=parse("415 V", VOLTAGE), length=parse("30 m", LENGTH),
    ...     resistance=parse("0.0755 mohm/m", LINE_IMPEDANCE),
    ... )
    >>> law = loss_law(busway)
    >>> round(law.square, 6)
    0.007563
    """
    if node.curve:
        return _law_of_curve(node)
    if node.resistance is None or node.length is None or node.efficiency.magnitude < 1:
        return None
    return _law_of_line(node, node.resistance, node.length)


def yearly_law(node: PowerNode) -> LossLaw:
    """The law of a node's loss in everyday running: a UPS in eco mode lets the utility through.

    Parameters
    ----------
    node : PowerNode

    Returns
    -------
    LossLaw

    Notes
    -----
    For energy only. After a loss, and for limits, a UPS converts: `loss_law`. Source: as for
    `loss_law` and `ups_eco_law`.

    Examples
    --------
    >>> from rackplan.units import FRACTION, POWER, parse
    >>> ups = PowerNode(
    ...     id="U1", kind="ups", rating=parse("2 MW", POWER), mode="eco",
    ...     efficiency=parse("96.8 %", FRACTION), eco=parse("99 %", FRACTION),
    ... )
    >>> round(yearly_law(ups).linear, 5)
    0.0101
    """
    if node.mode == "eco" and node.eco is not None:
        return ups_eco_law(node.eco)
    law = loss_law(node)
    return law_from_efficiency(node.efficiency) if law is None else law


def _rated_in(node: PowerNode) -> Dimension:
    return POWER if is_in_kw(node) else APPARENT_POWER


def _law_of_curve(node: PowerNode) -> LossLaw:
    shares = np.array([float(point.load.magnitude) for point in node.curve])
    efficiencies = np.array([float(point.efficiency.magnitude) for point in node.curve])
    if node.kind == "transformer" and not is_in_kw(node):
        rating = node_rating(node)
        return law_of_transformer(rating, losses_from_points(rating, shares, efficiencies))
    return law_from_points(shares, efficiencies, up_to=max(1.0, float(shares[-1])))


def _law_of_line(node: PowerNode, resistance: Quantity, length: Quantity) -> LossLaw:
    rating, amperes = node_rating(node), _rated_amperes(node)
    if node.current == "dc":
        lost = dc_loss(amperes, 2 * resistance * length)
    else:
        lost = line_loss(amperes, resistance, length)
    return law_from_coefficients(0.0, 0.0, float(lost.m_as("kW")) / float(rating.magnitude))


def _rated_amperes(node: PowerNode) -> Quantity:
    """The current of a node at its rating [A]; of one rated in kW at power factor 1."""
    if node.rating.dimensionality == unit_of(CURRENT).dimensionality:
        return node.rating
    if node.voltage is None:
        raise UnitProblem("a voltage beside the resistance", "none")
    rating = node_rating(node)
    apparent = rating * VA_PER_WATT if is_in_kw(node) else rating
    each = circuit_capacity(give(1.0, CURRENT), node.voltage, 1.0, node.current)
    return give(float((apparent / each).m_as("dimensionless")), CURRENT)
