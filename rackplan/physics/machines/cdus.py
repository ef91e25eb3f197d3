"""CDUs in parallel on a rack loop: the head that they give, the approach that they need.

Pumps of one loop work at one head, whatever they are; racks return at one temperature, so that each
CDU takes heat in the measure of its flow, and all flows share as their pumps can.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from rackplan.model.catalog import Cdu
from rackplan.physics.liquid import CduExchanger, PumpCurve, rated_cdu
from rackplan.physics.liquid.coolant_table import coolant_named
from rackplan.physics.liquid.coolants import L_MIN_PER_M3_S
from rackplan.physics.liquid.plates import LEAST_SHARE, MOST_SHARE, gap_of, rate_of
from rackplan.physics.liquid.roots import rising_root
from rackplan.units import (
    FLOW,
    POWER,
    PRESSURE,
    TEMPERATURE,
    TEMPERATURE_DIFFERENCE,
    Numbers,
    Quantity,
    UnitProblem,
    give,
    magnitude,
    take,
)

__all__ = [
    "CduGroup",
    "RunningCdu",
    "group_approach",
    "group_head",
    "lacks_of_approach",
    "lacks_of_head",
    "running",
]

_EPS = 1e-12


_NEVER_K = 1000.0


@dataclass(frozen=True)
class RunningCdu:
    """A CDU that runs, with all pumps or with one lost.

    Attributes
    ----------
    product : Cdu
    flow : Quantity [L/min]
        What its pumps still move at the head of their rating.
    """

    product: Cdu
    flow: Quantity


@dataclass(frozen=True)
class CduGroup:
    """The CDUs of a loop that run in a state, and the water that cools them.

    Attributes
    ----------
    units : tuple of RunningCdu
    coolant, water : str
        In the racks and on the facility side.
    facility_flow : Quantity [L/min] or None
        Water through each unit, its valve open; None for that of its rating.
    water_range : Quantity [K] or None
        By which valves let the water warm where less flow than that will do; None for open valves.
    """

    units: tuple[RunningCdu, ...]
    coolant: str = "PG25"
    water: str = "water"
    facility_flow: Quantity | None = None
    water_range: Quantity | None = None


def running(product: Cdu, *, pump_lost: bool = False) -> RunningCdu | None:
    """A CDU as it runs; None where the loss of a pump stops it.

    Parameters
    ----------
    product : Cdu
    pump_lost : bool

    Returns
    -------
    RunningCdu [flow L/min] or None

    Notes
    -----
    Where it is not known what a CDU moves without one of its pumps, that counts as nothing.

    Examples
    --------
    >>> cdu = Cdu.model_validate({"id": "c", "kind": "cdu", "name": "c", "heat": "1350 kW",
    ...     "flow": "1800 L/min", "pumps": 3, "flow_after_pump_loss": "1200 L/min"})
    >>> round(running(cdu, pump_lost=True).flow.m_as("L/min"))
    1200
    """
    flow = product.flow_after_pump_loss if pump_lost else product.flow
    return RunningCdu(product, flow) if flow is not None and flow.magnitude > 0 else None


def lacks_of_head(product: Cdu) -> tuple[str, ...]:
    """Figures of a CDU that its head at a flow would need and that it does not state."""
    return () if product.head is not None else ("head",)


def lacks_of_approach(product: Cdu, facility_flow: Quantity | None) -> tuple[str, ...]:
    """Figures of a CDU that its approach would need and that neither it nor the site states.

    Parameters
    ----------
    product : Cdu
    facility_flow : Quantity [L/min] or None
        Water through each CDU, where the site states it.

    Returns
    -------
    tuple of str

    Examples
    --------
    >>> cdu = Cdu.model_validate({"id": "c", "kind": "cdu", "name": "c", "heat": "1350 kW",
    ...     "flow": "1800 L/min", "approach": "4 K"})
    >>> lacks_of_approach(cdu, None)
    ('facility_flow',)
    """
    lacks = ["approach"] if product.approach is None else []
    if product.facility_flow is None and facility_flow is None:
        lacks.append("facility_flow")
    return tuple(lacks)


def group_head(units: Iterable[RunningCdu], flow: Quantity) -> Quantity:
    """Head that CDUs in parallel give at a flow: the H with ``sum(i) V_i(H) = V``.

    Parameters
    ----------
    units : iterable of RunningCdu
        Each with the head of its rating.
    flow : Quantity [L/min]
        V through all of them, one figure or an array.

    Returns
    -------
    Quantity [kPa]
        Beyond what their pumps move at their rating, the head at just that; that flow itself is
        another limit.

    Notes
    -----
    A pump's head is linear in the square of its flow between no flow and its rating where
    `shutoff_head` is stated, and constant elsewhere, which is on the safe side. A CDU without one
    of its pumps gives the head of its rating at the flow that is left. Source: pumps in parallel
    share the flow at one head.

    Examples
    --------
    Three CDUs of 1,800 L/min at 200 kPa, and 240 kPa without flow:

    >>> from rackplan.units import FLOW, parse
    >>> cdu = Cdu.model_validate({"id": "c", "kind": "cdu", "name": "c", "heat": "1350 kW",
    ...     "flow": "1800 L/min", "head": "200 kPa", "shutoff_head": "240 kPa"})
    >>> group = [running(cdu)] * 3
    >>> round(group_head(group, parse("2700 L/min", FLOW)).m_as("kPa"), 1)
    230.0
    """
    curves = [(_curve(unit), count) for unit, count in _alike(units)]
    wanted = take(flow, FLOW, "flow")
    if not curves:
        return give(np.zeros_like(wanted), PRESSURE)
    flows_at = [(curve.read_back(), count) for curve, count in curves]
    most_kpa = max(float(np.max(curve.points()[1])) for curve, _ in curves)
    rated = sum(count * curve.read()[1] for curve, count in curves)
    asked = np.minimum(wanted, rated * (1.0 - _EPS))

    def lack(head_kpa: Numbers) -> Numbers:
        given = np.sum([count * np.asarray(at(head_kpa)) for at, count in flows_at], axis=0)
        return np.where(given >= asked, -1.0, 1.0)

    found = rising_root(lack, np.zeros_like(asked), np.full_like(asked, most_kpa))
    return give(np.where(lack(np.full_like(asked, most_kpa)) < 0.0, most_kpa, found), PRESSURE)


def group_approach(
    group: CduGroup, heat: Quantity, flow: Quantity, supply: Quantity, facility_supply: Quantity
) -> Quantity:
    """Rack supply over facility supply that CDUs in parallel need to pass a heat.

    ``Q_i (1 / (eps_i C_min,i) - 1 / C_rack,i)`` of each, the mean of all weighted by their flows:
    each takes flow and heat in the measure of what its pumps can move.

    Parameters
    ----------
    group : CduGroup
        CDUs that state their approach, and facility flow where the group has none.
    heat : Quantity [kW]
        Q of all racks, one figure or an array.
    flow : Quantity [L/min]
        V through all racks.
    supply : Quantity [degC]
        Of the rack loop, at which the coolant's properties are taken.
    facility_supply : Quantity [degC]
        Into the CDUs.

    Returns
    -------
    Quantity [K]
        Endless where no CDU runs.

    Notes
    -----
    Counterflow plates known by the maker's rating; conductance off the rated flows as in
    `scale_conductance`. A rating that does not fit between its flows, as when the site gives a CDU
    too little water for its heat, needs 1,000 K: more than there is. With a range, water flows as
    ``Q_i / (rho c dT)`` and no more than through an open valve. Flows below a twentieth of
    rated are taken as that, above three times as that: there other limits are broken.
    Source: Kays & London.

    Examples
    --------
    The XDU1350 at four fifths of its heat, as `cdu_temperatures` has it, and two that share it:

    >>> from rackplan.units import FLOW, POWER, TEMPERATURE, parse
    >>> cdu = Cdu.model_validate({"id": "c", "kind": "cdu", "name": "c", "heat": "1350 kW",
    ...     "flow": "1800 L/min", "approach": "4 K", "facility_flow": "1800 L/min"})
    >>> warm, cold = parse("40 degC", TEMPERATURE), parse("36 degC", TEMPERATURE)
    >>> heat, flow = parse("1080 kW", POWER), parse("1800 L/min", FLOW)
    >>> one, two = CduGroup((running(cdu),)), CduGroup((running(cdu),) * 2)
    >>> round(group_approach(one, heat, flow, warm, cold).m_as("K"), 2)
    3.2
    >>> round(group_approach(two, heat, flow, warm, cold).m_as("K"), 2)
    0.64
    """
    heat_kw, flow_l_min = np.broadcast_arrays(take(heat, POWER, "heat"), take(flow, FLOW, "flow"))
    warm, cold = take(supply, TEMPERATURE, "supply"), take(facility_supply, TEMPERATURE, "facility")
    total = sum(magnitude(unit.flow, FLOW) for unit in group.units)
    if not total:
        return give(np.where(heat_kw > 0.0, np.inf, 0.0), TEMPERATURE_DIFFERENCE)
    gap_k = np.zeros_like(heat_kw)
    for unit, count in _alike(group.units):
        share = magnitude(unit.flow, FLOW) / total
        streams = _Streams(heat_kw * share, flow_l_min * share, warm, cold)
        gap_k = gap_k + count * share * streams.gap_k(group, unit.product)
    return give(gap_k, TEMPERATURE_DIFFERENCE)


@dataclass(frozen=True)
class _Streams:
    """One CDU's part of heat and flow, and its two supplies, on plain numbers."""

    heat_kw: Numbers
    flow_l_min: Numbers
    warm: Numbers
    cold: Numbers

    def gap_k(self, group: CduGroup, product: Cdu) -> Numbers:
        """Approach that the exchanger of a product needs."""
        exchanger = _exchanger(group, product, give(self.warm, TEMPERATURE))
        if exchanger is None:
            return np.where(self.heat_kw > 0.0, _NEVER_K, 0.0)
        rack_rated = magnitude(exchanger.rack_flow, FLOW)
        water_rated = magnitude(exchanger.facility_flow, FLOW)
        rack_share = np.clip(self.flow_l_min / rack_rated, LEAST_SHARE, MOST_SHARE)
        water_share = np.clip(
            self._water_l_min(group, exchanger) / water_rated, LEAST_SHARE, MOST_SHARE
        )
        conductance = exchanger.read()(rack_share, water_share)
        rack_kw_k = rate_of(self.heat_kw, rack_share * rack_rated, self.warm, group.coolant)
        water_kw_k = rate_of(self.heat_kw, water_share * water_rated, self.cold, group.water)
        return gap_of(self.heat_kw, conductance, rack_kw_k, water_kw_k)

    def _water_l_min(self, group: CduGroup, exchanger: CduExchanger) -> Numbers:
        """Water through the unit: that of the range, or what an open valve lets through."""
        water = exchanger.facility_flow if group.facility_flow is None else group.facility_flow
        open_l_min = take(water, FLOW, "water")
        if group.water_range is None:
            return open_l_min
        range_k = magnitude(group.water_range, TEMPERATURE_DIFFERENCE)
        liquid = coolant_named(group.water)
        mean = np.clip(self.cold + 0.5 * range_k, liquid.coldest, liquid.warmest)
        flow_m3_s = self.heat_kw / range_k / liquid.capacity_kj_m3_k(mean)
        return np.minimum(open_l_min, flow_m3_s * L_MIN_PER_M3_S)


