"""What is sought of a plan, and what each of it is worth where they are weighed against another."""

from __future__ import annotations

from typing import Literal, Self, get_args

from pydantic import Field, model_validator

from rackplan.model.figures import BuildPrice, ComputePrice, Frozen, Weight
from rackplan.units import COMPUTE, FRACTION, MONEY, POWER, Dimension, of

__all__ = ["NOT_WEIGHED", "OBJECTIVES", "Objective", "Weights", "worth_of_moves"]

Objective = Literal["capability", "cost", "it_power", "value"]

OBJECTIVES: tuple[str, ...] = get_args(Objective)

NOT_WEIGHED = (
    "value is sought, and nothing says what is weighed: add to the demand, say, "
    "weights: {capability: 3 kUSD/PFLOPS, it_power: 120 USD/kW, cost: 1}"
)
"""What is said where `value` is sought without weights."""

_MEASURED_IN: dict[str, Dimension] = {
    "capability": COMPUTE,
    "cost": MONEY,
    "it_power": POWER,
    "value": MONEY,
}


def worth_of_moves(objective: str) -> Dimension:
    """What a move may be priced in, beside a share: that of which the objective is so much."""
    return _MEASURED_IN[objective]


class Weights(Frozen):
    """What a plan is worth, in money: ``value = capability * w + it_power * w - cost * w``.

    Attributes
    ----------
    capability : Quantity [USD/PFLOPS] or None
        Worth of a dense rate at the precision of the demand; None for none.
    it_power : Quantity [USD/kW] or None
        Worth of planned power of compute racks.
    cost : Quantity [dimensionless]
        What a dollar of capital takes off; 0 where money does not count.
    """

    capability: ComputePrice | None = None
    it_power: BuildPrice | None = None
    cost: Weight = Field(default_factory=lambda: of(1.0, FRACTION))

    @model_validator(mode="after")
    def _something_is_worth(self) -> Self:
        if not any(worth is not None and worth.m > 0 for worth in (self.capability, self.it_power)):
            way_out = (
                "state one: capability: 3 kUSD/PFLOPS or it_power: 120 USD/kW; "
                "least capital alone is objective: cost"
            )
            raise ValueError(f"nothing has a worth; {way_out}")
        return self
