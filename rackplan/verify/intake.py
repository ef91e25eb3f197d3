"""What a power node draws for what it gives: losses at its load, and its own power factor."""

from __future__ import annotations

from collections.abc import Sequence
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

        Loss is real power, and added to apparent power as it is: never too little.
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
    """What each node draws; nodes of one entry share figures, so their law is made once."""
    laws: dict[tuple[int, ...], LossLaw | None] = {}
    return tuple(_intake(node, laws) for node in nodes)


def _intake(node: PowerNode, laws: dict[tuple[int, ...], LossLaw | None]) -> Intake:
    factor = None if node.power_factor is None else float(node.power_factor.magnitude)
    efficiency = float(node.efficiency.magnitude)
    law, rating = None, 1.0
    if node.curve or node.resistance is not None:
        parts = (node.rating, node.voltage, node.curve, node.resistance, node.length, node.kind)
        key = tuple(id(part) for part in parts)
        if key not in laws:
            laws[key] = loss_law(node)
        law = laws[key]
        rating = 1.0 if law is None else float(node_rating(node).magnitude)
    return Intake(efficiency, law, rating, is_in_kw(node), factor)
