"""Each compute rack that the plan puts up serves one workload, and can run it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from rackplan.model.catalog import Computing
from rackplan.model.demand import Workload
from rackplan.model.names import is_named
from rackplan.model.plan import stands_already
from rackplan.model.verdict import Contributor
from rackplan.units import MEMORY, of
from rackplan.verify.columns import counted
from rackplan.verify.comparison import Comparison
from rackplan.verify.facts import Facts
from rackplan.verify.racks import Racks, Standing, grouped

__all__ = ["check"]


def check(facts: Facts) -> Iterator[Comparison]:
    """``i_w <= 0`` for each workload and each other name that racks say; ``u_t <= 0`` by type."""
    workloads = facts.site.demand.workloads
    if not workloads:
        return
    served = {rack.placement.workload for rack in facts.racks} - {None, *workloads}
    names = [*workloads, *sorted(str(name) for name in served)]
    wrong = {
        f"{name} and cannot run it" if name in workloads else f"{name}, which nobody asks for": (
            _wrong(facts.racks.serving(name), workloads.get(name))
        )
        for name in names
    }
    yield _none_of("Racks that serve {subject}: {value}{most}", names, wrong)
    compute = facts.racks.those(lambda rack: rack.type.role == "compute")
    idle = {kind: racks.those(_is_idle(facts)) for kind, racks in grouped(compute, _type).items()}
    yield _none_of("Racks of {subject} that serve no workload: {value}", list(idle), idle)


def _none_of(says: str, where: Sequence[str], racks: Mapping[str, Racks]) -> Comparison:
    """There are no racks of each kind; `racks` by its words."""
    words, found = list(racks), list(racks.values())
    return Comparison(
        says=says,
        where=where,
        used=counted([len(each) for each in found]),
        limit=counted([0] * len(where)),
        subject=words.__getitem__,
        blame=lambda i, _: _by_type(found[i]),
    )


def _type(rack: Standing) -> str:
    return rack.type.id


def _is_idle(facts: Facts) -> Callable[[Standing], bool]:
    """A rack that is put up and serves nothing; one that stands already need not."""
    return lambda rack: (
        rack.placement.workload is None and not stands_already(facts.site, rack.placement)
    )


def _by_type(racks: Racks) -> Iterator[Contributor]:
    kinds = Counter(rack.type.id for rack in racks)
    return (Contributor(kind, count) for kind, count in kinds.items())


def _wrong(racks: Racks, workload: Workload | None) -> Racks:
    """Those of the racks that cannot run what they serve; all, where nobody knows it."""

    def is_wrong(rack: Standing) -> bool:
        computing = rack.type.computing
        if workload is None or computing is None or rack.type.role != "compute":
            return True
        return not (_runs_on(computing, workload) and _has_memory(computing, workload))

    return racks.those(is_wrong)


def _runs_on(computing: Computing, workload: Workload) -> bool:
    """Whether stack and precisions are there that a workload asks for."""
    stack = (computing.software or "").casefold()
    named = any(is_named(wanted.casefold(), stack) for wanted in workload.stacks)
    asked = (*workload.precisions, *workload.capability)
    return (named or not workload.stacks) and all(p in computing.dense for p in asked)


def _has_memory(computing: Computing, workload: Workload) -> bool:
    """Whether each accelerator, and each scale-up domain, has the memory that is asked for."""
    each = computing.hbm / computing.accelerators
    domain = each * computing.scale_up if computing.scale_up else of(0.0, MEMORY)
    hair = 1.0 - 1e-9
    by_chip, by_domain = workload.hbm_per_accelerator, workload.hbm_per_domain
    if by_chip is not None and each < by_chip * hair:
        return False
    return by_domain is None or bool(domain >= by_domain * hair)
