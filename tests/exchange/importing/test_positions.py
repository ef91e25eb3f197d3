"""Names of positions, ids folded to ranges, and rows that come of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rackplan.exchange.importing.folding import fold_ids, natural
from rackplan.exchange.importing.position_names import as_id, key_of, spot_of, spots_of
from rackplan.reading.ranges import unfold_ids

NAMES = {
    ("R01-P03", ""): "R01-P03",
    ("R01P03", ""): "R01-P03",
    ("A12", ""): "A-12",
    ("AB-14", ""): "AB-14",
    ("DH1.A.12", ""): "DH1.A-12",
    ("DH1/R01/P03", ""): "DH1-R01-P03",
    ("Row 3 Rack 12", ""): "Row-3-Rack-12",
    ("12", "A"): "A-12",
    ("A12", "A"): "A-12",
    ("A-12", "Row A"): "A-12",
    ("R01-P03", "R1"): "R1-P03",
    ("left", "A"): "A-left",
}


@pytest.mark.parametrize("name", NAMES, ids=str)
def test_name(name: tuple[str, str]) -> None:
    spot = spot_of(*name)
    assert spot is not None
    assert spot.id == NAMES[name]


@pytest.mark.parametrize(
    "text", ["12", "Rack 12", "Row A", "Hall", "see the other book", "see page 12", "?", "-"]
)
def test_name_that_says_no_row(text: str) -> None:
    assert spot_of(text) is None


def test_wide_rack_names_its_places() -> None:
    assert [spot.id for spot in spots_of("A01 + A02")] == ["A-01", "A-02"]
    assert [spot.id for spot in spots_of("01/02", "A")] == ["A-01", "A-02"]


@given(st.text(alphabet="aZ09-._ /é(", max_size=60))
def test_id_is_an_id(text: str) -> None:
    made = as_id(text)
    assert not made or (made[0].isalnum() and made.isascii() and not set(made) & set(" /é("))


@given(st.integers(0, 99), st.integers(0, 99), st.sampled_from(["-", ".", " ", "/", ""]))
def test_spelling_does_not_matter(row: int, place: int, sign: str) -> None:
    assert key_of(f"R{row:02d}-P{place:02d}") == key_of(f"r{row}{sign}p{place:03d}")


_IDS = st.lists(
    st.tuples(st.sampled_from(["P", "R1-P", ""]), st.integers(0, 120), st.booleans()),
    min_size=1,
    max_size=12,
    unique=True,
).map(lambda parts: list(dict.fromkeys(f"{f}{n:03d}" if z else f"{f}{n}" for f, n, z in parts)))


@given(_IDS)
def test_folded_ids_unfold_to_themselves(ids: list[str]) -> None:
    folded = fold_ids(ids)
    assert folded is None or list(unfold_ids(folded)) == ids


def test_order_is_that_of_people() -> None:
    assert sorted(["P10", "P2", "A1", "P02b"], key=natural) == ["A1", "P2", "P02b", "P10"]
