"""Counts of switches and cables that makers publish, against what the catalog's fabrics come to."""

from __future__ import annotations

from functools import cache

import pytest

from rackplan.model.catalog import Catalog, Fabric
from rackplan.physics.fabric import FabricSize, even_spines, size_fabric
from rackplan.reading import read_catalog

# Pods, GPUs, leaf, spine and core switches; cables from nodes (and managers) to leaf, leaf to spine
# and spine to core.
Row = tuple[int, int, int, int, int, int, int, int]

# Table 4 of docs.nvidia.com/dgx-superpod/reference-architecture-scalable-infrastructure-h100/
# latest/network-fabrics.html: 31, 63, 95, 127 nodes and the links of the fabric managers.
H100: list[Row] = [
    (1, 248, 8, 4, 0, 252, 256, 0),
    (2, 504, 16, 8, 0, 508, 512, 0),
    (3, 760, 24, 16, 0, 764, 768, 0),
    (4, 1016, 32, 16, 0, 1020, 1024, 0),
]
# docs.nvidia.com/dgx-superpod/reference-architecture-scalable-infrastructure-b200/latest/
# dgx-superpod-architecture.html, the table of larger SuperPODs.
B200: list[Row] = [
    (2, 512, 16, 8, 0, 512, 512, 0),
    (4, 1024, 32, 16, 0, 1024, 1024, 0),
    (8, 2048, 64, 32, 0, 2048, 2048, 0),
    (16, 4096, 128, 128, 64, 4096, 4096, 4096),
    (32, 8192, 256, 256, 128, 8192, 8192, 8192),
    (64, 16384, 512, 512, 256, 16384, 16384, 16384),
]
# docs.nvidia.com/dgx-superpod/reference-architecture/scalable-infrastructure-b300/latest/
# dgx-superpod-architecture.html, table 3: Spectrum-4, two planes, twin ports.
B300_ETHERNET: list[Row] = [
    (1, 512, 16, 8, 0, 512, 512, 0),
    (2, 1024, 32, 16, 0, 1024, 1024, 0),
    (4, 2048, 64, 32, 0, 2048, 2048, 0),
    (8, 4096, 128, 64, 0, 4096, 4096, 0),
    (16, 8192, 256, 128, 0, 8192, 8192, 0),
]
# docs.nvidia.com/dgx-superpod/reference-architecture/scalable-infrastructure-b300-xdr/latest/
# dgx-superpod-architecture.html, table 3. For 18 units it prints 9216 GPUs beside 1296 nodes and
# 10368 cables; 1296 nodes of 8 are 10368.
B300_XDR: list[Row] = [
    (1, 576, 8, 4, 0, 576, 576, 0),
    (2, 1152, 16, 8, 0, 1152, 1152, 0),
    (4, 2304, 32, 18, 0, 2304, 2304, 0),
    (8, 4608, 64, 36, 0, 4608, 4608, 0),
    (18, 10368, 144, 72, 0, 10368, 10368, 0),
]
# RA-11338-001 (DGX GB200), its scale-out table as reading notes relay it: no cables, and no counts
# for a single unit. Cables here follow from full bisection.
GB200: list[Row] = [
    (2, 1152, 64, 48, 18, 1152, 1152, 1152),
    (4, 2304, 128, 96, 36, 2304, 2304, 2304),
    (8, 4608, 256, 192, 72, 4608, 4608, 4608),
    (16, 9216, 512, 384, 144, 9216, 9216, 9216),
]
# RA-09950 (DGX A100), 140 nodes: recalled, not read again.
A100: list[Row] = [(7, 1120, 56, 80, 28, 1120, 1120, 1120)]

PUBLISHED = {
    "fabric-hgx-a100-hdr": A100,
    "fabric-hgx-h100-ndr": H100,
    "fabric-hgx-b200-ndr": B200,
    "fabric-hgx-b300-eth": B300_ETHERNET,
    "fabric-hgx-b300-xdr": B300_XDR,
    "fabric-gb200-ndr": GB200,
}


@cache
def catalog() -> Catalog:
    return read_catalog()


def fabric(name: str) -> Fabric:
    return catalog().of(Fabric)[name]


def size(name: str, pods: int) -> FabricSize:
    return size_fabric(fabric(name), catalog().switches, pods)


@pytest.mark.parametrize(
    ("name", "row"), [(name, row) for name, rows in PUBLISHED.items() for row in rows]
)
def test_published_counts_come_out(name: str, row: Row) -> None:
    pods = row[0]
    found = size(name, pods)
    cables = found.cables
    assert row == (
        pods,
        found.endpoints,
        found.leaves,
        found.spines,
        found.cores,
        cables.endpoint_leaf,
        cables.leaf_spine,
        cables.spine_core,
    )


@pytest.mark.parametrize(
    ("name", "pods", "divided"),
    [
        ("fabric-hgx-h100-ndr", 3, 12),  # 24 leaf x 32 / 64; published 16
        ("fabric-hgx-b300-xdr", 4, 16),  # 32 leaf x 72 / 144; published 18
        ("fabric-hgx-b300-xdr", 8, 32),  # 64 leaf x 72 / 144; published 36
    ],
)
def test_division_would_give_too_few_spines(name: str, pods: int, divided: int) -> None:
    found, template = size(name, pods), fabric(name)
    ports = catalog().switches[template.spine].ports * template.breakout
    assert found.plane.leaves * template.leaf_up / ports == divided
    assert found.plane.spines > divided


def test_division_would_give_too_few_spines_of_gb200() -> None:
    """A group of 8 leaves with 18 uplinks fills 5 spines of 32 ports down; 6 are published."""
    assert -(-8 * 18 // 32) == 5
    assert even_spines(8, 18, 32) == 6


def test_deucalion() -> None:
    """EuroHPC Deucalion, x86 part: 27 QM8790, 17 leaf of 20 up and 20 down, 10 spine.

    Source: docs.macc.fccn.pt as quoted in public notes of 2026-08. Division says 9 spines.
    """
    assert -(-17 * 20 // 40) == 9
    assert even_spines(17, 20, 40) == 10


def test_helios_of_131072() -> None:
    """SemiAnalysis: eight planes, each of 512 leaf and 256 spine switches; 6,144 in all."""
    template = fabric("fabric-helios-eth").model_copy(update={"endpoints": 256, "rails": 1})
    found = size_fabric(template, catalog().switches, 512)
    assert found.endpoints == 131_072
    assert (found.plane.leaves, found.plane.spines, found.cores) == (512, 256, 0)
    assert found.leaves + found.spines == 6144


def test_amd_tree_of_2072() -> None:
    """AMD's MI3XX design: 2,072 GPUs (259 nodes) on about 61 switches of 51.2T."""
    found = size("fabric-mi300-tree-eth", 37)
    assert found.endpoints == 2072
    assert found.leaves + found.spines == 61


def test_enterprise_design_of_two_nvl72() -> None:
    """NVIDIA's dual-plane design: four leaves a plane, 12 SN5600 for two racks, as relayed."""
    found = size("fabric-nvl72-eth", 1)
    assert found.plane.leaves == 4
    assert found.leaves + found.spines == 12


def test_two_tiers_of_xdr_end_at_10368_endpoints() -> None:
    """NVIDIA: a two-level fat tree of Q3400 joins up to 10,368 ports of 800G."""
    assert size("fabric-hgx-b300-xdr", 18).cores == 0
    assert size("fabric-hgx-b300-xdr", 19).cores > 0
