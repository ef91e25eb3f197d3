"""Heat of a rack to liquid and to air, and what it asks of both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rackplan.model.catalog import AirNeed, FlowPoint, LiquidNeed, Server, Term
from rackplan.physics.rack_build.pieces import Figure, Piece, power_of
from rackplan.physics.rack_build.problem import BuildProblem
from rackplan.physics.rack_build.sums import Sums
from rackplan.units import (
    AIRFLOW,
    FLOW,
    POWER,
    PRESSURE,
    TEMPERATURE,
    Quantity,
    magnitude,
    of,
)

__all__ = ["air_of", "liquid_of"]

_STRICTEST = ("H1", "A1", "A2", "A3", "A4")
"""Inlet classes from the coolest air to the warmest."""


def air_of(sums: Sums) -> AirNeed:
    """What the rack asks of the room: heat and airflow of all pieces, the strictest inlet.

    Switches and parts give all they draw to the air. Where their airflow is not known, the air is
    taken to warm in them as it does in the servers: the flow grows with the heat.
    """
    heat = sums.total("air.heat", _air_heat)
    assert heat is not None, "what draws power states how much"
    need = AirNeed(heat=heat, airflow=_airflow(sums))
    return need.model_copy(update=_inlet(sums))


def liquid_of(sums: Sums) -> LiquidNeed | None:
    """What the rack asks of its loop: heat and flow of all servers, the lowest limit of supply."""
    wet = [
        _Wet(piece, piece.product.liquid)
        for piece in sums.pieces
        if isinstance(piece.product, Server) and piece.product.liquid is not None
    ]
    if not wet:
        return None
    _refuse_two_coolants(wet)
    heat = sums.total("liquid.heat", _liquid_heat)
    assert heat is not None, "a liquid need states its heat"
    sums.copy("liquid.coolant", wet[0].piece.product, "liquid.coolant")
    sums.least("liquid.supply_max", [each.piece.product for each in wet])
    supply_max = min((each.need.supply_max for each in wet), key=_degc)
    return LiquidNeed(
        heat=heat,
        coolant=wet[0].need.coolant,
        supply_max=supply_max,
        flow=_flow_points(sums, wet, supply_max),
    )


@dataclass(frozen=True)
class _Wet:
    """Servers of one kind on the rack's manifolds."""

    piece: Piece
    need: LiquidNeed

    def at(self, what: str, degc: float) -> float | None:
        """Flow or drop at a temperature: on a straight line between two points, else the nearest.

        Flow is convex in the temperature, so that the line lies above it.
        """
        points = sorted(self.need.flow, key=lambda point: _degc(point.supply))
        known = [getattr(point, what) for point in points]
        if any(value is None for value in known):
            return None
        dimension = FLOW if what == "flow" else PRESSURE
        values = [magnitude(value, dimension) for value in known]
        return float(np.interp(degc, [_degc(point.supply) for point in points], values))

    def terms(self, what: str, degc: float) -> list[Term]:
        """The points that a reading at a temperature rests on."""
        own = [(_degc(point.supply), index) for index, point in enumerate(self.need.flow)]
        below = [item for item in own if item[0] <= degc] or [min(own)]
        above = [item for item in own if item[0] >= degc] or [max(own)]
        return [
            Term(
                count=self.piece.count,
                product=self.piece.product.id,
                path=f"liquid.flow[{i}].{what}",
            )
            for i in dict.fromkeys((max(below)[1], min(above)[1]))
        ]


def _liquid_heat(piece: Piece) -> Figure | None:
    need = piece.product.liquid if isinstance(piece.product, Server) else None
    return None if need is None else Figure("liquid.heat", need.heat)


def _air_heat(piece: Piece) -> Figure | None:
    if isinstance(piece.product, Server):
        return Figure("air.heat", piece.product.air.heat)
    return power_of(piece.product, "planned_power")


