"""Doubts about heat: what comes in as power goes out, and something carries it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from rackplan.model.catalog import (
    AirUnit,
    AnyProduct,
    Catalog,
    Cdu,
    FlowPoint,
    RackType,
    Server,
)
from rackplan.reading.lint.remark import Remark, kilowatts, kw
from rackplan.units import AIRFLOW, FLOW, TEMPERATURE, Quantity, magnitude

__all__ = ["check_airflow", "check_balance", "check_flow", "check_machine_flow"]

_TOLERANCE = 0.03
_KJ_PER_LITRE_K = {"water": 4.15}
_PG25_KJ_PER_LITRE_K = 4.02
"""At 40 degC; a lint needs no more than that."""
_AIR_KJ_PER_M3_K = 1.2
_RACK_RISE_K = (4.0, 35.0)
_WARMEST_RETURN_DEGC = 66.0
_AIR_RISE_K = (5.0, 30.0)
_CDU_RISE_K = (4.0, 30.0)
_UNIT_RISE_K = (5.0, 25.0)


def check_balance(item: AnyProduct, _catalog: Catalog) -> Iterator[Remark]:
    """What goes in as power comes out as heat, to liquid or to air."""
    if not isinstance(item, (RackType, Server)):
        return
    heat = item.air.heat if item.liquid is None else item.air.heat + item.liquid.heat
    if abs(heat - item.planned_power) > _TOLERANCE * item.planned_power:
        said = f"gives off {kilowatts(heat)} of heat at a planned power of "
        yield Remark("air.heat", said + kilowatts(item.planned_power))


def check_flow(item: AnyProduct, _catalog: Catalog) -> Iterator[Remark]:
    """The coolant carries the heat at a rise, and to a return, that racks are built for."""
    if not isinstance(item, (RackType, Server)) or item.liquid is None:
        return
    carries = _KJ_PER_LITRE_K.get(item.liquid.coolant, _PG25_KJ_PER_LITRE_K)
    for index, point in enumerate(item.liquid.flow):
        supply, flow = magnitude(point.supply, TEMPERATURE), magnitude(point.flow, FLOW)
        rise = 60.0 * kw(item.liquid.heat) / (carries * flow) if flow else float("inf")
        low, high = _RACK_RISE_K
        if not low <= rise <= high or supply + rise > _WARMEST_RETURN_DEGC:
            said = (
                f"{flow:g} L/min carry {kilowatts(item.liquid.heat)} only with a rise of "
                f"{rise:.1f} K to {supply + rise:.0f} degC; {low:g} to {high:g} K, and 66 degC at "
                "most, are usual"
            )
            yield Remark(f"liquid.flow[{index}].flow", said)


def check_flow_table(item: AnyProduct, _catalog: Catalog) -> Iterator[Remark]:
    """Warmer coolant takes more flow, and each temperature has one point."""
    if not isinstance(item, (RackType, Server)) or item.liquid is None:
        return
    points = sorted(enumerate(item.liquid.flow), key=lambda point: _degc(point[1]))
    for (_, cooler), (index, warmer) in itertools.pairwise(points):
        path = f"liquid.flow[{index}].flow"
        if _degc(cooler) == _degc(warmer):
            yield Remark(path, f"a second point at {_degc(warmer):g} degC: which of them holds?")
        elif warmer.flow < cooler.flow:
            more, less = magnitude(cooler.flow, FLOW), magnitude(warmer.flow, FLOW)
            said = f"{less:g} L/min at {_degc(warmer):g} degC are less than the {more:g} L/min at "
            yield Remark(path, f"{said}{_degc(cooler):g} degC: warmer coolant takes more")


def _degc(point: FlowPoint) -> float:
    return magnitude(point.supply, TEMPERATURE)


def check_airflow(item: AnyProduct, _catalog: Catalog) -> Iterator[Remark]:
    """The airflow carries the heat to air at a usual rise."""
    if isinstance(item, (RackType, Server)):
        yield from _rise(item.air.heat, item.air.airflow, _AIR_RISE_K, "air.airflow")


def check_machine_flow(item: AnyProduct, _catalog: Catalog) -> Iterator[Remark]:
    """The flow of a coolant or air unit carries the heat that it is rated for."""
    if isinstance(item, AirUnit):
        yield from _rise(item.heat, item.airflow, _UNIT_RISE_K, "airflow")
    elif isinstance(item, Cdu):
        flow = magnitude(item.flow, FLOW)
        rise = 60.0 * kw(item.heat) / (_PG25_KJ_PER_LITRE_K * flow) if flow else float("inf")
        yield from _unusual(rise, _CDU_RISE_K, f"{flow:g} L/min", item.heat, "flow")


def _rise(
    heat: Quantity, airflow: Quantity, usual: tuple[float, float], path: str
) -> Iterator[Remark]:
    volume = magnitude(airflow, AIRFLOW)
    if kw(heat) > 0:
        rise = kw(heat) / (_AIR_KJ_PER_M3_K * volume) if volume else float("inf")
        yield from _unusual(rise, usual, f"{volume:.3g} m3/s of air", heat, path)


def _unusual(
    rise: float, usual: tuple[float, float], what: str, heat: Quantity, path: str
) -> Iterator[Remark]:
    low, high = usual
    if not low <= rise <= high:
        said = f"{what} carry {kilowatts(heat)} at a rise of {rise:.1f} K; "
        said += f"{low:g} to {high:g} K is usual"
        yield Remark(path, said)
