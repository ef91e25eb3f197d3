"""The limits of cooling: what is used of each, whole and after the loss that leaves least.

Figures are those of the verifier: what machines give at the temperatures that there are, and not at
their rating.
"""

from __future__ import annotations

from collections.abc import Mapping

from rackplan.handover.cooling_limits import COOLING_RULES, LimitsByLoss
from rackplan.handover.table import Cell, Column, Schedule
from rackplan.model.verdict import Failure
from rackplan.rules import RULES

__all__ = ["LIMITS", "limit_schedule"]

LIMITS = Schedule(
    id="limits",
    title="Cooling limits",
    about="Every limit of loops, zones and plants: whole, and after the loss that leaves least.",
    columns=(
        Column("place", "place", "Loop, air zone or plant."),
        Column("kind", "kind", "Which of them it is."),
        Column("what", "what", "Flow, heat, head, or approach of the water that cools it."),
        Column("used", "whole", "With nothing lost.", "figure", unit_in="unit"),
        Column("limit", "available", "With nothing lost.", "figure", unit_in="unit"),
        Column(
            "worst", "after loss", "After the loss that leaves least.", "figure", unit_in="unit"
        ),
        Column("left", "available then", "After that loss.", "figure", unit_in="unit"),
        Column("unit", "unit", "Of these figures."),
        Column("share", "share then", "After loss, over available then.", "share"),
        Column("after", "after losing", "That loss; empty where nothing lost leaves least."),
        Column("rule", "rule", "The rule that holds it."),
    ),
)
"""The table without rows."""

_Worst = Mapping[tuple[str, str], tuple[float, float, Failure | None]]


def limit_schedule(limits: LimitsByLoss) -> Schedule:
    """All limits, rule by rule."""
    worst = _worst(limits)
    order = list(COOLING_RULES)
    keys = sorted(worst, key=lambda key: order.index(key[0]))
    return LIMITS.filled([_row(*key, limits[None].get(key), worst[key]) for key in keys])


def _row(
    rule: str,
    place: str,
    whole: tuple[float, float] | None,
    worst: tuple[float, float, Failure | None],
) -> tuple[Cell, ...]:
    used, left, failure = worst
    return (
        place,
        *COOLING_RULES[rule],
        *(whole or (None, None)),
        used,
        left,
        RULES[rule].unit,
        used / left if left > 0 else None,
        "" if failure is None else str(failure),
        rule,
    )


def _worst(limits: LimitsByLoss) -> _Worst:
    found: dict[tuple[str, str], tuple[float, float, Failure | None]] = {}
    for failure, state in limits.items():
        for key, (used, limit) in state.items():
            known = found.get(key)
            if known is None or used * known[1] > known[0] * limit * (1 + 1e-9):
                found[key] = used, limit, failure
    return found