def _airflow(sums: Sums) -> Quantity:
    """Known airflows, and for what draws power without one as much for its heat as in servers."""
    first = sums.pieces[0].product
    assert isinstance(first, Server), "servers come first"
    terms: list[Term] = []
    flow_m3_s, reckoned = 0.0, False
    for piece in sums.pieces:
        figure = _own_airflow(piece)
        if figure is None:
            continue
        if figure.value is None:
            heat = power_of(piece.product, "planned_power")
            assert heat is not None, "only what draws power has an airflow"
            figure, reckoned = Figure(heat.path, _as_in(first, heat, piece)), True
        assert figure.value is not None, "known or reckoned above"
        flow_m3_s += piece.count * magnitude(figure.value, AIRFLOW)
        terms.append(Term(count=piece.count, product=piece.product.id, path=figure.path))
    note = "power without a stated airflow warms the air as the servers do" if reckoned else ""
    sums.note("air.airflow", terms, note=note, is_assumed=reckoned)
    return of(flow_m3_s, AIRFLOW)


def _own_airflow(piece: Piece) -> Figure | None:
    if isinstance(piece.product, Server):
        return Figure("air.airflow", piece.product.air.airflow)
    draws = power_of(piece.product, "planned_power")
    if draws is None or (draws.value is not None and magnitude(draws.value, POWER) == 0.0):
        return None
    return Figure("airflow", getattr(piece.product, "airflow", None))


def _as_in(server: Server, heat: Figure, piece: Piece) -> Quantity:
    """The airflow for a power at the rise of the servers' air."""
    assert heat.value is not None, "what draws power states how much"
    heat_kw = magnitude(server.air.heat, POWER)
    if heat_kw == 0.0:
        message = f"{piece.product.id} states no airflow, and {server.id} gives no heat to air"
        raise BuildProblem(f"{message} to reckon it by", piece.at)
    ratio = magnitude(heat.value, POWER) / heat_kw
    return of(magnitude(server.air.airflow, AIRFLOW) * ratio, AIRFLOW)


def _inlet(sums: Sums) -> dict[str, object]:
    """The lowest inlet limit and the strictest class that any server states."""
    servers = [piece.product for piece in sums.pieces if isinstance(piece.product, Server)]
    limits = [s.air.inlet_max for s in servers if s.air.inlet_max is not None]
    classes = [s.air.inlet_class for s in servers if s.air.inlet_class is not None]
    found: dict[str, object] = {}
    if limits:
        found["inlet_max"] = min(limits, key=_degc)
        sums.least("air.inlet_max", [s for s in servers if s.air.inlet_max is not None])
    if classes:
        found["inlet_class"] = min(classes, key=_STRICTEST.index)
        sums.least("air.inlet_class", [s for s in servers if s.air.inlet_class is not None])
    return found


def _refuse_two_coolants(wet: Sequence[_Wet]) -> None:
    first = wet[0]
    for each in wet[1:]:
        if each.need.coolant != first.need.coolant:
            wants = f"{each.piece.product.id} wants {each.need.coolant}"
            has = f"{first.piece.product.id} {first.need.coolant}"
            raise BuildProblem(f"{wants}, and {has}: one loop has one coolant", each.piece.at)


def _flow_points(sums: Sums, wet: Sequence[_Wet], supply_max: Quantity) -> tuple[FlowPoint, ...]:
    """At every temperature that a server names, the flow of all of them, and the greatest drop.

    Servers hang in parallel between the manifolds: their flows add, their drops do not.
    """
    named = {_degc(point.supply): point.supply for each in wet for point in each.need.flow}
    kept = sorted(degc for degc in named if len(wet) == 1 or degc <= _degc(supply_max))
    points: list[FlowPoint] = []
    for index, degc in enumerate(kept):
        flows = [each.piece.count * (each.at("flow", degc) or 0.0) for each in wet]
        drops = [each.at("drop", degc) for each in wet]
        known = [drop for drop in drops if drop is not None]
        sums.note(
            f"liquid.flow[{index}].flow", [t for each in wet for t in each.terms("flow", degc)]
        )
        sums.copy(
            f"liquid.flow[{index}].supply", wet[0].piece.product, f"liquid.flow[{index}].supply"
        )
        is_known = len(known) == len(wet)
        if is_known:
            single = [t for each in wet for t in each.terms("drop", degc)]
            sums.note(
                f"liquid.flow[{index}].drop",
                [t.model_copy(update={"count": 1}) for t in single],
                "greatest",
            )
        points.append(
            FlowPoint(
                supply=named[degc],
                flow=of(sum(flows), FLOW),
                drop=of(max(known), PRESSURE) if is_known else None,
            )
        )
    return tuple(points)


def _degc(temperature: Quantity) -> float:
    return magnitude(temperature, TEMPERATURE)
