"""An order is filled whole, with all of its racks in one place, or not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from rackplan.model.order import Order
from rackplan.model.plan import stands_already
from rackplan.model.verdict import Contributor
from rackplan.verify.columns import counted
from rackplan.verify.comparison import Comparison
from rackplan.verify.facts import Facts
from rackplan.verify.racks import Racks, Standing, grouped

__all__ = ["check"]


def check(facts: Facts) -> Iterator[Comparison]:
    """``n_o >= N_o`` of orders begun, ``s_o <= 0`` of all names, ``u_t <= 0`` by type."""
    orders = facts.site.demand.orders
    said = grouped(facts.racks.those(_says_an_order), lambda rack: str(rack.placement.order))
    if orders:
        yield _whole(facts, {name: said.get(name, Racks(())) for name in orders})
    if orders or said:
        names = [*orders, *sorted(said.keys() - orders.keys())]
        strays = {
            name: _strays(facts, said.get(name, Racks(())), orders.get(name)) for name in names
        }
        yield _none_of("Racks that say order {subject} and do not help to fill it: {value}", strays)
    if orders:
        yield _none_of("Racks of {subject} for orders only that fill none: {value}", _idle(facts))


def _whole(facts: Facts, said: Mapping[str, Racks]) -> Comparison:
    """An order that is begun, or has to be filled, has all of its racks in one place."""
    orders = facts.site.demand.orders
    begun = [name for name, racks in said.items() if orders[name].must or len(racks)]
    return Comparison(
        says="Of order {subject} at most {value} of {limit} stand together: {short} too few",
        where=begun,
        used=counted([len(_together(facts, said[name], orders[name])) for name in begun]),
        limit=counted([orders[name].racks for name in begun]),
        subject=lambda i: begun[i],
        blame=lambda i, n: (Contributor(orders[begun[i]].rack, n),),
        at_least=True,
    )


def _together(facts: Facts, said: Racks, order: Order) -> Racks:
    """New racks of the type of an order in the place where most of those that say it stand."""
    own = said.those(
        lambda rack: rack.type.id == order.rack and not stands_already(facts.site, rack.placement)
    )
    places = grouped(own, _place(order))
    return max(places.values(), key=len, default=Racks(()))


def _place(order: Order) -> Callable[[Standing], str]:
    match order.together:
        case "row":
            return lambda rack: rack.row.id
        case "line":
            return lambda rack: rack.row.id if rack.row.line is None else rack.row.line
        case "hall":
            return lambda rack: rack.row.hall


def _strays(facts: Facts, said: Racks, order: Order | None) -> Racks:
    """Racks that say an order and are none of it, or one too many."""
    if order is None:
        return said
    kept = {rack.position for rack in _together(facts, said, order).members[: order.racks]}
    return said.those(lambda rack: rack.position not in kept)


def _says_an_order(rack: Standing) -> bool:
    return rack.placement.order is not None


def _idle(facts: Facts) -> dict[str, Racks]:
    """New compute racks of types that stand for orders only, and that say none."""
    demand = facts.site.demand
    wanted = dict.fromkeys(o.rack for o in demand.orders.values() if o.rack not in demand.racks)

    def is_idle(rack: Standing) -> bool:
        return rack.placement.order is None and not stands_already(facts.site, rack.placement)

    racks = facts.racks.those(lambda rack: rack.type.role == "compute" and rack.type.id in wanted)
    found = grouped(racks.those(is_idle), lambda rack: rack.type.id)
    return {kind: found.get(kind, Racks(())) for kind in wanted}


def _none_of(says: str, racks: Mapping[str, Racks]) -> Comparison:
    """There are no racks of each kind; `racks` by the name of the kind."""
    names, found = list(racks), list(racks.values())
    return Comparison(
        says=says,
        where=names,
        used=counted([len(each) for each in found]),
        limit=counted([0] * len(names)),
        subject=names.__getitem__,
        blame=lambda i, _: _by_type(found[i]),
    )


def _by_type(racks: Racks) -> Iterator[Contributor]:
    kinds = Counter(rack.type.id for rack in racks)
    return (Contributor(kind, count) for kind, count in kinds.items())
