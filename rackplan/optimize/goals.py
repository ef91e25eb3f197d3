"""Objectives over the columns of a problem, in whole numbers."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from rackplan.errors import BadInputError
from rackplan.model.weights import NOT_WEIGHED, Objective
from rackplan.optimize.arrays import Floats, Ints
from rackplan.optimize.problem import Problem

__all__ = ["Goal", "goal_of", "in_whole_numbers", "second_goal_of"]

_DIGITS = 8
_MOST = 1e10
_FINEST = 30
_ALL_BUT_WHOLE = 1e-12


@dataclass(frozen=True)
class Goal:
    """What is sought: ``sum(each * column)``, most or least.

    Attributes
    ----------
    each : int64[column]
        In integer units, `scale` of them in one `unit`.
    """

    name: str
    each: Ints
    maximize: bool
    scale: float
    unit: str

    @property
    def sign(self) -> int:
        """1 when more is better, -1 when less is."""
        return 1 if self.maximize else -1


def goal_of(problem: Problem, name: Objective) -> Goal:
    """The objective of a name over the columns of a problem."""
    if name == "value":
        return _value_goal(problem)
    makers: dict[str, Callable[[], tuple[Ints, bool, float, str]]] = {
        "capability": lambda: (
            problem.capability(problem.site.demand.precision),
            True,
            1e3,
            "PFLOPS",
        ),
        "cost": lambda: (problem.prices(), False, 1.0, "USD"),
        "it_power": lambda: (_compute_power(problem), True, 1e3, "kW"),
    }
    per_rack, maximize, scale, unit = makers[name]()
    each = np.zeros(problem.columns.count, dtype=np.int64)
    racks, segments = len(problem.types), len(problem.segments)
    each[: racks * segments] = np.repeat(per_rack, segments)
    if name == "cost":
        _leave_out_standing(problem, each)
        for column, price in problem.offer_terms().items():
            each[column] = price
    return Goal(name, each, maximize, scale, unit)


def _value_goal(problem: Problem) -> Goal:
    """What plans are worth less what they cost, in whole parts of a dollar.

    Raises
    ------
    BadInputError
        When nothing says what is weighed, or a price is missing.
    """
    weights = problem.site.demand.weights
    if weights is None:
        raise BadInputError.about("demand.weights", NOT_WEIGHED)
    counted = {"capability": weights.capability, "it_power": weights.it_power}
    usd = np.zeros(problem.columns.count)
    for part in (goal_of(problem, "capability"), goal_of(problem, "it_power")):
        worth = counted[part.name]
        if worth is not None:
            usd += part.each * (float(worth.m_as(f"USD/{part.unit}")) / part.scale)
    share = float(weights.cost.m_as("dimensionless"))
    if share > 0:
        usd -= share * goal_of(problem, "cost").each
    each, scale = in_whole_numbers(usd)
    return Goal("value", each, maximize=True, scale=scale, unit="USD")


def in_whole_numbers(amounts: Floats) -> tuple[Ints, float]:
    """Amounts as whole numbers, and how many of these are one: a power of ten.

    The least power with which all are whole to 12 digits of the largest, or else the one with which
    the largest has eight digits. None has more than ten, so that sums of a hundred thousand are
    exact.

    Examples
    --------
    >>> in_whole_numbers(np.array([1500.0, -20.25]))
    (array([150000,  -2025]), 100.0)
    """
    largest = float(np.abs(amounts).max(initial=0.0))
    if largest == 0.0:
        return amounts.astype(np.int64), 1.0
    finest = min(_DIGITS - 1 - math.floor(math.log10(largest)), _FINEST)
    tried = (p for p in range(max(finest, 1)) if largest * 10.0**p < _MOST)
    power = next((p for p in tried if _is_whole(amounts * 10.0**p)), finest)
    return np.rint(amounts * 10.0**power).astype(np.int64), 10.0**power


def _is_whole(amounts: Floats) -> bool:
    off = np.abs(amounts - np.rint(amounts)).max()
    return bool(off <= _ALL_BUT_WHOLE * np.abs(amounts).max())


def _leave_out_standing(problem: Problem, each: Ints) -> None:
    """Racks that stand already cost nothing."""
    for s, segment in enumerate(problem.segments):
        if segment.is_given:
            each[[problem.columns.x(t, s) for t in range(len(problem.types))]] = 0


def second_goal_of(problem: Problem) -> Goal | None:
    """What decides between plans that are as good: money, or capability where money is first."""
    if problem.site.demand.objective == "cost":
        return goal_of(problem, "capability")
    has_prices = all(
        rack.price is not None or not problem.is_bought(rack) for rack in problem.racks
    )
    return goal_of(problem, "cost") if has_prices else None


def _compute_power(problem: Problem) -> Ints:
    """Planned power of compute racks [W]; support is a means, not an end."""
    is_compute = np.array([rack.role == "compute" for rack in problem.racks])
    return np.where(is_compute, problem.planned_w, 0)
