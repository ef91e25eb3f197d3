"""What power nodes draw, as straight lines that never lie below what the physics says.

``input <= fixed + (1 + slope) * load`` for every load that a node may carry: a line over the loss
from no load to the usable rating. The fixed part is a load on the supplier that is always there.
"""

from __future__ import annotations

from dataclasses import dataclass

from rackplan.model.power import PowerNode
from rackplan.physics.electrical import safe_line
from rackplan.physics.power_chain import is_in_kw, loss_law, node_rating

__all__ = ["IntakeLine", "Pair", "intake_line"]

Pair = tuple[float, float]
"""What a load comes to from 1 W of real power, and from 1 VA of apparent power, further down."""


@dataclass(frozen=True, slots=True)
class IntakeLine:
    """From the load of a node to what it takes from its supplier.

    Attributes
    ----------
    gain : float
        Input over output of a node of one efficiency; 1 where `slope` holds.
    slope : float
        More loss for each W (where `in_kw`) or VA more of load.
    fixed_w : float
        Loss that is there without load, of the straight line [W].
    power_factor : float or None
        Of what the node draws, where it sets its own.
    """

    gain: float
    slope: float
    fixed_w: float
    in_kw: bool
    power_factor: float | None

    def of(self, real: Pair, apparent: Pair) -> tuple[Pair, Pair]:
        """Real and apparent power drawn for a load, without the fixed part."""
        loss = real if self.in_kw else apparent
        drawn = tuple(
            self.gain * own + self.slope * lost for own, lost in zip(real, loss, strict=True)
        )
        if self.power_factor is not None:
            return (drawn[0], drawn[1]), (
                drawn[0] / self.power_factor,
                drawn[1] / self.power_factor,
            )
        kva = tuple(
            self.gain * own + self.slope * lost for own, lost in zip(apparent, loss, strict=True)
        )
        return (drawn[0], drawn[1]), (kva[0], kva[1])

    @property
    def fixed(self) -> Pair:
        """The fixed loss as it is drawn [W, and VA]."""
        return self.fixed_w, self.fixed_w / (self.power_factor or 1.0)


def intake_line(node: PowerNode) -> IntakeLine:
    """Lay a straight line over what a node draws."""
    factor = None if node.power_factor is None else float(node.power_factor.magnitude)
    law = loss_law(node)
    if law is None:
        return IntakeLine(1.0 / float(node.efficiency.magnitude), 0.0, 0.0, is_in_kw(node), factor)
    base, slope = safe_line(law, 0.0, float(node.usable.magnitude))
    fixed_w = 1e3 * float(node_rating(node).magnitude) * float(base.magnitude)
    return IntakeLine(1.0, float(slope.magnitude), fixed_w, is_in_kw(node), factor)
