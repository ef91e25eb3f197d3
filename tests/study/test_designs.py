"""From parameters to cases: every design, draws that all points share, factors, and the cap."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rackplan.errors import BadInputError
from rackplan.model.study import StudySetup
from rackplan.study import Effort, Study
from rackplan.study.designs import case_count, points_of
from rackplan.study.parameters import parameters_of
from tests.study.no_hands import CATALOGS, ENERGY, SUPPLY, TINY

Make = Callable[..., Study]
TWO = {SUPPLY: ["30 degC", "40 degC"], ENERGY: ["0.1 USD/kWh", "0.2 USD/kWh"]}


def values(study: Study) -> list[tuple[Any, ...]]:
    return [tuple(case.values.values()) for case in study.cases]


def test_a_grid_is_every_value_with_every_other_one(study: Make) -> None:
    assert values(study(TWO)) == [(t, e) for t in TWO[SUPPLY] for e in TWO[ENERGY]]


def test_a_list_goes_through_all_side_by_side(study: Make) -> None:
    assert values(study(TWO, design="list")) == list(zip(*TWO.values(), strict=True))


def test_one_at_a_time_moves_each_alone_around_the_site(study: Make) -> None:
    vary = {SUPPLY: {"low": "30 degC", "high": "44 degC"}, ENERGY: ["0.2 USD/kWh"]}
    cases = study(vary, design="one-at-a-time").cases
    assert [case.varied for case in cases] == ["", SUPPLY, SUPPLY, ENERGY]
    assert [case.changes for case in cases] == [
        {},
        {SUPPLY: "30 degC"},
        {SUPPLY: "44 degC"},
        {ENERGY: "0.2 USD/kWh"},
    ]


def test_a_latin_hypercube_has_one_sample_in_every_slice(study: Make) -> None:
    vary = {SUPPLY: {"low": "20 degC", "high": "40 degC"}}
    cases = study(vary, design="latin-hypercube", samples=10).cases
    slices = sorted(int((float(case.values[SUPPLY].split()[0]) - 20) / 2) for case in cases)
    assert slices == list(range(10))


def test_every_point_meets_the_same_draws(study: Make) -> None:
    uncertain = {ENERGY: {"low": "0.1 USD/kWh", "high": "0.2 USD/kWh"}}
    cases = study({SUPPLY: ["30 degC", "40 degC"]}, uncertain=uncertain, replications=3).cases
    drawn = [case.changes[ENERGY] for case in cases]
    assert drawn[:3] == drawn[3:]
    assert len(set(drawn)) == 3
    assert [case.replication for case in cases] == [1, 2, 3, 1, 2, 3]
    assert all(0.1 <= float(price.split()[0]) <= 0.2 for price in drawn)


def test_factors_multiply_what_each_site_says() -> None:
    dearer = str(TINY) + ":cool"
    vary = {"price": {"paths": [ENERGY, "tariff.demand"], "values": [0.5, 1.5], "times": True}}
    cases = Study([str(TINY), dearer], vary, catalogs=str(CATALOGS)).cases
    assert [case.changes for case in cases[:2]] == [
        {ENERGY: "0.05 USD/kWh", "tariff.demand": "5 USD/kW/month"},
        {ENERGY: "0.15 USD/kWh", "tariff.demand": "15 USD/kW/month"},
    ]
    assert [case.site for case in cases] == ["tiny", "tiny", "tiny:cool", "tiny:cool"]


def test_a_name_may_stand_for_several_figures(study: Make) -> None:
    vary = {"water": {"paths": [SUPPLY, "cooling.zones[Z1].supply"], "values": ["22 degC"]}}
    (case,) = study(vary).cases
    assert case.values == {"water": "22 degC"}
    assert case.changes == {SUPPLY: "22 degC", "cooling.zones[Z1].supply": "22 degC"}


def test_a_site_that_is_read_takes_a_date_and_limits(study: Make) -> None:
    asked = study({}, date="2027-02-03", gap=0.02, time_limit="1 min", seed=3, objective="cost")
    assert asked.bases[0].site.demand.date.isoformat() == "2027-02-03"
    assert asked.effort == Effort(60.0, 0.02, 3, "cost")


def test_nothing_that_varies_is_one_case_a_site(study: Make) -> None:
    (case,) = study({}).cases
    assert case.changes == {}


SHAPES = st.lists(st.integers(1, 4), max_size=4)


@given(SHAPES, st.sampled_from(["grid", "one-at-a-time"]), st.integers(1, 3))
def test_cases_are_as_many_as_are_counted(shape: list[int], design: Any, sites: int) -> None:
    vary = {f"p{n}": {"values": list(range(size))} for n, size in enumerate(shape)}
    setup = StudySetup(sites=("a",) * sites, vary=vary, design=design)
    parameters = parameters_of(setup.vary)
    count, _ = case_count(setup, parameters)
    assert count == sites * len(points_of(setup, parameters))


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"vary": {SUPPLY: {"low": "30 degC", "high": "40 degC"}}}, "how many values from low to high"),
    ({"vary": TWO, "design": "latin-hypercube", "samples": 3}, "is drawn from a range"),
    ({"vary": {}, "design": "latin-hypercube"}, "needs to know how many `samples`"),
    ({"vary": {}, "samples": 3}, "samples are for the design latin-hypercube"),
    (
        {"vary": {SUPPLY: ["30 degC"], ENERGY: ["1 USD/kWh", "2 USD/kWh"]}, "design": "list"},
        "cooling.loops[L1].supply has 1, tariff.energy has 2 values",
    ),
    ({"vary": {}, "replications": 3}, "every replication would be the same"),
    (
        {"vary": {}, "uncertain": {ENERGY: {"low": "1 USD/kWh", "high": "2 USD/kWh"}}},
        "say how many `replications`",
    ),
    (
        {"vary": {SUPPLY: {"values": ["1 K"], "times": True}}},
        'a plain number such as 1.3, got "1 K"',
    ),
    ({"vary": TWO, "set": {SUPPLY: "1 degC"}}, '"cooling.loops[L1].supply" is changed twice; set'),
    (
        {"vary": {"tariff.water": {"values": [2], "times": True}}},
        "says nothing there that a factor",
    ),
    ({"vary": {f"p{n}": list(range(11)) for n in range(4)}}, "14,641 cases (11 x 11 x 11 x 11)"),
]


@pytest.mark.parametrize(("keys", "said"), WRONG)
def test_what_makes_no_study_is_refused(keys: dict[str, Any], said: str, study: Make) -> None:
    with pytest.raises(BadInputError) as caught:
        study(**keys)
    assert said in str(caught.value)
