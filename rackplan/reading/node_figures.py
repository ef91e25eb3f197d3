"""The figures of a power node: what its box states, else what its product says, else what is usual.

A product of a wrong kind says nothing here; `references` has complained of it.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from rackplan.model.catalog import (
    AnyProduct,
    Board,
    Busway,
    EfficiencyPoint,
    Generator,
    Rectifier,
    Transformer,
    Ups,
)
from rackplan.model.power import PowerNode, SurvivableNode
from rackplan.reading.folded_power import FoldedBox

__all__ = ["figures_of"]

_STATED = (
    *("rating", "voltage", "usable", "normal_load", "power_factor", "current", "base_load"),
    *("eco", "mode", "length", "resistance", "reactance"),
)


def figures_of(kind: SurvivableNode, box: FoldedBox, product: AnyProduct | None) -> dict[str, Any]:
    """The fields of a `PowerNode` that box and product decide; `rating` is None where none does."""
    usual = _usual() | ({"current": "dc"} if kind == "rectifier" else {})
    said = {} if product is None or product.kind != kind else _of_product(product)
    stated = {key: getattr(box, key, None) for key in _STATED} | _efficiency(box.efficiency)
    return usual | _known(said) | _known(stated)


@cache
def _usual() -> dict[str, Any]:
    """What a node has of which nobody says anything."""
    fields = PowerNode.model_fields
    usual = {name: fields[name].default for name in (*_STATED, "efficiency", "curve")}
    return usual | {"rating": None}


def _of_product(product: AnyProduct) -> dict[str, Any]:
    figures: dict[str, Any] = {"rating": getattr(product, "rating", None)}
    if isinstance(product, (Ups, Transformer, Rectifier)):
        figures["curve"] = product.efficiency or None
    if isinstance(product, Ups):
        figures["eco"] = product.eco
    elif isinstance(product, Transformer):
        figures["voltage"] = product.secondary
    elif isinstance(product, Rectifier):
        figures["voltage"] = product.output
    elif isinstance(product, (Board, Busway)):
        figures |= {"voltage": product.voltage, "usable": product.usable}
        figures["current"] = "dc" if product.current == "dc" else "ac"
    else:
        assert isinstance(product, Generator), "no other kind of product is a node"
    if isinstance(product, Busway):
        figures |= {"resistance": product.resistance, "reactance": product.reactance}
    return figures


def _efficiency(stated: object) -> dict[str, Any]:
    """One figure for every load, or a curve; either stands in place of what the product says."""
    if stated is None:
        return {}
    if isinstance(stated, tuple):
        curve: tuple[EfficiencyPoint, ...] = stated
        return {"curve": curve}
    return {"efficiency": stated, "curve": ()}


def _known(figures: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in figures.items() if value is not None}
