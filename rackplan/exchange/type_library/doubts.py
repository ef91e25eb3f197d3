"""What is doubtful about a type of the library, said instead of trusting it.

Each doubt has an id, so that those of thousands of files can be counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rackplan.exchange.type_library.entry import TypeEntry
from rackplan.exchange.type_library.figures import kilograms
from rackplan.exchange.type_library.ports import inlets, network_ports, supply_bays
from rackplan.exchange.type_library.wording import Quoted, accelerators, quoted
from rackplan.handover.table import figure_text

__all__ = ["DOUBTS", "Doubted", "doubts_of"]

_CLOSE = 0.05
_MANY_PORTS = 8


@dataclass(frozen=True, slots=True, order=True)
class Doubted:
    """A doubt about a file.

    Attributes
    ----------
    id : str
        One of `DOUBTS`.
    """

    file: str
    line: int
    id: str
    sentence: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}  {self.sentence} [{self.id}]"


Found = Iterator[tuple[str, str]]
"""The key that a doubt is about, and its sentence."""


def doubts_of(entry: TypeEntry, kind: str) -> Iterator[Doubted]:
    """All doubts about a type, in the order of `DOUBTS`."""
    for name, (kinds, check, _) in DOUBTS.items():
        if kind in kinds:
            for key, sentence in check(entry):
                yield Doubted(entry.file, entry.document.line(key), name, sentence)


def _check_summed(entry: TypeEntry) -> Found:
    """Several inlets share the load or stand by: their sum is not what it draws."""
    draws = _draws(entry)
    if len(inlets(entry)) > 1 and draws and not entry.marks:
        each = " and ".join(f"{figure_text(w)} W" for w in sorted(set(draws)))
        whole = figure_text(sum(draws))
        many = f"{len(draws)} inlets of {each}"
        yield "power-ports", f"{many}: supplies may stand by, so they are not summed to {whole} W"


def _check_unpowered(entry: TypeEntry) -> Found:
    """A tray without an inlet hangs on the busbar of its rack."""
    if entry.values.get("is_powered") is False and not inlets(entry):
        fed = "no inlet of its own: its rack's busbar or its chassis feeds it"
        yield "is_powered", f"{fed}, and what it draws is unknown, not 0 W"


def _check_no_inlet(entry: TypeEntry) -> Found:
    """A thing that draws power and lists no inlet."""
    if inlets(entry) or entry.values.get("is_powered") is False or entry.marks:
        return
    bays = supply_bays(entry)
    why = f"its {bays} bays for supplies are empty" if bays else "nothing says how it is powered"
    yield "module-bays" if bays else "u_height", f"no inlet is listed: {why}"


def _check_bays(entry: TypeEntry) -> Found:
    """As many bays for supplies as inlets, or the file counts one of them wrongly."""
    bays, listed = supply_bays(entry), len(inlets(entry))
    if bays and listed and bays != listed:
        yield "power-ports", f"{listed} inlets, and {bays} bays for supplies"


def _check_told_power(entry: TypeEntry) -> Found:
    """Capacity that stands only in words is shown and not used."""
    told, draws = quoted(entry.words, "power"), _draws(entry)
    if not told or entry.marks:
        return
    if not draws:
        yield _place(entry), f"only words say {_listed(told)}: not used"
        return
    agrees = any(abs(q.value - w) <= _CLOSE * w for q in told for w in (*draws, sum(draws)))
    rest = "as inlets do" if agrees else "which no inlet does"
    yield _place(entry), f"words say {_listed(told)}, {rest}: not used"


def _check_beyond(entry: TypeEntry) -> Found:
    """Words that say more than all inlets together can carry."""
    told, whole = quoted(entry.words, "power"), sum(_draws(entry))
    if told and whole and max(q.value for q in told) > whole * (1 + _CLOSE):
        said = f"words say {_listed(told)}, and all inlets together {figure_text(whole)} W"
        yield "power-ports", f"{said}: one of them is wrong"


def _check_told_rest(entry: TypeEntry) -> Found:
    """Flow, current and voltage of machines stand in words alone."""
    told = [q for topic in ("flow", "current", "voltage") for q in quoted(entry.words, topic)]
    if told and not entry.marks:
        yield _place(entry), f"only words say {_listed(told)}: not used"


def _check_told_mass(entry: TypeEntry) -> Found:
    """A weight in words that is not the one of the file."""
    told, mass = quoted(entry.words, "mass"), kilograms(entry)
    if not told or entry.marks:
        return
    if mass is None:
        yield _place(entry), f"only words say {_listed(told)}: not used"
    elif not any(abs(q.value - mass) <= _CLOSE * mass for q in told):
        yield "weight", f"words say {_listed(told)}, and its weight is {figure_text(mass)} kg"


def _check_told_units(entry: TypeEntry) -> Found:
    """A height in words that is not the one of the file."""
    told = quoted(entry.words, "units")
    units = float(entry.values["u_height"])
    if told and units and not any(q.value == units for q in told):
        yield "u_height", f"words say {_listed(told)}, and its u_height is {figure_text(units)}"


def _check_accelerators(entry: TypeEntry) -> Found:
    """Which accelerators are in it decides what it draws."""
    lists = (*entry.listed("interfaces"), *entry.listed("module-bays"))
    said = "\n".join(f"{each['name']} {each.get('description') or ''}" for each in lists)
    named = accelerators(f"{entry.words}\n{said}")
    if len(named) > 1:
        yield _place(entry), f"names several accelerators: {', '.join(named)}"


def _check_chassis(entry: TypeEntry) -> Found:
    """A chassis is described without what goes into its bays."""
    bays = len(entry.listed("device-bays"))
    if bays:
        said = f"a chassis with {bays} bays for other devices"
        yield "device-bays", f"{said}: weight and ports may be those of the chassis alone"


def _check_looks_like_switch(entry: TypeEntry) -> Found:
    """A server with the ports of a switch was copied from one."""
    ports = network_ports(entry)
    if sum(ports.values()) > 2 * _MANY_PORTS:
        counts = ", ".join(f"{n} of {figure_text(s)} Gbit/s" for s, n in sorted(ports.items()))
        yield "interfaces", f"a server with the ports of a switch: {counts}"


def _check_ports(entry: TypeEntry) -> Found:
    """Ports of a switch come in fours; one that misses some was typed by hand."""
    ports = network_ports(entry)
    if not ports and not entry.marks:
        yield "interfaces", "no port for traffic is listed"
        return
    fastest = max(ports, default=0.0)
    count = ports[fastest]
    if count > _MANY_PORTS and count % 2:
        yield "interfaces", f"{count} ports of {figure_text(fastest)} Gbit/s: an odd number"
    slower = {s: n for s, n in ports.items() if s != fastest}
    if slower:
        rest = ", ".join(f"{n} of {figure_text(s)}" for s, n in sorted(slower.items()))
        yield "interfaces", f"ports of several speeds; not counted are {rest} Gbit/s"


def _check_airflow(entry: TypeEntry) -> Found:
    """Air against the usual direction ends in the cold aisle."""
    airflow = entry.values.get("airflow")
    if airflow not in (None, "front-to-rear", "passive"):
        yield "airflow", f"its air goes {airflow}"


def _check_rails(entry: TypeEntry) -> Found:
    """Frames of other rails are kept, and take other equipment."""
    rails = entry.values.get("width")
    if rails in (None, 19):
        return
    units = ": whether its units are of 44.45 mm (U) or 48 mm (OU) is not said"
    yield "width", f"rails of {rails} in, not 19{units if rails not in (10, 23) else ''}"


def _check_own_weight(entry: TypeEntry) -> Found:
    """What a frame may carry, where it says both, one, or nonsense."""
    whole, own = kilograms(entry, "max_weight"), kilograms(entry)
    if whole is None:
        return
    if own is None:
        yield "max_weight", "max_weight without weight: what may be mounted in it is not known"
    elif whole <= own:
        yield (
            "max_weight",
            f"carries {figure_text(whole)} kg at most and weighs {figure_text(own)} kg itself",
        )


def _check_open(entry: TypeEntry) -> Found:
    """Frames for a wall or with two posts are no frames of a hall's rows."""
    form = str(entry.values.get("form_factor"))
    if form not in ("4-post-cabinet", "4-post-frame"):
        yield "form_factor", f"is a {form}, not one of four posts"


