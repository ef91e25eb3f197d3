"""Text to tree: what a scalar stands for, and where everything is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rackplan.reading.complaints import Complaints
from rackplan.reading.document import compose
from rackplan.reading.nodes import Items, Leaf, Table, find, path_text, plain


def tree(text: str) -> Table:
    complaints = Complaints()
    node = compose(text, "x.yaml", complaints)
    complaints.raise_if_any()
    assert isinstance(node, Table)
    return node


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("Off", "Off"),
        ("True", "True"),
        ("true", True),
        ("false", False),
        ("", None),
        ("~", None),
        ("null", None),
        ("Null", "Null"),
        ("24", 24),
        ("-3", -3),
        ("0", 0),
        ("010", "010"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("1e3", "1e3"),
        ("12:30", "12:30"),
        ("2.50", 2.5),
        ("-87.94", -87.94),
        (".5", ".5"),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("2026-12-01", "2026-12-01"),
        ("9" * 5000, "9" * 5000),
        ('"24"', "24"),
        ("'true'", "true"),
        ('""', ""),
        ("3N/2", "3N/2"),
        ("R[01-24]", "R[01-24]"),
    ],
)
def test_scalar(written: str, value: object) -> None:
    found = plain(tree(f"a: {written}\n"))["a"]
    assert (found, type(found)) == (value, type(value))


def test_places_are_one_based() -> None:
    root = tree("a:\n  b: [1, {c: x}]\n")
    places = [(("a",), 1, 1), (("a", "b"), 2, 3), (("a", "b", 0), 2, 7), (("a", "b", 1), 2, 10)]
    places.append((("a", "b", 1, "c"), 2, 14))
    for location, line, column in places:
        spot = find(root, location)
        assert (spot.file, spot.line, spot.column) == ("x.yaml", line, column)


def test_place_of_what_is_not_there_is_that_of_its_parent() -> None:
    root = tree("a:\n  b: 1\n")
    assert str(find(root, ("a", "z", "y"))) == "x.yaml:1"


def test_text_with_byte_order_mark_and_windows_line_ends_is_read() -> None:
    assert plain(tree("a: 1\r\nb:\r\n  - x\r\n")) == {"a": 1, "b": ["x"]}


def test_json_is_read_as_it_is() -> None:
    text = '{\n\t"a": [1, 2.5, true, null, "no", "1e3"],\n\t"b": {"c": "\\u00b0C \\n"}}'
    assert plain(tree(text)) == {
        "a": [1, 2.5, True, None, "no", "1e3"],
        "b": {"c": "°C \n"},
    }


def test_path_is_written_as_people_do() -> None:
    assert (
        path_text(("rows", 0, "blocked", "R[1-2]-P1", "a.b")) == "rows[0].blocked[R[1-2]-P1][a.b]"
    )


WORDS = st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1, max_size=6)
TREES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**12), 10**12) | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=20,
)


@given(st.dictionaries(WORDS, TREES, min_size=1, max_size=4))
def test_what_json_writes_is_read_back(data: dict[str, object]) -> None:
    import json

    assert plain(tree(json.dumps(data))) == data
    assert plain(tree(json.dumps(data, indent=2))) == data


def test_nodes_keep_what_was_quoted() -> None:
    items = tree("a: [1, '1']").entries["a"]
    assert isinstance(items, Items)
    plain_one, quoted_one = items.items
    assert isinstance(plain_one, Leaf)
    assert isinstance(quoted_one, Leaf)
    assert (plain_one.value, quoted_one.value) == (1, "1")
