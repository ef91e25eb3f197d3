"""A compute rack that is networked in pods belongs to one, of one type, whole and near together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from rackplan.model.catalog import PodRule
from rackplan.model.verdict import Contributor
from rackplan.verify.columns import counted
from rackplan.verify.comparison import Comparison
from rackplan.verify.facts import Facts
from rackplan.verify.racks import Racks, Standing, grouped

__all__ = ["check"]


def check(facts: Facts) -> Iterator[Comparison]:
    """``racks_p <= size_t;  places_p <= 1``, and each such rack in a pod of its own type.

    The places are rows where the type asks for one row, else halls; the support racks that are
    named with the pod stand there too.
    """
    networked = facts.racks.those(_is_networked)
    yield _in_a_pod(networked)
    compute = grouped(_named(networked), lambda rack: str(rack.placement.pod))
    members = grouped(_named(facts.racks), lambda rack: str(rack.placement.pod))
    yield _sizes(compute)
    yield _types(compute)
    yield _places(compute, members)


def _in_a_pod(racks: Racks) -> Comparison:
    return Comparison(
        says="{subject} belongs to no pod, and its type is networked in pods",
        where=racks.where,
        used=counted([0 if rack.placement.pod is None else 1 for rack in racks]),
        limit=counted(1),
        subject=racks.subject,
        blame=racks.itself,
        at_least=True,
        unit="pods",
    )


def _sizes(pods: Mapping[str, Racks]) -> Comparison:
    names = list(pods)
    return Comparison(
        says="{subject} has {value} of the {limit} that fit: {short} too many",
        where=names,
        used=counted([len(racks) for racks in pods.values()]),
        limit=counted([min(_pod(rack).racks for rack in racks) for racks in pods.values()]),
        subject=lambda i: f"Pod {names[i]}",
        blame=lambda i, _: _counts(rack.type.id for rack in pods[names[i]]),
    )


def _types(pods: Mapping[str, Racks]) -> Comparison:
    names = list(pods)
    return Comparison(
        says="{subject} has racks of {value} types instead of {limit}{most}",
        where=names,
        used=counted([len({rack.type.id for rack in racks}) for racks in pods.values()]),
        limit=counted(1),
        subject=lambda i: f"Pod {names[i]}",
        blame=lambda i, _: _counts(rack.type.id for rack in pods[names[i]]),
        unit="types",
    )


def _places(pods: Mapping[str, Racks], members: Mapping[str, Racks]) -> Comparison:
    names = list(pods)
    places = {name: _places_of(racks, members[name]) for name, racks in pods.items()}
    return Comparison(
        says="{subject} stands in {value} places instead of {limit}{most}",
        where=names,
        used=counted([len(set(places[name])) for name in names]),
        limit=counted(1),
        subject=lambda i: f"Pod {names[i]}",
        blame=lambda i, _: _counts(places[names[i]]),
        unit="places",
    )


def _places_of(pod: Racks, members: Racks) -> list[str]:
    """The row of each member, where a type of the pod asks for one row; else its hall."""
    if any(_pod(rack).one_row for rack in pod):
        return [f"row {rack.row.id}" for rack in members]
    return [f"hall {rack.row.hall}" for rack in members]


def _counts(names: Iterator[str] | list[str]) -> Iterator[Contributor]:
    return (Contributor(name, float(count)) for name, count in Counter(names).items())


def _named(racks: Racks) -> Racks:
    return racks.those(lambda rack: rack.placement.pod is not None)


def _is_networked(rack: Standing) -> bool:
    return rack.type.role == "compute" and rack.type.pod is not None


def _pod(rack: Standing) -> PodRule:
    assert rack.type.pod is not None, "only types that are networked in pods come here"
    return rack.type.pod
