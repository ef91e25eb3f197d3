"""Orders: rows, verifier and optimum agree on every way to fill them, tried one by one.

The truth knows neither columns nor kinds: a plan is a rack type or none on every position and an
order or none on every rack, and an order counts by its own definition.
"""

from __future__ import annotations

import itertools
import random
from collections import Counter

import pytest

import rackplan as rp
from rackplan.model.demand import CountBounds
from rackplan.model.plan import Placement, Plan
from rackplan.optimize.extract import encode
from rackplan.optimize.model import build_model
from rackplan.optimize.problem import build_problem
from rackplan.verify import verify
from tests.agreement.solving import best_of, broken_rules
from tests.agreement.tiny import read_tiny

ALONE = {"racks/dry-40": {"pod": None}, "racks/wet-100": {"pod": None}}
"""Racks that come without network racks, so that positions decide alone."""


def _row(name, line, y, count):
    return {
        "id": name,
        "hall": "H1",
        "line": line,
        "block": "K1",
        "positions": f"P[1-{count}]",
        "position_width": "600 mm",
        "position_depth": "1200 mm",
        "at": {"x": "2 m", "y": f"{y} m"},
        "busway": {"rating": "400 A", "voltage": "415 V", "usable": "80 %"},
        "tap": {"rating": "200 A", "voltage": "415 V", "usable": "80 %"},
        "loop": "L1",
        "zone": "Z1",
        "floor_load": "12 kPa",
        "spread_depth": "2.7 m",
    }


def _site(folder, racks, orders, **changes):
    """Three rows of two positions, of which the first two stand end to end."""
    rows = [_row("R1", "A", 2, 2), _row("R2", "A", 5, 2), _row("R3", "B", 8, 2)]
    changes = {"rows": rows, "demand.orders": orders, **changes}
    return read_tiny(folder, racks, changes, ALONE)


def _drawn(seed, folder):
    rng = random.Random(seed)
    racks = {kind: {} for kind in ("wet-100", "dry-40") if rng.random() < 0.4}
    orders = {
        f"O{n}": {
            "rack": rng.choice(("wet-100", "dry-40")),
            "racks": rng.randint(1, 4),
            "together": rng.choice(("row", "line", "hall")),
            "must": rng.random() < 0.15,
        }
        for n in range(1, rng.randint(2, 4))
    }
    power = {"power.utilities[0].rating": f"{rng.choice((250, 330, 400, 2000))} kW"}
    return _site(folder, racks, orders, **power)


def _floors(site):
    """Every way to put racks on the positions of the rows, positions of a row being alike."""
    kinds = ("", *site.demand.asked)
    row_fillings = list(itertools.combinations_with_replacement(kinds, 2))
    for chosen in itertools.product(row_fillings, repeat=len(site.rows)):
        placements = []
        for row, filling in zip(site.rows.values(), chosen, strict=True):
            for position, kind in zip(row.positions, filling, strict=True):
                if kind:
                    liquid = site.catalog.racks[kind].liquid is not None
                    loop = row.loop if liquid else None
                    placements.append(
                        Placement(position=position.id, rack=kind, feeds=row.feeds, loop=loop)
                    )
        yield placements


def _place(site, placement, together):
    row = site.rows[site.positions[placement.position].row]
    return {"row": row.id, "line": row.line, "hall": row.hall}[together]


def _can_be_filled(site, placements):
    """Whether orders can be dealt to racks, each whole and together, the rest standing rightly.

    Every subset of orders is tried, and every place of each.
    """
    orders = site.demand.orders
    rows = Counter((p.rack, site.positions[p.position].row) for p in placements)
    for chosen in itertools.product((False, True), repeat=len(orders)):
        names = [name for name, yes in zip(orders, chosen, strict=True) if yes]
        if any(order.must and name not in names for name, order in orders.items()):
            continue
        if _dealt(site, Counter(rows), names):
            return True
    return False


def _dealt(site, left, names):
    if not names:
        only = {o.rack for o in site.demand.orders.values()} - site.demand.racks.keys()
        return not any(n for (kind, _), n in left.items() if kind in only)
    order, rest = site.demand.orders[names[0]], names[1:]
    places = {}
    for row in site.rows.values():
        place = {"row": row.id, "line": row.line, "hall": row.hall}[order.together]
        places.setdefault(place, []).append((order.rack, row.id))
    for keys in places.values():
        most = [left[key] for key in keys]
        for parts in itertools.product(*(range(n + 1) for n in most)):
            if sum(parts) == order.racks:
                after = left - Counter(dict(zip(keys, parts, strict=True)))
                if _dealt(site, after, rest):
                    return True
    return False


def _worth(site, placements):
    rates = (site.catalog.racks[p.rack].computing.dense["fp8"] for p in placements)
    return sum(float(rate.m_as("TFLOPS")) for rate in rates)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_the_optimum_is_that_of_trying_everything(seed, tmp_path):
    site = _drawn(seed, tmp_path)
    demand = {"orders": {}, "racks": dict.fromkeys(site.demand.asked, CountBounds())}
    free = site.model_copy(update={"demand": site.demand.model_copy(update=demand)})
    best = None
    for placements in sorted(_floors(site), key=lambda p: -_worth(site, p)):
        plan = Plan(site="tiny", placements=tuple(placements))
        if _can_be_filled(site, placements) and verify(free, plan).holds:
            best = round(_worth(site, placements))
            break
    solved = best_of(site)
    assert solved.value == best
    assert solved.plan is None or solved.verdict.holds


