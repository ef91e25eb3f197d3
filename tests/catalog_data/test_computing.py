"""Computing of the shipped racks and servers against the makers' figures of one accelerator."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from rackplan.model.catalog import Server
from tests.catalog_data.racks import compute, load
from tests.catalog_data.shipped import catalog, ids, kw, number


class Chip(NamedTuple):
    """Dense TFLOPS by precision, GB and TB/s of memory, W: of one accelerator."""

    dense: dict[str, float]
    memory_gb: float
    tb_s: float
    watts: float


# From the makers' architecture papers; no sparse figure, nothing that a chip cannot do.
A100 = Chip({"fp16": 312}, 80, 2.039, 400)
H100 = Chip({"fp16": 989, "fp8": 1979}, 80, 3.35, 700)
H200 = Chip({"fp16": 989, "fp8": 1979}, 141, 4.8, 700)
B200 = Chip({"fp16": 2250, "fp8": 4500, "fp4": 9000}, 180, 8.0, 1000)
B300 = Chip({"fp16": 2250, "fp8": 4500, "fp4": 13500}, 288, 7.75, 1100)
GB200 = Chip({"fp16": 2500, "fp8": 5000, "fp4": 10000}, 186, 8.0, 1200)
GB300 = Chip({"fp16": 2500, "fp8": 5000, "fp4": 15000}, 288, 8.0, 1400)
RUBIN = Chip({"fp16": 4000, "fp8": 17500, "fp4": 35000}, 288, 19.44, 2300)
CHIPS = {
    "hgx-a100-8": A100,
    "hgx-a100-rack": A100,
    "hgx-h100-8": H100,
    "hgx-h100-rack": H100,
    "hgx-h200-8": H200,
    "hgx-h200-rack": H200,
    "hgx-b200-8": B200,
    "hgx-b200-rack": B200,
    "hgx-b200-8-liquid": B200,
    "hgx-b200-liquid-rack": B200,
    "hgx-b300-8": B300,
    "hgx-b300-rack": B300,
    "hgx-b300-8-liquid": B300,
    "hgx-b300-liquid-rack": B300,
    "gb200-nvl72": GB200,
    "gb300-nvl72": GB300,
    "vr-nvl72": RUBIN,
}
SPARSE_OR_BOOSTED = {"gb200-nvl72": 1440, "gb300-nvl72": 1440, "vr-nvl72": 3600}


@pytest.mark.parametrize("name", sorted(CHIPS))
def test_compute_is_dense_and_that_of_the_accelerators(name: str) -> None:
    computing = load(name).computing
    assert computing is not None
    assert set(computing.dense) == set(CHIPS[name].dense)
    for precision, tflops in CHIPS[name].dense.items():
        each = number(computing.dense[precision], "TFLOPS") / computing.accelerators
        assert each == pytest.approx(tflops, rel=0.01)


@pytest.mark.parametrize("name", sorted(CHIPS))
def test_memory_is_that_of_the_accelerators(name: str) -> None:
    computing = load(name).computing
    assert computing is not None
    memory = number(computing.hbm, "GB") / computing.accelerators
    assert memory == pytest.approx(CHIPS[name].memory_gb, rel=0.01)
    speed = number(computing.bandwidth, "TB/s") / computing.accelerators
    assert speed == pytest.approx(CHIPS[name].tb_s, rel=0.01)


@pytest.mark.parametrize("name", sorted(SPARSE_OR_BOOSTED))
def test_no_headline_of_four_bits_stands_as_dense(name: str) -> None:
    computing = load(name).computing
    assert computing is not None
    assert number(computing.dense["fp4"], "PFLOPS") < 0.8 * SPARSE_OR_BOOSTED[name]


@pytest.mark.parametrize("name", sorted(CHIPS))
def test_chips_alone_stay_below_the_planned_power(name: str) -> None:
    item = load(name)
    assert item.computing is not None
    chips = item.computing.accelerators * CHIPS[name].watts / 1e3
    if item.computing.chip_power is not None:
        assert number(item.computing.chip_power, "W") == pytest.approx(CHIPS[name].watts)
    assert 1.05 * chips < kw(item.planned_power) < 2.1 * chips


@pytest.mark.parametrize("name", compute())
def test_power_of_an_accelerator_is_plausible(name: str) -> None:
    rack = load(name)
    assert rack.computing is not None
    assert 0.7 <= kw(rack.planned_power) / rack.computing.accelerators <= 4.6


@pytest.mark.parametrize("name", ids(Server))
def test_eight_accelerators_share_a_node_where_there_are_any(name: str) -> None:
    computing = load(name).computing
    if computing is not None:
        assert computing.accelerators == 8
        assert computing.scale_up == 8


def test_racks_with_accelerators_are_those_with_the_role() -> None:
    with_role = {name for name, rack in catalog().racks.items() if rack.role == "compute"}
    assert with_role == set(compute())
