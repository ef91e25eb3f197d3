"""What a rack draws, and where it comes in."""

from __future__ import annotations

from typing import Any

from rackplan.model.catalog import PowerInput, PowerShelf, RackPdu, Server, Supplies, Term
from rackplan.physics.rack_build.figures import Figure, Item, power_of
from rackplan.physics.rack_build.pieces import Kit
from rackplan.physics.rack_build.sums import Sums, rounded, term
from rackplan.units import FRACTION, POWER, Quantity, magnitude, of

__all__ = ["power_figures"]


def power_figures(kit: Kit, sums: Sums) -> dict[str, Any]:
    """Powers, power factor, input and supplies of a rack; of powers all that is known."""
    powers = {
        what: sums.total(what, POWER, _figure_of(what))
        for what in ("planned_power", "rated_power", "peak_power", "typical_power")
    }
    return {
        **powers,
        "failover_power": _failover(kit, sums),
        "power_factor": _power_factor(sums),
        "input": _input(kit, sums),
        "supplies": _supplies(kit, sums),
        "beside_supplies": _beside_supplies(kit, sums),
    }


def _figure_of(what: str) -> Any:
    def figure(item: Item) -> Figure | None:
        return power_of(item, what)

    return figure


def _failover(kit: Kit, sums: Sums) -> Quantity | None:
    """The lesser of the build's own cap and what its servers keep to; None where nothing caps."""
    own = kit.build.failover_power
    summed = sums.total("failover_power", POWER, _figure_of("failover_power"))
    derivation = sums.derived.pop("failover_power")
    assert summed is not None, "a planned power is known for everything that draws"
    if own is not None and own < summed:
        return own
    if not any(each.path == "failover_power" for each in derivation.terms):
        return None
    sums.derived["failover_power"] = derivation
    return summed


def _power_factor(sums: Sums) -> Quantity:
    """Real over apparent power of all servers; switches and parts state none and follow them."""
    servers = [(piece.count, piece.item) for piece in sums.pieces if isinstance(piece.item, Server)]
    real_kw = [count * magnitude(server.planned_power, POWER) for count, server in servers]
    apparent_kva = [
        kw / magnitude(server.power_factor, FRACTION)
        for kw, (_, server) in zip(real_kw, servers, strict=True)
    ]
    sums.pick("power_factor", "mean", [server for _, server in servers])
    if len(servers) == 1 or not sum(real_kw):
        return servers[0][1].power_factor
    return rounded(of(sum(real_kw) / sum(apparent_kva), FRACTION))


def _input(kit: Kit, sums: Sums) -> PowerInput | None:
    """What comes in at the strips; at the servers where they hang on neither strips nor shelves."""
    for piece in kit.beside:
        if isinstance(piece.item, RackPdu):
            return _input_of(piece.item, sums)
        if isinstance(piece.item, PowerShelf):
            return None
    return kit.server.input


def _input_of(strip: RackPdu, sums: Sums) -> PowerInput:
    for key in ("input.voltage_low", "input.voltage_high"):
        sums.copy(key, strip, "voltage")
    return PowerInput(
        current="ac-three-phase" if strip.phases == 3 else "ac-single-phase",
        voltage_low=strip.voltage,
        voltage_high=strip.voltage,
    )


def _supplies(kit: Kit, sums: Sums) -> Supplies | None:
    """The shelves of the rack, or the supplies of all servers, grouped by server."""
    own = kit.server.supplies
    if kit.build.supplies is not None or own is None:
        return kit.build.supplies
    first = sums.pieces[0]
    for key in ("on_feed_a", "on_feed_b"):
        sums.note(f"supplies.{key}", [term(first, f"supplies.{key}")])
    sums.note("supplies.groups", [Term(product=kit.build.id, path="servers")])
    return Supplies(
        product=own.product,
        on_feed_a=first.count * own.on_feed_a,
        on_feed_b=first.count * own.on_feed_b,
        groups=first.count * own.groups,
    )


def _beside_supplies(kit: Kit, sums: Sums) -> Quantity | None:
    """What switches, parts and other servers draw beside the supplies of the servers.

    It counts as low as a feed loss may bring it, so that the rest never counts too low.
    """
    if kit.server.supplies is None:
        return None
    total: Quantity | None = None
    terms: list[Term] = []
    for piece in kit.beside:
        figure = power_of(piece.item, "failover_power")
        if figure is not None and figure.value is not None:
            more = piece.count * figure.value
            total = more if total is None else total + more
            terms.append(term(piece, figure.path))
    if total is not None:
        sums.note("beside_supplies", terms)
    return total
