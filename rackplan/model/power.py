"""The power tree: nodes, what feeds them, and what they can carry.

A node draws from the first of its `fed_by` that is alive: the order is the order of preference, so
a transformer fed by ``[UTILITY, GENERATOR]`` falls back on its generator, and a busway fed by
``[BOARD, CATCHER]`` on the catcher. A node without `fed_by` is a source.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from rackplan.model.figures import (
    Current,
    Fraction,
    Frozen,
    Id,
    Power,
    Rating,
    Voltage,
)
from rackplan.units import Quantity, ureg

__all__ = ["POWER_KINDS", "PowerKind", "PowerNode", "Tap"]

PowerKind = Literal["utility", "generator", "transformer", "ups", "board", "busway"]

POWER_KINDS: tuple[PowerKind, ...] = (
    "utility",
    "generator",
    "transformer",
    "ups",
    "board",
    "busway",
)
"""Kinds of power node, from the source to the rack."""

_WHOLE: Quantity = ureg.Quantity(1.0, "dimensionless")


class PowerNode(Frozen):
    """A box of the one-line diagram.

    Attributes
    ----------
    rating : Quantity [kW, kVA or A]
        Nameplate. Amperes need `voltage` (line to line, three-phase).
    usable : Quantity [dimensionless]
        The share of the rating for continuous load: 80 % for a breaker that is not 100 % rated.
    efficiency : Quantity [dimensionless]
        Output over input, at the load where that is lowest in the planned range.
    base_load : Quantity [kW] or None
        Load on the node that is not a rack: pumps, fans, lights.
    """

    id: Id
    kind: PowerKind
    rating: Rating
    voltage: Voltage | None = None
    usable: Fraction = _WHOLE
    efficiency: Fraction = _WHOLE
    base_load: Power | None = None
    fed_by: tuple[Id, ...] = ()


class Tap(Frozen):
    """The tap-off box between a busway and a rack's cord, one a feed."""

    rating: Current
    voltage: Voltage
    usable: Annotated[Fraction, Field()] = _WHOLE
