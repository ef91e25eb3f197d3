"""Power flow on random trees: against a walk from every rack up its own path, and by symmetry."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rackplan.model.plan import Placement, Plan
from rackplan.verify import verify
from rackplan.verify.facts import facts_of

KINDS = ("utility", "transformer", "ups", "board")
SETTINGS = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@dataclass(frozen=True)
class Drawn:
    """A hall as numbers: generations of nodes, busways, racks."""

    fed_by: tuple[tuple[int, ...], ...]
    kinds: tuple[str, ...]
    efficiency: tuple[int, ...]
    base: tuple[int, ...]
    rating: tuple[int, ...]
    racks: tuple[tuple[int, int, int, int], ...]
    feeds: tuple[tuple[int, ...], ...]


@st.composite
def halls(draw, *, lossless: bool = False):
    """Up to four generations, each fed by one to three nodes of earlier ones."""
    fed_by: list[tuple[int, ...]] = []
    kinds: list[str] = []
    for kind in (*KINDS, "busway"):
        earlier = len(fed_by)
        for _ in range(draw(st.integers(1, 3))):
            picks = st.lists(st.integers(0, max(earlier - 1, 0)), unique=True, max_size=3)
            needs_one = kind == "busway"
            sources = draw(picks.filter(len) if needs_one else picks) if earlier else []
            fed_by.append(tuple(sources))
            kinds.append(kind)
    size = len(fed_by)
    busways = [n for n in range(size) if kinds[n] == "busway"]
    numbers = lambda low, high: draw(st.tuples(*[st.integers(low, high)] * size))  # noqa: E731
    racks, feeds = [], []
    for _ in range(draw(st.integers(1, 5))):
        cords = draw(st.integers(1, 2)) if len(busways) > 1 else 1
        feeds.append(tuple(draw(st.permutations(busways))[:cords]))
        planned = draw(st.integers(1, 200))
        capped = draw(st.integers(1, planned))
        racks.append((cords, planned, capped, draw(st.integers(50, 100))))
    return Drawn(
        fed_by=tuple(fed_by),
        kinds=tuple(kinds),
        efficiency=(100,) * size if lossless else numbers(80, 100),
        base=(0,) * size if lossless else numbers(0, 20),
        rating=numbers(1, 600),
        racks=tuple(racks),
        feeds=tuple(feeds),
    )


def _built(make, hall, names=None, more=0):
    """Site and plan of a hall, its nodes under any names, its ratings raised."""
    names = names or [f"n{n}" for n in range(len(hall.fed_by))]
    power = {
        names[n]: make.node(
            hall.kinds[n],
            f"{hall.rating[n] + more} {'kVA' if n % 2 else 'kW'}",
            [names[source] for source in hall.fed_by[n]],
            efficiency=f"{hall.efficiency[n]} %",
            base_load=f"{hall.base[n]} kW",
        )
        for n in range(len(names))
    }
    busways = [names[n] for n, kind in enumerate(hall.kinds) if kind == "busway"]
    racks = {
        f"r{i}": make.rack(
            f"{planned} kW",
            failover_power=f"{capped} kW",
            cords=cords,
            power_factor=f"{factor} %",
        )
        for i, (cords, planned, capped, factor) in enumerate(hall.racks)
    }
    site = make.site(power, {"R1": make.row(busways)}, racks)
    placed = (
        Placement(position=f"R1-P{i + 1:02}", rack=f"r{i}", feeds=tuple(names[f] for f in feeds))
        for i, feeds in enumerate(hall.feeds)
    )
    return site, Plan(site="made", placements=tuple(placed))


def _path(hall, node, lost):
    """From a node up to its source, by what feeds each after a loss; None when it is not fed."""
    if node == lost:
        return None
    if not hall.fed_by[node]:
        return [node]
    paths = (_path(hall, source, lost) for source in hall.fed_by[node])
    up = next((path for path in paths if path is not None), None)
    return None if up is None else [node, *up]


def _walked(hall, lost):
    """Loads in kW and kVA of every node, each rack and base load followed up its own path."""
    kw, kva = Counter(), Counter()
    paths = [_path(hall, node, lost) for node in range(len(hall.fed_by))]

    def follow(node, real, apparent):
        for at in paths[node]:
            kw[at] += real
            kva[at] += apparent
            real, apparent = (x / (hall.efficiency[at] / 100) for x in (real, apparent))

    for node, path in enumerate(paths):
        if path is not None:
            follow(node, hall.base[node], hall.base[node])
    for (cords, planned, capped, factor), feeds in zip(hall.racks, hall.feeds, strict=True):
        live = [feed for feed in feeds if paths[feed] is not None]
        drawn = planned / cords if len(live) == cords else capped
        for feed in live:
            follow(feed, drawn, drawn / (factor / 100))
    return kw, kva


def _loads(facts, state):
    """Loads of every node as the verifier has them: the normal ones, changed by the state."""
    kw, kva = facts.flow.normal.kw.copy(), facts.flow.normal.kva.copy()
    if state.failure is not None:
        gone = [node for node, supplier in state.moved.items() if supplier < -1]
        kw[gone], kva[gone] = 0.0, 0.0
        kw[state.nodes], kva[state.nodes] = state.kw, state.kva
    ids = [node.id for node in facts.flow.tree.nodes]
    return dict(zip(ids, kw, strict=True)), dict(zip(ids, kva, strict=True))


@SETTINGS
@given(hall=halls())
def test_every_state_is_what_a_walk_from_each_rack_gives(make, hall):
    facts = facts_of(*_built(make, hall))
    states = {None: facts.flow.normal}
    states |= {int(state.failure.component[1:]): state for state in facts.states}
    assert set(states) == {None, *range(len(hall.fed_by))}
    for lost, state in states.items():
        for seen, expected in zip(_loads(facts, state), _walked(hall, lost), strict=True):
            for node in range(len(hall.fed_by)):
                if node != lost:
                    assert seen[f"n{node}"] == pytest.approx(expected[node], abs=1e-6)


@SETTINGS
@given(hall=halls(lossless=True))
def test_what_racks_draw_comes_from_the_sources(make, hall):
    """Without losses the sources give exactly what the racks take, whole and after each loss."""
    facts = facts_of(*_built(make, hall))
    sources = [n for n, above in enumerate(hall.fed_by) if not above]
    for state in (facts.flow.normal, *facts.states):
        kw, _ = _loads(facts, state)
        drawn = sum(
            sum(state.draws_kw.get(i, load.draws_kw([True] * len(load.feeds))))
            for i, load in enumerate(facts.flow.loads)
        )
        assert sum(kw[f"n{n}"] for n in sources) == pytest.approx(drawn)


@SETTINGS
@given(hall=halls())
def test_contributors_add_up_to_the_load(make, hall):
    facts = facts_of(*_built(make, hall))
    for state in (facts.flow.normal, *facts.states):
        for at, node in enumerate(state.nodes.tolist()):
            for apparent, load in ((False, state.kw[at]), (True, state.kva[at])):
                parts = facts.flow.contributors(node, state, apparent=apparent)
                assert sum(part.value for part in parts) == pytest.approx(load, abs=1e-6)


@SETTINGS
@given(hall=halls(), more=st.integers(1, 300))
def test_more_capacity_never_makes_a_finding_appear(make, hall, more):
    before = verify(*_built(make, hall))
    after = verify(*_built(make, hall, more=more))
    margins = {(f.rule, f.where): f.margin for f in before.findings}
    for finding in after.findings:
        assert finding.margin >= margins[finding.rule, finding.where] - 1e-9
    assert after.checks == before.checks


@SETTINGS
@given(hall=halls(), data=st.data())
def test_renaming_changes_nothing_but_names(make, hall, data):
    size = len(hall.fed_by)
    order = data.draw(st.permutations(range(size)))
    names = [f"x{number}" for number in order]
    back = {new: f"n{n}" for n, new in enumerate(names)}
    plain, renamed = verify(*_built(make, hall)), verify(*_built(make, hall, names))

    def seen(verdict, back):
        return [
            (f.rule, back.get(f.where, f.where), f.value, f.limit, _back(f.failure, back))
            for f in (*verdict.findings,)
        ]

    def _back(failure, back):
        return failure and (failure.kind, back.get(failure.component, failure.component))

    assert seen(renamed, back) == seen(plain, {})
    assert renamed.checks_by_rule == plain.checks_by_rule
    shown = [(m.rule, back.get(m.where, m.where), m.used) for m in renamed.margins]
    assert shown == [(m.rule, m.where, m.used) for m in plain.margins]


def test_the_halls_drawn_include_what_matters(make):
    """The strategy reaches moved nodes, dark racks and findings; else the properties are hollow."""
    reached = Counter()

    @settings(SETTINGS, max_examples=150, database=None)
    @given(hall=halls())
    def look(hall):
        facts = facts_of(*_built(make, hall))
        for state in facts.states:
            reached["moved"] += any(supplier >= 0 for supplier in state.moved.values())
            reached["dark"] += any(facts.flow.dark_kw(state).values())
            reached["capped"] += bool(state.draws_kw)
        rules = {finding.rule for finding in verify(facts.site, facts.plan).findings}
        reached.update(rules)

    look()
    wanted = ("moved", "dark", "capped", "power.busway", "power.normal", "power.failover")
    assert all(reached[name] > 5 for name in wanted), reached
