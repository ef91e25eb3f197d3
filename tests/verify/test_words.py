"""Findings as sentences: decimals, counts, who is named."""

from __future__ import annotations

import pytest

from rackplan.model.verdict import Contributor, Failure
from rackplan.verify.words import largest, sentence

SAYS = "{subject}{after} carries {value} of {limit}: {short} too much{most}"


def _said(value, limit, unit="kW", says=SAYS, subject="UPS U1", states=1, failure=None, named=()):
    return sentence(
        says,
        subject=subject,
        figures=(value, limit, limit - value),
        unit=unit,
        failure=failure,
        contributors=named,
        states=states,
    )


@pytest.mark.parametrize(
    ("value", "limit", "unit", "text"),
    [
        (2118, 2000, "kW", "2,118 kW of 2,000 kW: 118 kW too much"),
        (2118.4, 2000, "kW", "2,118 kW of 2,000 kW: 118 kW too much"),
        (2001.25, 2000, "kW", "2,001.2 kW of 2,000.0 kW: 1.2 kW too much"),
        (2000.004, 2000, "kW", "2,000.0040 kW of 2,000.0000 kW: 0.0040 kW too much"),
        (3, 1, "racks", "3 of 1 rack: 2 too much"),
        (3, 2, "racks", "3 of 2 racks: 1 too much"),
    ],
)
def test_value_and_limit_never_look_alike(value, limit, unit, text):
    assert _said(value, limit, unit) == f"UPS U1 carries {text}"


def test_failure_states_and_contributors_are_named():
    named = (Contributor("R1-P01 r", 66.0), Contributor("K1.T1 base load", 0.25))
    said = _said(3, 2, failure=Failure("air_unit", "FW1"), named=named, states=4)
    assert said == (
        "UPS U1 after losing air unit FW1 carries 3 kW of 2 kW: 1 kW too much; most from "
        "R1-P01 r (66 kW), K1.T1 base load (0.25 kW); this is the worst of 4 states that break it"
    )


def test_a_subject_is_not_blamed_for_itself():
    assert "most" not in _said(3, 2, subject="Rack R1 r", named=(Contributor("R1 r", 3.0),))


def test_the_three_largest_are_named_in_order_and_nothing_is_not():
    loads = [("a", 1.0), ("b", 3.0), ("c", 0.0), ("d", 3.0), ("e", 2.0)]
    found = largest(Contributor(name, value) for name, value in loads)
    assert [c.name for c in found] == ["b", "d", "e"]
    assert largest([Contributor("c", 0.0)]) == ()
