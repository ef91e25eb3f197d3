"""Workloads need nothing that no rack of the demand has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rackplan.model.catalog import Computing
from rackplan.model.demand import Workload
from rackplan.model.names import is_named
from rackplan.reading.complaints import did_you_mean
from rackplan.reading.folded import FoldedSite
from rackplan.reading.nodes import Location
from rackplan.reading.products import Products
from rackplan.reading.references.power import Say
from rackplan.units import Quantity

__all__ = ["check_workloads"]


def check_workloads(folded: FoldedSite, products: Products, say: Say) -> None:
    """Complain of stacks, precisions and memory that no rack of the demand states."""
    racks = {name: products.rack(name) for name in folded.demand.asked}
    if any(rack is None for rack in racks.values()):
        return
    known = {name: rack.computing for name, rack in racks.items() if rack and rack.computing}
    for name, workload in folded.demand.workloads.items():
        at: Location = ("demand", "workloads", name)
        _check_stacks(workload, known.values(), at, say)
        _check_precisions(workload, known.values(), at, say)
        chips = {rack: _per_accelerator(each) for rack, each in known.items()}
        domains = {
            rack: _per_accelerator(each) * each.scale_up
            for rack, each in known.items()
            if each.scale_up
        }
        for key, least, has in (
            ("hbm_per_accelerator", workload.hbm_per_accelerator, chips),
            ("hbm_per_domain", workload.hbm_per_domain, domains),
        ):
            if least is not None:
                _check_memory(least, has, (*at, key), say)


def _check_stacks(workload: Workload, known: Iterable[Computing], at: Location, say: Say) -> None:
    stated = [each.software for each in known if each.software]
    for index, stack in enumerate(workload.stacks):
        if not any(is_named(stack.casefold(), text.casefold()) for text in stated):
            hint = did_you_mean(stack, stated) if stated else "None of them states `software`."
            say((*at, "stacks", index), f'no rack of the demand runs "{stack}". {hint}')


def _check_precisions(
    workload: Workload, known: Iterable[Computing], at: Location, say: Say
) -> None:
    computing = list(known)
    stated = sorted({precision for each in computing for precision in each.dense})
    places = [((*at, "precisions", i), p) for i, p in enumerate(workload.precisions)]
    places += [((*at, "capability", p), p) for p in workload.capability]
    for place, precision in places:
        if precision not in stated:
            hint = f"Known here: {', '.join(stated)}."
            say(place, f"no rack of the demand states a dense rate at {precision}. {hint}")


def _check_memory(least: Quantity, has: Mapping[str, Quantity], at: Location, say: Say) -> None:
    per = "an accelerator" if at[-1] == "hbm_per_accelerator" else "a scale-up domain"
    if not has:
        say(at, f"no rack of the demand states the memory of {per}")
        return
    rack = max(has, key=lambda name: float(has[name].m_as("GB")))
    if has[rack] < least * (1.0 - 1e-9):
        most = f"{float(has[rack].m_as('GB')):,.6g} GB, of {rack}"
        wanted = f"{float(least.m_as('GB')):,.6g} GB"
        say(at, f"no rack of the demand has {wanted} in {per}. The most is {most}")


def _per_accelerator(computing: Computing) -> Quantity:
    each: Quantity = computing.hbm / computing.accelerators
    return each
