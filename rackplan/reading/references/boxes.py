"""What must be sound in a box of the power tree: rating, voltage, losses, zone and keys."""

from __future__ import annotations

from collections.abc import Mapping

from rackplan.model.catalog import AnyProduct
from rackplan.model.power import PowerNode
from rackplan.physics.power_chain import loss_law
from rackplan.reading.efficiencies import disorder
from rackplan.reading.folded import FoldedSite
from rackplan.reading.nodes import Location
from rackplan.reading.power_boxes import PlacedBox, placed_boxes
from rackplan.reading.references.power import Say, refuse_unknown
from rackplan.reading.unfold_power import make_node
from rackplan.reading.unfold_rows import row_length_m
from rackplan.units import CURRENT, LENGTH, Quantity, UnitProblem, magnitude, unit_of

__all__ = ["check_boxes"]

_OF_ONE_KIND = {
    "mode": "ups",
    "eco": "ups",
    "length": "busway",
    "resistance": "busway",
    "reactance": "busway",
}
_WORDS = {"ups": "UPS"}
_SLACK_M = 1e-6


def check_boxes(folded: FoldedSite, products: Mapping[str, AnyProduct], say: Say) -> None:
    """Complain of boxes that make no sound node, alone or with their product."""
    zones = _zones(folded)
    for placed in placed_boxes(folded):
        _check_keys(placed, say)
        if _is_rated(placed, products, say):
            _check_losses(placed, products, say)
            _check_mode(placed, products, say)
        _check_zone(placed, zones, say)
    for i, row in enumerate(folded.rows or ()):
        length = row.busway.length
        if length is not None and magnitude(length, LENGTH) < row_length_m(row) - _SLACK_M:
            reach = f"{row_length_m(row):.6g} m of positions"
            say(("rows", i, "busway", "length"), f"{length:~g} do not reach along {reach}")


def _check_keys(placed: PlacedBox, say: Say) -> None:
    """Keys that only nodes of another kind have: in `power.nodes`, where a node says its kind."""
    for key, kind in _OF_ONE_KIND.items():
        if getattr(placed.box, key, None) is not None and placed.kind != kind:
            word = _WORDS.get(kind, kind)
            say((*placed.at, key), f'only a {word} has "{key}"; this is a {placed.kind}', key=True)
    if placed.kind == "busway" and placed.box.normal_load is not None:
        say((*placed.at, "normal_load"), "a busway is loaded as far as it is usable", key=True)
    if placed.kind == "utility" and placed.box.product is not None:
        say((*placed.at, "product"), "a utility feed is no product: state its rating")


def _is_rated(placed: PlacedBox, products: Mapping[str, AnyProduct], say: Say) -> bool:
    """Whether a box has a rating, from itself or its product, and amperes a voltage."""
    box, at = placed.box, placed.at
    node = make_node("", placed.kind, box, products)
    if node.rating is None:
        if box.product is None:
            say(at, 'misses "rating"')
        return False
    if node.voltage is None and _is_current(node.rating):
        where: Location = (*at, "rating") if box.rating is not None else (*at, "product")
        say(where, f'{node.rating:~g} carry nothing without a "voltage" beside them')
        return False
    return True


def _is_current(rating: Quantity) -> bool:
    return bool(rating.dimensionality == unit_of(CURRENT).dimensionality)


def _check_losses(placed: PlacedBox, products: Mapping[str, AnyProduct], say: Say) -> None:
    """Points of efficiency, and a resistance, that no law of loss comes of."""
    node = make_node("", placed.kind, placed.box, products)
    key = "efficiency" if placed.box.efficiency is not None else "product"
    where: Location = (*placed.at, key)
    if node.curve and (problem := disorder(node.curve)):
        say(where, problem)
        return
    try:
        loss_law(node)
    except UnitProblem as problem:
        known = (key, "resistance", "rating")
        at = next(k for k in known if getattr(placed.box, k, None) is not None)
        say((*placed.at, at), _of_line(node) if at == "resistance" else str(problem))


def _of_line(node: PowerNode) -> str:
    if node.voltage is None:
        return 'a resistance counts with a "voltage" beside it only'
    return f"over {node.length:~.4g} it loses more at its rating than it carries"


def _check_mode(placed: PlacedBox, products: Mapping[str, AnyProduct], say: Say) -> None:
    node = make_node("", placed.kind, placed.box, products)
    if node.kind == "ups" and node.mode == "eco" and node.eco is None:
        say((*placed.at, "mode"), 'no efficiency of eco mode is known: add "eco"')


def _zones(folded: FoldedSite) -> list[str] | None:
    if folded.cooling is None:
        return None
    return [name for zone in folded.cooling.zones for name in zone.id]


def _check_zone(placed: PlacedBox, zones: list[str] | None, say: Say) -> None:
    zone, at = placed.box.zone, (*placed.at, "zone")
    if zone is None:
        return
    if zones is not None:
        refuse_unknown("zone", zone, zones, at, say)
    if placed.entries % len(zone):
        count = f"{placed.entries} entr" + ("ies" if placed.entries > 1 else "y")
        say(at, f"{count} cannot be spread evenly over {len(zone)} zones")
