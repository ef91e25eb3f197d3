"""What stands in a rack, as devices with inlets, outlets and cords.

A rack that is delivered whole is one device. A rack of servers on strips is its strips, servers and
switches. A feed of NetBox is cabled to one inlet, so a side with several strips hangs on its tap,
which is a device then. Where in the frame things are mounted is no part of a plan and left open.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from itertools import cycle

from rackplan.exchange.netbox.kinds import (
    INLET,
    PowerPort,
    manufacturer_of,
    rack_ports,
    server_ports,
)
from rackplan.handover.places import RackPlace
from rackplan.model.catalog import (
    AnyProduct,
    Catalog,
    RackBuild,
    RackPdu,
    RackType,
    Server,
    Supplies,
    Switch,
)
from rackplan.model.site import Row

__all__ = ["Contents", "Cord", "Device", "contents_of", "tap_model"]

_LETTER = {"server": "S", "switch": "N"}
TAP_MAKER = "Generic"


@dataclass(frozen=True, slots=True)
class Device:
    """A device in a rack.

    Attributes
    ----------
    item : product or None
        What it is; None for a tap.
    ports : tuple of PowerPort
        Inlets that do not come with its type.
    """

    name: str
    role: str
    model: str
    manufacturer: str
    item: AnyProduct | RackType | None
    ports: tuple[PowerPort, ...] = ()


@dataclass(frozen=True, slots=True)
class Cord:
    """From an outlet of a device to an inlet of another."""

    device: str
    outlet: str
    far_device: str
    inlet: str


@dataclass(slots=True)
class Contents:
    """All that is in a rack.

    Attributes
    ----------
    fed : mapping of str to tuple of str
        Device and inlet that the tap of a side feeds, by the side.
    """

    devices: list[Device] = field(default_factory=list)
    cords: list[Cord] = field(default_factory=list)
    fed: dict[str, tuple[str, str]] = field(default_factory=dict)


def contents_of(catalog: Catalog, place: RackPlace) -> Contents:
    """The devices of a rack."""
    build = catalog.products.get(place.placement.rack)
    if isinstance(build, RackBuild) and build.pdus is not None:
        return _Strips(catalog, place, build, build.pdus).contents
    return _whole(place)


def tap_model(row: Row) -> str:
    """What the tap of a row is called as a device type."""
    return f"Tap box {row.tap.rating:.6g~} {row.tap.voltage:.6g~}"


def _whole(place: RackPlace) -> Contents:
    """A rack as one device."""
    kind = place.kind
    device = Device(place.name, kind.role, kind.id, manufacturer_of(kind), kind)
    contents = Contents(devices=[device])
    ports = {port.side: port.name for port in rack_ports(kind, kind.share_on_a)}
    sides = [side for side, feed in (("A", place.feed_a), ("B", place.feed_b)) if feed]
    for side in sides:
        inlet = INLET if kind.cords == 1 else ports[side]
        contents.fed[side] = (device.name, inlet)
    return contents


class _Strips:
    """A rack of servers that hang on strips."""

    def __init__(
        self, catalog: Catalog, place: RackPlace, build: RackBuild, pdus: Supplies
    ) -> None:
        self.place, self.catalog = place, catalog
        self.contents = Contents()
        self._outlets: dict[str, int] = {}
        strip = catalog.products[pdus.product]
        assert isinstance(strip, RackPdu), "the reader saw to that"
        counts = {"A": pdus.on_feed_a, "B": pdus.on_feed_b}
        strips = {side: self._side(side, counts[side], strip) for side in counts if counts[side]}
        self._turns = {side: cycle(names) for side, names in strips.items()}
        servers = catalog.assemblies[place.placement.rack].servers
        inside = [(build.server, servers), *((e.product, e.count) for e in build.equipment)]
        numbers = dict.fromkeys(_LETTER.values(), 0)
        for product, count in inside:
            item = catalog.products[product]
            if isinstance(item, (Server, Switch)):
                letter = _LETTER[item.kind]
                for _ in range(count):
                    numbers[letter] += 1
                    self._mounted(item, f"{letter}{numbers[letter]}")

    def _side(self, side: str, count: int, strip: RackPdu) -> list[str]:
        """The strips of a side, and the tap where there are several."""
        feed = self.place.feed_a if side == "A" else self.place.feed_b
        name, maker = self.place.name, manufacturer_of(strip)
        names = [f"{name}.{side}{number}" for number in range(1, count + 1)]
        whole = {port.side: port for port in rack_ports(self.place.kind, self.place.share_a)}
        port = whole.get(side, next(iter(whole.values())))
        for each in names:
            shared = (_part(port, count),)
            self.contents.devices.append(Device(each, "rack-pdu", strip.id, maker, strip, shared))
        if count > 1:
            tap = Device(
                f"{name}.{side}",
                "tap",
                tap_model(self.place.row),
                TAP_MAKER,
                None,
                (_part(port, 1),),
            )
            self.contents.devices.append(tap)
            for each in names:
                self._plug(tap.name, each, INLET)
        if feed:
            self.contents.fed[side] = (f"{name}.{side}" if count > 1 else names[0], INLET)
        return names

    def _mounted(self, item: Server | Switch, number: str) -> None:
        name = f"{self.place.name}.{number}"
        self.contents.devices.append(Device(name, item.kind, item.id, manufacturer_of(item), item))
        for port in server_ports(item) if isinstance(item, Server) else ():
            if port.side in self._turns:
                self._plug(next(self._turns[port.side]), name, port.name)

    def _plug(self, device: str, far: str, inlet: str) -> None:
        self._outlets[device] = self._outlets.get(device, 0) + 1
        self.contents.cords.append(Cord(device, str(self._outlets[device]), far, inlet))


def _part(port: PowerPort, count: int) -> PowerPort:
    """An even share of an inlet."""
    return PowerPort(
        INLET, math.ceil(port.allocated / count), math.ceil(port.maximum / count), port.side
    )
