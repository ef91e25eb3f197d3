"""A table as text for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from rackplan.writing import as_cell

__all__ = ["csv_of"]


def csv_of(records: Sequence[Mapping[str, Any]], units: Mapping[str, str]) -> str:
    """Lines of a table as CSV; a column whose figures have a unit names it: ``supply [degC]``."""
    columns = list(records[0]) if records else []
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([as_cell(_head(column, units)) for column in columns])
    for record in records:
        writer.writerow([_cell(record[column]) for column in columns])
    return text.getvalue()


def _head(column: str, units: Mapping[str, str]) -> str:
    name = column if column in units else column.removesuffix(".low").removesuffix(".high")
    unit = units.get(name, "")
    return f"{column} [{unit}]" if unit else column


def _cell(value: object) -> object:
    if value is None:
        return ""
    return as_cell(value) if isinstance(value, str) else value
