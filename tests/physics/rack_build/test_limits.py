"""How many servers fit: by hand, one limit at a time, and by brute force for all of them."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rackplan.model.catalog import Assembly
from rackplan.physics.rack_build import BuildProblem
from tests.physics.rack_build.kit import Made

EACH = "a server draws 10 kVA"


def limit(assembly: Assembly, what: str) -> tuple[int, str]:
    """How many servers one limit lets in, and why."""
    (found,) = (limit for limit in assembly.limits if limit.what == what)
    return found.servers, found.why


def test_as_many_as_the_frame_is_high(made: Made) -> None:
    found = made()
    assert found.servers == 7
    assert [limit.what for limit in found.limits] == ["height"]
    assert limit(found, "height") == (7, "42 U for servers of 6 U")


def test_height_less_equipment_and_reserve(made: Made) -> None:
    build = {"equipment": [{"product": "switch", "count": 2}], "reserve": "3 U"}
    assert limit(made(build=build), "height") == (
        6,
        "42 U less 2 U of switch and 3 U of reserve leave 37 U for servers of 6 U",
    )


def test_what_is_begun_of_a_unit_is_taken(made: Made) -> None:
    found = made(node={"height": "270 mm"}, build={"reserve": "45 mm"})  # 6.07 U and 1.01 U
    assert limit(found, "height") == (
        5,
        "42 U less 2 U of reserve leave 40 U for servers of 7 U",
    )


def test_the_flattest_server_takes_a_unit(made: Made) -> None:
    assert limit(made(node={"height": "0.00001 mm"}), "height") == (42, "42 U for servers of 1 U")


def test_units_are_those_of_the_frame(made: Made) -> None:
    frame = {"mounting_height": "2112 mm", "unit": "48 mm"}
    assert limit(made(frame=frame), "height") == (7, "44 OU for servers of 6 OU")
    assert limit(made(frame=frame, node={"height": "192 mm"}), "height")[0] == 11
    odd = {"mounting_height": "1 m", "unit": "46.5 mm"}
    assert limit(made(frame=odd), "height")[1] == (
        "21 units of 46.5 mm for servers of 6 units of 46.5 mm"
    )


def test_mass_counts_all_that_is_mounted_with_its_coolant(made: Made) -> None:
    found = made(
        frame={"load_limit": "700 kg"},
        node={"mass_with_coolant": "110 kg"},
        part={"mass_with_coolant": "45 kg"},
        build={"equipment": [{"product": "part"}, {"product": "switch"}]},
    )
    assert limit(found, "mass") == (
        5,
        "700 kg less 55 kg of other equipment leave 645 kg for servers of 110 kg",
    )


def test_exactly_the_limit_is_within_it(made: Made) -> None:
    assert limit(made(frame={"load_limit": "400 kg"}), "mass") == (
        4,
        "400 kg for servers of 100 kg",
    )
    tenth = made(node={"planned_power": "0.1 kW"}, build={"power_limit": "0.3 kW"})
    assert limit(tenth, "power")[0] == 3


def test_power_as_planned(made: Made) -> None:
    build = {"power_limit": "45 kW", "equipment": [{"product": "switch", "count": 6}]}
    assert limit(made(build=build), "power") == (
        3,
        "45 kW less 6 kW of other equipment leave 39 kW for servers of 10 kW",
    )


def test_strips_of_one_feed_carry_apparent_power(made: Made) -> None:
    """One strip carries sqrt(3) x 400 V x 60 A x 0.8 = 33.26 kVA, a server draws 8/0.8 = 10."""
    node = {"failover_power": "8 kW", "power_factor": "80 %"}
    pdus = {"product": "strip", "on_feed_a": 2, "on_feed_b": 1}
    assert limit(made(node=node, build={"pdus": pdus}), "feed") == (
        3,
        "1 strip on feed B alone carries 33.26 kVA; a server draws 10 kVA",
    )
    pdus = {"product": "strip", "on_feed_a": 2, "on_feed_b": 2}
    build = {"pdus": pdus, "equipment": [{"product": "switch", "count": 4}]}
    assert limit(made(node=node, build=build), "feed") == (
        6,
        f"2 strip on feed A alone carry 66.51 kVA; {EACH} beside 5 kVA of other equipment",
    )


def test_a_strip_of_one_phase(made: Made) -> None:
    """Two carry 2 x 230 V x 63 A = 28.98 kVA."""
    strip = {"phases": 1, "rating": "63 A", "voltage": "230 V", "usable": "100 %"}
    pdus = {"product": "strip", "on_feed_a": 2, "on_feed_b": 2}
    assert limit(made(strip=strip, build={"pdus": pdus}), "feed")[0] == 2


def test_a_cap_of_the_rack_as_a_whole(made: Made) -> None:
    """At 36 kW all servers fit on strips that carry 33.26 kVA a feed only if the cap does."""
    pdus = {"product": "strip", "on_feed_a": 1, "on_feed_b": 1}
    capped = made(build={"pdus": pdus, "failover_power": "33 kW"})
    assert [each.what for each in capped.limits] == ["height"]
    found = made(build={"pdus": pdus, "failover_power": "36 kW"})
    assert limit(found, "feed") == (
        3,
        f"1 strip on feed A alone carries 33.26 kVA; {EACH}, all of it capped at 36 kVA",
    )


def test_a_rack_of_one_cord_draws_its_planned_power(made: Made) -> None:
    pdus = {"product": "strip", "on_feed_a": 1}
    node = {"failover_power": "1 kW"}
    found = made(node=node, build={"pdus": pdus, "cords": 1, "failover_power": "5 kW"})
    assert limit(found, "feed") == (
        3,
        "1 strip on feed A carries 33.26 kVA; a server draws 10 kVA",
    )


def test_shelves_of_one_feed_and_with_one_lost(made: Made) -> None:
    supplies = {"product": "shelf", "on_feed_a": 2, "on_feed_b": 3}
    node = {"height": "2 U", "failover_power": "8 kW"}
    found = made(node=node, build={"supplies": supplies})
    assert limit(found, "height")[0] == 18  # 42 less 5 shelves, by 2
    assert limit(found, "feed") == (8, "2 shelf on feed A alone carry 66 kW; a server draws 8 kW")
    assert limit(found, "module") == (13, "4 of 5 shelf carry 132 kW; a server draws 10 kW")


@pytest.mark.parametrize(
    ("shelf", "servers", "left"), [({}, 2, "27.5"), ({"module_rating": "13 kW"}, 2, "20")]
)
def test_a_single_shelf_loses_a_module(
    made: Made, shelf: dict[str, Any], servers: int, left: str
) -> None:
    build = {"supplies": {"product": "shelf", "on_feed_a": 1}, "cords": 1}
    assert limit(made(shelf=shelf, build=build), "module") == (
        servers,
        f"one shelf without one of its 6 modules carries {left} kW; a server draws 10 kW",
    )


def test_the_tightest_limit_decides_and_is_named(made: Made) -> None:
    found = made(frame={"load_limit": "450 kg"}, build={"servers": 4, "power_limit": "60 kW"})
    assert found.servers == 4
    assert [(each.what, each.servers) for each in found.limits] == [
        ("asked", 4),
        ("height", 7),
        ("mass", 4),
        ("power", 6),
    ]
    assert [each.what for each in found.binding] == ["asked", "mass"]
    assert limit(found, "asked") == (4, "4 asked for")


def test_what_never_binds_is_left_out(made: Made) -> None:
    node = {"planned_power": "0 kW", "mass": "0 kg"}
    found = made(node=node, frame={"load_limit": "1 t"}, build={"power_limit": "0 kW"})
    assert [each.what for each in found.limits] == ["height"]


def test_not_one_server_fits(made: Made) -> None:
    with pytest.raises(BuildProblem) as caught:
        made(node={"height": "43 U"}, frame={"load_limit": "99 kg"}, build={"servers": 2})
    assert caught.value.at == ()
    assert str(caught.value) == (
        "not one server fits (height: 42 U for servers of 43 U; mass: 99 kg for servers of 100 kg)"
    )


def test_equipment_alone_is_too_much(made: Made) -> None:
    with pytest.raises(BuildProblem, match="42 U less 50 U of switch leave 0 U for servers of 6 U"):
        made(build={"equipment": [{"product": "switch", "count": 50}]})


@st.composite
def numbers(draw: st.DrawFn) -> dict[str, Any]:
    """All that a rack with switches of 1 U, 10 kg and 1 kW is limited by."""
    return {
        "frame_units": draw(st.integers(1, 60)),
        "server_halves": draw(st.integers(1, 24)),
        "switches": draw(st.integers(0, 5)),
        "load_kg": draw(st.none() | st.integers(1, 3000)),
        "server_kg": draw(st.integers(1, 300)),
        "limit_kw": draw(st.none() | st.integers(1, 300)),
        "server_w": draw(st.integers(1, 30_000)),
        "cap_w": draw(st.none() | st.integers(1, 30_000)),
        "factor_percent": draw(st.sampled_from([70, 96, 100])),
        "strips": draw(st.none() | st.tuples(st.integers(0, 4), st.integers(0, 4))),
        "asked": draw(st.none() | st.integers(1, 20)),
    }


@given(numbers())
def test_brute_force(made: Made, drawn: dict[str, Any]) -> None:
    """The number chosen is the largest that breaks nothing, counted anew in exact fractions."""
    most = max((n for n in range(121) if not broken(n, drawn)), default=0)
    documents = written(drawn)
    if most == 0:
        with pytest.raises(BuildProblem, match="not one"):
            made(**documents)
        return
    found = made(**documents)
    assert found.servers == most
    assert {each.what for each in found.binding} == broken(most + 1, drawn)


def written(drawn: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The numbers drawn, as documents."""
    node = {
        "height": f"{drawn['server_halves'] / 2} U",
        "mass": f"{drawn['server_kg']} kg",
        "planned_power": f"{drawn['server_w'] / 1000} kW",
        "power_factor": f"{drawn['factor_percent']} %",
    }
    frame = {"mounting_height": f"{drawn['frame_units']} U"}
    build: dict[str, Any] = {}
    if drawn["switches"]:
        build["equipment"] = [{"product": "switch", "count": drawn["switches"]}]
    if drawn["load_kg"] is not None:
        frame["load_limit"] = f"{drawn['load_kg']} kg"
    if drawn["limit_kw"] is not None:
        build["power_limit"] = f"{drawn['limit_kw']} kW"
    if drawn["cap_w"] is not None:
        node["failover_power"] = f"{drawn['cap_w']} W"
    if drawn["strips"] is not None:
        on_a, on_b = drawn["strips"]
        build["pdus"] = {"product": "strip", "on_feed_a": on_a, "on_feed_b": on_b}
    if drawn["asked"] is not None:
        build["servers"] = drawn["asked"]
    return {"node": node, "frame": frame, "build": build}


