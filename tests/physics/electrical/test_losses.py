"""Loss laws and banks: by hand, against numpy, and for any points."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rackplan.physics import electrical as el
from rackplan.units import APPARENT_POWER, POWER, Numbers, UnitProblem, give, of

SHARES = np.linspace(0, 1, 201)


@st.composite
def laws(draw: st.DrawFn) -> el.LossLaw:
    """Any law that the constructors make."""
    if draw(st.booleans()):
        parts = st.floats(0, 0.05)
        return el.law_from_coefficients(draw(parts), draw(parts), draw(parts))
    shares = [*sorted(draw(st.sets(st.integers(1, 99), max_size=6))), 100]
    etas = [draw(st.floats(0.3, 1.0)) for _ in shares]
    no_load = draw(st.none() | st.floats(0, 0.2))
    return el.law_from_points([share / 100 for share in shares], etas, no_load=no_load)


def losses(law: el.LossLaw, shares: Numbers = SHARES) -> Numbers:
    found: Numbers = el.loss_at(law, give(shares * 500, POWER), of(500, POWER)).m_as("kW") / 500
    return found


@given(laws())
def test_loss_is_never_below_zero_and_never_falls(law: el.LossLaw) -> None:
    found = losses(law)
    assert found.min() >= 0
    assert np.diff(found).min() >= -1e-12


@given(laws(), st.floats(0, 0.98), st.floats(0.01, 1))
def test_safe_line_lies_above(law: el.LossLaw, low: float, width: float) -> None:
    high = min(1.0, low + width)
    base, slope = (float(part.magnitude) for part in el.safe_line(law, low, high))
    inside = np.linspace(low, high, 501)
    assert (base + slope * inside - losses(law, inside)).min() >= -1e-12


def test_safe_line_touches_what_bends_upward() -> None:
    base, slope = el.safe_line(el.UPS_PLANNING, 0.3, 0.8)
    ends = losses(el.UPS_PLANNING, np.array([0.3, 0.8]))
    assert base.magnitude + slope.magnitude * np.array([0.3, 0.8]) == pytest.approx(ends)


def test_points_are_met_and_loss_is_straight_between() -> None:
    x, eta = np.array([0.1, 0.2, 0.5, 1.0]), np.array([0.90, 0.94, 0.96, 0.91])
    expected = np.interp(SHARES, x, x / eta - x)  # constant below the first point
    assert losses(el.TITANIUM) == pytest.approx(expected, abs=1e-15)


def test_no_load_loss_is_met_at_no_load() -> None:
    law = el.law_from_points([0.2, 1.0], [0.94, 0.93], no_load=0.004)
    x, loss = [0, 0.2, 1.0], [0.004, 0.2 * (1 / 0.94 - 1), 1 / 0.93 - 1]
    assert losses(law) == pytest.approx(np.interp(SHARES, x, loss), abs=1e-15)


def test_a_loss_that_falls_is_read_as_one_that_stays() -> None:
    law = el.law_from_points([0.05, 0.2, 1.0], [0.70, 0.93, 0.95])  # 2.14 %, then 1.51 %
    assert losses(law, np.array([0.05, 0.2, 1.0])) == pytest.approx(
        [0.02143, 0.02143, 0.05263], abs=1e-5
    )


@given(st.floats(0.05, 0.99), st.floats(1e-6, 1))
def test_one_efficiency_is_that_at_all_loads(eta: float, share: float) -> None:
    assert float(el.efficiency_at(el.law_from_efficiency(eta), share).magnitude) == pytest.approx(
        eta
    )


def test_efficiency_without_load() -> None:
    assert el.efficiency_at(el.UPS_PLANNING, [0.0, 1.0]).magnitude[0] == 0
    assert float(el.efficiency_at(el.law_from_efficiency(0.9), 0).magnitude) == pytest.approx(0.9)


def test_a_load_that_is_beyond_by_rounding_only_is_taken() -> None:
    thirds = of(0.1, POWER) * 3
    assert el.loss_at(el.RUBY, thirds, of(0.3, POWER)).m_as("kW") == pytest.approx(
        0.3 * (1 / 0.92 - 1)
    )


def test_kw_and_kva_do_not_mix() -> None:
    with pytest.raises(UnitProblem, match=r"expected an apparent power such as .* got \"1 kW\""):
        el.loss_at(el.UPS_PLANNING, of(1, POWER), of(2, APPARENT_POWER))


LOADS = st.floats(0, 33)


@given(laws(), LOADS, LOADS)
def test_all_modules_on_loss_never_falls(law: el.LossLaw, one: float, other: float) -> None:
    low, high = sorted((one, other))
    module = of(5.5, POWER)
    below, above = (el.bank_loss(law, of(x, POWER), module, 6).m_as("kW") for x in (low, high))
    assert 0 <= below <= above + 1e-9


@given(laws(), st.floats(0, 27.5), st.integers(0, 6))
def test_a_bank_is_its_modules_that_are_on(law: el.LossLaw, load: float, spare: int) -> None:
    """Against so many single modules, reckoned one by one."""
    module = of(5.5, POWER)
    on = int(el.modules_on(of(load, POWER), module, 6, spare=spare).magnitude)
    assert on * 5.5 >= load - 1e-6
    assert on in {1, 6} or (on - 1 - spare) * 5.5 < load + 1e-6
    alone = el.loss_at(law, of(load / on, POWER), module).m_as("kW")
    found = el.bank_loss(law, of(load, POWER), module, 6, spare=spare).m_as("kW")
    assert found == pytest.approx(on * alone, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize(
    ("load", "spare", "on"),
    [
        (0, 0, 1),
        (0, 1, 1),
        (5.5, 0, 1),
        (5.5, 1, 2),
        (5.6, 1, 3),
        (27.5, 1, 6),
        (33, 1, 6),
        (33, 0, 6),
    ],
)
def test_modules_by_hand(load: float, spare: int, on: int) -> None:
    found = el.modules_on(of(load, POWER), of(5.5, POWER), 6, spare=spare)
    assert int(found.magnitude) == on


def test_losing_a_module_costs_what_five_lose() -> None:
    load, module = of(20, POWER), of(5.5, POWER)
    share = 20 / 27.5
    expected = 27.5 * np.interp(share, [0.5, 1.0], [0.5 / 0.96 - 0.5, 1 / 0.91 - 1])
    assert el.bank_loss(el.TITANIUM, load, module, 5).m_as("kW") == pytest.approx(expected)


def test_a_transformer_of_one_efficiency_has_it_there() -> None:
    rating = of(2500, APPARENT_POWER)
    for share in (0.3, 0.5, 0.8):
        found = el.losses_from_efficiency(rating, 0.99, 0.35, no_load_share=share)
        eta = el.transformer_efficiency(rating * 0.35, rating, found)
        assert float(eta.magnitude) == pytest.approx(0.99)


@given(st.floats(0, 1.5))
def test_transformer_and_its_law_agree(share: float) -> None:
    rating = of(2500, APPARENT_POWER)
    datasheet = el.TransformerLosses(of(3, POWER), of(12, POWER))
    by_law = el.loss_at(el.law_of_transformer(rating, datasheet), rating * share, rating)
    by_sheet = el.transformer_loss(rating * share, rating, datasheet)
    assert by_law.m_as("kW") == pytest.approx(by_sheet.m_as("kW"))


@pytest.mark.parametrize("p0", [0.0, 1.5, 3.0])
def test_printed_points_give_the_losses_back(p0: float) -> None:
    rating, right = of(2500, APPARENT_POWER), el.TransformerLosses(of(p0, POWER), of(12, POWER))
    shares = [0.25, 0.5, 0.75, 1.0]
    loads = give([share * 2500 for share in shares], APPARENT_POWER)
    exact = el.transformer_efficiency(loads, rating, right).magnitude
    found = el.losses_from_points(rating, shares, exact)
    assert found.no_load.m_as("kW") == pytest.approx(p0, abs=1e-6)
    assert found.load.m_as("kW") == pytest.approx(12)
    rounded = el.losses_from_points(rating, shares, np.round(exact, 3))
    again = el.transformer_efficiency(loads, rating, rounded).magnitude
    assert (again - np.round(exact, 3)).max() <= 1e-12  # never better than printed


def test_losses_from_one_point_and_from_odd_ones() -> None:
    rating = of(225, APPARENT_POWER)
    one = el.losses_from_points(rating, [0.35], [0.9894])
    assert one == el.losses_from_efficiency(rating, 0.9894, 0.35)
    rising = el.losses_from_points(rating, [0.5, 1.0], [0.98, 0.995])  # less loss at full load
    assert rising.load.m_as("kW") == 0
    assert rising.no_load.m_as("kW") == pytest.approx(225 * 0.5 * (1 / 0.98 - 1))


def test_a_curve_may_be_drawn_on_beyond_its_points() -> None:
    """To full load with the square of the load: no less than any law that bends upward."""
    known = el.law_from_points([0.25, 0.5], [0.9659, 0.9742])
    with pytest.raises(UnitProblem, match=r"at most 0\.5 times the rating"):
        el.efficiency_at(known, 0.6)
    law = el.law_from_points([0.25, 0.5], [0.9659, 0.9742], up_to=1)
    shares = np.linspace(0, 1, 51)
    assert (losses(law, shares) - losses(el.UPS_PLANNING, shares)).min() >= -1e-5
    assert losses(law, np.array([1.0])) == pytest.approx(4 * 0.5 * (1 / 0.9742 - 1))


@given(laws(), st.floats(1, 3))
def test_overloads_lose_with_the_square_of_the_load(law: el.LossLaw, share: float) -> None:
    full = float(law.at(np.array(1.0)))
    assert float(law.at(np.array(share))) == pytest.approx(full * share**2)


def test_a_shape_goes_through_its_point() -> None:
    ups = el.law_through(el.TITANIUM, 0.5, 0.97)
    k = (1 / 0.97 - 1) / (1 / 0.96 - 1)
    assert losses(ups) == pytest.approx(k * losses(el.TITANIUM))


def test_half_no_load_makes_the_stated_load_the_best() -> None:
    rating = of(1000, APPARENT_POWER)
    found = el.losses_from_efficiency(rating, 0.99, 0.4)
    loads = give(np.linspace(50, 1000, 96), APPARENT_POWER)
    eta = el.transformer_efficiency(loads, rating, found).magnitude
    assert loads.magnitude[eta.argmax()] == pytest.approx(400)


def test_ups_in_parallel_and_in_eco() -> None:
    load, rating = of(1500, POWER), of(1000, POWER)
    assert el.ups_loss(load, rating, units=2).m_as("kW") == pytest.approx(
        2 * 1000 * (0.006 + 0.008 * 0.75 + 0.013 * 0.75**2)
    )
    eco = el.ups_input(load, rating, units=2, law=el.ups_eco_law(0.99), charging=of(100, POWER))
    assert eco.m_as("kW") == pytest.approx(1500 / 0.99 + 100)


def test_dc_source_after_a_loss_and_at_its_limit() -> None:
    load, module = of(600, POWER), of(60, POWER)
    for lost in (0, 1, 2):
        n = 12 - lost
        x = 600 / (60 * n)
        expected = 600 + 60 * n * (0.006 + 0.008 * x + 0.013 * x**2)
        found = el.dc_source_input(load, module, 12, law=el.UPS_PLANNING, lost=lost)
        assert found.m_as("kW") == pytest.approx(expected)
    with pytest.raises(UnitProblem, match=r"at most 540 kW, what 9 modules give, got 600 kW"):
        el.dc_source_input(load, module, 12, law=el.UPS_PLANNING, lost=3)
