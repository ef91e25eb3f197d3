"""A small NetBox: takes the files in their order, as its bulk import does, and reckons feeds.

Every reference must be to something that an earlier file brought, every name unique where NetBox
wants it so. Feeds are reckoned as NetBox does: available power is volts times amperes times the
share in use, times 1.732 with three phases; what is drawn is the stated draw of the inlet at the
other end of the feed's cable.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field

import yaml

from tests.exchange.netbox.documented import CHOICES, FIELDS, REQUIRED

MODELS = {
    "01": "dcim.site",
    "02": "dcim.location",
    "03": "dcim.manufacturer",
    "04": "dcim.rackrole",
    "05": "dcim.devicerole",
    "06": "dcim.rack",
    "07": "dcim.powerpanel",
    "08": "dcim.powerfeed",
    "09": "dcim.device",
    "10": "dcim.powerport",
    "11": "dcim.poweroutlet",
    "12": "dcim.cable",
    "13": "dcim.cable",
}
Row = dict[str, str]


def rows_of(content: bytes) -> list[Row]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


@dataclass
class Port:
    """An inlet, and what is at the other end of its cord."""

    allocated: int
    maximum: int
    cabled_to: tuple[str, str] | None = None


@dataclass
class NetBox:
    """What has been imported."""

    tables: dict[str, list[Row]] = field(default_factory=dict)
    rack_types: dict[str, dict] = field(default_factory=dict)
    device_types: dict[tuple[str, str], dict] = field(default_factory=dict)
    ports: dict[tuple[str, str], Port] = field(default_factory=dict)
    outlets: dict[tuple[str, str], str | None] = field(default_factory=dict)
    feeds: dict[tuple[str, str], Row] = field(default_factory=dict)
    cabled_feeds: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)

    def names(self, model: str) -> set[str]:
        return {row["name"] for row in self.tables.get(model, [])}

    def available_va(self, feed: Row) -> int:
        share = int(feed["max_utilization"]) / 100
        power = abs(int(feed["voltage"])) * int(feed["amperage"]) * share
        return round(power * 1.732) if feed["phase"] == "three-phase" else round(power)

    def draw(self, feed: tuple[str, str]) -> Port:
        return self.ports[self.cabled_feeds[feed]]

    def rack_utilization(self, rack: str) -> float:
        feeds = [key for key, row in self.feeds.items() if row["rack"] == rack]
        available = sum(self.available_va(self.feeds[key]) for key in feeds)
        return (
            sum(self.draw(key).allocated for key in feeds if key in self.cabled_feeds) / available
        )


def imported(files: dict[str, bytes]) -> NetBox:
    """Take all files in their order; raise AssertionError where NetBox would refuse a row."""
    box = NetBox()
    for name, content in files.items():
        if name.endswith(".yaml"):
            document = yaml.safe_load(content)
            if name.startswith("rack-types/"):
                assert document["model"] not in box.rack_types
                box.rack_types[document["model"]] = document
            else:
                box.device_types[document["manufacturer"], document["model"]] = document
    for name in sorted(name for name in files if name.endswith(".csv")):
        model = MODELS[name[:2]]
        for row in rows_of(files[name]):
            _check_form(model, row)
            _TAKE[model](box, row)
            box.tables.setdefault(model, []).append(row)
    return box


def _check_form(model: str, row: Row) -> None:
    assert set(row) <= FIELDS[model], set(row) - FIELDS[model]
    missing = {key for key in REQUIRED[model] if not row.get(key)}
    assert not missing, (model, missing, row)
    for key, known in CHOICES.get(model, {}).items():
        assert row[key] in known, (model, key, row[key])


def _unique(box: NetBox, model: str, row: Row, *keys: str) -> None:
    taken = {tuple(other[key] for key in keys) for other in box.tables.get(model, [])}
    assert tuple(row[key] for key in keys) not in taken, (model, row)


def _site(box: NetBox, row: Row) -> None:
    assert len(row["name"]) <= 100
    _unique(box, "dcim.site", row, "name")


def _location(box: NetBox, row: Row) -> None:
    assert row["site"] in box.names("dcim.site")
    assert not row["parent"] or row["parent"] in box.names("dcim.location")
    _unique(box, "dcim.location", row, "name")  # racks name it without its parent
    _unique(box, "dcim.location", row, "slug")


def _named(model: str):
    def take(box: NetBox, row: Row) -> None:
        _unique(box, model, row, "name")
        _unique(box, model, row, "slug")
        assert len(row.get("color", "000000")) == 6

    return take


def _rack(box: NetBox, row: Row) -> None:
    assert row["site"] in box.names("dcim.site")
    assert row["location"] in box.names("dcim.location")
    assert row["role"] in box.names("dcim.rackrole")
    kind = box.rack_types[row["rack_type"]]
    assert kind["manufacturer"] in box.names("dcim.manufacturer")
    assert (int(row["width"]), int(row["u_height"])) == (kind["width"], kind["u_height"])
    _unique(box, "dcim.rack", row, "name")


def _panel(box: NetBox, row: Row) -> None:
    assert row["site"] in box.names("dcim.site")
    assert not row["location"] or row["location"] in box.names("dcim.location")
    _unique(box, "dcim.powerpanel", row, "name")


def _feed(box: NetBox, row: Row) -> None:
    assert row["power_panel"] in box.names("dcim.powerpanel")
    racks = {rack["name"]: rack for rack in box.tables["dcim.rack"]}
    assert racks[row["rack"]]["location"] == row["location"]
    assert 0 < int(row["amperage"]) <= 32_767
    assert 0 < int(row["voltage"]) <= 32_767
    assert 1 <= int(row["max_utilization"]) <= 100
    _unique(box, "dcim.powerfeed", row, "power_panel", "name")
    box.feeds[row["power_panel"], row["name"]] = row


def _device(box: NetBox, row: Row) -> None:
    assert len(row["name"]) <= 64
    assert row["role"] in box.names("dcim.devicerole")
    assert row["manufacturer"] in box.names("dcim.manufacturer")
    assert row["location"] in box.names("dcim.location")
    if row["rack"]:
        racks = {rack["name"]: rack for rack in box.tables["dcim.rack"]}
        assert racks[row["rack"]]["location"] == row["location"]
    _unique(box, "dcim.device", row, "name")
    kind = box.device_types[row["manufacturer"], row["device_type"]]
    for port in kind.get("power-ports", ()):
        _add_port(box, row["name"], port["name"], port["allocated_draw"], port["maximum_draw"])


def _port(box: NetBox, row: Row) -> None:
    assert row["device"] in box.names("dcim.device")
    draws = int(row["allocated_draw"]), int(row["maximum_draw"])
    _add_port(box, row["device"], row["name"], *draws)


def _add_port(box: NetBox, device: str, name: str, allocated: int, maximum: int) -> None:
    assert (device, name) not in box.ports, "a port of this device has this name already"
    assert 1 <= allocated <= maximum, "allocated draw cannot exceed the maximum draw"
    box.ports[device, name] = Port(allocated, maximum)


def _outlet(box: NetBox, row: Row) -> None:
    key = row["device"], row["name"]
    assert (row["device"], row["power_port"]) in box.ports
    assert key not in box.outlets
    box.outlets[key] = None


def _cable(box: NetBox, row: Row) -> None:
    port = box.ports[row["side_b_device"], row["side_b_name"]]
    assert row["side_b_type"] == "dcim.powerport"
    assert port.cabled_to is None, "already connected"
    if row["side_a_type"] == "dcim.powerfeed":
        source = row["side_a_power_panel"], row["side_a_name"]
        assert source in box.feeds
        assert source not in box.cabled_feeds, "already connected"
        box.cabled_feeds[source] = row["side_b_device"], row["side_b_name"]
    else:
        source = row["side_a_device"], row["side_a_name"]
        assert row["side_a_type"] == "dcim.poweroutlet"
        assert box.outlets[source] is None, "already connected"
        box.outlets[source] = row["side_b_device"]
    port.cabled_to = source


_TAKE = {
    "dcim.site": _site,
    "dcim.location": _location,
    "dcim.manufacturer": _named("dcim.manufacturer"),
    "dcim.rackrole": _named("dcim.rackrole"),
    "dcim.devicerole": _named("dcim.devicerole"),
    "dcim.rack": _rack,
    "dcim.powerpanel": _panel,
    "dcim.powerfeed": _feed,
    "dcim.device": _device,
    "dcim.powerport": _port,
    "dcim.poweroutlet": _outlet,
    "dcim.cable": _cable,
}
