"""Numbers, units and headings, as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rackplan.exchange.importing.figures import CellProblem, read_figure
from rackplan.exchange.importing.headings import read_heading
from rackplan.exchange.importing.numbers import decimal_sign, read_number
from rackplan.exchange.importing.vocabulary import FIELDS, IGNORED, field_called


@given(st.integers(0, 10**9), st.sampled_from([".", ","]), st.booleans())
def test_number_written_with_a_known_sign_reads_back(
    thousandths: int, sign: str, grouped: bool
) -> None:
    group = {".": ",", ",": "."}[sign] if grouped else ""
    whole, rest = divmod(thousandths, 1000)
    digits = f"{whole:,}".replace(",", group)
    assert read_number(f"{digits}{sign}{rest:03d}", sign) == pytest.approx(thousandths / 1000)


@pytest.mark.parametrize(
    ("texts", "sign"),
    [
        (["12", "7"], ""),
        (["12,5", "1.250"], ","),
        (["12.5", "1,250"], "."),
        (["1,250", "1.250"], ""),
        (["0,5", "0.5"], "?"),
        (["1.234.567"], ","),
    ],
)
def test_sign_of_a_sheet(texts: list[str], sign: str) -> None:
    assert decimal_sign(texts) == sign


@pytest.mark.parametrize("text", ["1,250", "1.250"])
def test_two_ways_to_read_are_refused_where_a_sheet_writes_both(text: str) -> None:
    with pytest.raises(ValueError, match=r"may be 1250 or 1\.25|may be 1\.25 or 1250"):
        read_number(text, "?")


HEADINGS = {
    "kW": ("planned", "kW"),
    "Power (W)": ("planned", "W"),
    "Rack Load [kW]": ("planned", "kW"),
    "Design load, kW": ("planned", "kW"),
    "Nameplate kW": ("rated", "kW"),
    "Measured Power (kW)": ("typical", "kW"),
    "kVA": ("apparent", "kVA"),
    "kW (A)": ("planned_a", "kW"),
    "Feed B (kW)": ("planned_b", "kW"),
    "Feed A": ("feed_a", ""),
    "PDU-B": ("pdu_b", ""),
    "A-side PDU": ("pdu_a", ""),
    "PDU 2": ("pdu_b", ""),
    "Breaker (A)": ("breaker", "A"),
    "Breaker A": ("breaker_a", ""),
    "Breaker B [A]": ("breaker_b", "A"),
    "U height": ("units", "U"),
    "Height (U)": ("height", "U"),
    "RU": ("units", "U"),
    "Weight in lbs": ("mass", "lb"),
    "Outer Width (mm)": ("width", "mm"),
    "Grid Location": ("position", ""),
    "Cabinet No.": ("rack", ""),
    "Rack #": ("rack", ""),
    "rack_type": ("type", ""),
    "max_utilization": ("usable", ""),
    "amperage": ("breaker", "A"),
    "on the floor [kg]": ("mass", "kg"),
}


@pytest.mark.parametrize("text", HEADINGS)
def test_heading(text: str) -> None:
    heading = read_heading(text)
    assert heading is not None
    assert (heading.field.key, heading.unit) == HEADINGS[text]


@pytest.mark.parametrize("text", ["Rack colour", "Pwer", "Feed C", "kW per PFLOPS", "", "x" * 200])
def test_heading_that_nobody_has_explained_means_nothing(text: str) -> None:
    assert read_heading(text) is None


def test_group_above_tells_two_columns_apart() -> None:
    heading = read_heading("Breaker", "Feed B")
    assert heading is not None
    assert (heading.field.key, heading.text) == ("breaker_b", "Breaker")


def test_no_heading_means_two_fields() -> None:
    owners: dict[str, str] = {}
    for field in FIELDS:
        for phrase in field.phrases:
            assert owners.setdefault(phrase, field.key) == field.key, phrase
            assert phrase == phrase.lower()
    assert not {phrase for phrase in IGNORED if phrase in owners}
    assert len({field.key for field in FIELDS}) == len(FIELDS)


CELLS = {
    ("kW", 12.5): (12.5, "kW"),
    ("kW", "12.5"): (12.5, "kW"),
    ("kW", "9,500 W"): (9500, "W"),
    ("Power (W)", "9 500"): (9500, "W"),
    ("kW", "0.012MW"): (0.012, "MW"),
    ("Weight", "2200 lbs"): (2200, "lb"),
    ("Width", '23.6"'): (23.6, "in"),
    ("U height", "42U"): (42, "U"),
    ("U height", 48): (48, "U"),
    ("Breaker", "63A 3P"): (63, "A"),
    ("Breaker", "60A/3P/415V"): (60, "A"),
    ("Breaker A", "32 amps"): (32, "A"),
    ("Voltage", "415"): (415, "V"),
    ("Power factor", 0.95): (0.95, ""),
    ("max_utilization", "80%"): (0.8, ""),
}


@pytest.mark.parametrize("cell", CELLS, ids=str)
def test_cell(cell: tuple[str, object]) -> None:
    heading = read_heading(cell[0])
    assert heading is not None
    figure = read_figure(cell[1], heading, ".")  # type: ignore[arg-type]  # text or a number
    assert figure is not None
    assert (figure.magnitude, f"{figure.units:~}") == (
        pytest.approx(CELLS[cell][0]),
        CELLS[cell][1],
    )


@pytest.mark.parametrize("cell", [None, "", "n/a", "TBD", "-", "?", "\u2013", "#N/A"])
def test_cell_that_says_nothing(cell: str | None) -> None:
    heading = read_heading("kW")
    assert heading is not None
    assert read_figure(cell, heading, "") is None


@pytest.mark.parametrize("cell", ["12-15", "<12", "2 x 32", True, "12 kJ", "ten"])
def test_cell_that_is_no_such_figure(cell: object) -> None:
    heading = read_heading("kW")
    assert heading is not None
    with pytest.raises(CellProblem, match=r'^expected a power such as "2 MW", got "'):
        read_figure(cell, heading, "")  # type: ignore[arg-type]  # what a sheet may hold


def test_every_field_says_what_it_is_and_has_a_heading() -> None:
    assert all(field.about.endswith(".") and field.phrases for field in FIELDS)
    assert all(field_called(field.phrases[0]) is not None for field in FIELDS)
