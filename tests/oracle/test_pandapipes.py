"""Random rows of racks: our headers and splits against pandapipes' network solver.

Its friction model is asked for by name: Colebrook, as ours; left to itself it takes Nikuradse's,
which is up to 14 % lower. Pressure of every way through a row and flow of every rack within 0.5 %.
A row is two headers, supply and return, with a hose for each rack between them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from rackplan.physics.liquid import (
    Pipe,
    PowerLaw,
    density,
    fit_drop,
    header_drops,
    row_flows,
    run_drop,
    viscosity,
)
from rackplan.units import FLOW, LENGTH, TEMPERATURE, Numbers, Quantity, give, of

pps = pytest.importorskip(
    "pandapipes", reason="pandapipes is not installed: see tests/oracle/README.md"
)
pytestmark = pytest.mark.filterwarnings("default")  # theirs, not ours

WITHIN = 0.005
ROWS = range(40)


@dataclass(frozen=True)
class Row:
    """A row: header segments and hoses alike, from the inlet on."""

    racks: int
    coolant: str
    at: Quantity
    total: Quantity
    segment: Pipe
    hose: Pipe
    reverse: bool


def random_row(seed: int) -> Row:
    """Headers for 1.5 to 3 m/s at the inlet, hoses that drop more than they: all turbulent."""
    rng = np.random.default_rng(seed)
    racks, each = int(rng.integers(3, 17)), float(rng.uniform(60, 180))
    bore = math.sqrt(each * racks / 6e4 / rng.uniform(1.5, 3.0) * 4 / math.pi)
    return Row(
        racks=racks,
        coolant=str(rng.choice(["PG25", "water"])),
        at=of(float(rng.uniform(25, 50)), TEMPERATURE),
        total=of(each * racks, FLOW),
        segment=_pipe(rng.uniform(0.6, 2.4), bore, rng.uniform(1e-6, 5e-5), rng.uniform(0, 0.8)),
        hose=_pipe(rng.uniform(2, 6), rng.uniform(0.025, 0.035), 1.5e-6, rng.uniform(5, 40)),
        reverse=bool(rng.random() < 0.5),
    )


def _pipe(length: float, bore: float, rough: float, loss: float) -> Pipe:
    return Pipe(of(length, LENGTH), of(bore, LENGTH), of(rough, LENGTH), float(loss))


def theirs(row: Row, model: str = "colebrook") -> tuple[Numbers, float]:
    """Flow of each rack [L/min] and drop of the row [kPa] by pandapipes."""
    rho, mu = density(row.coolant, row.at).m, viscosity(row.coolant, row.at).m
    liquid = pps.create_constant_fluid(
        "coolant", "liquid", density=rho, viscosity=mu, heat_capacity=4e3, molar_mass=18.0
    )
    net = pps.create_empty_network(fluid=liquid)
    supply, back = (
        [pps.create_junction(net, pn_bar=5, tfluid_k=300) for _ in range(row.racks + 1)]
        for _ in range(2)
    )
    for near, far in zip(range(row.racks), range(1, row.racks + 1), strict=True):
        _add(net, row.segment, supply[near], supply[far])
        _add(net, row.segment, *_return_ends(row, back, far))
    hoses = [_add(net, row.hose, supply[n], back[n]) for n in range(1, row.racks + 1)]
    mass = row.total.m_as("m**3/s") * rho
    pps.create_ext_grid(net, back[0], p_bar=5, type="p")
    pps.create_source(net, supply[0], mdot_kg_per_s=mass)
    pps.pipeflow(net, friction_model=model, tol_p=1e-8, tol_m=1e-8, iter=200, use_numba=False)
    flows = net.res_pipe.mdot_from_kg_per_s.to_numpy()[hoses] / rho * 6e4
    drop = net.res_junction.p_bar.at[supply[0]] - net.res_junction.p_bar.at[back[0]]
    return flows, float(drop) * 100


def _return_ends(row: Row, back: list[int], far: int) -> tuple[int, int]:
    """Ends of the return segment behind a rack; the row ends at the first node either way."""
    if row.reverse and far < row.racks:
        return back[far], back[far + 1]
    return back[far], back[0] if row.reverse else back[far - 1]


def _add(net: Any, pipe: Pipe, start: int, end: int) -> int:
    found: int = pps.create_pipe_from_parameters(
        net,
        start,
        end,
        length_km=pipe.length.m_as("m") / 1000,
        inner_diameter_mm=pipe.diameter.m_as("mm"),
        k_mm=pipe.roughness.m_as("mm"),
        loss_coefficient=pipe.fittings,
    )
    return found


def hose_law(row: Row, flows: Numbers) -> PowerLaw:
    """A hose as maker's points would have it: one power law through what it drops nearby."""
    around = give(np.linspace(0.8 * flows.min(), 1.2 * flows.max(), 7), FLOW)
    return fit_drop(around, run_drop(around, row.hose, row.coolant, row.at))


@pytest.mark.parametrize("seed", ROWS)
def test_every_way_through_the_row_drops_as_much(seed: int) -> None:
    row = random_row(seed)
    flows, drop = theirs(row)
    given = give(flows, FLOW)
    way = "reverse" if row.reverse else "direct"
    ways = header_drops(given, row.segment, row.coolant, row.at, way)
    hoses = run_drop(given, row.hose, row.coolant, row.at)
    assert flows.sum() == pytest.approx(row.total.m_as("L/min"), rel=1e-6)
    assert (ways + hoses).m_as("kPa") == pytest.approx(np.full(row.racks, drop), rel=WITHIN)


@pytest.mark.parametrize("seed", ROWS)
def test_the_row_parts_alike(seed: int) -> None:
    row = random_row(seed)
    flows, drop = theirs(row)
    law = hose_law(row, flows)
    split = row_flows(
        row.total,
        row.segment,
        give(np.full(row.racks, law.flow.m_as("L/min")), FLOW),
        law.drop,
        law.exponent,
        coolant=row.coolant,
        temperature=row.at,
        return_piping="reverse" if row.reverse else "direct",
    )
    assert split.flows.m_as("L/min") == pytest.approx(flows, rel=WITHIN)
    assert split.drop.m_as("kPa") == pytest.approx(drop, rel=WITHIN)


def test_another_friction_model_would_be_noticed() -> None:
    """The default model is no judge: its drops are far lower."""
    row = random_row(0)
    assert theirs(row, "nikuradse")[1] < 0.97 * theirs(row)[1]
