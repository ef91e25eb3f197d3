"""How many servers the strips or the shelves of a rack carry after a loss.

Strips are rated in amperes, so that what is drawn counts in kVA there; shelves are rated in kW.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from rackplan.model.catalog import Limit, PowerShelf, RackPdu, Supplies
from rackplan.physics.electrical import three_phase_capacity
from rackplan.physics.rack_build.figures import Item, power_of
from rackplan.physics.rack_build.pieces import Kit
from rackplan.physics.rack_build.shares import Shared
from rackplan.units import APPARENT_POWER, FRACTION, POWER, VA_PER_WATT, Quantity, magnitude

__all__ = ["loss_limits"]


def loss_limits(kit: Kit) -> Iterator[Limit | None]:
    """The limits of strips or shelves; None where one never binds."""
    for piece in kit.beside:
        if isinstance(piece.item, RackPdu) and kit.build.pdus is not None:
            yield _one_feed(kit, piece.item, kit.build.pdus)
        elif isinstance(piece.item, PowerShelf) and kit.build.supplies is not None:
            yield _one_feed(kit, piece.item, kit.build.supplies)
            yield _one_shelf_lost(kit, piece.item, kit.build.supplies)


def _one_feed(kit: Kit, item: RackPdu | PowerShelf, supplies: Supplies) -> Limit | None:
    """The strips or shelves of one feed carry what the rack draws without the other.

    A rack with one cord hangs on feed A alone, and draws its planned power.
    """
    has_two = kit.build.cords == 2
    side, count = "A", supplies.on_feed_a
    if has_two and supplies.on_feed_b < count:
        side, count = "B", supplies.on_feed_b
    what = "failover_power" if has_two else "planned_power"
    is_apparent = isinstance(item, RackPdu)
    one = _strip_kva(item) if isinstance(item, RackPdu) else magnitude(item.rating, POWER)
    shared = Shared(
        whole=count * one,
        beside=sum(p.count * _drawn(kit, p.item, what, is_apparent) for p in kit.beside),
        each=_drawn(kit, kit.server, what, is_apparent),
        unit="kVA" if is_apparent else "kW",
        cap=_cap(kit, is_apparent) if has_two else math.inf,
    )
    alone = " alone" if has_two else ""
    carry = "carries" if count == 1 else "carry"
    return _as_limit("feed", f"{count} {item.id} on feed {side}{alone} {carry}", shared)


def _one_shelf_lost(kit: Kit, shelf: PowerShelf, supplies: Supplies) -> Limit | None:
    """What is left carries the planned power: shelves less one, or a single one less a module.

    The rule of the law counts whole shelves (`power.shelves`), so that among several of them the
    loss of a module is the lesser one.
    """
    one_kw, count = magnitude(shelf.rating, POWER), supplies.count
    if count > 1:
        carry = "carries" if count == 2 else "carry"
        left_kw, said = (count - 1) * one_kw, f"{count - 1} of {count} {shelf.id} {carry}"
    else:
        left_kw = one_kw - _module_kw(shelf)
        said = f"one {shelf.id} without one of its {shelf.modules} modules carries"
    shared = Shared(
        whole=left_kw,
        beside=sum(p.count * _drawn(kit, p.item, "planned_power") for p in kit.beside),
        each=_drawn(kit, kit.server, "planned_power"),
        unit="kW",
    )
    return _as_limit("module", said, shared)


def _as_limit(what: str, said: str, shared: Shared) -> Limit | None:
    servers = shared.servers
    if servers is None:
        return None
    why = f"{said} {shared.text(shared.whole)}; a server draws {shared.text(shared.each)}"
    why += f" beside {shared.text(shared.beside)} of other equipment" if shared.beside else ""
    why += f", all of it capped at {shared.text(shared.cap)}" if shared.cap < math.inf else ""
    return Limit.model_validate({"what": what, "servers": servers, "why": why})


def _drawn(kit: Kit, item: Item, what: str, is_apparent: bool = False) -> float:  # noqa: FBT001, FBT002  # kW or kVA
    """What one of a product draws, in kW or kVA; at the servers' power factor if it states none."""
    figure = power_of(item, what)
    if figure is None or figure.value is None:
        return 0.0
    drawn_kw = magnitude(figure.value, POWER)
    return drawn_kw / _factor(kit, item) if is_apparent else drawn_kw


def _cap(kit: Kit, is_apparent: bool) -> float:  # noqa: FBT001  # kW or kVA
    """The cap that the rack keeps as a whole, in kW or, at the worst power factor in it, in kVA."""
    if kit.build.failover_power is None:
        return math.inf
    cap_kw = magnitude(kit.build.failover_power, POWER)
    worst = min(_factor(kit, item) for item in (kit.server, *(p.item for p in kit.beside)))
    return cap_kw / worst if is_apparent else cap_kw


def _factor(kit: Kit, item: Item) -> float:
    stated: Quantity = getattr(item, "power_factor", kit.server.power_factor)
    return magnitude(stated, FRACTION)


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
