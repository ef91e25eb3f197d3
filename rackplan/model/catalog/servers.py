"""Servers, the frames that they go into, and rack builds: how a rack is made of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from rackplan.model.catalog.product import Product, Reference
from rackplan.model.catalog.racks import Load, PodRule, RackType, Role, Supplies
from rackplan.model.figures import Count, Extent, Frozen, Id, Length, Mass, Power, Several

__all__ = ["Assembly", "Equipment", "Frame", "Limit", "Part", "RackBuild", "Server"]


class Server(Load):
    """A chassis in a frame; several of them make a rack through a `RackBuild`."""

    kind: Literal["server"]
    height: Extent
    depth: Length | None = None
    width: Length | None = None


class Frame(Product):
    """An empty rack: its outside, the height in it for equipment, and what it may carry.

    `unit` is the height of one rack unit in it: 44.45 mm (U) in EIA frames, 48 mm (OU) in
    Open Rack.
    """

    kind: Literal["frame"]
    width: Extent
    depth: Extent
    height: Extent
    mounting_height: Extent
    unit: Extent
    mass: Mass
    load_limit: Mass | None = None


class Part(Product):
    """Other equipment in a frame: manifold, patch panel, leak tray, capacitor shelf."""

    kind: Literal["part"]
    height: Length | None = None
    mass: Mass | None = None
    power: Power | None = None


class Equipment(Frozen):
    """So many of a product in a frame beside the servers, on how many units of height."""

    product: Id
    count: Several = 1


class RackBuild(Product):
    """How a rack is made: a server, a frame, power strips or shelves, and what else goes in.

    Attributes
    ----------
    servers : int or None
        No more than these; as many as fit without it.
    reserve : Quantity [U] or None
        Height that stays free.
    power_limit : Quantity [kW] or None
        What the rack may draw as planned: a limit of its cooling, cords or house rules.
    supplies : Supplies or None
        Shelves of the rack, for servers without supplies of their own.
    pdus : Supplies or None
        Power strips on the two feeds, for servers with supplies of their own.
    """

    kind: Literal["build"]
    server: Id
    frame: Id
    servers: Several | None = None
    equipment: tuple[Equipment, ...] = ()
    reserve: Length | None = None
    power_limit: Power | None = None
    failover_power: Power | None = None
    supplies: Supplies | None = None
    pdus: Supplies | None = None
    cords: Literal[1, 2] = 2
    role: Role | None = None
    pod: PodRule | None = None

    def references(self) -> Iterator[Reference]:
        """Its server, frame, shelves, strips and other equipment, and its support racks."""
        yield ("server",), ("server",), self.server
        yield ("frame",), ("frame",), self.frame
        for index, item in enumerate(self.equipment):
            yield ("equipment", index, "product"), ("switch", "part", "cdu", "server"), item.product
        if self.supplies is not None:
            yield ("supplies", "product"), ("shelf",), self.supplies.product
        if self.pdus is not None:
            yield ("pdus", "product"), ("rack-pdu",), self.pdus.product
        for name in self.pod.support if self.pod is not None else ():
            yield ("pod", "support", name), ("rack", "build"), name


class Limit(Frozen):
    """How many servers one thing lets into a rack: "height", 5, "48 U less 1 U of switches"."""

    what: Literal["asked", "height", "mass", "power", "feed", "module"]
    servers: Count
    why: str


class Assembly(Frozen):
    """The rack that a build comes to, and what limits how many servers are in it."""

    rack: RackType
    servers: Count
    limits: tuple[Limit, ...]
