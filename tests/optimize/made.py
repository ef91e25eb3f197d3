"""Small sites made in Python, figure by figure, for what is reckoned by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rackplan.model.catalog import Catalog
from rackplan.model.site import Site

__all__ = ["make_site", "node", "rack", "row"]

_ROOM = {"id": "fan", "kind": "air-unit", "name": "fan", "heat": "1 GW", "airflow": "9999 m3/s"}


def rack(planned: str = "100 kW", **figures: Any) -> dict[str, Any]:
    """A rack with two cords that asks for power only."""
    return {
        "kind": "rack",
        "role": "compute",
        "name": "rack",
        "price": "1 MUSD",
        "width": "600 mm",
        "depth": "1200 mm",
        "height": "42 U",
        "mass": "100 kg",
        "planned_power": planned,
        "power_factor": "100 %",
        "air": {"heat": "0 kW", "airflow": "0 m3/s"},
        "computing": {
            "accelerators": 1,
            "silicon_vendor": "Alpha",
            "hbm": "1 TB",
            "dense": {"fp8": "10 PFLOPS"},
        },
    } | figures


def node(kind: str, *fed_by: str, rating: str = "1 GW", **figures: Any) -> dict[str, Any]:
    """A power node; its id comes from the mapping that it stands in."""
    return {"kind": kind, "rating": rating, "fed_by": fed_by} | figures


def row(*feeds: str, positions: int = 4, blocked: tuple[int, ...] = (), **figures: Any) -> Any:
    """A row of positions P0, P1 ...; its id comes from the mapping that it stands in."""
    return {"feeds": feeds, "positions": positions, "blocked": blocked} | figures


def make_site(
    power: Mapping[str, Any],
    rows: Mapping[str, Any],
    racks: Mapping[str, Any],
    *,
    shelves: Mapping[str, Any] | None = None,
    **parts: Any,
) -> Site:
    """A site of these nodes, rows and racks; all else has room to spare."""
    products = {**_with_ids(racks), **_with_ids(shelves or {}), "fan": _ROOM}
    catalog = Catalog.model_validate({"products": products})
    return Site.model_validate(
        {
            "id": "made",
            "name": "made in a test",
            "place": {"town": "Nowhere"},
            "catalog": catalog,
            "halls": {name: _hall(name) for name in ("H1", "H2")},
            "rows": {name: _row(name, figures) for name, figures in rows.items()},
            "power": _with_ids(power),
            "loops": {},
            "zones": {"Z": {"id": "Z", "supply": "24 degC", "units": [_fan()]}},
            "policy": {},
            "demand": {"date": "2026-12-01", "racks": {name: {} for name in racks}},
            "supply": {},
            "budget": {},
            "inputs": {"files": {}, "documents": {}},
        }
        | parts
    )


def _with_ids(things: Mapping[str, Any]) -> dict[str, Any]:
    return {name: {"id": name} | figures for name, figures in things.items()}


def _row(name: str, figures: dict[str, Any]) -> dict[str, Any]:
    positions = [
        {"id": f"{name}-P{n}", "row": name, "index": n, "blocked": _why(n, figures["blocked"])}
        for n in range(figures["positions"])
    ]
    return (
        {
            "id": name,
            "hall": "H1",
            "position_width": "600 mm",
            "position_depth": "1200 mm",
            "x": "0 m",
            "y": "0 m",
            "tap": {"rating": "100 kA", "voltage": "415 V"},
            "zone": "Z",
            "floor_load": "99 kPa",
            "spread_depth": "2.4 m",
        }
        | {key: value for key, value in figures.items() if key != "blocked"}
        | {"positions": positions}
    )


def _why(n: int, blocked: tuple[int, ...]) -> str:
    return "column" if n in blocked else ""


def _hall(name: str) -> dict[str, str]:
    return {"id": name, "width": "99 m", "depth": "99 m"}


def _fan() -> dict[str, str]:
    return {"id": "Z.FW1", "product": "fan"}
