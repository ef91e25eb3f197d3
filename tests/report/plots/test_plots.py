"""Plots of made-up outcomes: which ones there are, what they show, and where."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rackplan.report import write_study
from rackplan.report.plots import plots_of
from rackplan.report.plots.canvas import number_text, tick_text
from rackplan.report.plots.heat_map import colour_at
from rackplan.report.plots.pareto import front_of, rivals_of
from rackplan.report.plots.sweep import sweep
from rackplan.report.plots.ticks import axis_of
from rackplan.report.plots.tornado import bars_of
from rackplan.study import Done, Outcome, Study, StudyResult
from rackplan.study.parameters import parameters_of
from tests.study.no_hands import CATALOGS, ENERGY, SUPPLY, TINY

SVG = "{http://www.w3.org/2000/svg}"
TEMPERATURES = ["20 degC", "30 degC", "40 degC", "50 degC"]
PRICES = ["0.1 USD/kWh", "0.2 USD/kWh"]


def figures(case: Any) -> Outcome:
    """Colder water brings more and costs less; beyond 45 °C nothing stands."""
    supply = float(str(case.changes.get(SUPPLY, "40 degC")).split()[0])
    energy = float(str(case.changes.get(ENERGY, "0.1 USD/kWh")).split()[0])
    if supply > 45:
        return Outcome("infeasible", "too warm")
    rate, cost = 1000.0 - 5.0 * supply, 1e7 * (1.0 + energy) + 1e4 * supply
    found = {"capability": (rate,) * 3, "net_present": (0.9 * cost, cost, 1.2 * cost)}
    return Outcome("optimal", figures=found, gap=0.0)


def made(vary: dict[str, Any], outcome: Callable[[Any], Outcome] = figures, **more: Any) -> Any:
    measures = ["capability", "net_present"]
    study = Study(TINY, vary, catalogs=str(CATALOGS), measures=measures, **more)
    done = tuple(Done(case, outcome(case), f"{case.number}", is_new=True) for case in study.cases)
    sites = tuple(base.site for base in study.bases)
    return StudyResult(study.setup, sites, parameters_of(study.setup.vary), done)


@pytest.fixture(scope="module")
def grid() -> StudyResult:
    return made({SUPPLY: TEMPERATURES, ENERGY: PRICES})


@pytest.fixture(scope="module")
def alone() -> StudyResult:
    vary = {
        SUPPLY: {"low": "30 degC", "high": "41 degC"},
        ENERGY: {"low": 0.5, "high": 1.5, "times": True},
    }
    return made(vary, design="one-at-a-time")


def texts(svg: str) -> list[str]:
    return [each.text or "" for each in ET.fromstring(svg).iter(f"{SVG}text")]


def test_a_grid_of_two_has_lines_heat_maps_and_a_front(grid: StudyResult) -> None:
    assert list(plots_of(grid)) == [
        "sweep-capability.svg",
        "heat-map-capability.svg",
        "sweep-net_present.svg",
        "heat-map-net_present.svg",
        "pareto.svg",
    ]


def test_one_at_a_time_has_tornados(alone: StudyResult) -> None:
    assert list(plots_of(alone)) == [
        "tornado-capability.svg",
        "tornado-net_present.svg",
        "pareto.svg",
    ]


def test_a_study_without_a_plan_has_no_plots() -> None:
    nothing = made({SUPPLY: TEMPERATURES}, lambda _: Outcome("infeasible", "why"))
    assert plots_of(nothing) == {}


def test_more_lines_than_can_be_told_apart_are_not_drawn() -> None:
    many = made({SUPPLY: TEMPERATURES, ENERGY: [f"0.{n:02d} USD/kWh" for n in range(10, 22)]})
    assert sweep(many, "capability", SUPPLY) is None
    assert sweep(many, "capability", ENERGY) is not None


def test_a_line_goes_through_its_figures(grid: StudyResult) -> None:
    """Equal steps of temperature and of the rate are equal steps on the page."""
    root = ET.fromstring(plots_of(grid)["sweep-capability.svg"])
    first, _ = list(root.iter(f"{SVG}polyline"))[:2]
    points = [tuple(map(float, each.split(","))) for each in first.get("points", "").split()]
    assert len(points) == 3  # none at 50 °C
    (x0, y0), (x1, y1), (x2, y2) = points
    assert x1 - x0 == pytest.approx(x2 - x1, abs=0.02)
    assert y1 - y0 == pytest.approx(y2 - y1, abs=0.02)
    assert y0 < y1  # more is further up


def test_what_has_no_plan_is_marked(grid: StudyResult) -> None:
    plots = plots_of(grid)
    assert "crosses: no plan" in texts(plots["sweep-capability.svg"])
    assert texts(plots["heat-map-capability.svg"]).count("infeasible") == 2


def test_a_heat_map_tells_every_figure_and_its_axes(grid: StudyResult) -> None:
    said = texts(plots_of(grid)["heat-map-capability.svg"])
    assert [said.count(each) for each in ("900", "850", "800")] == [2, 2, 2]
    assert set(TEMPERATURES) <= set(said)
    assert f"{ENERGY} [USD/kWh]" in said


def test_bars_come_widest_first_and_say_what_a_factor_is(alone: StudyResult) -> None:
    found = bars_of(alone, "net_present", 0)
    assert found is not None
    base, bars = found
    assert base == pytest.approx(1e7 * 1.1 + 4e5)
    assert [bar.parameter for bar in bars] == [ENERGY, SUPPLY]
    assert [bar.span(base) for bar in bars] == pytest.approx([1e6, 1.1e5])
    assert [said for said, _ in bars[0].ends] == ["-50 %", "+50 %"]
    assert {"-50 %", "+50 %"} <= set(texts(plots_of(alone)["tornado-net_present.svg"]))


def test_draws_are_shown_by_their_mean() -> None:
    drawn = made(
        {SUPPLY: ["20 degC", "40 degC"]},
        uncertain={ENERGY: {"low": "0.1 USD/kWh", "high": "0.3 USD/kWh"}},
        replications=4,
    )
    root = ET.fromstring(plots_of(drawn)["sweep-net_present.svg"])
    assert len(list(root.iter(f"{SVG}circle"))) == 2
    assert len(list(root.iter(f"{SVG}polygon"))) == 1


def test_names_of_an_input_are_text_and_nothing_else() -> None:
    def odd(case: Any) -> Outcome:
        return figures(case)

    vary = {"<script>&": {"paths": [SUPPLY], "values": TEMPERATURES[:3]}}
    for svg in plots_of(made(vary, odd)).values():
        root = ET.fromstring(svg)
        assert not list(root.iter(f"{SVG}script"))
        assert "href" not in svg


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=12))
def test_the_front_is_what_no_other_beats(pairs: list[tuple[int, int]]) -> None:
    front = {point[:2] for point in front_of([(float(a), float(b), None) for a, b in pairs])}
    unbeaten = {
        (a, b)
        for a, b in pairs
        if not any(c <= a and d >= b and (c, d) != (a, b) for c, d in pairs)
    }
    assert front == unbeaten


def test_rivals_are_one_to_be_large_and_money(grid: StudyResult) -> None:
    assert rivals_of(grid) == ("net_present", "capability")


@given(st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=5))
def test_axes_have_round_lines_and_room(values: list[float]) -> None:
    axis = axis_of(values, 0.0, 500.0)
    assert 2 <= len(axis.ticks) <= 12
    assert all(-1e-6 <= axis.at(value) <= 500.0 + 1e-6 for value in values)


def number_in(text: str) -> float:
    """A label read back: money in USD, shares as shares."""
    sizes = {"GUSD": 1e9, "MUSD": 1e6, "kUSD": 1e3, "%": 0.01}
    number, _, unit = text.partition(" ")
    return float(number.replace(",", "")) * sizes.get(unit, 1.0)


@given(st.floats(-1e9, 1e9), st.integers(-3, 8))
@example(1000.4, 0)  # where four digits said 1,000 three times
@example(0.99961, -3)
def test_every_line_of_an_axis_says_its_own_figure(middle: float, size: int) -> None:
    """However narrow the range is beside its figures; exactly, for lines stand at round numbers."""
    axis = axis_of([middle, middle + 10.0**size], 0.0, 500.0, ends=True)
    for say in (number_text(axis), *(tick_text(name, axis) for name in ("capex", "pue", "gap"))):
        told = [number_in(say(tick)) for tick in axis.ticks]
        assert told == pytest.approx(axis.ticks, abs=1e-3 * axis.step)


def test_lines_of_money_have_one_unit() -> None:
    axis = axis_of([0.8e6, 1.2e6], 0.0, 500.0)
    texts_of_money = [tick_text("net_present", axis)(tick) for tick in axis.ticks]
    assert texts_of_money == ["0.8 MUSD", "0.9 MUSD", "1.0 MUSD", "1.1 MUSD", "1.2 MUSD"]


def test_narrow_study_has_no_label_twice() -> None:
    def near(case: Any) -> Outcome:
        rate = 1000.0 + 0.01 * case.number
        return Outcome("optimal", figures={"capability": (rate,) * 3}, gap=0.0)

    for name, svg in plots_of(made({SUPPLY: ["40 degC", "40.001 degC"]}, near)).items():
        said = [text for text in texts(svg) if text.replace(",", "").replace(".", "").isdigit()]
        assert len(said) == len(set(said)) > 4, name


def test_colours_run_from_light_to_dark() -> None:
    def light(colour: str) -> int:
        return sum(int(colour[n : n + 2], 16) for n in (1, 3, 5))

    shades = [light(colour_at(n / 20)) for n in range(21)]
    assert shades == sorted(shades, reverse=True)


def test_plots_of_other_measures_do_not_stay(grid: StudyResult, tmp_path: Path) -> None:
    write_study(grid, tmp_path)
    (tmp_path / "mine.svg").write_text("mine")
    (tmp_path / "sweep-pue.svg").write_text("of an earlier run")
    write_study(grid, tmp_path)
    left = {path.name for path in tmp_path.glob("*.svg")}
    assert left == {*plots_of(grid), "mine.svg"}
