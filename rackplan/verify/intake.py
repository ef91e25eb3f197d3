"""What a power node draws for what it gives: losses at its load, and its own power factor."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from rackplan.model.power import PowerNode
from rackplan.physics.electrical import LossLaw
from rackplan.physics.power_chain import is_in_kw, loss_law, node_rating

__all__ = ["Intake", "intakes_of"]


@dataclass(frozen=True, slots=True)
class Intake:
    """From the load of a node to what it takes from its supplier.

    Attributes
    ----------
    efficiency : float
        Output over input at every load; not looked at where there is a law.
    law : LossLaw or None
        Loss as a share of `rating`, at the share of it that the node carries.
    rating : float [kW or kVA]
        Nameplate, kW where `in_kw`.
    power_factor : float or None
        Of what the node draws, where it sets its own.
    """

    efficiency: float
    law: LossLaw | None
    rating: float
    in_kw: bool
    power_factor: float | None

    def of(self, kw: float, kva: float) -> tuple[float, float]:
        """Real and apparent power drawn for a load, [kW] and [kVA].

        Loss is real power, and added to apparent power as it is, which is no less than their sum
        as phasors. What the series reactance of a transformer or busway takes is not carried:
        apparent power above it can be 1 to 2 % too little.
        """
        if self.law is None:
            real, apparent = kw / self.efficiency, kva / self.efficiency
        else:
            share = np.float64((kw if self.in_kw else kva) / self.rating)
            loss = self.rating * float(self.law.at(np.asarray(share)))
            real, apparent = kw + loss, kva + loss
        return real, apparent if self.power_factor is None else real / self.power_factor

    def with_rating(self, share: float) -> Intake:
        """The same with a share of the rating: what is left of machines in parallel."""
        return self if share == 1.0 else replace(self, rating=share * self.rating)

    @property
    def no_load(self) -> float:
        """What the node draws with no load on it [kW]."""
        return 0.0 if self.law is None else self.rating * self.law.fixed


def intakes_of(nodes: Sequence[PowerNode]) -> tuple[Intake, ...]:
    """What each node draws; a law is made once for all nodes of the same figures."""
    laws: dict[Hashable, _Law] = {}
    return tuple(_intake(node, laws) for node in nodes)


_Law = tuple[LossLaw | None, float]
"""A law, and the rating that it is a share of."""


def _intake(node: PowerNode, laws: dict[Hashable, _Law]) -> Intake:
    factor = None if node.power_factor is None else float(node.power_factor.magnitude)
    efficiency = float(node.efficiency.magnitude)
    law: _Law = (None, 1.0)
    if node.curve or node.resistance is not None:
        key = _figures(node)
        if key not in laws:
            laws[key] = loss_law(node), float(node_rating(node).magnitude)
        law = laws[key]
    return Intake(efficiency, *law, is_in_kw(node), factor)


def _figures(node: PowerNode) -> Hashable:
    """All figures that the law of a node is made of."""
    figures = (node.rating, node.voltage, node.resistance, node.length, node.efficiency)
    curve = tuple((p.load.magnitude, p.efficiency.magnitude) for p in node.curve)
    written = tuple(None if q is None else (q.magnitude, q.units) for q in figures)
    return node.kind, node.current, curve, written
