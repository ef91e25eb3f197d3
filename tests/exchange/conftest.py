"""Two small halls with one of everything that an export has to tell apart, and a plan of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from rackplan.economics.cost import cost_of
from rackplan.handover.handover import Claim, Handover
from rackplan.model.plan import Placement, Plan
from rackplan.model.site import Site
from rackplan.reading import read_site
from rackplan.verify import verify

HALL = Path(__file__).parent / "hall"

POD = ("gb200-nvl72", "gb200-nvl72", "network-ib-rack", "network-ib-rack", "management-rack")
STANDING = (
    *((f"R1-P{n:02}", rack, "gb200-nvl72/01") for n, rack in enumerate(POD, 1)),
    ("R2-P01", "hgx-b200-rack", "hgx-b200-rack/01"),
    ("R2-P02", "hgx-b200-rack", "hgx-b200-rack/01"),
    ("R2-P03", "network-eth-rack", "hgx-b200-rack/01"),
    ("R2-P04", "management-rack", "hgx-b200-rack/01"),
    ("R2-P06", "storage-flash-rack", None),
    ("R2-P08", "wide-rack", None),
    ("R2-P10", "line-rack", None),
    ("R3-P1", "odd-rack", None),
    ("R3-P3", "odd-rack", None),
)
"""Position, rack type and pod of every rack."""

ON_B = {"R3-P3"}
"""Racks of one cord that hang on side B."""

PHASES = {"R2-P10": "L2"}
"""Lines of single-phase racks."""


@pytest.fixture(scope="session")
def site() -> Site:
    """The halls."""
    return read_site(HALL, catalogs=HALL / "catalogs")


@pytest.fixture(scope="session")
def plan(site: Site) -> Plan:
    """What stands in them."""
    return Plan(site=site.id, placements=tuple(_placed(site, *each) for each in STANDING))


@pytest.fixture(scope="session")
def make_handover() -> Callable[..., Handover]:
    """Makes a plan ready to be handed over, verified."""

    def make(site: Site, plan: Plan) -> Handover:
        claim = Claim("feasible", "capability", "PFLOPS", 1000.0, 1010.0, 0.01)
        return Handover(site, plan, verify(site, plan), cost_of(site, plan), claim, "0.0.0")

    return make


@pytest.fixture(scope="session")
def handover(site: Site, plan: Plan, make_handover: Callable[..., Handover]) -> Handover:
    """The plan, verified."""
    return make_handover(site, plan)


@pytest.fixture
def refuted(handover: Handover, make_handover: Callable[..., Handover]) -> Handover:
    """The plan without the management rack of a pod."""
    kept = tuple(p for p in handover.plan.placements if p.position != "R1-P05")
    plan = handover.plan.model_copy(update={"placements": kept})
    return replace(make_handover(handover.site, plan), claim=None)


def _placed(site: Site, position: str, rack: str, pod: str | None) -> Placement:
    row, kind = site.rows[position.split("-", maxsplit=1)[0]], site.catalog.racks[rack]
    feeds = row.feeds if kind.cords == 2 else row.feeds[position in ON_B :][:1]
    loop = row.loop if kind.liquid else None
    phase = PHASES.get(position)
    return Placement(position=position, rack=rack, feeds=feeds, loop=loop, pod=pod, phase=phase)
