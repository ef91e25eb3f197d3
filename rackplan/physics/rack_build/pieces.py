"""What a rack is made of: so many of each product, looked up and looked at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rackplan.model.catalog import (
    AnyProduct,
    Frame,
    Part,
    PowerShelf,
    RackBuild,
    RackPdu,
    Server,
    Switch,
)
from rackplan.physics.rack_build.figures import Figure, Item, power_of
from rackplan.physics.rack_build.problem import At, BuildProblem
from rackplan.units import LENGTH, Quantity, magnitude

__all__ = ["Kit", "Piece", "kit_of"]


@dataclass(frozen=True)
class Piece:
    """So many of one product in a rack, and where the build names it."""

    item: Item
    count: int
    at: At


@dataclass(frozen=True)
class Kit:
    """All that a build names: its server, its frame, and what is mounted beside the servers."""

    build: RackBuild
    server: Server
    frame: Frame
    beside: tuple[Piece, ...]

    def pieces(self, servers: int) -> tuple[Piece, ...]:
        """Everything in the rack with a number of servers: they come first, the frame last."""
        return (
            Piece(self.server, servers, ("server",)),
            *self.beside,
            Piece(self.frame, 1, ("frame",)),
        )


def kit_of(build: RackBuild, products: Mapping[str, AnyProduct]) -> Kit:
    """What a build names, by the references that are already known to be sound.

    Raises
    ------
    BuildProblem
        Where the parts do not go together, or a figure is missing that every rack needs.
    """
    server, frame = products[build.server], products[build.frame]
    assert isinstance(server, Server), "a reference to another kind is refused before"
    assert isinstance(frame, Frame), "a reference to another kind is refused before"
    kit = Kit(build, server, frame, tuple(_beside(build, products)))
    _refuse_larger(server, frame)
    if server.supplies is not None and build.supplies is not None:
        message = f"{server.id} has supplies of its own: such servers hang on power strips, pdus"
        raise BuildProblem(message, ("supplies",))
    if (build.role or server.role) == "compute" and server.computing is None:
        raise BuildProblem(f'a compute rack of {server.id}, which has no "computing"', ("role",))
    for piece in kit.pieces(1):
        _refuse_unknown(piece)
    return kit


def _beside(build: RackBuild, products: Mapping[str, AnyProduct]) -> Iterator[Piece]:
    """Equipment, then strips or shelves."""
    for index, entry in enumerate(build.equipment):
        item = products[entry.product]
        assert isinstance(item, (Server, Switch, Part)), "other kinds are refused before"
        piece = Piece(item, entry.count, ("equipment", index, "product"))
        _refuse_as_equipment(piece)
        yield piece
    for key, supplies in (("pdus", build.pdus), ("supplies", build.supplies)):
        if supplies is not None:
            item = products[supplies.product]
            assert isinstance(item, (PowerShelf, RackPdu)), "other kinds are refused before"
            if supplies.count == 0:
                raise BuildProblem(f"not one {item.id} on either feed", (key,))
            yield Piece(item, supplies.count, (key, "product"))


def _refuse_as_equipment(piece: Piece) -> None:
    item = piece.item
    if isinstance(item, Switch) and item.cooling == "liquid":
        message = f"{item.id} is cooled by liquid, and the flow that it needs is not known"
        raise BuildProblem(message, piece.at)
    if isinstance(item, Server) and item.computing is not None:
        raise BuildProblem(
            f"{item.id} has accelerators: a build has one server that does", piece.at
        )


def _refuse_larger(server: Server, frame: Frame) -> None:
    for side in ("width", "depth"):
        has: Quantity | None = getattr(server, side)
        room: Quantity = getattr(frame, side)
        if has is not None and has > room:
            given_mm, room_mm = magnitude(has, LENGTH) * 1e3, magnitude(room, LENGTH) * 1e3
            what = f"{server.id} has a {side} of {given_mm:,.6g} mm"
            raise BuildProblem(f"{what}, and {frame.id} one of {room_mm:,.6g} mm", ("server",))


def _refuse_unknown(piece: Piece) -> None:
    """Refuse a piece without a figure that every rack must have."""
    item = piece.item
    needed = [Figure("mass", item.mass)]
    power = power_of(item, "planned_power")
    if power is not None:
        needed.append(power)
    if isinstance(item, PowerShelf):
        needed.append(Figure("height", item.height))
    for figure in needed:
        if figure.value is None:
            what = f"states no {figure.path}, which {_called(figure)} needs"
            way_out = "State it there, as an assumption if nobody else does."
            raise BuildProblem(f"{item.id} {what}. {way_out}", piece.at)


def _called(figure: Figure) -> str:
    named = {"mass": "the mass of the rack", "height": "the room in the rack"}
    return named.get(figure.path, "the planned power of the rack")
