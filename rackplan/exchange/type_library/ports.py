"""Inlets, outlets and network ports of a device, as the library lists them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Literal

from rackplan.exchange.type_library.entry import TypeEntry

__all__ = ["Current", "Inlet", "current_of", "inlets", "network_ports", "speed_gbps", "supply_bays"]

Current = Literal["ac-single-phase", "ac-three-phase", "dc"]

_SPEED = re.compile(r"(\d+(?:\.\d+)?)(g|t|)base")
_PER_GBIT = {"": 1e-3, "g": 1.0, "t": 1e3}
_INFINIBAND: dict[str, float] = {
    "sdr": 10.0,
    "ddr": 20.0,
    "qdr": 40.0,
    "fdr10": 40.0,
    "fdr": 56.0,
    "edr": 100.0,
    "hdr": 200.0,
    "ndr": 400.0,
    "xdr": 800.0,
}
"""Gbit/s of four lanes."""

_MANAGEMENT = re.compile(
    r"(?<![a-z])(mgmt|management|bmc|ipmi|ilo|idrac|oob|cimc|xcc|service)(?![a-z])"
)
_SUPPLY = re.compile(r"(?<![a-z])(psu|ps|power[ -]suppl(y|ies)|pem|pwr)(?![a-z])")

_THREE_PHASES = re.compile(r"iec-60309-3p|nema-l?(15|18|21|22)-|cs816|cs836|cs846")
_DIRECT = re.compile(r"dc-terminal|saf-d-grid|molex|usb")
_ONE_PHASE = re.compile(r"iec-60320|iec-60309-(p-n-e|2p)|nema-|ita-|nbr-|iec-60906|cs6|cs82")


@dataclass(frozen=True, slots=True)
class Inlet:
    """An inlet.

    Attributes
    ----------
    maximum_w, allocated_w : float or None
        What the library says that it draws at most and as allocated; None where it says nothing.
    """

    name: str
    plug: str
    maximum_w: float | None
    allocated_w: float | None


def inlets(entry: TypeEntry) -> tuple[Inlet, ...]:
    """Its inlets, in order."""
    return tuple(
        Inlet(
            str(port["name"]),
            str(port.get("type") or ""),
            port.get("maximum_draw"),
            port.get("allocated_draw"),
        )
        for port in entry.listed("power-ports")
    )


def supply_bays(entry: TypeEntry) -> int:
    """Bays for power supplies."""
    return sum(
        bool(_SUPPLY.search(f"{bay['name']} {bay.get('position') or ''}".lower()))
        for bay in entry.listed("module-bays")
    )


def current_of(plug: str) -> Current | None:
    """The current that a plug is made for; None where its type leaves that open.

    Examples
    --------
    >>> current_of("iec-60320-c20"), current_of("iec-60309-3p-n-e-6h"), current_of("other")
    ('ac-single-phase', 'ac-three-phase', None)
    """
    if _DIRECT.search(plug):
        return "dc"
    if _THREE_PHASES.search(plug):
        return "ac-three-phase"
    return "ac-single-phase" if _ONE_PHASE.search(plug) else None


def network_ports(entry: TypeEntry) -> Counter[float]:
    """How many ports carry traffic, by their speed in Gbit/s; those for management apart."""
    ports: Counter[float] = Counter()
    for port in entry.listed("interfaces"):
        speed = speed_gbps(str(port.get("type") or ""))
        about = f"{port['name']} {port.get('description') or ''}".lower()
        if speed is not None and not port.get("mgmt_only") and not _MANAGEMENT.search(about):
            ports[speed] += 1
    return ports


def speed_gbps(kind: str) -> float | None:
    """The speed of a type of port; None for what is no port of Ethernet or InfiniBand.

    Examples
    --------
    >>> speed_gbps("800gbase-x-osfp"), speed_gbps("1000base-t"), speed_gbps("infiniband-xdr")
    (800.0, 1.0, 800.0)
    """
    if kind.startswith("infiniband-"):
        return _INFINIBAND.get(kind.removeprefix("infiniband-"))
    match = _SPEED.match(kind)
    return None if match is None else float(match[1]) * _PER_GBIT[match[2]]
