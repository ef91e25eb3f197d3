"""Servers, the frames that they go into, and rack builds: how a rack is made of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from rackplan.model.catalog.product import Product, Reference
from rackplan.model.catalog.racks import Load, PodRule, RackType, Role, Supplies
from rackplan.model.figures import (
    Airflow,
    Count,
    Extent,
    Frozen,
    FrozenMap,
    Id,
    Length,
    Mass,
    Power,
    Several,
)

__all__ = [
    "Assembly",
    "Derivation",
    "Equipment",
    "Frame",
    "Limit",
    "Part",
    "RackBuild",
    "Server",
    "Term",
]


class Server(Load):
    """A chassis in a frame; several of them make a rack through a `RackBuild`.

    Attributes
    ----------
    height : Quantity [U]
        In the frame; what is begun of a unit is taken.
    depth, width : Quantity [mm] or None
        Of the chassis, without rails.
    supplies : Supplies or None
        Its own supplies on the two feeds; None for one that hangs on the shelves of a rack, and
        then its powers are those at the rack's inlet, with its share of what the shelves lose.
    """

    kind: Literal["server"]
    height: Extent
    depth: Length | None = None
    width: Length | None = None


class Frame(Product):
    """An empty rack: its outside, the height in it for equipment, and what it may carry.

    Attributes
    ----------
    width, depth, height : Quantity [mm]
        Outside, as it stands.
    mounting_height : Quantity [U]
        For equipment, inside.
    unit : Quantity [mm]
        The height of one rack unit in it: 1 U in EIA frames, 1 OU (48 mm) in Open Rack.
    mass : Quantity [kg]
        Empty.
    load_limit : Quantity [kg] or None
        Of all that is mounted in it, its own mass apart.
    rail_width : Quantity [in] or None
        Between its rails, as the trade calls it; 19 in where nothing is said.
    """

    kind: Literal["frame"]
    width: Extent
    depth: Extent
    height: Extent
    mounting_height: Extent
    unit: Extent
    mass: Mass
    load_limit: Mass | None = None
    rail_width: Extent | None = None


class Part(Product):
    """Other equipment in a frame: manifold, patch panel, leak tray, capacitor shelf.

    Attributes
    ----------
    height : Quantity [U] or None
        None for a part that hangs beside the units, such as a manifold.
    mass : Quantity [kg] or None
        Dry; a rack with a part of unknown mass is none.
    mass_with_coolant : Quantity [kg] or None
        Where coolant runs through it.
    power : Quantity [kW] or None
        All of it goes to the air; None for a part that draws nothing.
    airflow : Quantity [m3/s] or None
        Through a part that draws power; where it is not known, air warms in it as in the servers.
    """

    kind: Literal["part"]
    height: Length | None = None
    mass: Mass | None = None
    mass_with_coolant: Mass | None = None
    power: Power | None = None
    airflow: Airflow | None = None


class Equipment(Frozen):
    """So many of a product in a frame beside the servers.

    Attributes
    ----------
    product : str
        A switch, a part, or another server.
    count : int
        How many of it.
    """

    product: Id
    count: Several = 1


class RackBuild(Product):
    """How a rack is made: a server, a frame, power strips or shelves, and what else goes in.

    Figures of the rack follow from those of its parts. What the build states itself comes before
    that: a price, a failover power. A rack with two cords is made to live on either of them,
    whatever the policy of a site survives.

    Attributes
    ----------
    server : str
        What there is as many of as fit.
    frame : str
        What they go into.
    servers : int or None
        No more than these; as many as fit without it.
    equipment : tuple of Equipment
        Switches, parts and other servers in the frame.
    reserve : Quantity [U] or None
        Height that stays free.
    power_limit : Quantity [kW] or None
        What the rack may draw as planned: a limit of its cooling, cords or house rules.
    failover_power : Quantity [kW] or None
        A cap that the rack keeps after a feed is lost, beside those of its servers.
    supplies : Supplies or None
        Shelves of the rack, for servers without supplies of their own.
    pdus : Supplies or None
        Power strips on the two feeds, for servers with supplies of their own.
    cords : int
        Two, one on each feed, or one.
    role : str or None
        What the rack is there for; that of its server without it.
    pod : PodRule or None
        How it is networked; without it alone, with no support racks.
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
            yield ("equipment", index, "product"), ("switch", "part", "server"), item.product
        if self.supplies is not None:
            yield ("supplies", "product"), ("shelf",), self.supplies.product
        if self.pdus is not None:
            yield ("pdus", "product"), ("rack-pdu",), self.pdus.product
        for name in self.pod.support if self.pod is not None else ():
            yield ("pod", "support", name), ("rack", "build"), name


class Limit(Frozen):
    """How many servers one thing lets into a rack, and why so many: a sentence with numbers.

    Attributes
    ----------
    what : str
        The number asked for; height in the frame; its load limit; the power limit; what is left
        of strips or shelves after a feed is lost; or of shelves after one of them, or of a single
        shelf after one of its modules.
    """

    what: Literal["asked", "height", "mass", "power", "feed", "module"]
    servers: Count
    why: str


class Term(Frozen):
    """So many times a figure of a product: 4 x ``hgx-h100-8.planned_power``."""

    count: Several = 1
    product: Id
    path: str


class Derivation(Frozen):
    """How a figure of an assembled rack follows from those of its parts.

    Attributes
    ----------
    how : str
        "sum" of the terms; the "least", "greatest" or "latest" of them; their "mean", weighted by
        power.
    note : str
        What more there is to say of it.
    is_assumed : bool
        Whether a choice of ours goes into it.
    """

    how: Literal["sum", "least", "greatest", "latest", "mean"]
    terms: tuple[Term, ...]
    note: str = ""
    is_assumed: bool = False


class Assembly(Frozen):
    """The rack that a build comes to, and what limits how many servers are in it.

    Attributes
    ----------
    derived : mapping of str to Derivation
        How each figure of the rack came about, by its path as in a file of a rack.
    remarks : tuple of str
        What could not be reckoned, in sentences.
    """

    rack: RackType
    servers: Count
    limits: tuple[Limit, ...]
    derived: FrozenMap[str, Derivation]
    remarks: tuple[str, ...] = ()

    @property
    def binding(self) -> tuple[Limit, ...]:
        """The limits that no further server gets past."""
        return tuple(limit for limit in self.limits if limit.servers == self.servers)

    def why_unknown(self, path: str) -> str:
        """Which pieces leave a figure of the rack unknown, as a sentence; "" where none does."""
        begin = f"no {path}: "
        said = (remark for remark in self.remarks if remark.startswith(begin))
        return next(said, "").removeprefix(begin)
