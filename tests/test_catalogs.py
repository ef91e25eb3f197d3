"""The shipped catalog against what is known without it: physics, makers' tables, arithmetic."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

import pytest
import yaml

from rackplan.model.catalog import Catalog, RackType
from rackplan.reading import read_catalog, read_site
from rackplan.reading.shipped import shipped_folder, shipped_sites
from rackplan.units import Quantity

PG25_KJ_PER_LITRE_K = 3.9 * 1.015
AIR_KJ_PER_M3_K = 1.006 * 1.2
COMPUTE = ("gb200-nvl72", "gb300-nvl72", "hgx-b200-rack", "hgx-h100-rack", "mi355x-rack")
LIQUID = ("gb200-nvl72", "gb300-nvl72", "mi355x-rack")
SUPPORT = ("management-rack", "network-eth-rack", "network-ib-rack", "storage-rack")

# Dense TFLOPS of one accelerator, and GB of its memory, from the makers' architecture papers.
DENSE = {
    "hgx-h100-rack": ({"fp16": 989, "fp8": 1979}, 80),
    "hgx-b200-rack": ({"fp16": 2250, "fp8": 4500, "fp4": 9000}, 180),
    "gb200-nvl72": ({"fp16": 2500, "fp8": 5000, "fp4": 10000}, 186),
    "gb300-nvl72": ({"fp16": 2500, "fp8": 5000, "fp4": 15000}, 288),
    "mi355x-rack": ({"fp16": 2516, "fp8": 5033, "fp4": 10066}, 288),
}
LENOVO_GB300 = {25: 59, 30: 71, 35: 89, 40: 119, 45: 177}  # degC: L/min, for 90 % of 135 kW


@cache
def catalog() -> Catalog:
    return read_catalog()


def rack(name: str) -> RackType:
    return catalog().racks[name]


def kw(power: Quantity | None) -> float:
    assert power is not None
    return float(power.m_as("kW"))


def on_feeds(name: str) -> tuple[float, float]:
    """What the supplies on feed A and on feed B carry [kW]."""
    supplies = rack(name).supplies
    assert supplies is not None
    each = kw(catalog().shelves[supplies.product].rating)
    return supplies.on_feed_a * each, supplies.on_feed_b * each


def flow_points(name: str) -> list[tuple[float, float]]:
    need = rack(name).liquid
    assert need is not None
    return sorted((p.supply.m_as("degC"), p.flow.m_as("L/min")) for p in need.flow)


def returns(name: str) -> list[float]:
    """Return temperature at each point of the flow table [degC]."""
    need = rack(name).liquid
    assert need is not None
    heat = kw(need.heat)
    return [t + 60.0 * heat / (v * PG25_KJ_PER_LITRE_K) for t, v in flow_points(name)]


def test_catalog_is_complete() -> None:
    assert set(catalog().racks) >= {*COMPUTE, *SUPPORT}
    assert {"coolit-chx2000", "vertiv-cdu-1350", "vertiv-cdu-2300"} == set(catalog().cdus)
    assert {"liebert-cwa-ca80", "fan-wall-600"} == set(catalog().air_units)
    assert {"q3400", "qm9700", "sn2201", "sn5600"} == set(catalog().switches)


@pytest.mark.parametrize("name", [*COMPUTE, *SUPPORT])
def test_heat_to_liquid_and_air_is_the_planned_power(name: str) -> None:
    liquid = rack(name).liquid
    heat = kw(rack(name).air.heat) + (kw(liquid.heat) if liquid else 0.0)
    assert heat == pytest.approx(kw(rack(name).planned_power), abs=1e-6)


@pytest.mark.parametrize("name", LIQUID)
def test_flow_carries_the_heat(name: str) -> None:
    rises = [
        back - supply for back, (supply, _) in zip(returns(name), flow_points(name), strict=True)
    ]
    assert max(returns(name)) <= 65.0
    assert min(rises) >= 8.0
    assert max(rises) <= 35.0


@pytest.mark.parametrize("name", LIQUID)
def test_flow_is_convex_in_supply_temperature(name: str) -> None:
    slopes = [(v2 - v1) / (t2 - t1) for (t1, v1), (t2, v2) in pairwise(flow_points(name))]
    assert slopes[0] > 0
    assert slopes == sorted(slopes)


@pytest.mark.parametrize("name", LIQUID)
def test_flow_reaches_up_to_the_warmest_supply(name: str) -> None:
    need = rack(name).liquid
    assert need is not None
    assert flow_points(name)[-1][0] == need.supply_max.m_as("degC")


def test_gb300_flow_is_the_published_table_scaled_to_our_heat() -> None:
    need = rack("gb300-nvl72").liquid
    assert need is not None
    scale = kw(need.heat) / (0.9 * 135.0)
    for supply, flow in flow_points("gb300-nvl72"):
        exact = LENOVO_GB300[int(supply)] * scale
        assert exact <= flow <= exact + 1.0


def test_gb300_shelves() -> None:
    a, b = on_feeds("gb300-nvl72")
    assert (a, b) == (132.0, 132.0)
    assert a + b == 264.0
    assert a + b - 33.0 == 231.0
    assert kw(rack("gb300-nvl72").planned_power) == 142.0
    assert kw(rack("gb300-nvl72").failover) == 132.0


@pytest.mark.parametrize("name", COMPUTE)
def test_supplies_carry_what_the_rack_may_draw_on_one_feed(name: str) -> None:
    assert min(on_feeds(name)) >= kw(rack(name).failover) - 1e-6


@pytest.mark.parametrize("name", COMPUTE)
def test_supplies_carry_the_planned_power_with_one_lost_in_every_group(name: str) -> None:
    supplies = rack(name).supplies
    assert supplies is not None
    left = supplies.count - supplies.groups
    each = kw(catalog().shelves[supplies.product].rating)
    assert left * each >= kw(rack(name).planned_power)


@pytest.mark.parametrize(
    ("name", "capped"),
    [
        ("gb200-nvl72", False),
        ("gb300-nvl72", True),
        ("hgx-b200-rack", False),
        ("hgx-h100-rack", True),
        ("mi355x-rack", True),
    ],
)
def test_a_rack_is_capped_exactly_where_one_feed_is_too_small(name: str, *, capped: bool) -> None:
    weaker = min(on_feeds(name))
    assert (kw(rack(name).planned_power) > weaker + 1e-6) is capped
    if capped:
        assert kw(rack(name).failover_power) == pytest.approx(weaker)


def test_three_dgx_supplies_do_not_carry_a_dgx() -> None:
    three = 3 * kw(catalog().shelves["psu-3.3kw"].rating)
    dgx_h100_kw, dgx_b200_kw = 10.2, 14.3
    assert three < dgx_h100_kw
    assert three < dgx_b200_kw


@pytest.mark.parametrize("name", COMPUTE)
def test_power_of_an_accelerator_is_plausible(name: str) -> None:
    computing = rack(name).computing
    assert computing is not None
    assert 1.2 <= kw(rack(name).planned_power) / computing.accelerators <= 2.1


@pytest.mark.parametrize("name", COMPUTE)
def test_compute_is_dense_and_memory_that_of_the_accelerators(name: str) -> None:
    computing = rack(name).computing
    assert computing is not None
    rates, memory_gb = DENSE[name]
    assert set(computing.dense) == set(rates)
    for precision, tflops in rates.items():
        each = computing.dense[precision].m_as("TFLOPS") / computing.accelerators
        assert each == pytest.approx(tflops, rel=0.01)
    each_gb = computing.hbm.m_as("GB") / computing.accelerators
    assert each_gb == pytest.approx(memory_gb, rel=0.01)


@pytest.mark.parametrize("name", [*COMPUTE, *SUPPORT])
def test_air_warms_by_a_plausible_amount(name: str) -> None:
    air = rack(name).air
    rise = kw(air.heat) / (air.airflow.m_as("m**3/s") * AIR_KJ_PER_M3_K)
    assert 8.0 <= rise <= 20.0


def test_network_racks_are_the_sum_of_their_switches() -> None:
    peak = {name: kw(switch.peak_power) for name, switch in catalog().switches.items()}
    assert kw(rack("network-ib-rack").planned_power) == pytest.approx(6 * peak["q3400"])
    assert 15 * peak["qm9700"] == pytest.approx(6 * peak["q3400"])
    assert kw(rack("network-eth-rack").planned_power) == pytest.approx(6 * peak["sn5600"])
    heads = 5 * 1.35
    management = 4 * peak["sn5600"] + 8 * peak["sn2201"] + heads
    assert kw(rack("management-rack").planned_power) == pytest.approx(management, abs=0.1)


@pytest.mark.parametrize(
    ("name", "network", "switch", "gbps"),
    [
        ("gb300-nvl72", "network-ib-rack", "q3400", 800),
        ("gb200-nvl72", "network-ib-rack", "q3400", 400),
        ("hgx-b200-rack", "network-eth-rack", "sn5600", 400),
        ("hgx-h100-rack", "network-eth-rack", "sn5600", 400),
        ("mi355x-rack", "network-eth-rack", "sn5600", 400),
    ],
)
def test_network_racks_of_a_pod_have_ports_for_a_non_blocking_fabric(
    name: str, network: str, switch: str, gbps: int
) -> None:
    """Two thirds of the switches are leaves with half of their rate towards the accelerators."""
    pod, computing = rack(name).pod, rack(name).computing
    assert pod is not None
    assert computing is not None
    leaves = pod.support[network] * 6 * 2 / 3
    product = catalog().switches[switch]
    ports = leaves * product.ports * product.port_speed_gbps / gbps / 2
    assert ports >= pod.racks * computing.accelerators


def test_twelve_published_gb300_fill_a_chx2000_by_flow_and_not_by_heat() -> None:
    cdu = catalog().cdus["coolit-chx2000"]
    flow = cdu.flow.m_as("L/min")
    assert 12 * LENOVO_GB300[45] <= flow < 13 * LENOVO_GB300[45]
    assert 0.75 * kw(cdu.heat) > 12 * 0.9 * 135.0


def test_fan_wall_moves_the_air_that_its_heat_needs() -> None:
    for unit in catalog().air_units.values():
        rise = kw(unit.heat) / (unit.airflow.m_as("m**3/s") * AIR_KJ_PER_M3_K)
        assert 8.0 <= rise <= 14.0


def test_support_racks_exist_and_stand_alone() -> None:
    for name in COMPUTE:
        pod = rack(name).pod
        assert pod is not None
        assert set(pod.support) <= set(SUPPORT)
    assert all(rack(name).pod is None for name in SUPPORT)


def test_every_figure_of_a_product_carries_its_origin() -> None:
    known = catalog()
    products = [
        *known.racks.values(),
        *known.shelves.values(),
        *known.switches.values(),
        *known.cdus.values(),
        *known.air_units.values(),
    ]
    missing = [
        path
        for product in products
        for path in _figures(product.model_dump(exclude_unset=True), product.id)
        if path not in known.provenance and not path.endswith((".supply", ".about", ".name"))
    ]
    assert missing == []


def test_four_fifths_of_the_rack_figures_are_not_our_assumption() -> None:
    origins = [
        origin
        for path, origin in catalog().provenance.items()
        if any(path.startswith(f"{name}.") for name in (*COMPUTE, *SUPPORT))
    ]
    sourced = [o for o in origins if o.confidence != "assumption" and o.source is not None]
    assert len(sourced) / len(origins) >= 0.8


def test_published_figures_name_a_source_that_was_read() -> None:
    sources = catalog().sources
    for path, origin in catalog().provenance.items():
        if origin.confidence != "assumption":
            assert origin.source is not None, path
            assert sources[origin.source].read != "recalled", path


def test_every_source_is_used() -> None:
    listed = yaml.safe_load((shipped_folder("catalogs") / "sources.yaml").read_text("utf-8"))
    used = {origin.source for origin in catalog().provenance.values()}
    for name in shipped_sites():
        site = read_site(name)
        used |= {origin.source for origin in site.provenance.values()}
        used |= set(re.findall(r"[a-z][a-z0-9-]+", site.about))
    assert set(listed) - used == set()


def _figures(value: object, path: str) -> list[str]:
    """Paths of the quantities and counts of a dumped product."""
    if isinstance(value, dict):
        return [p for key, part in value.items() for p in _figures(part, f"{path}.{key}")]
    if isinstance(value, (list, tuple)):
        return [p for i, part in enumerate(value) for p in _figures(part, f"{path}[{i}]")]
    is_figure = isinstance(value, (int, float)) and not isinstance(value, bool)
    return [path] if is_figure or re.match(r"-?[\d.]+(e[+-]?\d+)? ", str(value)) else []
