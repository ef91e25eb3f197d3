"""The power tree: nodes, what feeds them, what they can carry and what they lose.

A node draws from the first of its `fed_by` that is alive: the order is the order of preference, so
a transformer fed by ``[UTILITY, GENERATOR]`` falls back on its generator, and a busway fed by
``[BOARD, CATCHER]`` on the catcher. A node without `fed_by` is a source.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from rackplan.model.catalog.power import EfficiencyCurve
from rackplan.model.figures import (
    Current,
    Fraction,
    Frozen,
    Id,
    Length,
    LineImpedance,
    Power,
    Rating,
    Several,
    Voltage,
)
from rackplan.units import Quantity, ureg

__all__ = [
    "POWER_KINDS",
    "PowerKind",
    "PowerNode",
    "SurvivableNode",
    "Tap",
    "UpsMode",
    "machine_name",
]

SurvivableNode = Literal[
    "utility", "generator", "transformer", "ups", "rectifier", "board", "busway"
]
"""Kinds of power node whose loss a policy may name."""

PowerKind = SurvivableNode | Literal["machine"]
"""Kinds of power node; a machine is one that cools, and only draws."""

POWER_KINDS: tuple[SurvivableNode, ...] = (
    "utility",
    "generator",
    "transformer",
    "ups",
    "rectifier",
    "board",
    "busway",
)
"""Kinds of power node that may be lost, from the source to the rack."""

UpsMode = Literal["double-conversion", "eco"]
"""How a UPS runs over the year; limits are held against double conversion in either mode."""

_WHOLE: Quantity = ureg.Quantity(1.0, "dimensionless")


class PowerNode(Frozen):
    """A box of the one-line diagram.

    Attributes
    ----------
    rating : Quantity [kW, kVA or A]
        Nameplate, of all machines together. Amperes need `voltage`.
    parallel : int
        Machines alike that the node is made of. Where it is more than one, a loss takes one of them
        and leaves the others.
    voltage : Quantity [V] or None
        Line to line, or between the poles where `current` is "dc".
    usable : Quantity [dimensionless]
        The share of the rating for continuous load: 80 % for a breaker that is not 100 % rated.
    normal_load : Quantity [dimensionless]
        The share of what is usable that may be loaded while nothing is lost; the rest is kept for
        what a loss brings. Of nodes above the busways.
    efficiency : Quantity [dimensionless]
        Output over input, at the load where that is lowest in the planned range; not looked at
        where there is a `curve`.
    curve : tuple of EfficiencyPoint
        Output over input at shares of the rating, by rising load.
    eco : Quantity [dimensionless] or None
        Efficiency of a UPS while it lets the utility through; counts over the year in mode "eco".
    power_factor : Quantity [dimensionless] or None
        Of what the node draws, where it sets its own, as a UPS and a rectifier do; None where it
        passes on that of its load.
    current : {'ac', 'dc'}
        Of what the node gives out.
    zone : str or None
        The air zone that its losses heat; None for outside of the halls.
    length : Quantity [m] or None
        Of a busway, from its feed to the far end of its row.
    resistance, reactance : Quantity [ohm/m] or None
        Of one conductor of a busway.
    base_load : Quantity [kW] or None
        Load on the node that is not a rack: pumps, fans, lights.
    """

    id: Id
    kind: PowerKind
    rating: Rating
    parallel: Several = 1
    voltage: Voltage | None = None
    usable: Fraction = _WHOLE
    normal_load: Fraction = _WHOLE
    efficiency: Fraction = _WHOLE
    curve: EfficiencyCurve = ()
    eco: Fraction | None = None
    mode: UpsMode = "double-conversion"
    power_factor: Fraction | None = None
    current: Literal["ac", "dc"] = "ac"
    zone: Id | None = None
    length: Length | None = None
    resistance: LineImpedance | None = None
    reactance: LineImpedance | None = None
    base_load: Power | None = None
    fed_by: tuple[Id, ...] = ()

    @property
    def machines(self) -> tuple[str, ...]:
        """What a loss can take: the node itself, or each of its machines in parallel."""
        if self.parallel == 1:
            return (self.id,)
        return tuple(machine_name(self.id, n) for n in range(self.parallel))


def machine_name(node: str, number: int) -> str:
    """The id of a machine of a node of several, counted from 0: K1.U1, K1.U2 of K1.U."""
    return f"{node}{number + 1}"


class Tap(Frozen):
    """The tap-off box between a busway and a rack's cord, one a feed.

    `voltage` is line to line, or between the poles where `current` is "dc".
    """

    rating: Current
    voltage: Voltage
    usable: Annotated[Fraction, Field()] = _WHOLE
    current: Literal["ac", "dc"] = "ac"
