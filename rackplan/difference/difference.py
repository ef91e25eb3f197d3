"""Two plans side by side, the second as what has become of the first."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from rackplan.difference.amounts import Amount, amounts_of, money_of, racks_of
from rackplan.difference.floor import Floor, floor_of
from rackplan.difference.inputs import InputChange, files_of, inputs_of, settings_of
from rackplan.difference.limits import BindingChange, MarginChange, binding_of, margins_of
from rackplan.difference.pods import Pods, pods_of
from rackplan.difference.side import Side, side_of
from rackplan.result import Result

__all__ = ["SCHEMA", "Difference", "diff"]

SCHEMA = "rackplan/diff/1"


@dataclass(frozen=True)
class Difference:
    """What is other in the second plan.

    Attributes
    ----------
    before, after : Side
    inputs, files, settings : tuple of InputChange
        Values, hashes of files, and settings of the search that are not the same.
    racks, amounts, money : tuple of Amount
        Racks by type; power, computing and the year; money. Those too that are the same.
    floor, pods : Floor, Pods, or None
        None for plans of two sites, whose positions have nothing in common.
    bought, not_bought : tuple of str
        Offers that only the second plan buys, or only the first.
    binding : tuple of BindingChange
        All limits that bind in either.
    margins : tuple of MarginChange
        Limits of which something else is left; none for plans of two sites.
    """

    before: Side
    after: Side
    inputs: tuple[InputChange, ...]
    files: tuple[InputChange, ...]
    settings: tuple[InputChange, ...]
    racks: tuple[Amount, ...]
    amounts: tuple[Amount, ...]
    money: tuple[Amount, ...]
    floor: Floor | None
    pods: Pods | None
    bought: tuple[str, ...]
    not_bought: tuple[str, ...]
    binding: tuple[BindingChange, ...]
    margins: tuple[MarginChange, ...]

    @property
    def objective(self) -> Amount | None:
        """The objective of both; None where they sought different things or claim nothing."""
        first, second = self.before.told.claim, self.after.told.claim
        if first is None or second is None:
            return None
        if (first.objective, first.unit) != (second.objective, second.unit):
            return None
        return Amount(first.objective, first.unit, first.value, second.value)

    @property
    def beyond(self) -> Literal["before", "after"] | None:
        """The plan that is better than any for the other's inputs can be, as its bound proves."""
        first, second = self.before.told.claim, self.after.told.claim
        if self.objective is None or first is None or second is None:
            return None
        sign = -1.0 if first.objective == "cost" else 1.0
        if _exceeds(second.value, first.bound_of_all, sign):
            return "after"
        return "before" if _exceeds(first.value, second.bound_of_all, sign) else None

    @property
    def is_same(self) -> bool:
        """Whether both are the same plan: the same racks, wired and bought alike."""
        floor, pods = self.floor, self.pods
        if floor is None or pods is None:
            return False
        return floor.is_same and pods.is_same and not (self.bought or self.not_bought)

    @property
    def verified(self) -> bool:
        """Whether both plans hold."""
        return self.before.told.verdict.holds and self.after.told.verdict.holds

    def to_json(self) -> dict[str, Any]:
        """The document that ``--json`` prints."""
        objective = self.objective
        return {
            "schema": SCHEMA,
            "same_plan": self.is_same,
            "before": self.before.to_json(),
            "after": self.after.to_json(),
            "objective": None if objective is None else objective.to_json(),
            "beyond": self.beyond,
            "inputs": [change.to_json() for change in self.inputs],
            "files": [change.to_json() for change in self.files],
            "settings": [change.to_json() for change in self.settings],
            "racks": [amount.to_json() for amount in self.racks],
            "amounts": [amount.to_json() for amount in self.amounts],
            "money": [amount.to_json() for amount in self.money],
            "placements": None if self.floor is None else self.floor.to_json(),
            "pods": None if self.pods is None else self.pods.to_json(),
            "bought": list(self.bought),
            "not_bought": list(self.not_bought),
            "binding": [change.to_json() for change in self.binding],
            "margins": [change.to_json() for change in self.margins],
        }


def diff(before: Result | str | Path, after: Result | str | Path) -> Difference:
    """Compare two plans: results, folders that hold one, or their ``plan.json``.

    Parameters
    ----------
    before, after : Result, str or Path

    Returns
    -------
    Difference
        Both are verified anew, and told as they are, also where somebody has edited them.

    Raises
    ------
    BadInputError
        When one holds no plan, or cannot be read.
    """
    first, second = side_of(before), side_of(after)
    one_site = first.told.site.id == second.told.site.id
    old, new = (dict.fromkeys(side.told.plan.bought) for side in (first, second))
    return Difference(
        before=first,
        after=second,
        inputs=inputs_of(first, second),
        files=files_of(first, second),
        settings=settings_of(first, second),
        racks=racks_of(first, second),
        amounts=amounts_of(first, second),
        money=money_of(first, second),
        floor=floor_of(first, second) if one_site else None,
        pods=pods_of(first, second) if one_site else None,
        bought=tuple(name for name in new if name not in old),
        not_bought=tuple(name for name in old if name not in new),
        binding=binding_of(first, second),
        margins=margins_of(first, second) if one_site else (),
    )


def _exceeds(value: float | None, bound: float | None, sign: float) -> bool:
    """Whether a value is better than a bound, round-off aside."""
    if value is None or bound is None:
        return False
    return sign * (value - bound) > 1e-9 * max(abs(value), abs(bound))