def _draws(entry: TypeEntry) -> list[float]:
    """What its inlets draw at most, of those that say it."""
    return [inlet.maximum_w for inlet in inlets(entry) if inlet.maximum_w is not None]


def _place(entry: TypeEntry) -> str:
    return "comments" if entry.comments else "description"


def _listed(told: tuple[Quoted, ...] | list[Quoted]) -> str:
    texts = [q.text for q in told[:4]]
    more = f" and {len(told) - 4} more" if len(told) > 4 else ""
    return ", ".join(texts) + more


_POWERED = frozenset({"server", "switch", "cdu", "rack-pdu", "shelf", "ups"})
_DRAWING = frozenset({"server", "switch"})
_FEWER = _POWERED - {"rack-pdu"}
_ALL = _POWERED | {"part", "frame"}

DOUBTS: dict[str, tuple[frozenset[str], Callable[[TypeEntry], Found], str]] = {
    "supplies": (_FEWER, _check_summed, "inlets of several supplies: not summed"),
    "busbar": (_POWERED, _check_unpowered, "no inlet, as a busbar or a chassis feeds it: not 0 W"),
    "no-inlet": (_POWERED, _check_no_inlet, "no inlet listed"),
    "bays": (_POWERED, _check_bays, "inlets and bays for supplies differ in number"),
    "told-power": (_POWERED, _check_told_power, "power or capacity in words: not used"),
    "beyond-inlets": (_DRAWING, _check_beyond, "words say more power than all inlets carry"),
    "told-rating": (
        frozenset({"cdu", "rack-pdu", "shelf", "ups"}),
        _check_told_rest,
        "flow, current or voltage in words alone: not used",
    ),
    "told-mass": (_ALL, _check_told_mass, "weight in words: not used, or contradicted"),
    "told-units": (_ALL, _check_told_units, "height in words contradicts u_height"),
    "accelerators": (
        frozenset({"server"}),
        _check_accelerators,
        "names several accelerators",
    ),
    "chassis": (frozenset({"server"}), _check_chassis, "a chassis with bays for other devices"),
    "many-ports": (
        frozenset({"server"}),
        _check_looks_like_switch,
        "a server with the ports of a switch",
    ),
    "ports": (frozenset({"switch"}), _check_ports, "ports missing, odd, or of several speeds"),
    "airflow": (_DRAWING, _check_airflow, "air in another direction"),
    "rails": (frozenset({"frame"}), _check_rails, "rails that are not 19 in"),
    "own-weight": (frozenset({"frame"}), _check_own_weight, "max_weight and weight do not fit"),
    "posts": (frozenset({"frame"}), _check_open, "not a frame of four posts"),
}
"""Doubts by id: the kinds that they are about, who looks, and what they say in general."""
