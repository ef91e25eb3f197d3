"""What goes into a rack: so many of each product, and what one of them is and draws."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from rackplan.model.catalog import (
    AnyProduct,
    Frame,
    Part,
    PowerShelf,
    RackBuild,
    RackPdu,
    Server,
    Supplies,
    Switch,
)
from rackplan.physics.rack_build.problem import At, BuildProblem
from rackplan.units import LENGTH, MASS, POWER, Quantity, magnitude

__all__ = ["Figure", "Kit", "Mounted", "Piece", "kit_of", "power_of", "whole_units"]

Mounted = Server | Switch | Part | PowerShelf | RackPdu
"""What can be mounted in a frame."""

_SLACK = 1e-6
"""Heights that fill a frame to the last unit differ from it by floating point only."""

_SWITCH = {"typical_power": "typical_power"}


@dataclass(frozen=True)
class Figure:
    """A figure of a product: where it stands in its file, and None where it is not stated."""

    path: str
    value: Quantity | None


@dataclass(frozen=True)
class Piece:
    """So many of one product in a rack, and where the build names it."""

    product: Mounted
    count: int
    at: At

    @property
    def mass_kg(self) -> float:
        """Mass of one with its coolant where that is known; refused where nothing is known."""
        figure = standing_mass(self.product)
        if figure.value is None:
            named = f"{self.product.id} states no mass, and the rack's needs it"
            raise BuildProblem(named, self.at)
        return magnitude(figure.value, MASS)

    def power_kw(self, what: str) -> float:
        """One of the powers of one; 0 where it draws nothing or does not say."""
        figure = power_of(self.product, what)
        known = figure is not None and figure.value is not None
        return magnitude(figure.value, POWER) if known else 0.0  # type: ignore[union-attr, arg-type]  # known says so


@dataclass(frozen=True)
class Kit:
    """All that a build names: its server, its frame, and all else that is mounted in it."""

    build: RackBuild
    server: Piece
    frame: Frame
    others: tuple[Piece, ...]

    def pieces(self, servers: int) -> tuple[Piece, ...]:
        """What is mounted, with a number of servers."""
        first = Piece(self.server.product, servers, self.server.at)
        return (first, *self.others)


def kit_of(build: RackBuild, products: Mapping[str, AnyProduct]) -> Kit:
    """What a build names, looked up and looked at."""
    server, frame = products[build.server], products[build.frame]
    assert isinstance(server, Server), "references are checked before"
    assert isinstance(frame, Frame), "references are checked before"
    others = [
        _equipment(item.product, item.count, i, products) for i, item in enumerate(build.equipment)
    ]
    for key, supplies in (("pdus", build.pdus), ("supplies", build.supplies)):
        if supplies is not None:
            others.append(_supply(key, supplies, products))
    _refuse_larger(server, frame)
    _refuse_two_supplies(build, server)
    return Kit(build, Piece(server, 1, ("server",)), frame, tuple(others))


def power_of(product: Mounted, what: str) -> Figure | None:
    """One of the powers of a product; None for one that draws nothing.

    A switch is planned, rated and capped at its peak power; a part has one power for all. A server
    without a cap draws its planned power after a feed is lost.
    """
    if isinstance(product, Server):
        has_cap = product.failover_power is not None
        path = "planned_power" if what == "failover_power" and not has_cap else what
        return Figure(path, getattr(product, path))
    if isinstance(product, Switch):
        path = _SWITCH.get(what, "peak_power")
        return Figure(path, getattr(product, path))
    if isinstance(product, Part) and product.power is not None:
        return Figure("power", product.power)
    return None


def standing_mass(product: Mounted | Frame) -> Figure:
    """Its mass, with coolant where that is known."""
    wet = getattr(product, "mass_with_coolant", None)
    return Figure("mass", product.mass) if wet is None else Figure("mass_with_coolant", wet)


def whole_units(length: Quantity | None, unit: Quantity) -> int:
    """Rack units that a height takes, begun ones whole; none without a height."""
    if length is None:
        return 0
    return math.ceil(magnitude(length, LENGTH) / magnitude(unit, LENGTH) - _SLACK)


def _equipment(name: str, count: int, index: int, products: Mapping[str, AnyProduct]) -> Piece:
    product, at = products[name], ("equipment", index, "product")
    assert isinstance(product, (Server, Switch, Part)), "references are checked before"
    if isinstance(product, Switch) and product.cooling == "liquid":
        raise BuildProblem(
            f"{name} is cooled by liquid, and the flow that it needs is not known", at
        )
    if isinstance(product, Switch) and product.peak_power is None:
        raise BuildProblem(f"{name} states no peak_power, and the rack's power needs it", at)
    if isinstance(product, Server) and product.computing is not None:
        raise BuildProblem(f"{name} has accelerators: a build has one server that computes", at)
    return Piece(product, count, at)


def _supply(key: str, supplies: Supplies, products: Mapping[str, AnyProduct]) -> Piece:
    product, at = products[supplies.product], (key, "product")
    assert isinstance(product, (PowerShelf, RackPdu)), "references are checked before"
    if isinstance(product, PowerShelf) and product.height is None:
        raise BuildProblem(f"{product.id} states no height, and room in the rack needs it", at)
    return Piece(product, supplies.count, at)


def _refuse_larger(server: Server, frame: Frame) -> None:
    for side in ("width", "depth"):
        has: Quantity | None = getattr(server, side)
        room: Quantity = getattr(frame, side)
        if has is not None and has > room:
            given, limit = magnitude(has, LENGTH) * 1e3, magnitude(room, LENGTH) * 1e3
            what = f"{server.id} has a {side} of {given:,.6g} mm"
            raise BuildProblem(f"{what}, and {frame.id} one of {limit:,.6g} mm", ("server",))


def _refuse_two_supplies(build: RackBuild, server: Server) -> None:
    if server.supplies is not None and build.supplies is not None:
        message = f"{server.id} has supplies of its own: such servers hang on power strips, pdus"
        raise BuildProblem(message, ("supplies",))
