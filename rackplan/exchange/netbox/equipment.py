"""Devices, inlets, outlets and cords as rows of NetBox's bulk import, and the types they are of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rackplan.exchange.netbox.contents import TAP_MAKER, Contents, Device, contents_of
from rackplan.exchange.netbox.kinds import (
    INLET,
    device_type,
    frame_of,
    manufacturer_of,
    rack_ports,
    rack_type,
    server_ports,
)
from rackplan.exchange.netbox.places import Rows, feed_name, hall_name, site_name, status_of
from rackplan.exchange.netbox.slugs import slug_of
from rackplan.handover.handover import Handover
from rackplan.handover.places import RackPlace
from rackplan.handover.table import Cell
from rackplan.model.catalog import AnyProduct, RackType, Server

__all__ = ["Equipment", "equipment_of"]

_ROLE_NOTES = {"tap": "The rack PDUs of its side hang on it."}


@dataclass(frozen=True)
class Equipment:
    """All devices of a plan.

    Attributes
    ----------
    racks : tuple of (RackPlace, Contents)
        What is in every rack.
    machines : tuple of (product, name, hall)
        CDUs and air units.
    """

    handover: Handover
    racks: tuple[tuple[RackPlace, Contents], ...]
    machines: tuple[tuple[AnyProduct, str, str], ...]

    @property
    def roles(self) -> tuple[str, ...]:
        """Roles of all devices, by name."""
        inside = {device.role for device in self._devices()}
        return tuple(sorted(inside | {item.kind for item, _, _ in self.machines}))

    @property
    def makers(self) -> tuple[str, ...]:
        """Makers of all racks and devices, by name."""
        names = {device.manufacturer for device in self._devices()}
        names |= {manufacturer_of(item) for item, _, _ in self.machines}
        names |= {document["manufacturer"] for document in self.rack_types()}
        return tuple(sorted(names))

    def device_rows(self) -> Rows:
        """What is in the racks, then the machines that cool."""
        site = site_name(self.handover)
        common: dict[str, Cell] = {"site": site}
        for place, contents in self.racks:
            where: dict[str, Cell] = {"location": place.row.id, "rack": place.name}
            where["status"] = status_of(place)
            for device in contents.devices:
                yield common | where | _named(device)
        for item, name, hall in self.machines:
            made = Device(name, item.kind, item.id, manufacturer_of(item), item)
            where = {"location": hall_name(hall), "status": "planned"}
            yield common | where | _named(made)

    def port_rows(self) -> Rows:
        """Inlets that do not come with their type."""
        for device in self._devices():
            for port in device.ports:
                yield {
                    "device": device.name,
                    "name": port.name,
                    "maximum_draw": port.maximum,
                    "allocated_draw": port.allocated,
                    "description": f"feed {port.side}, VA",
                }

    def outlet_rows(self) -> Rows:
        """Outlets in use."""
        for _, contents in self.racks:
            for cord in contents.cords:
                yield {"device": cord.device, "name": cord.outlet, "power_port": INLET}

    def cable_rows(self) -> Rows:
        """Cords between devices."""
        for place, contents in self.racks:
            for cord in contents.cords:
                yield {
                    "side_a_device": cord.device,
                    "side_a_type": "dcim.poweroutlet",
                    "side_a_name": cord.outlet,
                    "side_b_device": cord.far_device,
                    "side_b_type": "dcim.powerport",
                    "side_b_name": cord.inlet,
                    **_cabled(place),
                }

    def feed_cable_rows(self) -> Rows:
        """Cords from the taps."""
        site = site_name(self.handover)
        for place, contents in self.racks:
            for side, (device, inlet) in contents.fed.items():
                yield {
                    "side_a_site": site,
                    "side_a_power_panel": place.feed_a if side == "A" else place.feed_b,
                    "side_a_type": "dcim.powerfeed",
                    "side_a_name": feed_name(place, side),
                    "side_b_site": site,
                    "side_b_device": device,
                    "side_b_type": "dcim.powerport",
                    "side_b_name": inlet,
                    **_cabled(place),
                }

    def rack_types(self) -> list[dict[str, Any]]:
        """The rack types of the library, by model."""
        catalog = self.handover.site.catalog
        frames = (frame_of(catalog, place.placement.rack) for place, _ in self.racks)
        return [rack_type(frame) for _, frame in sorted({f.id: f for f in frames}.items())]

    def device_types(self) -> list[dict[str, Any]]:
        """The device types of the library, by model."""
        items = {device.model: device.item for device in self._devices()}
        items |= {item.id: item for item, _, _ in self.machines}
        return [_type(model, item) for model, item in sorted(items.items())]

    def _devices(self) -> Iterator[Device]:
        for _, contents in self.racks:
            yield from contents.devices


def equipment_of(handover: Handover, places: tuple[RackPlace, ...]) -> Equipment:
    """All devices of a plan."""
    catalog = handover.site.catalog
    racks = tuple((place, contents_of(catalog, place)) for place in places)
    return Equipment(handover, racks, tuple(_machines(handover)))


def _machines(handover: Handover) -> Iterator[tuple[AnyProduct, str, str]]:
    """CDUs and air units, in the hall of the first row that they serve."""
    site = handover.site
    first = next(iter(site.halls))
    for loop in site.loops.values():
        hall = next((row.hall for row in site.rows.values() if row.loop == loop.id), first)
        yield from ((site.cdu(unit), unit.id, hall) for unit in loop.cdus)
    for zone in site.zones.values():
        hall = next((row.hall for row in site.rows.values() if row.zone == zone.id), first)
        yield from ((site.air_unit(unit), unit.id, hall) for unit in zone.units)


def _cabled(place: RackPlace) -> dict[str, Cell]:
    return {"type": "power", "status": "connected" if place.stands else "planned"}


def _named(device: Device) -> dict[str, Cell]:
    return {
        "name": device.name,
        "role": device.role,
        "manufacturer": device.manufacturer,
        "device_type": device.model,
        "description": _ROLE_NOTES.get(
            device.role, "" if device.item is None else device.item.name
        ),
    }


def _type(model: str, item: AnyProduct | RackType | None) -> dict[str, Any]:
    if item is None:
        maker = TAP_MAKER
        slug = f"{slug_of(maker)}-{slug_of(model)}"
        said = {"description": "From a busway to one rack; hangs on the busway, takes no unit."}
        sizes = {"u_height": 0, "is_full_depth": False}
        return {"manufacturer": maker, "model": model, "slug": slug} | sizes | said
    if isinstance(item, RackType):
        return device_type(item, rack_ports(item, item.share_on_a))
    return device_type(item, server_ports(item) if isinstance(item, Server) else ())
