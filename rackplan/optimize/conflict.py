"""Why nothing fits: a smallest set of limits that cannot hold together, solved alone to be sure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from rackplan.optimize.model import Floats, Model
from rackplan.optimize.pool import Pool
from rackplan.optimize.row import Row
from rackplan.optimize.task import Answer, Ended, SolverName, Task
from rackplan.rules import RULES

__all__ = ["ANY_NUMBER", "ASKED", "Conflict", "explain_conflict", "find_conflict"]

ANY_NUMBER = 1_000_000
"""Most of each column where nothing but the rows of a set counts."""

ASKED = "demand."
"""How the rules of what was asked for begin."""

_EFFORT = 2.0
_MOST_CHECKS = 400
_WORTH_NOTHING = 1e-9


@dataclass(frozen=True)
class Conflict:
    """Rows that no columns keep together.

    Attributes
    ----------
    rows : tuple of int
        Indices of the model's rows, those of the hall first.
    is_minimal : bool
        Whether each of them is needed: a solver found columns that keep all others.
    """

    rows: tuple[int, ...]
    is_minimal: bool


def find_conflict(model: Model, pool: Pool) -> Conflict | None:
    """A smallest set of rows that cannot hold together, confirmed by solving it alone.

    Rows are left out as long as what stays is still impossible, limits of the hall first and what
    was asked for last: by the relaxation where that suffices, then in whole numbers.

    Returns
    -------
    Conflict or None
        None when no proof was found within the effort.
    """
    finder = _Finder.of(model, pool)
    core = finder.shrink(finder.everything())
    if not core:
        return None
    if finder.solver == "glop":
        finder = replace(finder, solver="cp_sat")
        if not finder.is_impossible(core):
            return None
    needed, is_minimal = finder.needed(core)
    return Conflict(tuple(needed), is_minimal) if finder.is_impossible(needed) else None


def explain_conflict(model: Model, pool: Pool) -> tuple[str, ...]:
    """Say in sentences which limits cannot hold together."""
    conflict = find_conflict(model, pool)
    if conflict is None:
        return ("No plan fits, but no small set of limits that shows it was found in time.",)
    finder = _Finder.of(model, pool)
    heads = [head for i in conflict.rows if (head := finder.headline(i)) is not None]
    return (*heads, *_sentences([model.rows[i] for i in conflict.rows]))


@dataclass(frozen=True)
class _Finder:
    """Leaves rows out and asks whether the rest is still impossible."""

    model: Model
    pool: Pool
    solver: SolverName

    @classmethod
    def of(cls, model: Model, pool: Pool) -> _Finder:
        """One with the relaxation where that proves that nothing fits, else with whole numbers."""
        fast = cls(model, pool, "glop")
        proves = fast.is_impossible(range(len(model.rows)))
        return fast if proves else replace(fast, solver="cp_sat")

    def everything(self) -> list[int]:
        """All rows in the order in which they are left out: what really stops a demand stays."""
        stops = {i for row in range(len(self.model.rows)) for i in self._stops(row)}
        asked = [row.rule.startswith(ASKED) for row in self.model.rows]
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

    def needed(self, rows: list[int]) -> tuple[list[int], bool]:
        """Leave out single rows that are not needed; whether all others are proved to be."""
        kept, sure = list(rows), len(rows) <= _MOST_CHECKS
        for row in rows[:_MOST_CHECKS]:
            rest = [other for other in kept if other != row]
            ended = self._ended(rest)
            if ended == "infeasible":
                kept = rest
            sure = sure and ended != "nothing"
        return kept, sure

    def is_impossible(self, rows: Sequence[int]) -> bool:
        """Whether no columns keep these rows."""
        return self._ended(rows) == "infeasible"

    def _ended(self, rows: Sequence[int]) -> Ended:
        (answer,) = self.pool.solve(self._task(list(rows), np.zeros(len(self.model.most))))
        return answer.ended

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
        if label.lower in (None, 0) or not label.rule.startswith(ASKED):
            return None
        each = np.zeros(len(self.model.most))
        each[list(label.terms)] = list(label.terms.values())
        others = [i for i in range(len(self.model.rows)) if i != row]
        (answer,) = self.pool.solve(self._task(others, each))
        return answer

    def _is_unmet(self, row: int, answer: Answer) -> bool:
        lower = self.model.rows[row].lower
        return answer.bound is not None and lower is not None and answer.bound < lower

    def _task(self, rows: list[int], each: Floats) -> Task:
        model = self.model
        return Task(
            matrix=model.matrix[rows],
            lower=model.lower[rows],
            upper=model.upper[rows],
            least=np.zeros_like(model.most),
            most=np.full_like(model.most, ANY_NUMBER),
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
    if row.is_tie:
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


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.4g}"
