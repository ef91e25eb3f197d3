"""What binds in two plans, and what is left of every limit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

from rackplan.difference.side import Side
from rackplan.model.claim import Binding
from rackplan.model.verdict import Margin

__all__ = ["BindingChange", "MarginChange", "binding_of", "margins_of"]

_SAME = 1e-9

_Key: TypeAlias = tuple[str, str, str, bool]


@dataclass(frozen=True, slots=True)
class BindingChange:
    """A limit that holds back at least one of the plans.

    Attributes
    ----------
    rule, where : str
    before, after : Binding or None
        None where it does not bind.
    """

    rule: str
    where: str
    before: Binding | None
    after: Binding | None

    def to_json(self) -> dict[str, Any]:
        """The limit as plain data."""
        return {
            "rule": self.rule,
            "where": self.where,
            "before": _binding_as_json(self.before),
            "after": _binding_as_json(self.after),
        }


@dataclass(frozen=True, slots=True)
class MarginChange:
    """A limit of which something else is left.

    Attributes
    ----------
    rule, where, unit : str
    before, after : Margin or None
        None where nothing was compared with it.
    """

    rule: str
    where: str
    unit: str
    before: Margin | None
    after: Margin | None

    def to_json(self) -> dict[str, Any]:
        """The limit as plain data."""
        return {
            "rule": self.rule,
            "where": self.where,
            "unit": self.unit,
            "before": _margin_as_json(self.before),
            "after": _margin_as_json(self.after),
        }


def binding_of(before: Side, after: Side) -> tuple[BindingChange, ...]:
    """Limits that hold one of the plans back, those of the second first, worth most first."""
    first = {(b.rule, b.where): b for b in before.told.binding}
    second = {(b.rule, b.where): b for b in after.told.binding}
    return tuple(
        BindingChange(*key, first.get(key), second.get(key))
        for key in dict.fromkeys((*second, *first))
    )


def margins_of(before: Side, after: Side) -> tuple[MarginChange, ...]:
    """Limits of which something else is used, or that are others, by rule and place."""
    first, second = _tightest(before.told.verdict.margins), _tightest(after.told.verdict.margins)
    return tuple(
        MarginChange(rule, where, unit, first.get(key), second.get(key))
        for key in sorted(first.keys() | second.keys())
        for rule, where, unit, _ in [key]
        if not _is_same(first.get(key), second.get(key))
    )


def _tightest(margins: Iterable[Margin]) -> dict[_Key, Margin]:
    found: dict[_Key, Margin] = {}
    for margin in margins:
        key = (margin.rule, margin.where, margin.unit, margin.at_least)
        known = found.get(key)
        if known is None or margin.headroom < known.headroom:
            found[key] = margin
    return found


def _is_same(one: Margin | None, other: Margin | None) -> bool:
    if one is None or other is None:
        return one is other
    pairs = ((one.used, other.used), (one.limit, other.limit))
    return all(abs(a - b) <= _SAME * max(abs(a), abs(b), 1.0) for a, b in pairs)


def _binding_as_json(binding: Binding | None) -> dict[str, Any] | None:
    if binding is None:
        return None
    return {
        "used": binding.used,
        "limit": binding.limit,
        "unit": binding.unit,
        "worth": binding.gain,
        "worth_unit": binding.worth_unit,
        "method": binding.method,
        "failure": None if binding.failure is None else str(binding.failure),
    }


def _margin_as_json(margin: Margin | None) -> dict[str, Any] | None:
    if margin is None:
        return None
    return {
        "used": margin.used,
        "limit": margin.limit,
        "headroom": margin.headroom,
        "failure": None if margin.failure is None else str(margin.failure),
    }
