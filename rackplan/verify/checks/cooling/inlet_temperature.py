"""The air that reaches a rack is no warmer than the rack accepts, recirculation included."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from rackplan.model.catalog import RackType
from rackplan.model.room import Recirculation
from rackplan.model.site import AirZone, Row
from rackplan.model.verdict import Contributor
from rackplan.physics.machines import inlet_limit, leaked_inlet, recirculated_inlets
from rackplan.units import (
    POWER,
    TEMPERATURE,
    THERMAL_RESISTANCE,
    Quantity,
    give,
)
from rackplan.verify.columns import column
from rackplan.verify.comparison import Blame, Comparison
from rackplan.verify.facts import Facts
from rackplan.verify.racks import Racks

__all__ = ["check"]


def check(facts: Facts) -> Iterator[Comparison]:
    """``T_zone + recirculation <= T_r`` for each rack whose warmest inlet is known."""
    for zone in facts.site.zones.values():
        every = facts.in_zone[zone.id]
        limited = every.those(lambda rack: _limit(rack.type, zone) is not None)  # noqa: B023  # asked at once
        air = zone.recirculation
        if air is None or not air.matrix:
            yield _compared(zone, limited, _by_leakage(zone, limited, air), limited.itself)
        else:
            rows = [row for row in facts.site.rows.values() if row.zone == zone.id]
            yield _by_matrix(zone, rows, every, limited, air)


def _limit(kind: RackType, zone: AirZone) -> Quantity | None:
    return inlet_limit(kind.air, by_class=zone.recirculation is not None)


def _by_leakage(zone: AirZone, racks: Racks, air: Recirculation | None) -> Quantity:
    """Supply, warmed by what each rack draws of its own exhaust."""
    leakage = None if air is None else air.leakage
    if leakage is None:
        return column([zone.supply] * len(racks), TEMPERATURE)
    return racks.by_type(lambda kind: leaked_inlet(kind.air, zone.supply, leakage), TEMPERATURE)


def _by_matrix(
    zone: AirZone, rows: list[Row], every: Racks, limited: Racks, air: Recirculation
) -> Comparison:
    """Supply, warmed in each row by the heat of all rows."""
    place = {row.id: number for number, row in enumerate(rows)}
    heats = np.zeros(len(rows))
    own = every.by_type(lambda kind: kind.air.heat, POWER).m_as("kW")
    np.add.at(heats, [place[rack.row.id] for rack in every], own)
    size = len(rows)
    figures = column((each for line in air.matrix for each in line), THERMAL_RESISTANCE)
    matrix = figures.reshape(size, size)
    inlets = recirculated_inlets(zone.supply, matrix, give(heats, POWER)).m_as("degC")

    def blame(entry: int, _: float) -> Iterator[Contributor]:
        warming = matrix.m_as("K/kW")[place[limited.members[entry].row.id]]
        return (
            Contributor(f"row {row.id}", float(warming[number] * heats[number]))
            for number, row in enumerate(rows)
        )

    used = give([inlets[place[rack.row.id]] for rack in limited], TEMPERATURE)
    return _compared(zone, limited, used, blame)


def _compared(zone: AirZone, racks: Racks, used: Quantity, blame: Blame) -> Comparison:
    def limit(kind: RackType) -> Quantity:
        warmest = _limit(kind, zone)
        assert warmest is not None, "only racks with a limit come here"
        return warmest

    return Comparison(
        says="{subject} draws air of {value} and accepts {limit}: {short} too warm{most}",
        where=racks.where,
        used=used,
        limit=racks.by_type(limit, TEMPERATURE),
        subject=lambda i: f"{racks.subject(i)} in zone {zone.id}",
        blame=blame,
    )
