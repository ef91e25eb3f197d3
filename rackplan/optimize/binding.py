"""What binds: limits with a price in the relaxation that the plan has used up."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from rackplan.model.claim import Binding
from rackplan.optimize.model import Floats, Model
from rackplan.optimize.row import Ints, Row

__all__ = ["binding_limits"]

_WORTH_NOTHING = 1e-7


def binding_limits(model: Model, values: Ints, duals: Floats) -> tuple[Binding, ...]:
    """List the limits that hold a solution back, the one whose whole is worth most first.

    A limit binds when it has a dual price in the linear relaxation, and what the plan leaves of it
    is less than the largest rack would take. The worth of one more unit of a limit is the sum of
    its prices over the states (normal, and each loss) in which it counts; more of something that
    is asked for costs.

    Parameters
    ----------
    values : int64[column]
    duals : float64[row]
        By how much the objective gets better per integer unit of the row's bound: not below zero
        for an upper bound, not above it for a lower one.
    """
    activity = model.matrix @ values
    duals = _with_full_segments(model, duals)
    priced: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i in np.flatnonzero(np.abs(duals) > _WORTH_NOTHING).tolist():
        row = model.rows[i]
        if _is_a_limit(row) and _is_used_up(row, float(activity[i])):
            priced[row.rule, row.where].append(i)
    found = [_binding(model, duals, activity, rows) for rows in priced.values()]
    return tuple(sorted(found, key=lambda b: (-abs(b.gain) * max(b.limit, 1.0), b.rule, b.where)))


def _with_full_segments(model: Model, duals: Floats) -> Floats:
    """Prices, with those of positions that the relaxation hid in the bounds of columns.

    A segment full of one type is at the bound of that type's column and at the limit of its
    positions at once; what the relaxation pays for the first belongs to the second.
    """
    hidden = model.goal.each * model.goal.sign - model.matrix.T @ duals
    prices = duals.copy()
    for i, row in enumerate(model.rows):
        if row.rule == "space.position":
            open_ = [c for c in row.terms if model.least[c] < model.most[c]]
            fills = [c for c in open_ if row.terms[c] * model.most[c] == row.upper]
            prices[i] += max((hidden[c] / row.terms[c] for c in fills if hidden[c] > 0), default=0)
    return prices


def _is_a_limit(row: Row) -> bool:
    """Whether a row limits something that there could be more of: not a tie between columns."""
    return row.upper not in (0, None) or row.lower not in (0, None)


def _is_used_up(row: Row, used: float) -> bool:
    largest = max(abs(each) for each in row.terms.values())
    over = row.upper is not None and row.upper - used < largest
    under = row.lower is not None and used - row.lower < largest
    return over or under


def _binding(model: Model, duals: Floats, activity: Floats, indices: list[int]) -> Binding:
    """Sum the prices of one limit up, and show its fullest state."""
    fullest = max(indices, key=lambda i: (activity[i] + model.rows[i].offset, -i))
    row, goal = model.rows[fullest], model.goal
    bound = row.lower if row.upper is None else row.upper
    assert bound is not None
    return Binding(
        rule=row.rule,
        where=row.where,
        used=(float(activity[fullest]) + row.offset) / row.scale,
        limit=(bound + row.offset) / row.scale,
        unit=row.unit,
        gain=_tidy(float(duals[indices].sum()) * row.scale / goal.scale),
        worth_unit=f"{goal.unit}/({row.unit})" if "/" in row.unit else f"{goal.unit}/{row.unit}",
        method="dual",
        failure=row.failure,
    )


def _tidy(number: float) -> float:
    """Six significant digits: the rest is the solver's round-off."""
    return float(f"{number:.6g}")
