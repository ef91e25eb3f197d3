"""What the checks of cooling compared: flow, heat, head and approach, loss by loss."""

from __future__ import annotations

from collections.abc import Mapping

from rackplan.model.verdict import Failure
from rackplan.rules import RULES
from rackplan.verify.checks import CHECKS
from rackplan.verify.facts import Facts

__all__ = ["COOLING_RULES", "LimitsByLoss", "cooling_limits"]

COOLING_RULES: Mapping[str, tuple[str, str]] = {
    "cooling.liquid_flow": ("loop", "flow"),
    "cooling.liquid_heat": ("loop", "heat"),
    "cooling.liquid_head": ("loop", "head"),
    "cooling.approach": ("loop", "approach"),
    "cooling.air_flow": ("zone", "airflow"),
    "cooling.air_heat": ("zone", "heat"),
    "cooling.rejection": ("plant", "heat"),
}
"""Rules whose limits fall when a machine is lost: what they hold for, and what they limit."""

LimitsByLoss = dict[Failure | None, dict[tuple[str, str], tuple[float, float]]]
"""By loss, None for nothing lost, then by rule and place: used and limit in the rule's unit."""


def cooling_limits(facts: Facts) -> LimitsByLoss:
    """What the checks compared, the tightest of what they say of one place after one loss."""
    found: LimitsByLoss = {None: {}}
    for rule in COOLING_RULES:
        for comparison in CHECKS[rule](facts):
            used, limit = comparison.numbers(RULES[rule].unit)
            pairs = zip(comparison.where, used.tolist(), limit.tolist(), strict=True)
            for entry, (where, value, most) in enumerate(pairs):
                state = found.setdefault(comparison.failure(entry), {})
                known = state.get((rule, where))
                if known is None or most - value < known[1] - known[0]:
                    state[rule, where] = value, most
    return found
