"""Doubts about power: its order, the supplies that carry it, their curves."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from rackplan.model.catalog import (
    AnyProduct,
    Catalog,
    EfficiencyCurve,
    PowerShelf,
    RackType,
    Server,
    Switch,
)
from rackplan.reading.lint.remark import Remark, kilowatts, kw
from rackplan.units import Quantity

__all__ = [
    "check_curve",
    "check_feed_loss",
    "check_modules",
    "check_order",
    "check_power_factor",
    "check_summed",
    "check_switch",
]

_LEVELS = ("typical", "planned", "peak", "rated")
_SAME = 0.03
_ROUNDING = 1e-9
_LEAST_POWER_FACTOR = 0.9
_CURVE = (0.7, 0.995)
_KW_PER_TBPS = (0.01, 0.12)
_SLOWEST_GBPS = 100


def check_order(item: AnyProduct, _catalog: Catalog) -> Iterator[Remark]:
    """Typical, planned, peak and rated power grow in this order."""
    known = [(name, getattr(item, f"{name}_power", None)) for name in _LEVELS]
    found = [(name, power) for name, power in known if power is not None]
    for (low_name, low), (high_name, high) in itertools.pairwise(found):
        if low > high:
            said = f"{low_name} power {kilowatts(low)} is above {high_name} power {kilowatts(high)}"
            yield Remark(f"{low_name}_power", said)


def check_feed_loss(item: AnyProduct, catalog: Catalog) -> Iterator[Remark]:
    """The supplies of one feed carry the planned power and the peak."""
    carried = _carried(item, catalog)
    if not isinstance(item, (RackType, Server)) or carried is None:
        return
    wants = [(f"{n} power", getattr(item, f"{n}_power")) for n in ("planned", "peak")]
    more = [
        f"its {name} of {kilowatts(p)}"
        for name, p in wants
        if p is not None and _on_supplies(item, p) > carried
    ]
    if not more:
        return
    said = f"after the loss of a feed its supplies carry {kilowatts(carried)}, below "
    yield Remark("supplies", f"{said}{' and '.join(more)}: {_after(item, carried)}")


def _after(item: RackType | Server, carried: Quantity) -> str:
    """What becomes of a load whose supplies of one feed are too small."""
    planned = _on_supplies(item, item.planned_power)
    if item.failover_power is None and carried < planned:
        return "no failover_power is given, so it stands nowhere where a feed loss is survived"
    if carried < (1.0 - _ROUNDING) * _on_supplies(item, item.failover):
        want = kilowatts(item.failover)
        return f"less than its failover_power of {want}: it stands nowhere where a loss is survived"
    if carried < planned:
        return "it is throttled until the feed is back"
    return "its peaks have to be capped until the feed is back"


def _on_supplies(item: RackType | Server, power: Quantity) -> Quantity:
    """What hangs on the supplies of a power: in a rack of servers not what its switches draw."""
    return item.on_supplies(power) if isinstance(item, RackType) else power


def check_summed(item: AnyProduct, catalog: Catalog) -> Iterator[Remark]:
    """Redundant supplies do not add up to a power that the load draws."""
    carried = _carried(item, catalog)
    if not isinstance(item, (RackType, Server)) or carried is None:
        return
    assert item.supplies is not None
    each = catalog.shelves[item.supplies.product].rating
    whole = kw(each) * item.supplies.count
    for name in ("planned", "rated", "peak"):
        power = getattr(item, f"{name}_power")
        if power is not None and abs(kw(power) - whole) <= _SAME * whole:
            said = (
                f"{name} power {kilowatts(power)} is that of all {item.supplies.count} supplies, "
                f"of which one feed has {kilowatts(carried)}: redundant supplies do not add up"
            )
            yield Remark(f"{name}_power", said)


def _carried(item: AnyProduct, catalog: Catalog) -> Quantity | None:
    """What is left to a load with two feeds when it loses the larger one [kW]."""
    if not isinstance(item, (RackType, Server)) or item.supplies is None:
        return None
    shelf = catalog.shelves.get(item.supplies.product)
    counts = (item.supplies.on_feed_a, item.supplies.on_feed_b)
    if shelf is None or not all(counts):
        return None
    carried: Quantity = min(counts) * shelf.rating
    return carried


def check_power_factor(item: AnyProduct, _catalog: Catalog) -> Iterator[Remark]:
    """Active rectifiers draw nearly in phase."""
    if isinstance(item, (RackType, Server)) and item.power_factor < _LEAST_POWER_FACTOR:
        factor = float(item.power_factor.magnitude)
        said = f"a power factor of {factor:.0%} is below what supplies of today have (90 %)"
        yield Remark("power_factor", said)


def check_modules(item: AnyProduct, _catalog: Catalog) -> Iterator[Remark]:
    """A shelf gives what its modules give."""
    if not isinstance(item, PowerShelf) or item.module_rating is None:
        return
    whole = item.modules * item.module_rating
    if abs(kw(whole) - kw(item.rating)) > _SAME * kw(item.rating):
        each = kilowatts(item.module_rating)
        said = (
            f"{item.modules} modules of {each} are {kilowatts(whole)}, not {kilowatts(item.rating)}"
        )
        yield Remark("rating", said)


def check_curve(item: AnyProduct, _catalog: Catalog) -> Iterator[Remark]:
    """An efficiency curve goes by rising load, and stays within what machines reach."""
    curve: EfficiencyCurve = getattr(item, "efficiency", ())
    loads = [float(point.load.magnitude) for point in curve]
    if loads != sorted(set(loads)):
        yield Remark("efficiency", "the loads of its efficiency curve do not rise")
    low, high = _CURVE
    top = high if not hasattr(item, "primary") else 1.0
    for point in curve:
        value = float(point.efficiency.magnitude)
        if not low <= value <= top:
            load = float(point.load.magnitude)
            yield Remark(
                "efficiency", f"an efficiency of {value:.1%} at {load:.0%} load is unlikely"
            )


def check_switch(item: AnyProduct, _catalog: Catalog) -> Iterator[Remark]:
    """A fast switch takes 10 to 120 W for each Tb/s of its ports."""
    if not isinstance(item, Switch) or item.peak_power is None:
        return
    if item.port_speed_gbps < _SLOWEST_GBPS:
        return
    speed = item.ports * item.port_speed_gbps / 1000.0
    low, high = _KW_PER_TBPS
    if not low <= kw(item.peak_power) / speed <= high:
        each = 1000.0 * kw(item.peak_power) / speed
        said = f"{kilowatts(item.peak_power)} for {speed:g} Tb/s is {each:.0f} W for each; "
        said += "10 to 120 W is usual"
        yield Remark("peak_power", said)
