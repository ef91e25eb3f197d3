"""Tables as columns that pack small: words and repeated figures once, and where they stand."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from rackplan.handover.table import Column, Schedule, value_of
from rackplan.report.shown import Shown
from rackplan.writing import one_line

__all__ = ["packed", "plain_table", "rounded", "schedule_table"]

Value = str | int | float | date | None

_LONGEST = 400
"""Characters of a cell; what somebody calls a thing may be longer than any reader wants."""


def plain_table(table: Schedule, rows: Iterable[Sequence[Value]], shown: Shown) -> dict[str, Any]:
    """A table without rows, and these, as the page holds them, in the units that it shows."""
    lines = list(rows)
    told = [
        {
            "key": column.key,
            "title": column.title,
            "unit": shown.unit(column.unit),
            "form": column.form,
            "about": column.about,
            "total": column.total,
            "cells": packed([_cell(line[at], column, shown) for line in lines]),
        }
        for at, column in enumerate(table.columns)
    ]
    head = {"id": table.id, "title": table.title, "about": table.about}
    return {**head, "rows": len(lines), "columns": told}


def schedule_table(schedule: Schedule, shown: Shown) -> dict[str, Any]:
    """A schedule as the page holds it; columns that a buyer fills in are left out."""
    at = [n for n, column in enumerate(schedule.columns) if not column.filled_in]
    rows = (_row(schedule, [value_of(cell) for cell in row], shown) for row in schedule.rows)
    columns = tuple(schedule.columns[n] for n in at)
    wanted = ([row[n] for n in at] for row in rows)
    return plain_table(replace(schedule, columns=columns, rows=()), wanted, shown)


def _row(schedule: Schedule, row: list[Value], shown: Shown) -> list[Value]:
    """A row whose figures, and the units that it names, are those that are shown."""
    told = list(row)
    for at, column in enumerate(schedule.columns):
        if column.unit_in:
            named = schedule.index(column.unit_in)
            unit, value = str(row[named]), row[at]
            told[named] = shown.unit(unit)
            if isinstance(value, float):
                told[at] = shown.value(value, unit)
    return told


def packed(cells: Sequence[Any]) -> dict[str, Any]:
    """Cells once each and by number where that is shorter, else as they are.

    Examples
    --------
    >>> packed(["a", "a", "b", "a", "a", "a"])
    {'of': ['a', 'b'], 'at': [0, 0, 1, 0, 0, 0]}
    >>> packed([1, 2, 3])
    {'all': [1, 2, 3]}
    """
    places: dict[Any, int] = {}
    at = [places.setdefault((type(cell), cell), len(places)) for cell in cells]
    if 2 * len(places) <= len(cells):
        return {"of": [cell for _, cell in places], "at": at}
    return {"all": list(cells)}


def rounded(value: float) -> float | int:
    """A figure to a thousandth, or to nine digits where it is small; whole ones without a point.

    Examples
    --------
    >>> rounded(142.0), rounded(2125.00049), rounded(0.00468749991234)
    (142, 2125.0, 0.00468749991)
    """
    kept = round(value, 3) if abs(value) >= 1.0 else float(f"{value:.9g}")
    return int(kept) if kept == value and kept.is_integer() else kept


def _cell(value: Value, column: Column, shown: Shown) -> str | int | float | None:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        text = one_line(value)
        return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    if value is None or isinstance(value, int):
        return value
    if not math.isfinite(value):
        return None
    return rounded(shown.value(value, column.unit))
