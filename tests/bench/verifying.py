"""Verification of large halls after every single loss, against a whole recomputation a loss.

To repeat it, from the root of the project::

    .venv/bin/python -m tests.bench.verifying

The halls have all that costs time in the power chain: UPS and transformers with losses at load,
power factors, busways of known resistance with a limit for their drop, CDUs on feeds. The
alternative is what a spreadsheet or a plain load flow does: it reckons the whole tree from nothing
in each state, with the same laws of loss; it is timed on some of the losses and extrapolated.
Seconds are processor time of one core.
"""

from __future__ import annotations

import argparse
import time
from itertools import combinations, cycle
from typing import Any

from rackplan.model.catalog import Catalog
from rackplan.model.plan import Placement, Plan
from rackplan.model.power import POWER_KINDS
from rackplan.model.site import Site
from rackplan.verify import single_failures, verify
from tests.bench.machine import describe_machine
from tests.verify.recomputed import figures_of, recompute

ROWS_A_BLOCK, POSITIONS_A_ROW = 15, 16
SAMPLE = 12
"""Losses that the alternative is timed on."""

_CURVE = [
    {"load": f"{load} %", "efficiency": f"{efficiency} %"}
    for load, efficiency in ((25, 95.5), (50, 97), (75, 97.2), (100, 96.8))
]
_TRANSFORMER = [
    {"load": "50 %", "efficiency": "99.53 %"},
    {"load": "100 %", "efficiency": "99.4 %"},
]
_BUSWAY = {
    "kind": "busway",
    "rating": "4000 A",
    "voltage": "415 V",
    "usable": "80 %",
    "length": "14 m",
    "resistance": "24.9 uohm/m",
    "reactance": "12.8 uohm/m",
}


def large_hall(positions: int) -> tuple[Site, Plan]:
    """Blocks of four modules to make three, full of racks of 100 kW."""
    blocks = max(1, round(positions / ROWS_A_BLOCK / POSITIONS_A_ROW))
    power: dict[str, Any] = {f"UT{n}": _node("utility", "9 GVA") for n in (1, 2)}
    rows: dict[str, Any] = {}
    loops: dict[str, Any] = {}
    for k in range(blocks):
        power |= _modules(f"K{k}")
        pairs = cycle(combinations(range(1, 5), 2))
        for number, pair in zip(range(ROWS_A_BLOCK), pairs, strict=False):
            name = f"R{k}-{number}"
            feeds = [f"{name}.{side}" for side in "AB"]
            for feed, module in zip(feeds, pair, strict=True):
                power[feed] = _BUSWAY | {"fed_by": [f"K{k}.B{module}"]}
            rows[name] = _row(name, feeds, f"L{k}")
        loops[f"L{k}"] = _loop(f"L{k}")
        for n, cdu in enumerate(loops[f"L{k}"]["cdus"]):
            feeds = [f"K{k}.B{(n + shift) % 4 + 1}" for shift in (0, 1)]
            power[cdu["id"]] = _node("machine", "12 kW", feeds, base_load="12 kW")
    site = Site.model_validate(_site(power, rows, loops))
    placements = (
        Placement(position=p.id, rack="r", feeds=r.feeds, loop=r.loop)
        for r in site.rows.values()
        for p in r.positions
    )
    return site, Plan(site=site.id, placements=tuple(placements))


def _modules(block: str) -> dict[str, Any]:
    power: dict[str, Any] = {}
    for m in range(1, 5):
        power[f"{block}.G{m}"] = _node("generator", "16 MW")
        sources = [f"UT{m % 2 + 1}", f"{block}.G{m}"]
        figures: dict[str, Any] = {"curve": _TRANSFORMER, "base_load": "60 kW"}
        power[f"{block}.T{m}"] = _node("transformer", "16 MVA", sources, **figures)
        figures = {"curve": _CURVE, "power_factor": "99 %"}
        power[f"{block}.U{m}"] = _node("ups", "12 MW", [f"{block}.T{m}"], **figures)
        power[f"{block}.B{m}"] = _node("board", "30 kA", [f"{block}.U{m}"], voltage="415 V")
    return power


def _node(kind: str, rating: str, fed_by: list[str] | None = None, **figures: Any) -> Any:
    return {"kind": kind, "rating": rating, "fed_by": fed_by or []} | figures


