"""The price of a move is a share, or of what the objective is measured in."""

from __future__ import annotations

from rackplan.model.weights import worth_of_moves
from rackplan.reading.folded import FoldedSite
from rackplan.reading.references.power import Say
from rackplan.units import FRACTION, unit_of

__all__ = ["check_moves"]


def check_moves(folded: FoldedSite, say: Say) -> None:
    """Complain of a price in a unit that the objective does not have."""
    if folded.policy is None or folded.demand is None:
        return
    price, objective = folded.policy.move_price, folded.demand.objective
    if price is None or price.check(unit_of(FRACTION)):
        return
    dimension = worth_of_moves(objective)
    if not price.check(unit_of(dimension)):
        message = (
            f'expected {dimension.name} such as "{dimension.example}", as the objective is '
            f'{objective}, or a share such as "10 %" of what each compute rack of the plan kept '
            f'brings; got "{price:~}"'
        )
        say(("policy", "move_price"), message)
