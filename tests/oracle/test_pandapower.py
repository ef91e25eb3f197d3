"""Random radial networks: our sweeps against pandapower's Newton load flow.

Voltages within 0.05 %, losses within 0.5 %, of every element and in all. The networks are built
twice from the same figures: as elements of ours, and as buses, lines and transformers of theirs.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from rackplan.physics.electrical import TransformerLosses
from rackplan.physics.load_flow import (
    Element,
    LoadFlow,
    line_element,
    load_flow,
    network_of,
    transformer_element,
)
from rackplan.units import (
    APPARENT_POWER,
    CURRENT,
    LENGTH,
    LINE_IMPEDANCE,
    POWER,
    REACTIVE_POWER,
    VOLTAGE,
    of,
)

pp = pytest.importorskip(
    "pandapower", reason="pandapower is not installed: see tests/oracle/README.md"
)
pytestmark = pytest.mark.filterwarnings("default")  # theirs, not ours

VOLTAGE_WITHIN, LOSS_WITHIN = 0.0005, 0.005


@dataclass(frozen=True)
class Line:
    name: str
    fed_by: str
    volts: float
    amperes: float
    ohm_m: float
    reactance_ohm_m: float
    metres: float


@dataclass(frozen=True)
class Transformer:
    name: str
    fed_by: str
    kva: float
    volts: float
    fed_volts: float
    no_load_kw: float
    load_kw: float
    impedance: float
    magnetising: float


@dataclass(frozen=True)
class Hall:
    """A radial network: its parts from the grid down, and the loads on them [kW, kvar]."""

    parts: tuple[Line | Transformer, ...]
    loads: dict[str, tuple[float, float]]


def random_hall(seed: int) -> Hall:
    rng = np.random.default_rng(seed)
    parts: list[Line | Transformer] = [_transformer(rng, "T0", "", 13_800.0, 480.0, 2500.0)]
    at = {"T0": 480.0}
    if rng.random() < 0.5:
        parts.append(_transformer(rng, "T1", "T0", 480.0, 415.0, 1000.0))
        at["T1"] = 415.0
    for number in range(int(rng.integers(3, 13))):
        fed_by = str(rng.choice(list(at)))
        name = f"W{number}"
        metres = float(rng.uniform(3, 40))
        ohm_m, x_ohm_m = rng.uniform(2e-5, 1e-4), rng.uniform(1e-5, 6e-5)
        parts.append(Line(name, fed_by, at[fed_by], 1000.0, float(ohm_m), float(x_ohm_m), metres))
        at[name] = at[fed_by]
    lines = [part.name for part in parts if isinstance(part, Line)]
    each_kw = rng.uniform(400, 1000) / len(lines)
    loads = {name: _load(rng, each_kw) for name in lines}
    return Hall(tuple(parts), loads)


def _transformer(
    rng: np.random.Generator, name: str, fed_by: str, fed_volts: float, volts: float, kva: float
) -> Transformer:
    return Transformer(
        name=name,
        fed_by=fed_by,
        kva=kva,
        volts=volts,
        fed_volts=fed_volts,
        no_load_kw=float(kva * rng.uniform(0.0008, 0.003)),
        load_kw=float(kva * rng.uniform(0.004, 0.012)),
        impedance=float(rng.uniform(0.04, 0.08)),
        magnetising=float(rng.uniform(0.002, 0.01)),
    )


def _load(rng: np.random.Generator, about_kw: float) -> tuple[float, float]:
    kw, cosine = about_kw * rng.uniform(0.3, 1.5), rng.uniform(0.85, 1.0)
    return float(kw), float(kw * math.tan(math.acos(cosine)))


def ours(hall: Hall) -> dict[str, tuple[float, float]]:
    """Voltage [V] and loss [kW] of each part by our load flow."""
    network = network_of([_element(part) for part in hall.parts])
    kw = network.spread({n: of(p, POWER) for n, (p, _) in hall.loads.items()}, POWER)
    kvar = network.spread(
        {n: of(q, REACTIVE_POWER) for n, (_, q) in hall.loads.items()}, REACTIVE_POWER
    )
    flow: LoadFlow = load_flow(network, kw, kvar)
    told = zip(flow.voltage.m_as("V"), flow.loss.m_as("kW"), strict=True)
    return dict(zip(network.rank, told, strict=True))


def _element(part: Line | Transformer) -> Element:
    fed_by = (part.fed_by,) if part.fed_by else ()
    if isinstance(part, Transformer):
        return transformer_element(
            part.name,
            rating=of(part.kva, APPARENT_POWER),
            voltage=of(part.volts, VOLTAGE),
            losses=TransformerLosses(of(part.no_load_kw, POWER), of(part.load_kw, POWER)),
            impedance=part.impedance,
            magnetising=part.magnetising,
            fed_by=fed_by,
        )
    return line_element(
        part.name,
        rating=of(part.amperes, CURRENT),
        voltage=of(part.volts, VOLTAGE),
        resistance=of(part.ohm_m, LINE_IMPEDANCE),
        reactance=of(part.reactance_ohm_m, LINE_IMPEDANCE),
        length=of(part.metres, LENGTH),
        fed_by=fed_by,
    )


def theirs(hall: Hall) -> dict[str, tuple[float, float]]:
    """Voltage [V] and loss [kW] of each part by pandapower."""
    net = pp.create_empty_network()
    buses = {"": pp.create_bus(net, vn_kv=13.8)}
    pp.create_ext_grid(net, buses[""], vm_pu=1.0)
    made: dict[str, tuple[str, int]] = {}
    for part in hall.parts:
        buses[part.name] = pp.create_bus(net, vn_kv=part.volts / 1000)
        made[part.name] = _added(net, part, buses)
    for name, (kw, kvar) in hall.loads.items():
        pp.create_load(net, buses[name], p_mw=kw / 1000, q_mvar=kvar / 1000)
    pp.runpp(net, numba=False, tolerance_mva=1e-10, trafo_model="pi", init="flat")
    found = {}
    for part in hall.parts:
        table, row = made[part.name]
        volts = float(net.res_bus.vm_pu.at[buses[part.name]]) * part.volts
        found[part.name] = volts, float(net[f"res_{table}"].pl_mw.at[row]) * 1000
    return found


def _added(net: Any, part: Line | Transformer, buses: dict[str, int]) -> tuple[str, int]:
    ends = buses[part.fed_by], buses[part.name]
    if isinstance(part, Line):
        row = pp.create_line_from_parameters(
            net,
            *ends,
            length_km=part.metres / 1000,
            r_ohm_per_km=part.ohm_m * 1000,
            x_ohm_per_km=part.reactance_ohm_m * 1000,
            c_nf_per_km=0.0,
            max_i_ka=part.amperes / 1000,
        )
        return "line", row
    row = pp.create_transformer_from_parameters(
        net,
        *ends,
        sn_mva=part.kva / 1000,
        vn_hv_kv=part.fed_volts / 1000,
        vn_lv_kv=part.volts / 1000,
        vk_percent=part.impedance * 100,
        vkr_percent=part.load_kw / part.kva * 100,
        pfe_kw=part.no_load_kw,
        i0_percent=math.hypot(part.no_load_kw / part.kva, part.magnetising) * 100,
    )
    return "trafo", row


@pytest.mark.parametrize("seed", range(40))
def test_voltages_and_losses_agree(seed: int) -> None:
    hall = random_hall(seed)
    mine, other = ours(hall), theirs(hall)
    for name, (volts, loss_kw) in other.items():
        assert mine[name][0] == pytest.approx(volts, rel=VOLTAGE_WITHIN), name
        assert mine[name][1] == pytest.approx(loss_kw, rel=LOSS_WITHIN), name
    total = sum(loss for _, loss in other.values())
    assert sum(loss for _, loss in mine.values()) == pytest.approx(total, rel=LOSS_WITHIN)
