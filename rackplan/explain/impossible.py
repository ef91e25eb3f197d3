"""Demands, limits and rules that cannot hold together, in sentences with numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from rackplan.explain.words import amount, loss, place, some
from rackplan.model.demand import SHARES, ShareBounds
from rackplan.model.site import Site
from rackplan.optimize.row import Row
from rackplan.optimize.shortfall import Shortfall, why_impossible
from rackplan.rules import RULES

__all__ = ["Impossibility", "Part", "impossibility_of"]

Kind = Literal["asked", "limit", "kept out", "tie"]
"""Something that is asked for; a limit of the site; a type that may not stand there; a rule that
ties racks together, such as pods with their network racks."""

_ASKED = "demand."
_SHARES = {f"demand.{key}": key for key in SHARES}
"""Key of the policy by rule."""
_WORKLOAD_SHARE = "demand.workload_share"


@dataclass(frozen=True, slots=True)
class Part:
    """A demand, limit or rule of the set.

    Attributes
    ----------
    kind : {'asked', 'limit', 'kept out', 'tie'}
    rule, where : str
    failure : str or None
        After the loss of what it counts.
    at_least, at_most : float or None [unit]
    unit : str
    lacks : float or None [unit]
        By how much it would have to give way, all else kept.
    is_enough : bool or None
        Whether everything fits once this one gives way; None when that was not found out.
    place : str
        Where, as people say it: ``UPS K1.U2 after losing UPS K1.U4``.
    rack : str
        The rack type that is kept out; "" for other kinds.
    """

    kind: Kind
    rule: str
    where: str
    failure: str | None
    at_least: float | None
    at_most: float | None
    unit: str
    lacks: float | None
    is_enough: bool | None
    place: str
    rack: str = ""

    @property
    def asked(self) -> str:
        """What is asked for: ``at least 12 racks of gb300-nvl72``."""
        bounds = (("at least", self.at_least), ("at most", self.at_most))
        told = " and ".join(f"{w} {amount(b, self.unit)}" for w, b in bounds if b is not None)
        if self.rule == "demand.hbm":
            return f"{told} of HBM" + (f" for {self.where}" if self.where != "plan" else "")
        return f"{told} of {self.where}"

    def to_json(self) -> dict[str, Any]:
        """The part as plain data."""
        return {
            "kind": self.kind,
            "rule": self.rule,
            "where": self.where,
            "failure": self.failure,
            "at_least": self.at_least,
            "at_most": self.at_most,
            "unit": self.unit,
            "lacks": self.lacks,
            "enough": self.is_enough,
            "place": self.place,
        }


@dataclass(frozen=True)
class Impossibility:
    """A smallest set that cannot hold together, confirmed by solving it alone.

    Attributes
    ----------
    parts : tuple of Part
        What is asked for first.
    is_minimal : bool
        Whether each part is proved to be needed: without it, a solver found the rest to hold.
    """

    parts: tuple[Part, ...]
    is_minimal: bool

    @property
    def sentences(self) -> tuple[str, ...]:
        """The set in sentences, parts that say the same of several places in one."""
        groups: dict[tuple[Any, ...], list[Part]] = defaultdict(list)
        for part in self.parts:
            groups[_key(part)].append(part)
        asked = [part.asked for part in self.parts if part.kind == "asked" and part.at_least]
        return tuple(_sentence(group, asked) for group in groups.values())

    def to_json(self) -> dict[str, Any]:
        """The set as plain data."""
        return {
            "confirmed": True,
            "minimal": self.is_minimal,
            "parts": [part.to_json() for part in self.parts],
            "sentences": list(self.sentences),
        }


def impossibility_of(site: Site) -> Impossibility | None:
    """Why a site has no plan; None when something fits, or no proof was found within the effort.

    Raises
    ------
    BadInputError
        When a figure that the rules need is missing.
    """
    found = why_impossible(site)
    if found is None:
        return None
    return Impossibility(tuple(_part(site, each) for each in found.shortfalls), found.is_minimal)


def _part(site: Site, found: Shortfall) -> Part:
    row = found.row
    at_least, at_most = (
        None if bound is None else (bound + row.offset) / row.scale
        for bound in (row.lower, row.upper)
    )
    return Part(
        kind=_kind(row),
        rule=row.rule,
        where=row.where,
        failure=None if row.failure is None else str(row.failure),
        at_least=at_least,
        at_most=at_most,
        unit=row.unit,
        lacks=None if _kind(row) == "tie" else found.lacks,
        is_enough=found.is_enough,
        place=_place(site, row),
        rack=row.kept_out,
    )


def _place(site: Site, row: Row) -> str:
    """Where a row belongs, as people say it."""
    if (bounds := _share(site, row)) is not None:
        share = bounds.at_most if row.upper is not None else bounds.at_least
        word = "at most" if row.upper is not None else "at least"
        return f"{row.where} {word} {float(share.m_as('percent')):.4g} %" if share else row.where
    where = row.where.split(" in ", 1)[-1] if row.kept_out else row.where
    return place(site, row.rule, where) + loss(row.failure)


def _share(site: Site, row: Row) -> ShareBounds | None:
    """The bounds of the share that a row is about; None for a row of another rule."""
    if row.rule == _WORKLOAD_SHARE:
        return site.demand.workloads[row.where].share
    return site.policy.shares(_SHARES[row.rule])[row.where] if row.rule in _SHARES else None


def _kind(row: Row) -> Kind:
    if row.kept_out:
        return "kept out"
    if row.is_tie or row.rule in (*_SHARES, _WORKLOAD_SHARE):
        return "tie"
    return "asked" if row.rule.startswith(_ASKED) else "limit"


def _key(part: Part) -> tuple[Any, ...]:
    """What parts have in common that stand in one sentence."""
    said = (part.kind, part.rule, part.rack)
    if part.kind == "limit":
        return (*said, part.at_least, part.at_most, part.lacks, part.is_enough)
    return (*said, part.where) if part.kind == "asked" else said


def _sentence(group: Sequence[Part], asked: Sequence[str]) -> str:
    first = group[0]
    where = some([part.place for part in group])
    match first.kind:
        case "kept out":
            said = f"{first.rack} cannot stand in {where}. {RULES[first.rule].sentence}"
        case "tie":
            said = f"{where}: {RULES[first.rule].sentence}"
        case "asked":
            said = _asked(first)
        case "limit":
            said = _limit(group, asked)
    said = said[0].upper() + said[1:] if first.kind in ("limit", "asked") else said
    return f"{said} ({first.rule})"


def _asked(part: Part) -> str:
    """What is asked for, and how much of it the rest leaves."""
    counted = part.unit in ("racks", "orders")
    said = f"{part.asked} {'are' if counted else 'is'} asked for"
    if part.lacks is None:
        return f"{said}."
    kept = "all else kept" if part.is_enough else "as far as this set goes"
    if part.at_least is not None and part.at_least >= part.lacks:
        return f"{said}; {kept}, at most {amount(part.at_least - part.lacks, part.unit)} can be."
    return f"{said}; {kept}, it lacks {amount(part.lacks, part.unit)}."


def _limit(group: Sequence[Part], asked: Sequence[str]) -> str:
    first = group[0]
    where = " ".join(_places([part.place for part in group]))
    bound = first.at_most if first.at_most is not None else first.at_least
    assert bound is not None
    if first.lacks is None:
        return f"{where} gives {amount(bound, first.unit)}."
    need = bound + first.lacks if first.at_most is not None else bound - first.lacks
    whom = f" for {some(list(asked))}" if asked else ""
    told = f"it gives {amount(bound, first.unit)}, and {amount(need, first.unit)} would do"
    if first.is_enough is not True:
        told = f"it gives {amount(bound, first.unit)}, {amount(need, first.unit)} are needed"
    rest = "; with that, something else stands in the way" if first.is_enough is False else ""
    return f"{where} lacks {amount(first.lacks, first.unit)}{whom}: {told}{rest}."


def _places(names: list[str]) -> Iterator[str]:
    """One place, with those that could give way in its stead."""
    yield names[0]
    if len(names) > 1:
        yield f"(or in its stead {some(names[1:])})"
