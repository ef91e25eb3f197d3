"""What two plans differ in, against edits by hand and sums in plain arithmetic."""

from __future__ import annotations

import json
from collections import Counter

import pytest

import rackplan as rp
from rackplan.errors import BadInputError
from rackplan.report import difference_lines
from rackplan.result import Result


def _by_name(amounts):
    return {amount.name: (amount.before, amount.after, amount.more) for amount in amounts}


def _at(document, position):
    (found,) = (p for p in document["placements"] if p["position"] == position)
    return found


def _first(document, rack):
    return next(p for p in document["placements"] if p["rack"] == rack)


def test_plan_beside_itself_is_the_same(result, folder):
    done = rp.diff(result, folder)
    assert done.is_same
    assert done.verified
    assert (done.inputs, done.files, done.settings, done.margins) == ((), (), (), ())
    assert (done.bought, done.not_bought, done.beyond) == ((), (), None)
    assert done.floor.stayed == len(result.plan.placements)
    assert all(amount.is_same for amount in (*done.racks, *done.amounts, *done.money))
    assert "the same plan" in "\n".join(difference_lines(done))


def test_rack_taken_out(result, folder, edited):
    gone = []

    def take_out(document):
        rack = _first(document, "dry-40")
        document["placements"].remove(rack)
        gone.append(rack)

    done = rp.diff(folder, edited(take_out))
    (removed,) = done.floor.removed
    assert removed.model_dump(mode="json") == gone[0]
    assert (done.floor.moved, done.floor.added, done.floor.rewired) == ((), (), ())
    racks = len(result.plan.placements)
    assert done.floor.stayed == racks - 1
    assert _by_name(done.racks)["dry-40"] == (2, 1, -1)
    amounts = _by_name(done.amounts)
    assert amounts["racks"] == (racks, racks - 1, -1)
    assert amounts["IT power"] == (pytest.approx(510), pytest.approx(470), pytest.approx(-40))
    assert _by_name(done.money)["capex"] == (18.6e6, 17.6e6, -1e6)
    assert done.objective is None  # whose racks were edited claims nothing
    (change,) = done.pods.changed
    assert change.left == ((gone[0]["position"], "dry-40"),)


def test_rack_moved_to_a_free_place_of_its_row(result, folder, edited):
    taken = {p.position for p in result.plan.placements}
    site = result.site
    rows = {site.positions[p].row for p in taken}
    free = next(
        p for p in site.positions.values() if p.id not in taken and not p.blocked and p.row in rows
    )
    was = []

    def move(document):
        rack = next(
            p for p in document["placements"] if site.positions[p["position"]].row == free.row
        )
        was.append(rack["position"])
        rack["position"] = free.id

    done = rp.diff(folder, edited(move))
    (moved,) = done.floor.moved
    assert (moved.before.position, moved.after.position) == (was[0], free.id)
    assert (done.floor.added, done.floor.removed) == ((), ())
    assert all(amount.is_same for amount in done.racks)
    assert done.money == tuple(amount for amount in done.money if amount.is_same)
    assert (done.objective.before, done.objective.after) == (920, 920)


def test_two_types_that_change_places_both_move(folder, edited):
    places = []

    def exchange(document):
        one, other = _first(document, "wet-100"), _first(document, "net-10")
        places.append((one["position"], other["position"]))
        one["position"], other["position"] = other["position"], one["position"]

    done = rp.diff(folder, edited(exchange))
    moved = {(m.after.rack, m.before.position, m.after.position) for m in done.floor.moved}
    (wet, net) = places[0]
    assert moved == {("wet-100", wet, net), ("net-10", net, wet)}
    assert (done.floor.added, done.floor.removed) == ((), ())


def test_other_feeds_and_loop_are_told_where_the_rack_stays(folder, edited):
    def rewire(document):
        rack = _first(document, "wet-100")
        rack["feeds"] = rack["feeds"][::-1]
        rack["loop"] = None

    after = edited(rewire)
    done = rp.diff(folder, after)
    (rewired,) = done.floor.rewired
    assert rewired.changed == ("feeds", "loop")
    assert not done.is_same
    assert not done.verified  # a liquid-cooled rack on no loop
    assert "REFUTED" in "\n".join(difference_lines(done))