def _row(name: str, feeds: list[str], loop: str) -> Any:
    positions = [
        {"id": f"{name}-P{n + 1:02}", "row": name, "index": n} for n in range(POSITIONS_A_ROW)
    ]
    return {
        "id": name,
        "hall": "H1",
        "positions": positions,
        "position_width": "600 mm",
        "position_depth": "1200 mm",
        "x": "0 m",
        "y": "0 m",
        "feeds": feeds,
        "tap": {"rating": "250 A", "voltage": "415 V", "usable": "80 %"},
        "loop": loop,
        "zone": "Z1",
        "floor_load": "100 kPa",
        "spread_depth": "2.4 m",
    }


def _loop(name: str) -> Any:
    cdus = [{"id": f"{name}.CDU{n}", "product": "c"} for n in range(16)]
    return {"id": name, "coolant": "PG25", "supply": "40 degC", "cdus": cdus}


def _site(power: Any, rows: Any, loops: Any) -> Any:
    fan = {"kind": "air-unit", "heat": "1 GW", "airflow": "1000000 m3/s"}
    products = {
        "r": _rack(),
        "s": {"kind": "shelf", "rating": "33 kW"},
        "c": {"kind": "cdu", "heat": "2 MW", "flow": "2000 L/min", "pumps": 2},
        "f": fan,
    }
    named = {name: {"id": name, "name": name} | figures for name, figures in products.items()}
    return {
        "id": "large",
        "name": "large hall",
        "place": {"town": "Nowhere"},
        "catalog": Catalog.model_validate({"products": named}),
        "halls": {"H1": {"id": "H1", "width": "999 m", "depth": "999 m"}},
        "rows": rows,
        "power": {name: {"id": name} | node for name, node in power.items()},
        "loops": loops,
        "zones": {
            "Z1": {
                "id": "Z1",
                "supply": "24 degC",
                "units": [_unit(f"Z1.FW{n}", "f") for n in (1, 2)],
            }
        },
        "policy": {"voltage_drop": "3 %"},
        "demand": {"date": "2026-12-01", "racks": {"r": {}}},
        "supply": {},
        "budget": {},
        "inputs": {"files": {}, "documents": {}},
    }


def _unit(name: str, product: str) -> dict[str, str]:
    return {"id": name, "product": product}


def _rack() -> Any:
    return {
        "kind": "rack",
        "role": "storage",
        "width": "600 mm",
        "depth": "1200 mm",
        "height": "42 U",
        "mass": "100 kg",
        "planned_power": "100 kW",
        "failover_power": "90 kW",
        "power_factor": "99 %",
        "air": {"heat": "20 kW", "airflow": "0.1 m3/s"},
        "supplies": {"product": "s", "on_feed_a": 4, "on_feed_b": 4},
        "liquid": {
            "heat": "80 kW",
            "coolant": "PG25",
            "supply_max": "45 degC",
            "flow": [{"supply": "40 degC", "flow": "60 L/min"}],
        },
    }


def measure(positions: int) -> None:
    """Time one hall both ways, and print a line."""
    site, plan = large_hall(positions)
    began = time.process_time()
    verdict = verify(site, plan)
    ours = time.process_time() - began
    assert verdict.holds, verdict.findings[0].sentence
    losses = [f for f in single_failures(site, plan) if f.kind in POWER_KINDS]
    figures = figures_of(site)
    step = max(1, len(losses) // SAMPLE)
    began = time.process_time()
    for failure in losses[::step]:
        recompute(site, plan, [failure.component], figures).loads()
    each = (time.process_time() - began) / len(losses[::step])
    print(
        f"{len(plan.placements):>9,}  {verdict.failures_simulated:>9,}  {len(losses):>11,}  "
        f"{verdict.checks:>11,}  {ours:>8.2f} s  {each * len(losses):>12.1f} s  "
        f"{each * len(losses) / ours:>7.0f}"
    )


def main() -> None:
    """Measure halls of the sizes asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--positions", type=int, nargs="+", default=[3000, 50_000])
    chosen = parser.parse_args()
    print(describe_machine(threads=1))
    print(
        f"{'racks':>9}  {'losses':>9}  {'power nodes':>11}  {'limits':>11}  {'verify':>10}  "
        f"{'tree a loss':>14}  {'times':>7}"
    )
    for positions in chosen.positions:
        measure(positions)


if __name__ == "__main__":
    main()
