"""What a type of the library is among our kinds, by what it has; the library itself does not say.

Where nothing shows it, a type is passed over with the reason and nothing is guessed. A kind that
words show is shown by what a thing calls itself: model, part number, description and the first
sentence of the comments. Further down, comments speak of other things.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rackplan.exchange.type_library.entry import TypeEntry
from rackplan.exchange.type_library.ports import network_ports
from rackplan.exchange.type_library.wording import ADDRESS, accelerators

__all__ = ["PassedOver", "Recognised", "recognise"]

_CALLED: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("cdu", re.compile(r"coolant distribution|cooling distribution unit|(?<![a-z])[a-z]?cdu")),
    ("ups", re.compile(r"(?<![a-z])ups(?![a-z])|uninterruptible")),
    ("shelf", re.compile(r"power[ -]shelf(?!s)")),
)
_PDU = re.compile(r"(?<![a-z])([a-z]?pdu|rack power distribution|power strip)(?![a-z])")
_SWITCH = re.compile(r"(?<![a-z])(switch|router)(?!ed|able|ing)")
_COMPUTING = re.compile(
    r"(?<![a-z])(gpus?|xeon|epyc|opteron|threadripper|poweredge|proliant|thinksystem|(super)?server|blade|"
    r"compute (tray|node|sled)|motherboard|cpu|dimm)(?![a-z])"
)
_COMPUTING_BAY = re.compile(
    r"(?<![a-z])(gpu|cpu|memory|dimm|drive|hdd|ssd|nvme|motherboard|riser|disk)"
)
_NONE_OF_OURS = re.compile(
    r"(?<![a-z])(firewall|access point|camera|phone|kvm|console server|terminal server|"
    r"transfer switch|media converter|load balancer|modem|tape library)(?![a-z])"
)
_FEWEST_PORTS = 8
_FIRST = re.compile(r"[.!?](\s|$)|\n\s*\n")


@dataclass(frozen=True, slots=True)
class Recognised:
    """A kind, and what shows it."""

    kind: str
    why: str


@dataclass(frozen=True, slots=True)
class PassedOver:
    """Why a type is none of ours."""

    why: str


def recognise(entry: TypeEntry) -> Recognised | PassedOver:
    """The kind of a type."""
    if entry.marks:
        return Recognised(entry.marks["kind"], "an export of rackplan")
    if entry.form == "rack type":
        return Recognised("frame", "a rack type")
    if entry.form == "module type":
        return PassedOver("a module, which goes into a device")
    if entry.values.get("subdevice_role") == "child":
        return PassedOver("goes into a bay of another device")
    return _device(entry)


def _device(entry: TypeEntry) -> Recognised | PassedOver:
    called = _called(entry)
    other = _NONE_OF_OURS.search(called)
    if other is not None:
        return PassedOver(f"calls itself a {other[0]}")
    for kind, pattern in _CALLED:
        if pattern.search(called) and not (kind == "ups" and _PDU.search(called)):
            return Recognised(kind, "what it calls itself")
    if _is_strip(entry, called):
        return Recognised("rack-pdu", "outlets")
    if not entry.values["u_height"]:
        return PassedOver("takes no unit of a frame")
    return _computing(entry, called)


def _computing(entry: TypeEntry, called: str) -> Recognised | PassedOver:
    bays = [str(bay["name"]).lower() for bay in entry.listed("module-bays")]
    if any(_COMPUTING_BAY.search(bay) for bay in bays):
        return Recognised("server", "bays for processors, memory or drives")
    if _SWITCH.search(called):
        return Recognised("switch", "what it calls itself")
    if accelerators(entry.words) or _COMPUTING.search(
        f"{called} {ADDRESS.sub(' ', entry.words).lower()}"
    ):
        return Recognised("server", "processors or accelerators in its words")
    ports = network_ports(entry)
    if ports and max(ports.values()) >= _FEWEST_PORTS:
        return Recognised("switch", f"{max(ports.values())} ports of one speed")
    if entry.listed("front-ports") and not entry.listed("power-ports"):
        return Recognised("part", "ports that lead through, and no inlet")
    return PassedOver("nothing shows what it is")


def _is_strip(entry: TypeEntry, called: str) -> bool:
    outlets = len(entry.listed("power-outlets"))
    ports = sum(network_ports(entry).values())
    return outlets > 0 and (bool(_PDU.search(called)) or ports < _FEWEST_PORTS)


def _called(entry: TypeEntry) -> str:
    """What a type calls itself, in small letters."""
    first = _FIRST.split(entry.comments.strip(), maxsplit=1)[0]
    said = (entry.model, str(entry.values.get("part_number") or ""), entry.description, first)
    return ADDRESS.sub(" ", " ".join(said)).lower()
