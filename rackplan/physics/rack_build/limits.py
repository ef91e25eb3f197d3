"""How many servers a rack takes, and what stops the next one.

Every limit says for itself how many servers it lets in, beside what else is in the rack.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from rackplan.model.catalog import Limit
from rackplan.physics.rack_build.figures import Item, mass_of, power_of, wet_mass_of, whole_units
from rackplan.physics.rack_build.losses import loss_limits
from rackplan.physics.rack_build.pieces import Kit
from rackplan.physics.rack_build.shares import Shared, left_over
from rackplan.units import LENGTH, MASS, POWER, Quantity, magnitude

__all__ = ["limits_of"]

_SLACK = 1e-6
"""A frame of so many units differs from them by floating point only."""
_UNITS = {44.45: "U", 48.0: "OU"}


def limits_of(kit: Kit) -> tuple[Limit, ...]:
    """Everything that limits how many servers the rack takes; what never binds is left out."""
    return tuple(limit for limit in _all(kit) if limit is not None)


def _all(kit: Kit) -> Iterator[Limit | None]:
    asked = kit.build.servers
    if asked is not None:
        yield Limit(what="asked", servers=asked, why=f"{asked} asked for")
    yield _height(kit)
    yield _mass(kit)
    yield _power(kit)
    yield from loss_limits(kit)


def _height(kit: Kit) -> Limit:
    """Whole rack units of the frame, less equipment and reserve; what is begun is taken."""
    unit, build = kit.frame.unit, kit.build
    ratio = magnitude(kit.frame.mounting_height, LENGTH) / magnitude(unit, LENGTH)
    total, each = math.floor(ratio + _SLACK), whole_units(kit.server.height, unit)
    taken = [(p.count * whole_units(p.item.height, unit), p.item.id) for p in kit.beside]
    taken.append((whole_units(build.reserve, unit), "reserve"))
    left = max(total - sum(units for units, _ in taken), 0)
    called = _unit_name(unit)
    less = " and ".join(f"{units} {called} of {name}" for units, name in taken if units)
    why = left_over(f"{total} {called}", less, f"{left} {called}", f"{each} {called}")
    return Limit(what="height", servers=left // each, why=why)


def _mass(kit: Kit) -> Limit | None:
    """What the frame carries, coolant included where it is known."""
    limit = kit.frame.load_limit
    if limit is None:
        return None
    beside_kg = sum(piece.count * _mass_kg(piece.item) for piece in kit.beside)
    shared = Shared(magnitude(limit, MASS), beside_kg, _mass_kg(kit.server), "kg")
    return shared.limit("mass")


def _power(kit: Kit) -> Limit | None:
    """What the rack may draw as planned."""
    limit = kit.build.power_limit
    if limit is None:
        return None
    figures = [(piece.count, power_of(piece.item, "planned_power")) for piece in kit.beside]
    beside_kw = sum(
        count * magnitude(each.value, POWER)
        for count, each in figures
        if each is not None and each.value is not None
    )
    server_kw = magnitude(kit.server.planned_power, POWER)
    return Shared(magnitude(limit, POWER), beside_kw, server_kw, "kW").limit("power")


def _mass_kg(item: Item) -> float:
    known = (wet_mass_of(item).value, mass_of(item).value)
    return next(magnitude(mass, MASS) for mass in known if mass is not None)


def _unit_name(unit: Quantity) -> str:
    unit_mm = round(magnitude(unit, LENGTH) * 1e3, 2)
    return _UNITS.get(unit_mm, f"units of {unit_mm:g} mm")
