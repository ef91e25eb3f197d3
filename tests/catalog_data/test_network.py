"""Switches against the throughput of their chips, cables against their kinds, and the unknown."""

from __future__ import annotations

import itertools

import pytest

from rackplan.model.catalog import Cable, Fabric, Switch
from tests.catalog_data.shipped import catalog, ids, kw, number

# Tb/s one way, as makers print them for the box.
THROUGHPUT = {
    "qm8790": 8.0,
    "qm9700": 25.6,
    "q3200": 28.8,
    "q3400": 115.2,
    "q3450-ld": 115.2,
    "sn5600": 51.2,
    "sn5610": 51.2,
    "sn6600": 102.4,
    "sn6800": 409.6,
    "sn6810": 102.4,
    "tomahawk-5": 51.2,
    "arista-7060x6-64pe": 51.2,
    "arista-7060xe7-64": 102.4,
    "arista-7060xe7-128": 102.4,
    "dell-z9964f": 102.4,
}
UNKNOWN = {
    *("arista-7060x6-64pe", "arista-7060xe7-64", "arista-7060xe7-128", "dell-z9964f"),
    *("q3200", "q3450-ld", "qm8790", "sn5610", "sn6600", "sn6800", "sn6810"),
}


@pytest.mark.parametrize("name", THROUGHPUT)
def test_ports_come_to_the_throughput(name: str) -> None:
    switch = catalog().switches[name]
    assert switch.ports * switch.port_speed_gbps / 1000 == pytest.approx(THROUGHPUT[name])


def test_all_fast_switches_are_looked_at() -> None:
    assert set(THROUGHPUT) | {"sn2201"} == set(catalog().switches)


def test_watts_that_nobody_states_are_absent() -> None:
    assert {n for n, s in catalog().switches.items() if s.peak_power is None} == UNKNOWN


@pytest.mark.parametrize("name", ids(Switch))
def test_powers_of_a_switch_grow(name: str) -> None:
    switch = catalog().switches[name]
    powers = (switch.passive_power, switch.typical_power, switch.peak_power)
    known = [kw(power) for power in powers if power is not None]
    assert known == sorted(known)


def test_q3400_draws_what_its_chips_and_72_modules_do() -> None:
    """2.9 kW with passive cables, and 72 modules of 14 to 25 W."""
    q3400 = catalog().switches["q3400"]
    modules = kw(q3400.peak_power) - kw(q3400.passive_power)
    assert 72 * 0.014 <= modules <= 72 * 0.025


@pytest.mark.parametrize("speed", [400, 800])
def test_media_reach_further_in_their_order(speed: int) -> None:
    order = ["dac", "aec", "multi-mode", "single-mode"]
    reach: dict[str, float] = {}
    for cable in catalog().of(Cable).values():
        if cable.speed_gbps == speed:
            longest = number(cable.reach_high, "m")
            reach[cable.medium] = max(reach.get(cable.medium, 0.0), longest)
    found = [reach[medium] for medium in order]
    assert all(near < far for near, far in itertools.pairwise(found))


@pytest.mark.parametrize("name", ids(Cable))
def test_watts_of_an_end_are_those_of_its_kind(name: str) -> None:
    cable = catalog().of(Cable)[name]
    watts = number(cable.power_per_end, "W")
    if cable.medium == "dac":
        assert watts <= 0.1
    else:
        assert 8.0 <= watts <= 25.0
        assert 0.015 <= watts / cable.speed_gbps <= 0.03


@pytest.mark.parametrize("name", ids(Switch, Cable, Fabric))
def test_every_figure_states_its_origin(name: str) -> None:
    words = ("medium", "leaf", "spine", "network_rack", "serves")
    for path, origin in catalog().figures(name).items():
        if not path.startswith(words):
            assert origin.confidence != "unstated", path
