"""Doubts about computing: sparse figures sold as dense, power per accelerator."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rackplan.model.catalog import AnyProduct, Catalog, Precision, RackType, Server
from rackplan.reading.lint.remark import Remark, kilowatts, kw
from rackplan.units import COMPUTE, magnitude

__all__ = ["check_per_accelerator", "check_sparse"]

_KW_PER_ACCELERATOR = (0.4, 5.0)
_OVER_CHIP_POWER = (1.05, 2.2)
_RATIOS: dict[tuple[Precision, Precision], tuple[float, float]] = {
    ("fp16", "fp8"): (1.7, 2.3),
    ("fp8", "fp4"): (1.7, 3.3),
}
_BEST_FP16_PER_KW = (
    (date(2021, 12, 31), 0.6),
    (date(2024, 6, 30), 1.1),
    (date(2026, 3, 31), 1.75),
    (date.max, 4.0),
)
"""Dense PFLOPS in 16 bits for each kW of a whole node, at most, of what is sold by a day.

A100 nodes have 0.38, H100 0.77, MI300X 0.87, B200 1.26, GB200 1.36; a sparse figure is twice that.
"""


def check_per_accelerator(item: AnyProduct, _catalog: Catalog) -> Iterator[Remark]:
    """Power for each accelerator is in the family of its chip, or of accelerators at all."""
    if not isinstance(item, (RackType, Server)) or item.computing is None:
        return
    each = kw(item.planned_power) / item.computing.accelerators
    low, high = _KW_PER_ACCELERATOR
    chip = item.computing.chip_power
    if chip is not None:
        low, high = (share * kw(chip) for share in _OVER_CHIP_POWER)
    if not low <= each <= high:
        of_chip = f" for a chip of {kilowatts(chip)}" if chip is not None else ""
        said = (
            f"planned power is {each:.2f} kW an accelerator; {low:.2f} to {high:.2f} kW "
            f"is the family{of_chip}"
        )
        yield Remark("planned_power", said)


def check_sparse(item: AnyProduct, _catalog: Catalog) -> Iterator[Remark]:
    """Dense rates double from one number format to the next, and have a frontier for each kW."""
    if not isinstance(item, (RackType, Server)) or item.computing is None:
        return
    dense = {name: magnitude(rate, COMPUTE) for name, rate in item.computing.dense.items()}
    for (wide, narrow), (low, high) in _RATIOS.items():
        ratio = dense[narrow] / dense[wide] if wide in dense and narrow in dense else low
        if not low <= ratio <= high:
            said = (
                f"{narrow} is {ratio:.2g} times {wide}; of dense rates {low:g} to {high:g} is "
                "usual: is one of them a sparse figure?"
            )
            yield Remark(f"computing.dense.{narrow}", said)
    yield from _frontier(item, dense.get("fp16"))


def _frontier(item: RackType | Server, fp16: float | None) -> Iterator[Remark]:
    sold = item.available_from or date.max
    best = next(best for until, best in _BEST_FP16_PER_KW if sold <= until)
    if fp16 is not None and fp16 / kw(item.planned_power) > best:
        ratio = fp16 / kw(item.planned_power)
        said = (
            f"{ratio:.2f} dense fp16 PFLOPS a kW is above the {best:g} that anything sold by then "
            "has: is it a sparse figure?"
        )
        yield Remark("computing.dense.fp16", said)
