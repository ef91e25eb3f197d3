"""What is there on the planning date, and what may be bought: dates and prices of equipment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from rackplan.model.budget import Budget, BudgetStep
from rackplan.model.built import Absent, without
from rackplan.model.figures import FrozenDict
from rackplan.model.offer import Offer
from rackplan.model.site import Site
from rackplan.reading.folded import FoldedBudget, FoldedSite
from rackplan.reading.machines import machine_groups
from rackplan.reading.references.power import Say
from rackplan.units import Quantity

__all__ = ["budget_on", "check_arrivals", "on_its_date", "steps_of"]


def budget_on(budget: FoldedBudget, day: date) -> Budget:
    """What may be spent on a day: of each step that has come the last word."""
    stated = {key: getattr(budget, key) for key in Budget.model_fields}
    for step in sorted(budget.by_date, key=lambda step: step.from_date):
        if step.from_date <= day:
            told = {key: getattr(step, key) for key in Budget.model_fields}
            stated |= {key: value for key, value in told.items() if value is not None}
    return Budget.model_construct(**stated)


def steps_of(budget: FoldedBudget, key: str) -> list[tuple[int, BudgetStep]]:
    """The steps that state something, each with its place."""
    return [(k, s) for k, s in enumerate(budget.by_date) if getattr(s, key) is not None]


def check_arrivals(folded: FoldedSite, say: Say) -> None:
    """Complain of budgets that are stated twice or not yet, and of what hangs on mere offers."""
    if folded.budget is not None and folded.demand is not None:
        for key in Budget.model_fields:
            _check_steps(folded.budget, key, folded.demand.date, say)
    if folded.power is not None:
        _check_hung(folded, say)


def on_its_date(site: Site, folded: FoldedSite, say: Say) -> Site:
    """A site with what is there by its planning date, and with its offers."""
    day = site.demand.date
    offers = {offer.id: offer for offer in _offers(site, folded)}
    built = without(site, Absent(*(frozenset(ids) for ids in _absent(site, folded, day))))
    for key in ("placed", "pins"):
        for place in getattr(site, key):
            if place not in getattr(built, key):
                row = site.positions[place].row
                say((key,), f"{place}: row {row} is not there by {day.isoformat()}")
    if not built.rows:
        say(("rows",), f"no row is there by {day.isoformat()}")
    left = (_left(offer, built) for offer in offers.values())
    found = {offer.id: offer for offer in left if offer is not None}
    return built.model_copy(update={"offers": FrozenDict(found)})


def _check_steps(budget: FoldedBudget, key: str, day: date, say: Say) -> None:
    steps = steps_of(budget, key)
    if steps and getattr(budget, key) is not None:
        say(("budget", "by_date", steps[0][0], key), f"budget.{key} is stated for ever too")
    elif steps and all(step.from_date > day for _, step in steps):
        first = min(step.from_date for _, step in steps).isoformat()
        say(
            ("budget", "by_date"),
            f"no {key} by {day.isoformat()}; the first step is that of {first}",
        )


def _check_hung(folded: FoldedSite, say: Say) -> None:
    """Nothing that is given hangs on what may not be bought, and on nothing else."""
    offered = {n for b in folded.power.blocks if b.price is not None for n in b.id}
    offered |= {n for row in folded.rows or () if row.price is not None for n in row.id}

    def is_offered(node: str) -> bool:
        return any(node.startswith(f"{name}.") for name in offered)

    for i, node in enumerate(folded.power.nodes):
        for k, names in enumerate(node.fed_by):
            if any(is_offered(name) for name in names):
                say(("power", "nodes", i, "fed_by", k), "has a price, and may not be bought")
    groups = () if folded.cooling is None else machine_groups(folded.cooling)
    for group in groups:
        count = len(group.ids)
        for index in range(count if group.units.feeds else 0):
            feeds = [feed[index * len(feed) // count] for feed in group.units.feeds]
            if all(is_offered(feed) for feed in feeds):
                name = group.ids[index]
                says = f"{name} hangs on nothing but what has a price, and may not be bought"
                say((*group.at, "feeds"), says)
                break


def _absent(site: Site, folded: FoldedSite, day: date) -> tuple[list[str], list[str], list[str]]:
    """Rows, nodes and machines that come later."""

    def later(entries: Iterable[object]) -> Iterator[tuple[object, str]]:
        for entry in entries:
            since = getattr(entry, "from_date", None)
            if since is not None and since > day:
                yield from ((entry, name) for name in getattr(entry, "id", ()))

    blocks = {name for _, name in later(folded.power.blocks)}
    nodes = [name for _, name in later((*folded.power.utilities, *folded.power.nodes))]
    nodes += [node for node in site.power if node.partition(".")[0] in blocks]
    groups = [g for g in machine_groups(folded.cooling) if g.units.from_date is not None]
    units = [name for g in groups if (g.units.from_date or day) > day for name in g.ids]
    return [name for _, name in later(folded.rows)], nodes, units


def _offers(site: Site, folded: FoldedSite) -> Iterator[Offer]:
    for block in folded.power.blocks:
        if block.price is not None:
            yield from (_block(site, name, block.price) for name in block.id)
    for entry in folded.rows:
        if entry.price is not None:
            for name in entry.id:
                feeds = site.rows[name].feeds
                yield Offer.model_construct(
                    id=f"{name}.busways",
                    kind="busways",
                    price=entry.price,
                    rows=(name,),
                    liquid_only=False,
                    nodes=feeds,
                )
    for loop in folded.cooling.loops:
        if loop.price is not None:
            yield from (_group(site, name, "loop", loop.price) for name in loop.id)
    for zone in folded.cooling.zones:
        if zone.price is not None:
            yield from (_group(site, name, "zone", zone.price) for name in zone.id)


def _block(site: Site, name: str, price: Quantity) -> Offer:
    nodes = {node for node in site.power if node.startswith(f"{name}.")}
    rows = [
        row
        for row in site.rows.values()
        if any(nodes.intersection(site.power[feed].fed_by) for feed in row.feeds)
    ]
    feeds = {
        feed for row in rows for feed in row.feeds if nodes.issuperset(site.power[feed].fed_by)
    }
    return Offer.model_construct(
        id=name,
        kind="block",
        price=price,
        rows=tuple(row.id for row in rows),
        liquid_only=False,
        nodes=tuple(node for node in site.power if node in nodes | feeds),
    )


def _group(site: Site, name: str, kind: str, price: Quantity) -> Offer:
    rows = (row for row in site.rows.values() if getattr(row, kind) == name)
    return Offer.model_construct(
        id=name,
        kind=kind,
        price=price,
        rows=tuple(row.id for row in rows),
        liquid_only=kind == "loop",
        nodes=(),
    )


def _left(offer: Offer, built: Site) -> Offer | None:
    """An offer as far as it is there by the date; None where its equipment is not."""
    groups = {"loop": built.loops, "zone": built.zones}
    if offer.kind in groups:
        if offer.id not in groups[offer.kind]:
            return None
    elif built.power.keys().isdisjoint(offer.nodes):
        return None
    rows = tuple(row for row in offer.rows if row in built.rows)
    nodes = tuple(node for node in offer.nodes if node in built.power)
    return offer.model_copy(update={"rows": rows, "nodes": nodes})
