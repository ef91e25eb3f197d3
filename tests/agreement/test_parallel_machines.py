"""Machines in parallel, one lost or in maintenance or both: rows and verifier agree."""

from __future__ import annotations

from typing import Any

import pytest

from rackplan.model.plan import Placement, Plan
from rackplan.model.site import Site
from rackplan.optimize.extract import encode
from rackplan.optimize.model import build_model
from rackplan.optimize.problem import build_problem
from rackplan.verify import verify
from tests.agreement.solving import broken_rules
from tests.optimize.made import make_site, node, rack, row

POSITIONS = 12
KINDS = ("ups", "generator", "utility")


def _site(parallel: int, policy: dict[str, Any]) -> Site:
    """A UPS and a generator of machines of 300 kW each, which step in for the utility."""
    kilowatts = f"{300 * parallel} kW"
    power = {
        "UT": node("utility"),
        "G": node("generator", rating=kilowatts, parallel=parallel),
        "T": node("transformer", "UT", "G"),
        "U": node("ups", "T", rating=kilowatts, parallel=parallel),
        "B1": node("board", "U"),
        "B2": node("board", "U"),
        "A": node("busway", "B1"),
        "B": node("busway", "B2"),
    }
    rows = {"R": row("A", "B", positions=POSITIONS)}
    return make_site(power, rows, {"r": rack("100 kW")}, policy=policy)


def _plan(site: Site, racks: int) -> Plan:
    positions = site.rows["R"].positions[:racks]
    placements = [Placement(position=p.id, rack="r", feeds=("A", "B")) for p in positions]
    return Plan(site=site.id, placements=tuple(placements))


def _holds(site: Site, racks: int) -> bool:
    """What rows and verifier say of so many racks, which must be the same."""
    plan = _plan(site, racks)
    problem = build_problem(site)
    values = encode(problem, plan)
    assert values is not None
    refused = broken_rules(build_model(problem), values)
    found = {finding.rule for finding in verify(site, plan).findings}
    assert refused == found
    return not found


@pytest.mark.slow
@pytest.mark.parametrize("parallel", [1, 2, 3, 4])
@pytest.mark.parametrize("survive", [(), ("ups",), KINDS])
@pytest.mark.parametrize("maintain", [(), ("ups",), KINDS])
def test_rows_and_verifier_agree(parallel, survive, maintain):
    site = _site(parallel, {"survive": survive, "maintain": maintain})
    held = [_holds(site, racks) for racks in range(POSITIONS + 1)]
    assert held == sorted(held, reverse=True)
    most = sum(held) - 1
    out = ("ups" in survive) + ("ups" in maintain)  # the generators never lack more
    assert most == min(POSITIONS, 3 * max(parallel - out, 0))


def test_the_last_machines_of_a_node_take_it_along():
    site = _site(2, {"survive": ("ups",), "maintain": ("ups",)})
    (dark,) = [f for f in verify(site, _plan(site, 1)).findings if "dark" in f.sentence]
    assert str(dark.failure) in (
        "ups U1 during maintenance of U2",
        "ups U2 during maintenance of U1",
    )
