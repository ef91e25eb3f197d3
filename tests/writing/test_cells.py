"""Cells that no spreadsheet takes for a formula, and that are read back unchanged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rackplan.writing import as_cell, from_cell

SIGNS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"
TEXTS = st.text(alphabet=st.sampled_from([*SIGNS, "'", "a", "1", " "]), max_size=6)


@pytest.mark.parametrize("sign", SIGNS)
def test_text_that_begins_with_a_sign_is_marked(sign):
    assert as_cell(f"{sign}1+1") == f"'{sign}1+1"


@pytest.mark.parametrize("text", ["", "R01-P01", "a=1", "it's", "'s-Hertogenbosch", "'", "142"])
def test_other_text_stays_as_it_is(text):
    assert as_cell(text) == text


@given(TEXTS)
def test_no_cell_begins_with_a_sign(text):
    assert not as_cell(text).startswith(tuple(SIGNS))


@given(TEXTS)
def test_cell_is_read_back_unchanged(text):
    assert from_cell(as_cell(text)) == text


@given(TEXTS, TEXTS)
def test_two_texts_make_two_cells(one, other):
    assert (as_cell(one) == as_cell(other)) == (one == other)
