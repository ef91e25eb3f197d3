"""Why nothing fits: a smallest set of limits that cannot hold together, solved alone to be sure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from rackplan.optimize.model import Model
from rackplan.optimize.pool import Pool
from rackplan.optimize.row import Row
from rackplan.optimize.task import SolverName, Task

__all__ = ["explain_conflict"]

_EFFORT = 2.0
_ASKED = "demand."


def explain_conflict(model: Model, pool: Pool) -> tuple[str, ...]:
    """Say in sentences which limits cannot hold together.

    Rows are left out as long as what stays is still impossible, limits of the hall first and what
    was asked for last. The set that remains is confirmed by solving it alone; it is empty when no
    proof was found within the effort.
    """
    finder = _Finder(model, pool)
    core = finder.shrink(finder.everything())
    if not core or not finder.is_impossible(core):
        return ("No plan fits, but no small set of limits that shows it was found in time.",)
    rows = [model.rows[i] for i in core]
    heads = [head for i in core if (head := finder.headline(i)) is not None]
    return (*heads, *(_sentence(row) for row in rows))


class _Finder:
    """Leaves rows out and asks whether the rest is still impossible."""

    def __init__(self, model: Model, pool: Pool) -> None:
        self.model = model
        self.pool = pool
        self.solver: SolverName = "glop"
        if not self.is_impossible(range(len(model.rows))):
            self.solver = "cp_sat"

    def everything(self) -> list[int]:
        """All rows, limits of the hall first, demands last."""
        rows = self.model.rows
        return sorted(range(len(rows)), key=lambda i: (rows[i].rule.startswith(_ASKED), i))

    def shrink(self, rows: list[int]) -> list[int]:
        """Leave out chunks that are not needed, then ever smaller ones."""
        chunk = max(1, len(rows) // 4)
        while True:
            start = 0
            while start < len(rows):
                rest = rows[:start] + rows[start + chunk :]
                if self.is_impossible(rest):
                    rows = rest
                else:
                    start += chunk
            if chunk == 1:
                return rows
            chunk = max(1, chunk // 4)

    def is_impossible(self, rows: Sequence[int]) -> bool:
        """Whether no columns keep these rows."""
        (answer,) = self.pool.solve(self._task(list(rows), np.zeros(len(self.model.most))))
        return answer.ended == "infeasible"

    def headline(self, row: int) -> str | None:
        """For something asked for: how much of it the hall can give, all else kept."""
        label = self.model.rows[row]
        if label.lower is None or not label.rule.startswith(_ASKED):
            return None
        each = np.zeros(len(self.model.most))
        each[list(label.terms)] = list(label.terms.values())
        others = [i for i in range(len(self.model.rows)) if i != row]
        (answer,) = self.pool.solve(self._task(others, each))
        if answer.bound is None or answer.bound >= label.lower:
            return None
        most = _number(np.floor(answer.bound + 1e-6) / label.scale)
        asked = _number(label.lower / label.scale)
        return (
            f"{label.rule}: at least {asked} {label.unit} of {label.where} are asked for, "
            f"and at most {most} {label.unit} are possible."
        )

    def _task(self, rows: list[int], each: np.ndarray[tuple[int], np.dtype[np.float64]]) -> Task:
        model = self.model
        return Task(
            matrix=model.matrix[rows],
            lower=model.lower[rows],
            upper=model.upper[rows],
            least=np.zeros_like(model.most),
            most=model.most,
            each=each,
            maximize=True,
            solver=self.solver,
            effort=_EFFORT,
        )


def _sentence(row: Row) -> str:
    """One limit in words."""
    after = "" if row.failure is None else f" after losing {row.failure}"
    return f"{row.rule} at {row.where}{after}: {' and '.join(_limits(row))}."


def _limits(row: Row) -> Iterator[str]:
    if row.upper is not None:
        limit = (row.upper + row.offset) / row.scale
        yield "not allowed" if _excludes(row) else f"at most {_number(limit)} {row.unit}"
    if row.lower is not None:
        limit = (row.lower + row.offset) / row.scale
        yield f"at least {_number(limit)} {row.unit}"


def _excludes(row: Row) -> bool:
    return row.upper == 0 and all(each > 0 for each in row.terms.values())


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.4g}"
