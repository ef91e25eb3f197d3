"""The cable that is picked, against all that reach, and the catalog's by hand."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rackplan.model.catalog import Cable
from rackplan.physics.cabling import cable_power, cable_price, pick_cable
from rackplan.reading import read_catalog
from rackplan.units import LENGTH, UnitProblem, ureg


def cable(name: str, **figures: object) -> Cable:
    basis = {"id": name, "kind": "cable", "name": "", "medium": "dac", "speed_gbps": 400}
    priced = {"price": "100 USD", "line_price": "10 USD/m", "power_per_end": "1 W"}
    return Cable.model_validate({**basis, **priced, "reach_high": "10 m", **figures})


@cache
def shipped() -> tuple[Cable, ...]:
    return tuple(read_catalog().of(Cable).values())


def picked(speed: int, metres: float, **how: str) -> str | None:
    found = pick_cable(shipped(), speed, ureg.Quantity(metres, "m"), **how)  # type: ignore[arg-type]  # by is text here
    return None if found is None else found.id


@pytest.mark.parametrize(
    ("speed", "metres", "name"),
    [
        (400, 2.0, "dac-400"),  # 150 + 2 x 55 USD
        (400, 3.0, "dac-400"),
        (400, 3.1, "aec-400"),  # 450 + 3.1 x 70 USD = 667, and 650 + 3.1 x 14 = 693 for optics
        (400, 7.0, "aoc-400"),  # 650 + 7 x 14 USD = 748, and 450 + 7 x 70 = 940 for copper
        (400, 30.0, "aoc-400"),  # 650 + 30 x 14 USD = 1,070
        (400, 31.0, "sr4-400"),  # 70 + 31 x 2.5 + 2 x 650 USD = 1,448
        (400, 51.0, "dr4-400"),  # multi-mode ends at 50 m
        (800, 2.5, "dac-800"),
        (800, 2.6, "aec-800"),
        (800, 10.0, "2xsr4-800"),
        (800, 60.0, "2xdr4-800"),
        (800, 501.0, "2xfr4-800"),
        (1600, 5.0, "2xdr4-1600"),
    ],
)
def test_cheapest_of_the_catalog(speed: int, metres: float, name: str) -> None:
    assert picked(speed, metres) == name


@pytest.mark.parametrize(
    ("speed", "metres", "name"),
    [
        (400, 2.0, "dac-400"),
        (400, 5.0, "aoc-400"),
        (800, 40.0, "2xsr4-800"),
        (800, 60.0, "dr4-800-xdr"),
    ],
)
def test_least_hungry_of_the_catalog(speed: int, metres: float, name: str) -> None:
    assert picked(speed, metres, by="power") == name


def test_nothing_reaches() -> None:
    assert picked(400, 501.0) is None
    assert picked(100, 1.0) is None
    assert pick_cable([], 400, ureg.Quantity(1.0, "m")) is None


def test_price_by_hand() -> None:
    """Seven metres of active copper: 450 + 7 x 70 USD; its ends are its own."""
    active = next(each for each in shipped() if each.id == "aec-400")
    price = cable_price(active, ureg.Quantity(7.0, "m"))
    assert price is not None
    assert price.m_as("USD") == pytest.approx(940.0)


def test_a_short_run_takes_the_shortest_cable() -> None:
    sold = cable("a", reach_low="3 m")
    price = cable_price(sold, ureg.Quantity(1.0, "m"))
    assert price is not None
    assert price.m_as("USD") == pytest.approx(130.0)
    assert pick_cable([sold], 400, ureg.Quantity(1.0, "m")) is sold


@pytest.mark.parametrize(
    "unknown",
    [{"price": None}, {"line_price": None}, {"medium": "single-mode", "end_price": None}],
)
def test_unknown_price_comes_last(unknown: dict[str, object]) -> None:
    dear, silent = cable("z", price="9000 USD"), cable("a", **unknown)
    assert cable_price(silent, ureg.Quantity(1.0, "m")) is None
    assert pick_cable([silent, dear], 400, ureg.Quantity(1.0, "m")) is dear
    assert pick_cable([silent], 400, ureg.Quantity(1.0, "m")) is silent


def test_unknown_power_comes_last() -> None:
    hungry, silent = cable("z", power_per_end="30 W"), cable("a", power_per_end=None)
    assert cable_power(silent) is None
    assert pick_cable([silent, hungry], 400, ureg.Quantity(1.0, "m"), by="power") is hungry


def test_a_time_is_no_length() -> None:
    with pytest.raises(UnitProblem):
        pick_cable(shipped(), 400, ureg.Quantity(1.0, "s"))


figures = st.builds(
    lambda index, reach, price, power: cable(
        f"c{index}", reach_high=f"{reach} m", price=f"{price} USD", power_per_end=f"{power} W"
    ),
    st.integers(0, 9),
    st.integers(1, 30),
    st.integers(0, 500),
    st.integers(0, 30),
)


@given(st.lists(figures, max_size=6), st.integers(0, 30), st.sampled_from(["price", "power"]))
def test_nothing_that_reaches_is_better(cables: list[Cable], metres: int, by: str) -> None:
    run = ureg.Quantity(float(metres), "m")
    found = pick_cable(cables, 400, run, by=by)  # type: ignore[arg-type]  # text out of a strategy
    reaching = [each for each in cables if each.reach_high.m_as("m") >= metres]
    if found is None:
        assert not reaching
        return
    assert found in reaching

    def worth(each: Cable) -> float:
        figure = cable_price(each, run) if by == "price" else cable_power(each)
        assert figure is not None
        return float(figure.magnitude)

    assert worth(found) == min(worth(each) for each in reaching)


@given(st.floats(0.0, 100.0), st.floats(0.0, 100.0))
def test_a_longer_run_never_costs_less(one: float, other: float) -> None:
    sold = cable("a", reach_low="2 m", reach_high="1000 m")
    prices = [cable_price(sold, ureg.Quantity(each, LENGTH.unit)) for each in sorted((one, other))]
    assert prices[0] is not None
    assert prices[1] is not None
    assert prices[0] <= prices[1]
