"""A small made-up site with two halls, a plan for it, and what a planner would say of the plan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from rackplan.economics.cost import cost_of
from rackplan.model.catalog import Catalog, Cdu, PowerShelf, RackType
from rackplan.model.claim import Binding, Termination
from rackplan.model.plan import Placement, Plan
from rackplan.model.provenance import Inputs, Provenance
from rackplan.model.site import Position, Row, Site, Unit
from rackplan.model.verdict import Failure, Finding, Verdict
from rackplan.result import Result, Run

MakeSite = Callable[..., Site]
MakeResult = Callable[..., Result]


def _rack(rack: str, role: str, power: str, **more: Any) -> RackType:
    document = {
        "id": rack,
        "kind": "rack",
        "role": role,
        "name": f"Rack {rack}",
        "width": "600 mm",
        "depth": "1100 mm",
        "height": "2.2 m",
        "mass": "900 kg",
        "planned_power": power,
        "power_factor": "98 %",
        "air": {"heat": "10 kW", "airflow": "1 m3/s"},
        "price": "2 MUSD",
    }
    return RackType.model_validate(document | more)


def _catalog() -> Catalog:
    computing = {
        "accelerators": 8,
        "silicon_vendor": "V",
        "hbm": "1 TB",
        "dense": {"fp8": "100 PFLOPS"},
    }
    liquid = {
        "heat": "90 kW",
        "coolant": "PG25",
        "supply_max": "45 degC",
        "flow": [
            {"supply": "30 degC", "flow": "60 L/min"},
            {"supply": "40 degC", "flow": "100 L/min"},
        ],
    }
    racks = (
        _rack(
            "alpha-100",
            "compute",
            "100 kW",
            failover_power="80 kW",
            mass_with_coolant="1000.5 kg",
            liquid=liquid,
            computing=computing,
            supplies={"product": "shelf-x", "on_feed_a": 2, "on_feed_b": 2},
            pod={"racks": 3, "support": {"net-rack": 1}, "one_row": True},
        ),
        _rack(
            "beta-wide",
            "compute",
            "40 kW",
            width="1200 mm",
            cords=1,
            price=None,
            computing=computing,
        ),
        _rack("net-rack", "network", "20 kW"),
        _rack("mgmt-rack", "management", "5.25 kW"),
    )
    return Catalog(
        products={rack.id: rack for rack in racks}
        | {"shelf-x": PowerShelf(id="shelf-x", kind="shelf", name="Shelf", rating="33 kW")}
        | {"cdu-x": Cdu(id="cdu-x", kind="cdu", name="CDU", heat="1 MW", flow="900 L/min")},
        provenance={
            "alpha-100.planned_power": Provenance(confidence="published"),
            "alpha-100.mass": Provenance(confidence="assumption"),
            "beta-wide.mass": Provenance(confidence="estimate"),
            "mgmt-rack.mass": Provenance(confidence="assumption"),
            "shelf-x.rating": Provenance(confidence="vendor-typical"),
        },
    )


def _row(row: str, x: float, y: float, cold: str, **more: Any) -> Row:
    blocked = {"R2": {2: "column", 3: "reserved", 4: "reserved"}}.get(row, {})
    document = {
        "id": row,
        "hall": "H1",
        "positions": tuple(
            Position(f"{row}-P{n + 1}", row, n, blocked.get(n, "")) for n in range(8)
        ),
        "position_width": "600 mm",
        "position_depth": "1200 mm",
        "x": f"{x} m",
        "y": f"{y} m",
        "cold_aisle": cold,
        "feeds": (f"{row}.A", f"{row}.B"),
        "tap": {"rating": "250 A", "voltage": "415 V"},
        "loop": "L1",
        "zone": "Z1",
        "floor_load": "12 kPa",
        "spread_depth": "2.7 m",
    }
    return Row.model_validate(document | more)


def _site(**more: Any) -> Site:
    rows = (
        _row("R1", 2.5, 1.5, "north"),
        _row("R2", 2.5, 4.5, "south"),
        _row("R3", 2.5, 6.9, "north"),
        _row("R4", 9.3, 1.5, "north", loop=None),
        _row("R5", 1.75, 2.25, "south", hall="H2", loop="L2", zone="Z2"),
    )
    boards = [
        {"id": f"K1.B{n}", "kind": "board", "rating": "4000 A", "voltage": "415 V"} for n in (1, 2)
    ]
    busways = [
        {
            "id": f"{row.id}.{side}",
            "kind": "busway",
            "rating": "2000 A",
            "voltage": "415 V",
            "fed_by": (f"K1.B{n}",),
        }
        for row in rows
        for n, side in enumerate("AB", start=1)
    ]
    document = {
        "id": "two-halls",
        "name": "Two halls",
        "place": {"town": "Nowhere"},
        "catalog": _catalog(),
        "halls": {
            "H1": {"id": "H1", "width": "18 m", "depth": "11 m"},
            "H2": {"id": "H2", "width": "9.5 m", "depth": "6 m"},
        },
        "rows": {row.id: row for row in rows},
        "power": {node["id"]: node for node in (*boards, *busways)},
        "loops": {
            name: {
                "id": name,
                "coolant": "PG25",
                "supply": "35 degC",
                "cdus": tuple(Unit(f"{name}.CDU{n}", "cdu-x") for n in (1, 2)),
            }
            for name in ("L1", "L2")
        },
        "zones": {
            name: {
                "id": name,
                "supply": "24 degC",
                "units": tuple(Unit(f"{name}.FW{n}", "fan-x") for n in (1, 2, 3)),
            }
            for name in ("Z1", "Z2")
        },
        "policy": {},
        "demand": {"date": date(2026, 12, 1), "racks": {"beta-wide": {}, "alpha-100": {}}},
        "supply": {},
        "budget": {},
        "tariff": {
            "energy": "0.05 USD/kWh",
            "demand": "10 USD/kW/month",
            "load_factor": "80 %",
            "design_pue": 1.25,
        },
        "provenance": {"rows[0].floor_load": Provenance(confidence="assumption")},
        "inputs": Inputs(files={"site.yaml": "0" * 64}, documents={"site": {"id": "two-halls"}}),
    }
    return Site.model_validate(document | more)


def _placed(site: Site, position: str, rack: str, pod: str | None) -> Placement:
    row = site.rows[position.split("-", 1)[0]]
    kind = site.catalog.racks[rack]
    loop = row.loop if kind.liquid else None
    return Placement(
        position=position, rack=rack, feeds=row.feeds[: kind.cords], loop=loop, pod=pod
    )


def _plan(site: Site) -> Plan:
    pod = [("R1-P1", "net-rack"), *((f"R1-P{n}", "alpha-100") for n in (2, 3, 4))]
    placements = [_placed(site, position, rack, "alpha-100-1") for position, rack in pod]
    placements += [
        _placed(site, "R2-P1", "beta-wide", None),
        _placed(site, "R4-P7", "beta-wide", None),
        _placed(site, "R5-P3", "alpha-100", "alpha-100-2"),
        _placed(site, "R5-P4", "net-rack", "alpha-100-2"),
    ]
    return Plan(site=site.id, placements=tuple(placements))


def _verdict(*findings: Finding) -> Verdict:
    return Verdict(
        holds=not findings,
        checks=1234,
        checks_by_rule={"power.normal": 1234},
        failures_by_kind={"ups": 4, "air_unit": 6},
        findings=findings,
        margins=(),
        throttled={"alpha-100": 4},
    )


@pytest.fixture
def make_site() -> MakeSite:
    """Builds the site, with parts replaced."""
    return _site


@pytest.fixture
def make_plan() -> Callable[[Site], Plan]:
    """Builds the plan of the site: 4 alpha-100, 2 beta-wide, 2 net-rack."""
    return _plan


@pytest.fixture
def make_result() -> MakeResult:
    """Builds a result, with parts of it replaced."""

    def make(site: Site | None = None, **more: Any) -> Result:
        site = site or _site()
        plan = _plan(site)
        result = Result(
            site=site,
            termination=Termination("optimal", "capability", "PFLOPS", 600.0, 606.0, 1.25, True),
            run=Run(seed=0, threads=2, version="0.1.0"),
            plan=plan,
            verdict=_verdict(),
            cost=cost_of(site, plan),
            binding=(
                Binding(
                    rule="power.failover",
                    where="K1.B1",
                    used=1990.0,
                    limit=2000.0,
                    unit="kW",
                    gain=2.5,
                    worth_unit="PFLOPS/kW",
                    method="dual",
                    failure=Failure("board", "K1.B2"),
                ),
            ),
        )
        return replace(result, **more)

    return make


@pytest.fixture
def no_plan(make_result: MakeResult) -> Result:
    """What is answered when nothing fits."""
    claim = Termination("infeasible", "capability", "PFLOPS", None, None, 0.5, True)
    nothing: dict[str, Any] = {"plan": None, "verdict": None, "cost": None, "binding": ()}
    return make_result(termination=claim, explanation=("Hall H1 lacks 12 kW.",), **nothing)


@pytest.fixture
def refuting() -> Callable[..., Verdict]:
    """Builds a verdict with findings."""
    return _verdict
