"""Tables: formulas by name, cells by column."""

from __future__ import annotations

import pytest

from rackplan.handover.table import Column, Formula, Schedule, figure_text

TABLE = Schedule(
    "t", "T", "Rows.", (Column("a", "a", "", "count", "kW"), Column("b", "b", "", "text"))
)


def test_values_and_totals():
    table = TABLE.filled([(1, "x"), (Formula("[a]*2", 2.5), "y"), (None, "z")])
    assert table.values("a") == [1, 2.5, None]
    assert table.total("a") == 3.5
    assert [column.heading for column in table.columns] == ["a [kW]", "b"]


def test_row_of_another_length_is_refused():
    with pytest.raises(ValueError, match="t: 1 cells for 2 columns"):
        TABLE.filled([(1,)])


@pytest.mark.parametrize(
    ("value", "text"), [(1e9, "1000000000"), (0.1 + 0.2, "0.3"), (1e-9, "0"), (-2.5, "-2.5")]
)
def test_figures_in_plain_digits(value, text):
    assert figure_text(value) == text
