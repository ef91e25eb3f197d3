"""CDUs in parallel: what they share, and ratings that cannot be."""

from __future__ import annotations

import pytest

from rackplan.model.catalog import Cdu
from rackplan.physics.machines import CduGroup, group_approach, group_head, running
from rackplan.units import FLOW, POWER, TEMPERATURE, TEMPERATURE_DIFFERENCE, of


def _cdu(**more: str) -> Cdu:
    figures = {"heat": "1000 kW", "flow": "1500 L/min", "approach": "4 K", "head": "200 kPa"}
    return Cdu.model_validate({"id": "c", "kind": "cdu", "name": "c", **figures, **more})


def _needs_k(water_l_min: float, heat_kw: float = 1000.0) -> float:
    unit = running(_cdu())
    assert unit is not None
    group = CduGroup((unit,), facility_flow=of(water_l_min, FLOW))
    warm, cold = of(40.0, TEMPERATURE), of(36.0, TEMPERATURE)
    needed = group_approach(group, of(heat_kw, POWER), of(1500.0, FLOW), warm, cold)
    return float(needed.m_as("K"))


def test_a_rating_needs_its_own_approach():
    assert _needs_k(1500.0) == pytest.approx(4.0, rel=1e-6)


def test_too_little_water_for_the_rated_heat_needs_more_than_there_ever_is():
    """A megawatt warms 500 L/min of water by 29 K: above the racks' return of 50 degC."""
    assert _needs_k(500.0) == 1000.0
    assert _needs_k(500.0, heat_kw=0.0) == 0.0


def _at_range_k(range_k: float | None, water_l_min: float, heat_kw: float) -> float:
    unit = running(_cdu(facility_flow="1500 L/min"))
    assert unit is not None
    kept = None if range_k is None else of(range_k, TEMPERATURE_DIFFERENCE)
    group = CduGroup((unit,), facility_flow=of(water_l_min, FLOW), water_range=kept)
    warm, cold = of(40.0, TEMPERATURE), of(36.0, TEMPERATURE)
    needed = group_approach(group, of(heat_kw, POWER), of(1200.0, FLOW), warm, cold)
    return float(needed.m_as("K"))


def test_water_that_keeps_its_range_is_throttled():
    """600 kW at 10 K are 600 / (10 x 0.9919 x 4.1792) L/s of water at 41 degC: 868.45 L/min."""
    throttled = _at_range_k(10.0, 1500.0, 600.0)
    assert throttled == pytest.approx(_at_range_k(None, 868.45, 600.0), rel=1e-4)
    assert throttled > _at_range_k(None, 1500.0, 600.0)


def test_no_more_water_flows_than_an_open_valve_lets_through():
    assert _at_range_k(2.0, 1500.0, 600.0) == _at_range_k(None, 1500.0, 600.0)


def test_water_returns_no_warmer_than_racks_do():
    """600 kW warm 1,200 L/min of PG25 by 7.5 K; water that warms by 12 K has to start below."""
    assert _at_range_k(12.0, 1500.0, 600.0) > 12.0 - 7.6


def test_heads_of_unlike_cdus_add_their_flows():
    """At 220 kPa three of a curve to 240 kPa give half of the square of 1,800 L/min each."""
    steep = running(_cdu(flow="1800 L/min", shutoff_head="240 kPa"))
    flat = running(_cdu(id="d", flow="600 L/min", head="220 kPa"))
    assert steep is not None
    assert flat is not None
    flow = of(3 * 1800.0 * 0.5**0.5 + 600.0, FLOW)
    assert group_head([steep, flat, steep, steep], flow).m_as("kPa") == pytest.approx(220.0)