def _exchanger(group: CduGroup, product: Cdu, supply: Quantity) -> CduExchanger | None:
    """The plates of a CDU from its rating, at the loop's supply and with the loop's coolants.

    None where the heat of the rating does not fit between its flows.
    """
    water = product.facility_flow if product.facility_flow is not None else group.facility_flow
    if product.approach is None or water is None:
        raise UnitProblem("a CDU with approach and facility flow", product.id, fits=True)
    try:
        return rated_cdu(
            product.heat,
            product.approach,
            supply,
            product.flow,
            water,
            rack_coolant=group.coolant,
            facility_coolant=group.water,
        )
    except UnitProblem:
        return None


def _curve(unit: RunningCdu) -> PumpCurve:
    """All pumps of a CDU that run, as one."""
    head, shutoff = unit.product.head, unit.product.shutoff_head
    if head is None:
        raise UnitProblem("a CDU with a head", unit.product.id, fits=True)
    flow_l_min, head_kpa = magnitude(unit.flow, FLOW), magnitude(head, PRESSURE)
    if shutoff is None:
        return PumpCurve(give([flow_l_min], FLOW), give([head_kpa], PRESSURE))
    heads = [max(magnitude(shutoff, PRESSURE), head_kpa), head_kpa]
    return PumpCurve(give([0.0, flow_l_min], FLOW), give(heads, PRESSURE))


def _alike(units: Iterable[RunningCdu]) -> Iterable[tuple[RunningCdu, int]]:
    """Units that are alike, with how many there are of each."""
    counted: dict[tuple[str, float], tuple[RunningCdu, int]] = {}
    for unit in units:
        key = (unit.product.id, magnitude(unit.flow, FLOW))
        counted[key] = (unit, counted.get(key, (unit, 0))[1] + 1)
    return counted.values()
