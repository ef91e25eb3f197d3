"""Racks and servers of the shipped catalog, and what tests reckon with them."""

from __future__ import annotations

from rackplan.model.catalog import Load, RackType, Server
from tests.catalog_data.shipped import catalog, ids, kw

__all__ = [
    "LENOVO_GB300",
    "PG25_KJ_PER_LITRE_K",
    "carried",
    "compute",
    "flow_points",
    "liquid_cooled",
    "load",
    "loads",
    "returns",
]

PG25_KJ_PER_LITRE_K = 3.9 * 1.015

LENOVO_GB300 = {25: 59, 30: 71, 35: 89, 40: 119, 45: 177}
"""degC: L/min, for 90 % of 135 kW; table 27 of LP2357."""


def loads() -> list[str]:
    """Ids of all racks, as delivered or assembled, and of all servers."""
    return sorted({*catalog().racks, *ids(Server)})


def compute() -> list[str]:
    """Ids of the racks that compute."""
    return sorted(name for name, rack in catalog().racks.items() if rack.computing is not None)


def liquid_cooled() -> list[str]:
    """Ids of the racks and servers that give heat to liquid."""
    return [name for name in loads() if load(name).liquid is not None]


def load(name: str) -> RackType | Server:
    """A rack or a server by its id."""
    rack = catalog().racks.get(name)
    if rack is not None:
        return rack
    server = catalog().products[name]
    assert isinstance(server, Server)
    return server


def carried(item: Load) -> tuple[float, float]:
    """What the supplies on feed A and on feed B carry [kW]."""
    assert item.supplies is not None
    each = kw(catalog().shelves[item.supplies.product].rating)
    return item.supplies.on_feed_a * each, item.supplies.on_feed_b * each


def flow_points(name: str) -> list[tuple[float, float]]:
    """Supply temperature [degC] and flow [L/min], from cold to warm."""
    need = load(name).liquid
    assert need is not None
    return sorted((p.supply.m_as("degC"), p.flow.m_as("L/min")) for p in need.flow)


def returns(name: str) -> list[float]:
    """Return temperature at each point of the flow table [degC]."""
    need = load(name).liquid
    assert need is not None
    heat = kw(need.heat)
    return [t + 60.0 * heat / (v * PG25_KJ_PER_LITRE_K) for t, v in flow_points(name)]
