"""Every pod begun has its support racks: in its row where the type asks so, else in its hall."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping

from rackplan.model.catalog import PodRule, RackType
from rackplan.model.verdict import Contributor
from rackplan.verify.columns import counted
from rackplan.verify.comparison import Comparison
from rackplan.verify.facts import Facts
from rackplan.verify.racks import Standing

__all__ = ["check"]

_Needs = Mapping[str, Mapping[str, Counter[str]]]
"""By place and support type: racks that each compute type there calls for."""


def check(facts: Facts) -> Iterator[Comparison]:
    """``n_s >= sum(t) need_t,s * ceil(n_t / size_t)``, by row and by hall.

    In a row the types that ask for one row count; in a hall all types do, those that ask for one
    row with the pods that they begin in each of its rows.
    """
    yield _compared(facts, "Row", lambda rack: rack.row.id, _needs_of_rows(facts))
    yield _compared(facts, "Hall", lambda rack: rack.row.hall, _needs_of_halls(facts))


def _compared(
    facts: Facts, word: str, place_of: Callable[[Standing], str], needs: _Needs
) -> Comparison:
    """Support racks that stand at each place against those that its pods need."""
    standing = Counter((place_of(rack), rack.type.id) for rack in facts.racks)
    asked = [
        (place, support, by_type)
        for place, supports in needs.items()
        for support, by_type in supports.items()
    ]
    return Comparison(
        says="{subject} has {value} of the {limit} that its pods need there: {short} too few",
        where=[f"{place} {support}" for place, support, _ in asked],
        used=counted([standing[place, support] for place, support, _ in asked]),
        limit=counted([by_type.total() for _, _, by_type in asked]),
        subject=lambda i: f"Of {asked[i][1]}, {word.lower()} {asked[i][0]}",
        blame=lambda i, _: (Contributor(t, float(n)) for t, n in asked[i][2].items()),
        at_least=True,
    )


def _needs_of_rows(facts: Facts) -> _Needs:
    """What the pods begun in each row need there."""
    needs: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for (row, kind), count in _computing(facts, lambda rack: rack.row.id).items():
        if _pod(facts, kind).one_row:
            _add(needs[row], facts.site.catalog.racks[kind], count)
    return needs


def _needs_of_halls(facts: Facts) -> _Needs:
    """What the pods begun in each hall, or in each of its rows, need there."""
    needs: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for (row, kind), count in _computing(facts, lambda rack: rack.row.id).items():
        if _pod(facts, kind).one_row:
            _add(needs[facts.site.rows[row].hall], facts.site.catalog.racks[kind], count)
    for (hall, kind), count in _computing(facts, lambda rack: rack.row.hall).items():
        if not _pod(facts, kind).one_row:
            _add(needs[hall], facts.site.catalog.racks[kind], count)
    return needs


def _add(needs: dict[str, Counter[str]], kind: RackType, count: int) -> None:
    """Add what so many compute racks of a type at one place need."""
    assert kind.pod is not None, "only types that are networked in pods come here"
    begun = -(-count // kind.pod.racks)
    for support, each in kind.pod.support.items():
        needs[support][kind.id] += each * begun


def _computing(facts: Facts, place_of: Callable[[Standing], str]) -> Counter[tuple[str, str]]:
    """Compute racks that are networked in pods, by place and type."""
    return Counter(
        (place_of(rack), rack.type.id)
        for rack in facts.racks
        if rack.type.role == "compute" and rack.type.pod is not None
    )


def _pod(facts: Facts, kind: str) -> PodRule:
    pod = facts.site.catalog.racks[kind].pod
    assert pod is not None, "only types that are networked in pods come here"
    return pod
