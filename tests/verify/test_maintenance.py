"""One loss while another component is in maintenance: by hand, and against every pair there is."""

from __future__ import annotations

import random
from itertools import product

import pytest

from rackplan.model.verdict import Failure
from rackplan.optimize.node_loads import NodeLoads
from rackplan.optimize.problem import build_problem
from rackplan.verify import verify
from rackplan.verify.facts import facts_of
from tests.agreement.halls import draw_site
from tests.agreement.scatter import scattered
from tests.verify.recomputed import figures_of, recompute


def _catcher(make, rating="100 kW", **policy):
    """Two boards with a catcher each can fall back on, and a second catcher behind it."""
    power = {
        "U1": make.node("ups", rating),
        "U2": make.node("ups", rating),
        "C1": make.node("ups", rating),
        "C2": make.node("ups", rating),
        "B1": make.node("board", "9 MW", ["U1", "C1", "C2"]),
        "B2": make.node("board", "9 MW", ["U2", "C1", "C2"]),
        "R1.A": make.node("busway", "9 MW", ["B1"]),
        "R1.B": make.node("busway", "9 MW", ["B2"]),
    }
    rows = {"R1": make.row(["R1.A", "R1.B"])}
    site = make.site(power, rows, {"r": make.rack("120 kW", price="1 USD")}, survive=("ups",))
    asked = site.policy.model_copy(update=policy)
    site = site.model_copy(update={"policy": asked})
    return site, make.plan([("R1-P01", "r", ("R1.A", "R1.B"))])


def test_without_maintenance_one_catcher_is_enough(make):
    verdict = verify(*_catcher(make))
    assert verdict.holds
    assert dict(verdict.failures_by_kind) == {"ups": 4}


def test_both_mains_out_fall_on_the_same_catcher(make):
    """U1 in maintenance and U2 lost: C1 carries both sides, 120 kW of 100."""
    verdict = verify(*_catcher(make, maintain=("ups",)))
    (finding,) = verdict.findings
    assert (finding.rule, finding.where, finding.value) == ("power.failover", "C1", 120.0)
    assert finding.failure == Failure("ups", "U2", "U1")
    assert finding.sentence.startswith(
        "UPS C1 after losing ups U2 during maintenance of U1 carries 120 kW of 100 kW"
    )
    # U1 and U2 with each other and with C1, in either order; C2 is nobody's first choice.
    assert verdict.failures_by_kind["maintenance"] == 6
    assert verdict.failures_simulated == 10
    (spare,) = [m for m in verdict.margins if m.where == "C2"]
    assert spare.used == 60.0
    assert {spare.failure.component, spare.failure.during} in ({"U1", "C1"}, {"U2", "C1"})


def test_maintenance_of_what_is_never_lost(make):
    """Boards are not in the policy: each is out alone, and with each UPS that it knows of."""
    verdict = verify(*_catcher(make, rating="119 kW", maintain=("board",)))
    assert {(f.where, str(f.failure)) for f in verdict.findings} == {
        ("U2", "board B1 to maintenance"),
        ("U1", "board B2 to maintenance"),
        ("C1", "ups U2 during maintenance of B1"),
    }


def test_racks_that_both_leave_dark(make):
    power, rows = make.block("2N", "1 MW")
    site = make.site(power, rows, {"r": make.rack("100 kW")}, survive=("ups",))
    site = site.model_copy(update={"policy": site.policy.model_copy(update={"maintain": ("ups",)})})
    verdict = verify(site, make.plan([("R1-P01", "r", ("R1.A", "R1.B"))]))
    (finding,) = verdict.findings
    assert finding.sentence == (
        "Rack R1-P01 r after losing ups U2 during maintenance of U1 has no feed alive: "
        "100 kW go dark; this is the worst of 2 states that break it"
    )


