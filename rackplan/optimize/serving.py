"""Which rack types can serve which workloads: what the optimizer counts, reduced once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rackplan.model.catalog import Computing, RackType
from rackplan.model.demand import Workload
from rackplan.model.names import is_named

__all__ = ["serving_of"]

_ROUND_OFF = 1e-9


def serving_of(
    racks: Sequence[RackType], workloads: Mapping[str, Workload]
) -> tuple[tuple[int, str], ...]:
    """Pairs of a compute rack type [t] and a workload that it can run."""
    return tuple(
        (t, name)
        for t, rack in enumerate(racks)
        for name, workload in workloads.items()
        if rack.role == "compute"
        if rack.computing is not None
        if _suits(rack.computing, workload)
    )


def _suits(computing: Computing, workload: Workload) -> bool:
    stack = (computing.software or "").casefold()
    if workload.stacks and not any(is_named(name.casefold(), stack) for name in workload.stacks):
        return False
    if not {*workload.precisions, *workload.capability} <= computing.dense.keys():
        return False
    each_gb = float(computing.hbm.m_as("GB")) / computing.accelerators
    wanted = (
        (workload.hbm_per_accelerator, 1),
        (workload.hbm_per_domain, computing.scale_up or 0),
    )
    return all(
        least is None or each_gb * chips >= float(least.m_as("GB")) * (1.0 - _ROUND_OFF)
        for least, chips in wanted
    )
