"""Heat of a rack to liquid and to air, and what it asks of both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rackplan.model.catalog import AirNeed, FlowPoint, LiquidNeed, Server, Term
from rackplan.physics.rack_build.figures import Figure, Item, airflow_of, power_of
from rackplan.physics.rack_build.pieces import Kit, Piece
from rackplan.physics.rack_build.problem import BuildProblem
from rackplan.physics.rack_build.sums import Sums, rounded, term
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
_RECKONED = "what states no airflow warms the air as the servers do"


def air_of(kit: Kit, sums: Sums) -> AirNeed:
    """What the rack asks of the room: heat and airflow of all pieces, the strictest inlet.

    Switches and parts give all that they draw to the air. Where their airflow is not known, the
    air is taken to warm in them as it does in the servers: the flow grows with the heat.
    """
    heat = sums.total("air.heat", POWER, _air_heat)
    assert heat is not None, "what draws power says how much: looked at before"
    servers = [piece.item for piece in sums.pieces if isinstance(piece.item, Server)]
    limits = [s for s in servers if s.air.inlet_max is not None]
    classes = [s for s in servers if s.air.inlet_class is not None]
    for key, known in (("inlet_max", limits), ("inlet_class", classes)):
        if known:
            sums.pick(f"air.{key}", "least", known)
    return AirNeed(
        heat=heat,
        airflow=_airflow(kit.server, sums),
        inlet_max=min((s.air.inlet_max for s in limits), key=_degc, default=None),  # type: ignore[arg-type]  # stated by all of them
        inlet_class=min((s.air.inlet_class for s in classes), key=_strictness, default=None),  # type: ignore[arg-type]  # stated by all of them
    )


def liquid_of(sums: Sums) -> LiquidNeed | None:
    """What the rack asks of its loop: heat and flow of all servers, the lowest limit of supply."""
    wet = [
        _Wet(piece, piece.item.liquid)
        for piece in sums.pieces
        if isinstance(piece.item, Server) and piece.item.liquid is not None
    ]
    if not wet:
        return None
    _refuse_two_coolants(wet)
    heat = sums.total("liquid.heat", POWER, _liquid_heat)
    assert heat is not None, "a liquid need states its heat"
    sums.copy("liquid.coolant", wet[0].piece.item)
    sums.pick("liquid.supply_max", "least", [each.piece.item for each in wet])
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
        below = max((each for each in own if each[0] <= degc), default=min(own))
        above = min((each for each in own if each[0] >= degc), default=max(own))
        indices = dict.fromkeys((below[1], above[1]))
        return [term(self.piece, f"liquid.flow[{index}].{what}") for index in indices]


def _liquid_heat(item: Item) -> Figure | None:
    need = item.liquid if isinstance(item, Server) else None
    return None if need is None else Figure("liquid.heat", need.heat)


def _air_heat(item: Item) -> Figure | None:
    if isinstance(item, Server):
        return Figure("air.heat", item.air.heat)
    return power_of(item, "planned_power")


def _airflow(server: Server, sums: Sums) -> Quantity:
    """Airflows that are known, and for the rest as much for its heat as in the servers."""
    terms: list[Term] = []
    flow_m3_s, is_reckoned = 0.0, False
    for piece in sums.pieces:
        figure = airflow_of(piece.item)
        if figure is None:
            continue
        if figure.value is None:
            figure, is_reckoned = _as_in(server, piece), True
        assert figure.value is not None, "stated or reckoned"
        flow_m3_s += piece.count * magnitude(figure.value, AIRFLOW)
        terms.append(term(piece, figure.path))
    note = _RECKONED if is_reckoned else ""
    sums.note("air.airflow", terms, note=note, is_assumed=is_reckoned)
    return rounded(of(flow_m3_s, AIRFLOW))


def _as_in(server: Server, piece: Piece) -> Figure:
    """The airflow for the heat of a piece at the rise of the servers' air, by what it draws."""
    heat = power_of(piece.item, "planned_power")
    assert heat is not None, "only what draws power lacks an airflow"
    assert heat.value is not None, "what draws power says how much: looked at before"
    server_kw = magnitude(server.air.heat, POWER)
    if server_kw == 0.0:
        message = f"{piece.item.id} states no airflow, and {server.id} gives the air no heat"
        raise BuildProblem(f"{message} to reckon it by", piece.at)
    ratio = magnitude(heat.value, POWER) / server_kw
    return Figure(heat.path, of(magnitude(server.air.airflow, AIRFLOW) * ratio, AIRFLOW))


def _refuse_two_coolants(wet: Sequence[_Wet]) -> None:
    first = wet[0]
    for each in wet[1:]:
        if each.need.coolant != first.need.coolant:
            wants = f"{each.piece.item.id} wants {each.need.coolant}"
            has = f"{first.piece.item.id} {first.need.coolant}"
            raise BuildProblem(f"{wants}, and {has}: one loop has one coolant", each.piece.at)


def _flow_points(sums: Sums, wet: Sequence[_Wet], supply_max: Quantity) -> tuple[FlowPoint, ...]:
    """The need at every temperature that a server names and all of them bear."""
    named = {
        _degc(point.supply): (
            point.supply,
            Term(product=each.piece.item.id, path=_supply_at(index)),
        )
        for each in wet
        for index, point in enumerate(each.need.flow)
    }
    borne = [degc for degc in sorted(named) if len(wet) == 1 or degc <= _degc(supply_max)]
    for index, degc in enumerate(borne):
        sums.note(_supply_at(index), [named[degc][1]])
    return tuple(_flow_point(sums, wet, i, named[degc][0]) for i, degc in enumerate(borne))


def _supply_at(index: int) -> str:
    return f"liquid.flow[{index}].supply"


def _flow_point(sums: Sums, wet: Sequence[_Wet], index: int, supply: Quantity) -> FlowPoint:
    """Flow of all servers and the greatest drop: they hang in parallel between the manifolds."""
    degc, path = _degc(supply), f"liquid.flow[{index}]"
    flows = [(each.piece.count, each.at("flow", degc)) for each in wet]
    drops = [each.at("drop", degc) for each in wet]
    known = [drop for drop in drops if drop is not None]
    sums.note(f"{path}.flow", [each for one in wet for each in one.terms("flow", degc)])
    drop = None
    if len(known) == len(wet):
        drop = rounded(of(max(known), PRESSURE))
        single = [each for one in wet for each in one.terms("drop", degc)]
        once = [Term(product=each.product, path=each.path) for each in single]
        sums.note(f"{path}.drop", once, "greatest")
    flow = sum(count * each for count, each in flows if each is not None)
    return FlowPoint(supply=supply, flow=rounded(of(flow, FLOW)), drop=drop)


def _degc(temperature: Quantity) -> float:
    return magnitude(temperature, TEMPERATURE)


def _strictness(inlet_class: str) -> int:
    return _STRICTEST.index(inlet_class)
