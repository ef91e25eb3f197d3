"""What must be sound between a site and its products: they exist, and are of the right kind."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from rackplan.model.catalog import BuildCost, RackBuild, RackType, Server, Supplies
from rackplan.model.economics import Economics
from rackplan.physics.plant import PARTS_OF
from rackplan.reading.complaints import Complaints, did_you_mean
from rackplan.reading.folded import FoldedSite
from rackplan.reading.folded_cooling import FoldedCooling
from rackplan.reading.machines import machine_groups, machine_power
from rackplan.reading.nodes import Location
from rackplan.reading.power_boxes import placed_boxes
from rackplan.reading.products import Product, Products
from rackplan.reading.references.power import Say
from rackplan.reading.references.shares import check_shares
from rackplan.reading.references.standing import standing_racks
from rackplan.reading.references.workloads import check_workloads

__all__ = ["check_product", "check_products"]

_RACKS = ("rack", "build")


def check_products(folded: FoldedSite, products: Products, say: Say) -> None:
    """Complain of references from the site to products, and of what no rack has."""
    for name, kinds, at in _references(folded):
        _check_reference(name, kinds, products, at, say)
    if folded.cooling is not None:
        _check_machine_power(folded.cooling, products, say)
    if folded.economics is not None:
        _check_build(folded.economics, products, say)
    if folded.policy is not None and folded.demand is not None:
        check_shares(folded, products, say)
    if folded.demand is not None and folded.demand.workloads:
        check_workloads(folded, products, say)


def _check_build(economics: Economics, products: Products, say: Say) -> None:
    """Complain of what would be paid for twice."""
    found = (products.found.get(name) for name in economics.build)
    parts = [each.item.part for each in found if each and isinstance(each.item, BuildCost)]
    twice = sorted({part for part in parts if parts.count(part) > 1})
    if twice:
        say(("economics", "build"), f'"{twice[0]}" is paid for twice')
    if "whole" in parts and len(parts) > 1:
        say(("economics", "build"), 'the cost of the "whole" has all other parts in it')
    if economics.buys_cdus and {"mechanical", "whole"} & set(parts):
        message = "CDUs are in the mechanical cost of the build: they would be paid for twice"
        say(("economics", "buys_cdus"), message)


def check_product(product: Product, products: Products, complaints: Complaints) -> None:
    """Complain of what one document says about other products, and of its counts."""
    say = partial(complaints.about, product.stripped)
    item = product.item
    for at, kinds, name in item.references():
        _check_reference(name, kinds, products, at, say)
    for key in ("supplies", "pdus"):
        supplies = getattr(item, key, None)
        if supplies is not None:
            _check_counts(key, supplies, getattr(item, "cords", 2), say)
    if isinstance(item, (RackType, Server)) and item.role == "compute" and item.computing is None:
        say((), f'a compute {item.kind} misses "computing"')
    if isinstance(item, RackType) and _is_odd_dc(item):
        say(("power_factor",), "on direct current the power factor of a rack is 100 %")
    if isinstance(item, RackBuild) and item.supplies is not None and item.pdus is not None:
        say(("pdus",), "a rack has shelves or power strips, not both")


def _references(folded: FoldedSite) -> Iterator[tuple[str, tuple[str, ...], Location]]:
    if folded.demand is not None:
        for name in folded.demand.racks:
            yield name, _RACKS, ("demand", "racks", name)
        for name, order in folded.demand.orders.items():
            yield order.rack, _RACKS, ("demand", "orders", name, "rack")
    for name in folded.supply or ():
        yield name, _RACKS, ("supply", name)
    for name, at in standing_racks(folded):
        yield name, _RACKS, at
    if folded.economics is not None:
        for index, name in enumerate(folded.economics.build):
            yield name, ("build-cost",), ("economics", "build", index)
    boxes = (p for p in placed_boxes(folded) if p.box.product and p.kind != "utility")
    yield from ((str(p.box.product), (p.kind,), (*p.at, "product")) for p in boxes)
    yield from _machines(folded)


def _machines(folded: FoldedSite) -> Iterator[tuple[str, tuple[str, ...], Location]]:
    if folded.cooling is not None:
        for i, loop in enumerate(folded.cooling.loops):
            for k, cdu in enumerate(loop.cdus):
                yield cdu.product, ("cdu",), ("cooling", "loops", i, "cdus", k, "product")
        for i, zone in enumerate(folded.cooling.zones):
            for k, unit in enumerate(zone.units):
                yield unit.product, ("air-unit",), ("cooling", "zones", i, "units", k, "product")
        for i, plant in enumerate(folded.cooling.rejection):
            for k, unit in enumerate(plant.units):
                at: Location = ("cooling", "rejection", i, "units", k, "product")
                yield unit.product, PARTS_OF[plant.design], at


def _check_reference(
    name: str,
    kinds: tuple[str, ...],
    products: Products,
    at: Location,
    say: Say,
) -> None:
    is_key = at[-1] == name
    if not products.library.has(name):
        hint = did_you_mean(name, products.library.ids())
        say(at, f'unknown product "{name}". {hint}', key=is_key)
        return
    product = products.found.get(name)
    if product is not None and product.item.kind not in kinds:
        wanted, got = " or ".join(kinds), product.item.kind
        say(at, f'expected a product of kind {wanted}; "{name}" is of kind {got}', key=is_key)


def _is_odd_dc(rack: RackType) -> bool:
    takes_dc = rack.input is not None and rack.input.current == "dc"
    return takes_dc and rack.power_factor.magnitude < 1


def _check_machine_power(cooling: FoldedCooling, products: Products, say: Say) -> None:
    for group in machine_groups(cooling):
        product = products.found.get(group.units.product)
        if group.units.feeds and product is not None and machine_power(product.item) is None:
            name = group.units.product
            say((*group.at, "feeds"), f'"{name}" states no power that its feeds would carry')


def _check_counts(at: str, supplies: Supplies, cords: int, say: Say) -> None:
    if cords == 1 and supplies.on_feed_b:
        say((at, "on_feed_b"), f"{supplies.on_feed_b} supplies on B of a rack with one cord")
    for key in ("on_feed_a", "on_feed_b"):
        count = getattr(supplies, key)
        if count % supplies.groups:
            message = f"{count} supplies cannot be divided evenly among {supplies.groups} groups"
            say((at, key), message)
