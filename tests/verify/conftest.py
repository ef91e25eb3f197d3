"""Small halls made in Python: every figure that a test reckons with stands in the test."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations, cycle
from types import SimpleNamespace
from typing import Any

import pytest

from rackplan.model.catalog import Catalog
from rackplan.model.plan import Placement, Plan
from rackplan.model.site import Site

_POWER_ONLY = ("utility", "generator", "transformer", "ups", "board", "busway")
_MODULES = {"N": 1, "2N": 2, "3N/2": 3, "4N/3": 4, "5N/4": 5}


def rack(planned: str = "100 kW", **figures: Any) -> dict[str, Any]:
    """A rack with two cords that asks for nothing but power and a little air."""
    return {
        "kind": "rack",
        "role": "compute",
        "name": "test rack",
        "width": "600 mm",
        "depth": "1200 mm",
        "height": "42 U",
        "mass": "100 kg",
        "planned_power": planned,
        "power_factor": "100 %",
        "air": {"heat": "1 kW", "airflow": "0.1 m3/s"},
    } | figures


def node(kind: str, rating: str, fed_by: Iterable[str] = (), **figures: Any) -> dict[str, Any]:
    """A power node; its id comes from the mapping that it stands in."""
    return {"kind": kind, "rating": rating, "fed_by": tuple(fed_by)} | figures


def row(feeds: Iterable[str], positions: int = 10, **figures: Any) -> dict[str, Any]:
    """A row; its id and positions come from the mapping that it stands in."""
    return {"feeds": tuple(feeds), "positions": positions} | figures


def make_site(
    power: Mapping[str, dict[str, Any]],
    rows: Mapping[str, dict[str, Any]],
    racks: Mapping[str, dict[str, Any]],
    *,
    survive: Iterable[str] = _POWER_ONLY,
    catalog: Mapping[str, Any] | None = None,
    **parts: Any,
) -> Site:
    """A site of power nodes, rows and rack types; everything else has room to spare."""
    fan = _product("fan", "air-unit", heat="1 GW", airflow="1000000 m3/s")
    everything = {**racks, "fan": fan, **(catalog or {})}
    products = {name: {"id": name} | figures for name, figures in everything.items()}
    document = {
        "id": "made",
        "name": "made in a test",
        "place": {"town": "Nowhere"},
        "catalog": Catalog.model_validate({"products": products}),
        "halls": {"H1": {"id": "H1", "width": "100 m", "depth": "100 m"}},
        "rows": {name: _row(name, figures) for name, figures in rows.items()},
        "power": {name: {"id": name} | figures for name, figures in power.items()},
        "loops": {},
        "zones": {"Z1": {"id": "Z1", "supply": "24 degC", "units": [_unit("FW1", "fan")]}},
        "policy": {"survive": tuple(survive)},
        "demand": {"date": "2026-12-01", "racks": {name: {} for name in racks}},
        "supply": {},
        "budget": {},
        "inputs": {"files": {}, "documents": {}},
    }
    return Site.model_validate(document | parts)


def make_plan(placements: Iterable[tuple[str, str, tuple[str, ...]]], **more: str) -> Plan:
    """A plan from position, rack type and feeds."""
    placed = (Placement(position=p, rack=r, feeds=f, **more) for p, r, f in placements)
    return Plan(site="made", placements=tuple(placed))


def block(scheme: str, rating: str, busway: str = "10 MW") -> tuple[dict[str, Any], dict[str, Any]]:
    """Power nodes and one row for each pair of modules of a redundant block."""
    modules = range(1, _MODULES[scheme] + 1)
    power = {f"U{m}": node("ups", rating) for m in modules}
    power |= {f"B{m}": node("board", "100 MW", [f"U{m}"]) for m in modules}
    rows = {}
    for number, (a, b) in enumerate(combinations(modules, 2), start=1):
        power[f"R{number}.A"] = node("busway", busway, [f"B{a}"])
        power[f"R{number}.B"] = node("busway", busway, [f"B{b}"])
        rows[f"R{number}"] = row([f"R{number}.A", f"R{number}.B"])
    return power, rows


def big_hall(blocks: int, rows_of_block: int, positions: int) -> tuple[Site, Plan]:
    """Blocks of 4N/3 with utilities, generators, transformers, boards and full rows."""
    power = {f"UT{n}": node("utility", "1 GW") for n in (1, 2)}
    rows = {}
    for k in range(blocks):
        for m in range(1, 5):
            name = f"K{k}."
            power[f"{name}G{m}"] = node("generator", "2.5 MW")
            sources = [f"UT{m % 2 + 1}", f"{name}G{m}"]
            power[f"{name}T{m}"] = node(
                "transformer", "2500 kVA", sources, efficiency="99 %", base_load="60 kW"
            )
            power[f"{name}U{m}"] = node("ups", "2 MW", [f"{name}T{m}"], efficiency="96.8 %")
            power[f"{name}B{m}"] = node("board", "4000 A", [f"{name}U{m}"], voltage="415 V")
        pairs = cycle(combinations(range(1, 5), 2))
        for number, (a, b) in zip(range(rows_of_block), pairs, strict=False):
            name = f"R{k}-{number}"
            for side, module in (("A", a), ("B", b)):
                power[f"{name}.{side}"] = node(
                    "busway", "2000 A", [f"K{k}.B{module}"], voltage="415 V", usable="80 %"
                )
            rows[name] = row([f"{name}.A", f"{name}.B"], positions, loop=f"L{k}")
    site = make_site(
        power,
        rows,
        {"r": rack("100 kW", failover_power="90 kW", **_LIQUID)},
        survive=(*_POWER_ONLY, "shelf", "cdu", "pump", "air_unit"),
        catalog={
            "s": _product("s", "shelf", rating="33 kW"),
            "c": _product("c", "cdu", heat="2 MW", flow="2000 L/min", pumps=2),
        },
        loops={f"L{k}": _loop(f"L{k}") for k in range(blocks)},
    )
    placed = (
        Placement(position=p.id, rack="r", feeds=r.feeds, loop=r.loop)
        for r in site.rows.values()
        for p in r.positions
    )
    return site, Plan(site="made", placements=tuple(placed))


_LIQUID = {
    "supplies": {"product": "s", "on_feed_a": 4, "on_feed_b": 4},
    "liquid": {
        "heat": "80 kW",
        "coolant": "PG25",
        "supply_max": "45 degC",
        "flow": [{"supply": "40 degC", "flow": "60 L/min"}],
    },
}


def _loop(name: str) -> dict[str, Any]:
    cdus = [_unit(f"{name}.CDU{n}", "c") for n in range(4)]
    return {"id": name, "coolant": "PG25", "supply": "40 degC", "cdus": cdus}


def _row(name: str, figures: dict[str, Any]) -> dict[str, Any]:
    positions = [
        {"id": f"{name}-P{n + 1:02}", "row": name, "index": n} for n in range(figures["positions"])
    ]
    return {
        "id": name,
        "hall": "H1",
        "position_width": "600 mm",
        "position_depth": "1200 mm",
        "x": "0 m",
        "y": "0 m",
        "tap": {"rating": "100 kA", "voltage": "415 V"},
        "zone": "Z1",
        "floor_load": "100 kPa",
        "spread_depth": "2.4 m",
    } | (figures | {"positions": positions})


def _product(name: str, kind: str, **figures: Any) -> dict[str, Any]:
    return {"id": name, "kind": kind, "name": name} | figures


def _unit(name: str, product: str) -> dict[str, str]:
    return {"id": name, "product": product}


@pytest.fixture(scope="session")
def make() -> SimpleNamespace:
    """The makers of this module, which tests cannot import."""
    return SimpleNamespace(
        site=make_site,
        plan=make_plan,
        rack=rack,
        node=node,
        row=row,
        block=block,
        product=_product,
        unit=_unit,
        big_hall=big_hall,
    )