def test_two_blocks_meet_in_their_utilities(make):
    """In each of two blocks 60 kW hang on UT1 and UT2 in halves; losing U1 moves 30 kW to UT2.

    No block knows of the other, and UT2 carries 60 kW and both moves: 120 kW.
    """
    power = {"UT1": make.node("utility", "9 MW"), "UT2": make.node("utility", "119 kW")}
    rows, placed = {}, []
    for k in "12":
        for m in "12":
            power[f"K{k}.U{m}"] = make.node("ups", "60 kW", [f"UT{m}"])
            side = "AB"[int(m) - 1]
            power[f"R{k}.{side}"] = make.node("busway", "9 MW", [f"K{k}.U{m}"])
        rows[f"R{k}"] = make.row([f"R{k}.A", f"R{k}.B"])
        placed.append((f"R{k}-P01", "r", (f"R{k}.A", f"R{k}.B")))
    site = make.site(power, rows, {"r": make.rack("60 kW", price="1 USD")}, survive=("ups",))
    site = site.model_copy(update={"policy": site.policy.model_copy(update={"maintain": ("ups",)})})
    verdict = verify(site, make.plan(placed))
    by_where = {f.where: f for f in verdict.findings}
    assert set(by_where) == {"UT2", "R1-P01", "R2-P01"}
    assert by_where["UT2"].value == pytest.approx(120)
    assert str(by_where["UT2"].failure) in {
        "ups K2.U1 during maintenance of K1.U1",
        "ups K1.U1 during maintenance of K2.U1",
    }
    loads = NodeLoads(build_problem(site))
    heaviest = max(int(load.each.sum()) for load in loads.heaviest("UT2"))
    assert heaviest == 120_000


def _drawn(seed, folder):
    site = draw_site(seed, folder, chain=True)
    rng = random.Random(f"maintenance {seed}")
    kinds = ("ups", "generator", "transformer", "board", "utility")
    maintain = tuple(kind for kind in kinds if rng.random() < 0.5) or ("ups",)
    policy = site.policy.model_copy(update={"maintain": maintain})
    site = site.model_copy(update={"policy": policy})
    plan = scattered(rng, build_problem(site))
    return site, plan


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(24))
def test_no_pair_is_worse_than_those_looked_at(seed, tmp_path):
    """Every pair of maintenance and a loss, the whole tree from nothing: no node has more load."""
    site, plan = _drawn(seed, tmp_path)
    facts = facts_of(site, plan)
    seen, dark = _seen(facts)
    figures = figures_of(site)
    kinds = [k for k in site.policy.survive if k in {n.kind for n in site.power.values()}]
    lost = [name for kind in kinds for name in site.components(kind)]
    out = [name for kind in site.policy.maintain for name in site.components(kind)]
    darkness = set()
    for m, f in product(out, lost):
        again = recompute(site, plan, {m, f}, figures)
        for name, (kw, kva) in again.loads().items():
            most_kw, most_kva = seen.get(name, (0.0, 0.0))  # what is not bought is no part of it
            assert kw <= most_kw + 1e-6, (m, f, name)
            assert kva <= most_kva + 1e-6, (m, f, name)
        darkness |= {
            frozenset(
                n for n in site.power if site.power[n].kind == "machine" and not again.alive(n)
            )
        }
    assert all(any(gone <= known for known in dark) for gone in darkness)


def _seen(facts):
    """The highest load of each node over all states looked at, and the machines that go dark."""
    tree, flow = facts.flow.tree, facts.flow
    seen = [[0.0, 0.0] for _ in tree.nodes]
    for state in (flow.normal, *facts.states):
        for node, (kw, kva) in enumerate(flow.loads_in(state)):
            seen[node] = [max(seen[node][0], kw), max(seen[node][1], kva)]
    for pair in facts.maintenance.sources:
        seen[pair.node] = [max(seen[pair.node][0], pair.kw), max(seen[pair.node][1], pair.kva)]
    dark = {flow.dark_machines(state) for state in (flow.normal, *facts.states)}
    return {node.id: seen[rank] for rank, node in enumerate(tree.nodes)}, dark