def _by_order(plan):
    found = {}
    for placement in plan.placements:
        found.setdefault(placement.order, []).append(placement.position)
    return found


def test_racks_of_an_order_stand_side_by_side_in_one_row_if_they_can(tmp_path):
    """A line of two rows with two positions each: the pair finds a row, the three need both."""
    orders = {
        "pair": {"rack": "dry-40", "racks": 2, "together": "line"},
        "one": {"rack": "wet-100", "racks": 1, "together": "row"},
    }
    solved = best_of(_site(tmp_path, {}, orders))
    assert solved.verdict.holds
    assert {row.split("-")[0] for row in _by_order(solved.plan)["pair"]} in ({"R1"}, {"R2"}, {"R3"})
    three = {"three": {"rack": "dry-40", "racks": 3, "together": "line"}}
    solved = best_of(_site(tmp_path / "three", {}, three))
    assert solved.verdict.holds
    assert {row.split("-")[0] for row in _by_order(solved.plan)["three"]} == {"R1", "R2"}
    in_a_row = {"three": {"rack": "dry-40", "racks": 3}}
    assert best_of(_site(tmp_path / "row", {}, in_a_row)).plan.placements == ()


def test_pods_and_orders_of_a_row_go_together(tmp_path):
    """Racks of an order stand side by side but for the network racks of their pods."""
    orders = {name: {"rack": "dry-40", "racks": 2} for name in ("a", "b", "c")}
    solved = best_of(read_tiny(tmp_path, {}, {"demand.orders": orders}))
    assert solved.verdict.holds
    stand = [p.order for p in sorted(solved.plan.placements, key=lambda p: p.position) if p.order]
    assert stand == sorted(stand)
    assert len(stand) == 4


def test_orders_that_must_be_filled_come_first(tmp_path):
    """Of three alike there is power for one: the one that has to be filled, the last by name."""
    orders = {name: {"rack": "wet-100", "racks": 2} for name in ("a", "b", "c")}
    orders["c"]["must"] = True
    site = _site(tmp_path, {}, orders, **{"power.utilities[0].rating": "300 kW"})
    solved = best_of(site)
    assert solved.verdict.holds
    assert set(_by_order(solved.plan)) == {"c"}


def test_a_type_that_racks_name_too_stands_beside_its_orders(tmp_path):
    orders = {"pair": {"rack": "wet-100", "racks": 2}}
    alone = best_of(_site(tmp_path / "alone", {}, orders))
    beside = best_of(_site(tmp_path / "beside", {"wet-100": {"at_most": 3}}, orders))
    assert alone.plan.counts() == {"wet-100": 2}
    assert beside.plan.counts() == {"wet-100": 3}
    assert all(solved.verdict.holds for solved in (alone, beside))


def test_racks_that_stand_already_fill_no_order(tmp_path):
    orders = {"pair": {"rack": "dry-40", "racks": 2}}
    site = _site(tmp_path, {}, orders, placed={"R1-P1": "dry-40"})
    solved = best_of(site)
    assert solved.verdict.holds
    (where,) = {p.split("-")[0] for p in _by_order(solved.plan)["pair"]}
    assert where in {"R2", "R3"}
    placements = [p.model_copy(update={"order": "pair"}) for p in solved.plan.placements]
    edited = solved.plan.model_copy(update={"placements": tuple(placements)})
    assert {f.rule for f in verify(site, edited).findings} == {"demand.orders"}


def test_a_plan_that_is_kept_keeps_its_orders(tmp_path):
    orders = {name: {"rack": "wet-100", "racks": 2} for name in ("a", "b", "c", "d")}
    changes = {"power.utilities[0].rating": "470 kW"}
    site = _site(tmp_path, {}, orders, **changes)
    first = rp.plan(site, time_limit="60 s", gap=0.0, threads=1)
    swapped = [
        p.model_copy(update={"order": {"a": "d"}.get(p.order, p.order)})
        for p in first.plan.placements
    ]
    before = first.plan.model_copy(update={"placements": tuple(swapped)})
    assert verify(site, before).holds
    again = rp.plan(site, time_limit="60 s", gap=0.0, threads=1, keep=before)
    assert again.verdict.holds
    assert _by_order(again.plan) == _by_order(before)
    assert again.kept.moved == again.kept.gone == again.kept.new == 0


def test_encoded_a_plan_has_the_orders_that_it_fills(tmp_path):
    """Rows refuse racks for orders only that fill none, and let whole orders pass."""
    site = _site(tmp_path, {}, {"pair": {"rack": "wet-100", "racks": 2}})
    problem = build_problem(site)
    model, solved = build_model(problem), best_of(site)
    assert broken_rules(model, encode(problem, solved.plan)) == set()
    lone = solved.plan.model_copy(update={"placements": solved.plan.placements[:1]})
    assert broken_rules(model, encode(problem, lone)) == {"demand.orders"}
