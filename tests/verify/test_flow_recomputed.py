"""Drawn halls with losses at load: every state against the tree reckoned from nothing."""

from __future__ import annotations

import random

import pytest

from rackplan.optimize.node_loads import NodeLoads
from rackplan.optimize.problem import build_problem
from rackplan.verify.facts import facts_of
from tests.agreement.halls import draw_site
from tests.agreement.scatter import scattered
from tests.verify.recomputed import recompute

SEEDS = range(16)

pytestmark = pytest.mark.slow


def _drawn(seed, folder):
    """A hall with a chain, and a plan that nobody has looked at but for its cords."""
    site = draw_site(seed, folder, chain=True)
    plan = scattered(random.Random(seed), build_problem(site))
    types = site.catalog.racks
    corded = tuple(p for p in plan.placements if len(p.feeds) == types[p.rack].cords)
    plan = plan.model_copy(update={"placements": corded})
    return site, plan, facts_of(site, plan)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_state_is_that_of_a_whole_recomputation(seed, tmp_path):
    site, plan, facts = _drawn(seed, tmp_path)
    names = [node.id for node in facts.flow.tree.nodes]
    for state in (facts.flow.normal, *facts.states):
        failure = state.failure
        lost = () if failure is None else {failure.component, failure.during} - {""}
        again = recompute(site, plan, lost)
        expected = dict.fromkeys(names, (0.0, 0.0)) | again.loads()
        found = dict(zip(names, facts.flow.loads_in(state), strict=True))
        for name in names:
            assert found[name] == pytest.approx(expected[name], rel=1e-9, abs=1e-9), name
        dark = {n for n in names if site.power[n].kind == "machine" and not again.alive(n)}
        assert facts.flow.dark_machines(state) == dark


@pytest.mark.parametrize("seed", SEEDS)
def test_energy_closes(seed, tmp_path):
    """What sources give is what racks and base loads take and what nodes lose, in every state."""
    _, _, facts = _drawn(seed, tmp_path)
    flow = facts.flow
    for state in (flow.normal, *facts.states):
        loads, lost = flow.loads_in(state), flow.losses_kw(state)
        alive = [n for n in range(len(loads)) if state.moved.get(n) != -2]
        sources = [n for n in alive if not flow.tree.fed_by[n]]
        given = sum(loads[n][0] + lost[n] for n in sources)
        base = sum(flow.tree.base_kw[n] for n in alive)
        racks = sum(sum(flow.draws(i, state)) for i in range(len(flow.loads)))
        assert given == pytest.approx(base + racks + lost.sum(), rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_optimizer_reckons_with_no_less(seed, tmp_path):
    """The straight lines of its rows lie on or above every load that is within its rating."""
    site, plan, facts = _drawn(seed, tmp_path)
    problem = build_problem(site)
    loads, tree = NodeLoads(problem), facts.flow.tree
    counts = _counts(problem, plan)
    for state, reduced in _both(facts, problem):
        found = facts.flow.loads_in(state)
        estimated = {name: _estimate(loads, name, reduced, counts) for name in site.power}
        limits = problem.node_limit.items()
        kept = all(site.power[n].kind == "machine" or estimated[n] <= top for n, top in limits)
        for rank, node in enumerate(tree.nodes):
            load = found[rank][0 if tree.in_kw[rank] else 1]
            if state.moved.get(rank) != -2 and kept:
                assert estimated[node.id] >= 1e3 * load - 1e-3, (node.id, state.failure)


def _counts(problem, plan):
    """Racks by type and row."""
    counts = {}
    for placement in plan.placements:
        row = problem.site.positions[placement.position].row
        key = problem.index[placement.rack], list(problem.site.rows).index(row)
        counts[key] = counts.get(key, 0) + 1
    return counts


def _estimate(loads, name, state, counts):
    load = loads._load(name, state)
    at = {row: n for n, row in enumerate(load.rows)}
    racks = (int(load.each[t, at[r]]) * n for (t, r), n in counts.items() if r in at)
    return load.base + sum(racks)


def _both(facts, problem):
    yield facts.flow.normal, problem.power.normal
    states = {state.failure: state for state in facts.states}
    for reduced in problem.power.losses:
        if reduced.failure in states:  # else one of two components goes with the other
            yield states[reduced.failure], reduced