def broken(servers: int, drawn: dict[str, Any]) -> set[str]:
    """The limits that a number of servers breaks."""
    switches, strips = drawn["switches"], drawn["strips"]
    units = math.ceil(Fraction(drawn["server_halves"], 2)) * servers + switches
    strip_kg = 0 if strips is None else 10 * sum(strips)
    mass_kg = drawn["server_kg"] * servers + 10 * switches + strip_kg
    planned_kw = Fraction(drawn["server_w"], 1000) * servers + switches
    found = {"height"} if units > drawn["frame_units"] else set()
    if drawn["load_kg"] is not None and mass_kg > drawn["load_kg"]:
        found.add("mass")
    if drawn["limit_kw"] is not None and planned_kw > drawn["limit_kw"]:
        found.add("power")
    if drawn["asked"] is not None and servers > drawn["asked"]:
        found.add("asked")
    if strips is not None and not is_carried(servers, drawn):
        found.add("feed")
    return found


def is_carried(servers: int, drawn: dict[str, Any]) -> bool:
    """Whether strips of 400 V, 60 A, 80 % carry the rack: squares, for there is a root in it."""
    each_w = drawn["server_w"] if drawn["cap_w"] is None else drawn["cap_w"]
    real_kw = Fraction(each_w, 1000) * servers + drawn["switches"]
    apparent_kva = real_kw / Fraction(drawn["factor_percent"], 100)
    one_leg_kva = min(drawn["strips"]) * Fraction(400 * 60 * 80, 100 * 1000)
    return apparent_kva**2 <= 3 * one_leg_kva**2
