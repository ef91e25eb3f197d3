"""How many servers a rack takes, and what stops the next one.

Every limit answers for itself how many servers it lets in, over what the rest of the rack takes of
it: height, mass, power as planned, and what is left of power strips or shelves after a loss.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Literal

from rackplan.model.catalog import Limit, PowerShelf, RackPdu, Supplies
from rackplan.physics.electrical import three_phase_capacity
from rackplan.physics.rack_build.pieces import Kit, whole_units
from rackplan.units import (
    APPARENT_POWER,
    FRACTION,
    LENGTH,
    MASS,
    POWER,
    VA_PER_WATT,
    Quantity,
    magnitude,
)

__all__ = ["limits_of"]

_SLACK = 1e-9
"""Four times a quarter of a limit is beyond it by floating point only."""
_MOST = 1000
"""More servers than any frame holds: a limit that lets in so many is none."""
_NAMED_UNITS = {44.45: "U", 48.0: "OU"}


def limits_of(kit: Kit) -> tuple[Limit, ...]:
    """Everything that limits how many servers the rack takes."""
    found = (_asked(kit), _height(kit), _mass(kit), _power(kit), *_supplies(kit))
    return tuple(limit for limit in found if limit is not None)


def _asked(kit: Kit) -> Limit | None:
    asked = kit.build.servers
    return None if asked is None else Limit(what="asked", servers=asked, why=f"{asked} asked for")


def _height(kit: Kit) -> Limit:
    """Whole rack units of the frame; what is begun is taken."""
    unit = kit.frame.unit
    total = math.floor(
        magnitude(kit.frame.mounting_height, LENGTH) / magnitude(unit, LENGTH) + 1e-6
    )
    each = whole_units(kit.server.product.height, unit)
    taken = [
        (piece.count * whole_units(piece.product.height, unit), piece.product.id)
        for piece in kit.others
    ]
    taken.append((whole_units(kit.build.reserve, unit), "reserve"))
    left = max(total - sum(units for units, _ in taken), 0)
    called = _unit_name(unit)
    less = " and ".join(f"{units} {called} of {name}" for units, name in taken if units)
    why = _left_over(f"{total} {called}", less, f"{left} {called}", f"{each} {called}")
    return Limit(what="height", servers=left // each, why=why)


def _mass(kit: Kit) -> Limit | None:
    """What the frame carries, coolant included."""
    if kit.frame.load_limit is None:
        return None
    limit_kg, each_kg = magnitude(kit.frame.load_limit, MASS), kit.server.mass_kg
    rest_kg = sum(piece.count * piece.mass_kg for piece in kit.others)
    return _linear("mass", limit_kg, rest_kg, each_kg, "kg")


def _power(kit: Kit) -> Limit | None:
    """What the rack may draw as planned."""
    if kit.build.power_limit is None:
        return None
    limit_kw = magnitude(kit.build.power_limit, POWER)
    each_kw, rest_kw = _each_and_rest(kit, "planned_power")
    return _linear("power", limit_kw, rest_kw, each_kw, "kW")


def _supplies(kit: Kit) -> Iterator[Limit | None]:
    """What strips or shelves carry after a loss."""
    build = kit.build
    for piece in kit.others:
        if isinstance(piece.product, RackPdu) and build.pdus is not None:
            yield _feed(kit, build.pdus, piece.product.id, _strip_kva(piece.product), "kVA")
        elif isinstance(piece.product, PowerShelf) and build.supplies is not None:
            one_kw = magnitude(piece.product.rating, POWER)
            yield _feed(kit, build.supplies, piece.product.id, one_kw, "kW")
            yield _one_lost(kit, build.supplies, piece.product)


def _feed(kit: Kit, supplies: Supplies, name: str, one: float, unit: str) -> Limit | None:
    """The strips or shelves of one feed carry what the rack draws without the other.

    Strips carry current, so that what is drawn counts in kVA; shelves carry power. A rack with one
    cord has only its planned power on its only feed.
    """
    side, count = _weaker_side(kit, supplies)
    what = "failover_power" if kit.build.cords == 2 else "planned_power"
    each, rest = _each_and_rest(kit, what, is_apparent=unit == "kVA")
    cap = _cap(kit, is_apparent=unit == "kVA")
    carried = count * one

    def fits(servers: int) -> bool:
        return min(rest + servers * each, cap) <= carried * (1 + _SLACK)

    rests = f" beside {rest:,.4g} {unit} of other equipment" if rest else ""
    capped = f", all of it capped at {cap:,.4g} {unit}" if cap < math.inf else ""
    alone = " alone" if kit.build.cords == 2 else ""
    carries = f"{count} {name} on feed {side}{alone} carry {carried:,.4g} {unit}"
    servers = _most(fits)
    if servers is None:
        return None
    why = f"{carries}; a server draws {each:,.4g} {unit}{rests}{capped}"
    return Limit(what="feed", servers=servers, why=why)


def _one_lost(kit: Kit, supplies: Supplies, shelf: PowerShelf) -> Limit | None:
    """What is left carries the planned power: shelves less one, or a single one less a module.

    A rule counts whole shelves after a loss (`power.shelves`), so that with several of them one
    module lost is the lesser loss.
    """
    one_kw, count = magnitude(shelf.rating, POWER), supplies.count
    each_kw, rest_kw = _each_and_rest(kit, "planned_power")
    if count > 1:
        lost, left_kw = f"{count - 1} of {count} {shelf.id}", (count - 1) * one_kw
    else:
        lost = f"one {shelf.id} without one of its {shelf.modules} modules"
        left_kw = one_kw - _module_kw(shelf)
    limit = _linear("module", left_kw, rest_kw, each_kw, "kW")
    why = None if limit is None else f"{lost}: {limit.why}"
    return None if limit is None else limit.model_copy(update={"why": why})


def _module_kw(shelf: PowerShelf) -> float:
    if shelf.module_rating is not None:
        return magnitude(shelf.module_rating, POWER)
    return magnitude(shelf.rating, POWER) / shelf.modules


def _strip_kva(strip: RackPdu) -> float:
    """Apparent power that a strip carries continuously."""
    if strip.phases == 3:
        capacity = three_phase_capacity(strip.rating, strip.voltage, strip.usable)
    else:
        capacity = strip.rating * strip.voltage * strip.usable * VA_PER_WATT
    return magnitude(capacity, APPARENT_POWER)


def _weaker_side(kit: Kit, supplies: Supplies) -> tuple[str, int]:
    """The feed with fewer strips or shelves; A where there is one cord, or where they are equal."""
    if kit.build.cords == 1 or supplies.on_feed_a <= supplies.on_feed_b:
        return "A", supplies.on_feed_a
    return "B", supplies.on_feed_b


def _cap(kit: Kit, *, is_apparent: bool) -> float:
    """The cap that the rack keeps as a whole after a feed is lost, in kW or kVA."""
    if kit.build.failover_power is None or kit.build.cords == 1:
        return math.inf
    cap_kw = magnitude(kit.build.failover_power, POWER)
    return cap_kw / min(_factors(kit)) if is_apparent else cap_kw


def _each_and_rest(kit: Kit, what: str, *, is_apparent: bool = False) -> tuple[float, float]:
    """What a server and what all else in the rack draw, in kW or kVA."""
    factors = _factors(kit) if is_apparent else [1.0] * (1 + len(kit.others))
    rest = (
        piece.count * piece.power_kw(what) / factor
        for piece, factor in zip(kit.others, factors[1:], strict=True)
    )
    return kit.server.power_kw(what) / factors[0], sum(rest)


def _factors(kit: Kit) -> list[float]:
    """Power factors: of the servers, then of all else; as the servers' where none is stated."""
    stated = [getattr(piece.product, "power_factor", None) for piece in (kit.server, *kit.others)]
    first = stated[0]
    assert first is not None, "a server states its power factor"
    return [magnitude(first if factor is None else factor, FRACTION) for factor in stated]


def _linear(
    what: Literal["mass", "power", "module"], limit: float, rest: float, each: float, unit: str
) -> Limit | None:
    """A limit that all servers share, less what the rest of the rack takes of it."""
    servers = _most(lambda n: rest + n * each <= limit * (1 + _SLACK))
    if servers is None:
        return None
    less = f"{rest:,.4g} {unit} of other equipment" if rest else ""
    left = f"{max(limit - rest, 0.0):,.4g} {unit}"
    why = _left_over(f"{limit:,.4g} {unit}", less, left, f"{each:,.4g} {unit}")
    return Limit(what=what, servers=servers, why=why)


def _most(fits: Callable[[int], bool]) -> int | None:
    """The most servers that fit; None where no number that a frame holds is too many."""
    if fits(_MOST):
        return None
    return max((n for n in range(_MOST) if fits(n)), default=0)


def _left_over(total: str, less: str, left: str, each: str) -> str:
    if not less:
        return f"{total} for servers of {each}"
    return f"{total} less {less} leave {left} for servers of {each}"


def _unit_name(unit: Quantity) -> str:
    unit_mm = round(magnitude(unit, LENGTH) * 1e3, 2)
    return _NAMED_UNITS.get(unit_mm, f"units of {unit_mm:g} mm")