def test_names_of_pods_are_labels(folder, edited):
    def rename(document):
        for placement in document["placements"]:
            placement["pod"] = f"{placement['pod']}-new"

    done = rp.diff(folder, edited(rename))
    assert done.pods.is_same
    assert done.is_same


def test_racks_that_change_pods_are_told(folder, edited):
    def swap(document):
        one, other = (
            next(p for p in document["placements"] if p["pod"] == pod and p["rack"] == "net-10")
            for pod in ("wet-100/01", "wet-100/02")
        )
        one["pod"], other["pod"] = other["pod"], one["pod"]

    done = rp.diff(folder, edited(swap))
    first, second = done.pods.changed
    assert (first.pod, second.pod) == ("wet-100/01", "wet-100/02")
    assert (first.joined, first.left) == (second.left, second.joined)
    assert done.floor.is_same


def test_every_rack_is_accounted_for_and_the_way_back_mirrors_it(result, poor):
    there, back = rp.diff(result, poor), rp.diff(poor, result)
    floor, mirror = there.floor, back.floor
    assert floor.stayed + len(floor.moved) + len(floor.removed) == len(result.plan.placements)
    assert floor.stayed + len(floor.moved) + len(floor.added) == len(poor.plan.placements)
    assert floor.removed == mirror.added
    assert Counter(p.rack for p in floor.removed) == {"wet-100": 1, "dry-40": 1}
    assert [a.more for a in there.money if a.more] == [-a.more for a in back.money if a.more]
    assert {(m.rule, m.where) for m in there.margins} == {(m.rule, m.where) for m in back.margins}


def test_what_the_plans_were_made_for(result, poor):
    done = rp.diff(result, poor)
    assert [change.to_json() for change in done.inputs] == [
        {"path": "budget.capex", "before": "30 MUSD", "after": "14 MUSD"}
    ]
    assert (done.files, done.settings) == ((), ())
    binding = {change.rule: change for change in done.binding}
    assert binding["budget.capex"].before is None
    assert binding["budget.capex"].after.gain > 0
    assert binding["supply.units"].after is None
    (capex,) = (change for change in done.margins if change.rule == "budget.capex")
    assert (capex.before.used, capex.before.limit) == (18.6e6, 30e6)
    assert (capex.after.used, capex.after.limit) == (13.6e6, 14e6)


def test_bounds_prove_that_the_inputs_made_the_difference(result, poor):
    assert rp.diff(result, poor).beyond == "before"
    assert rp.diff(poor, result).beyond == "after"
    assert "proved: no plan for the inputs of the first is as good" in "\n".join(
        difference_lines(rp.diff(poor, result))
    )


def test_entries_of_lists_go_by_their_ids(folder, edited):
    def warmer(document):
        document["inputs"]["site"]["cooling"]["loops"][0]["supply"] = "41 degC"
        document["inputs"]["catalog"]["dry-40"]["price"] = "2 MUSD"

    done = rp.diff(folder, edited(warmer))
    assert [(c.path, c.before, c.after) for c in done.inputs] == [
        ("cooling.loops[L1].supply", "40 degC", "41 degC"),
        ("catalog.dry-40.price", "1 MUSD", "2 MUSD"),
    ]
    assert _by_name(done.money)["capex"] == (18.6e6, 20.6e6, 2e6)


def test_two_sites_compare_in_all_but_places(folder, edited):
    def rename(document):
        document["site"] = document["inputs"]["site"]["id"] = "other"

    done = rp.diff(folder, edited(rename))
    assert (done.floor, done.pods, done.margins) == (None, None, ())
    assert not done.is_same
    assert all(amount.is_same for amount in (*done.racks, *done.money))
    assert "the plans are of two sites" in "\n".join(difference_lines(done))


def test_document_is_plain_and_the_same_every_time(result, poor):
    one, other = (json.dumps(rp.diff(result, poor).to_json(), allow_nan=False) for _ in range(2))
    assert one == other
    assert json.loads(one)["schema"] == "rackplan/diff/1"


def test_lines_stay_within_a_hundred_columns(result, poor):
    lines = difference_lines(rp.diff(result, poor))
    assert max(map(len, lines)) <= 100
    assert lines[0] == "Plans"


def test_result_without_racks_is_refused(result):
    empty = Result(site=result.site, termination=result.termination, run=result.run)
    with pytest.raises(BadInputError, match="holds no rack: there is nothing to compare"):
        rp.diff(result, empty)
