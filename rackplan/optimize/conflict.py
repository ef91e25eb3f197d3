"""Why nothing fits: a smallest set of limits that cannot hold together, solved alone to be sure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from rackplan.optimize.model import Model
from rackplan.optimize.pool import Pool
from rackplan.optimize.row import Row
from rackplan.optimize.task import Answer, SolverName, Task
from rackplan.rules import RULES

__all__ = ["explain_conflict"]

_EFFORT = 2.0
_ASKED = "demand."
_ANY_NUMBER = 1_000_000
_WORTH_NOTHING = 1e-9


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
    heads = [head for i in core if (head := finder.headline(i)) is not None]
    return (*heads, *_sentences([model.rows[i] for i in core]))


class _Finder:
    """Leaves rows out and asks whether the rest is still impossible."""

    def __init__(self, model: Model, pool: Pool) -> None:
        self.model = model
        self.pool = pool
        self.solver: SolverName = "glop"
        if not self.is_impossible(range(len(model.rows))):
            self.solver = "cp_sat"

    def everything(self) -> list[int]:
        """All rows in the order in which they are left out: what really stops a demand stays."""
        stops = {i for row in range(len(self.model.rows)) for i in self._stops(row)}
        asked = [row.rule.startswith(_ASKED) for row in self.model.rows]
        return sorted(range(len(asked)), key=lambda i: (asked[i], i in stops, i))

    def _stops(self, row: int) -> list[int]:
        """Rows that hold an unmet demand down, as the relaxation sees it."""
        answer = self._most_of(row)
        if answer is None or answer.duals is None or not self._is_unmet(row, answer):
            return []
        others = [i for i in range(len(self.model.rows)) if i != row]
        return [others[k] for k in np.flatnonzero(np.abs(answer.duals) > _WORTH_NOTHING)]

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
        label, answer = self.model.rows[row], self._most_of(row)
        if answer is None or not self._is_unmet(row, answer):
            return None
        assert answer.bound is not None
        assert label.lower is not None
        most = _number(np.floor(answer.bound + 1e-6) / label.scale)
        asked = _number(label.lower / label.scale)
        what = label.unit if label.where == "plan" else f"{label.unit} of {label.where}"
        return (
            f"{label.rule}: at least {asked} {what} are asked for, "
            f"and at most {most} {label.unit} are possible."
        )

    def _most_of(self, row: int) -> Answer | None:
        """The most that the other rows leave of something asked for."""
        label = self.model.rows[row]
        if label.lower in (None, 0) or not label.rule.startswith(_ASKED):
            return None
        each = np.zeros(len(self.model.most))
        each[list(label.terms)] = list(label.terms.values())
        others = [i for i in range(len(self.model.rows)) if i != row]
        (answer,) = self.pool.solve(self._task(others, each))
        return answer

    def _is_unmet(self, row: int, answer: Answer) -> bool:
        lower = self.model.rows[row].lower
        return answer.bound is not None and lower is not None and answer.bound < lower

    def _task(self, rows: list[int], each: np.ndarray[tuple[int], np.dtype[np.float64]]) -> Task:
        model = self.model
        return Task(
            matrix=model.matrix[rows],
            lower=model.lower[rows],
            upper=model.upper[rows],
            least=np.zeros_like(model.most),
            most=np.full_like(model.most, _ANY_NUMBER),
            each=each,
            maximize=True,
            solver=self.solver,
            effort=_EFFORT,
        )


def _sentences(rows: list[Row]) -> Iterator[str]:
    """The limits in words; places that one rule limits in the same way in one sentence."""
    places: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows:
        places[row.rule, _statement(row)].append(_place(row))
    for (rule, statement), where in places.items():
        yield f"{rule} at {_some(where)}: {statement}"


def _statement(row: Row) -> str:
    """What a row says, without its place."""
    if row.kept_out:
        return f"{row.kept_out} cannot stand there. {RULES[row.rule].sentence}"
    if _is_tie(row):
        return RULES[row.rule].sentence
    return f"{' and '.join(_limits(row))}."


def _place(row: Row) -> str:
    where = row.where.split(" in ", 1)[-1] if row.kept_out else row.where
    return where if row.failure is None else f"{where} after losing {row.failure}"


def _some(places: list[str]) -> str:
    named = list(dict.fromkeys(places))
    rest = f" and {len(named) - 3} more" if len(named) > 3 else ""
    return ", ".join(named[:3]) + rest


def _limits(row: Row) -> Iterator[str]:
    if row.upper is not None:
        yield f"at most {_number((row.upper + row.offset) / row.scale)} {row.unit}"
    if row.lower is not None:
        yield f"at least {_number((row.lower + row.offset) / row.scale)} {row.unit}"


def _is_tie(row: Row) -> bool:
    """Whether a row ties columns together rather than limiting them."""
    mixed = any(each < 0 for each in row.terms.values())
    return mixed and row.upper in (0, None) and row.lower in (0, None)


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.4g}"
