"""What a plan brings of each objective, by hand; and claims that say something else."""

from __future__ import annotations

from functools import cache

import pytest

from rackplan.economics.sought import misclaims_of, sought_of, worths_of
from rackplan.model.claim import Termination
from rackplan.model.plan import Placement, Plan
from rackplan.model.site import Site
from rackplan.model.weights import Weights
from rackplan.reading import read_site

RACKS = ("gb300-nvl72", "gb300-nvl72", "storage-rack")
"""4 MUSD, 360 PFLOPS and 142 kW each; and 450 kUSD, 20 kW."""

WEIGHTS = {"capability": "3 kUSD/PFLOPS", "it_power": "1.5 kUSD/kW", "cost": "0.5"}
BRINGS = {"capability": 720.0, "it_power": 284.0, "cost": 8_450_000.0, "value": -1_639_000.0}
"""2,160,000 and 426,000 USD, less 4,225,000."""

UNITS = {"capability": "PFLOPS", "it_power": "kW", "cost": "USD", "value": "USD"}


@cache
def hall() -> Site:
    site = read_site("wisconsin")
    weights = Weights.model_validate(WEIGHTS)
    return site.model_copy(update={"demand": site.demand.model_copy(update={"weights": weights})})


def plan() -> Plan:
    placements = (
        Placement(position=f"R01-P{n:02}", rack=rack, feeds=("R01.A", "R01.B"), loop="L1")
        for n, rack in enumerate(RACKS, start=1)
    )
    return Plan(site="wisconsin", placements=tuple(placements))


def claim(objective: str, value: float) -> Termination:
    return Termination("optimal", objective, UNITS[objective], value, value, 1.0, True)


@pytest.mark.parametrize("objective", BRINGS)
def test_brings(objective: str) -> None:
    brings = sought_of(hall(), plan(), objective)
    assert brings.m_as(UNITS[objective]) == pytest.approx(BRINGS[objective])


def test_parts_of_value() -> None:
    worths = {name: round(usd.m_as("USD")) for name, usd in worths_of(hall(), plan()).items()}
    assert worths == {"capability": 2_160_000, "it_power": 426_000, "cost": -4_225_000}


def test_nothing_is_worth_anything_without_weights() -> None:
    assert worths_of(read_site("wisconsin"), plan()) == {}


@pytest.mark.parametrize("objective", BRINGS)
def test_claims_are_held_against_the_plan(objective: str) -> None:
    value = BRINGS[objective]
    assert misclaims_of(hall(), plan(), [claim(objective, value)]) == ()
    off = value * 1.001
    (said,) = misclaims_of(hall(), plan(), [claim(objective, value), claim(objective, off)])
    unit = UNITS[objective]
    assert (
        said == f"{objective} {off:,.10g} {unit} is claimed, and the plan has {value:,.10g} {unit}"
    )


def test_only_so_much_is_rounding() -> None:
    """A TFLOPS for each of three racks and a millionth of the whole, and no more."""
    within, beyond = (claim("capability", 720.0 - by) for by in (0.0037, 0.0038))
    assert misclaims_of(hall(), plan(), [within]) == ()
    assert len(misclaims_of(hall(), plan(), [beyond])) == 1
