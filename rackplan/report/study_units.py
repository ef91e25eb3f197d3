"""A study in the units that its sites ask for: its measures, and the values that varied."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from rackplan.report.shown import Shown, shown_in
from rackplan.study import RECORDED, Done, StudyResult
from rackplan.study.grounds import BaseTold
from rackplan.study.scales import number_of

__all__ = ["as_asked"]


@dataclass(frozen=True)
class _Asked(StudyResult):
    """A study whose figures are in other units; what it stands on is that of the study itself."""

    origin: StudyResult
    shown: Shown

    @cached_property
    def bases(self) -> tuple[BaseTold, ...]:
        return self.origin.bases

    @property
    def made_by(self) -> Mapping[str, str]:
        return self.origin.made_by

    @cached_property
    def units(self) -> dict[str, str]:
        return {name: self.shown.unit(unit) for name, unit in self.origin.units.items()}


def as_asked(result: StudyResult) -> StudyResult:
    """A study in the units of the United States where all of its sites ask for them.

    Otherwise it is the same: sites that ask for different units are shown in metric ones, and
    values that somebody wrote in other units stay as they were written.
    """
    shown = shown_in("us")
    if isinstance(result, _Asked) or {base.units for base in result.bases} != {shown.system}:
        return result
    parameters = tuple(
        replace(each, values=tuple(_value(value, shown) for value in each.values))
        for each in result.parameters
    )
    done = tuple(_done(each, shown) for each in result.done)
    return _Asked(result.setup, result.sites, parameters, done, result, shown)


def _done(done: Done, shown: Shown) -> Done:
    case, outcome = done.case, done.outcome
    values = {name: _value(value, shown) for name, value in case.values.items()}
    drawn = {name: str(_value(value, shown)) for name, value in case.drawn.items()}
    figures = {
        name: (low, central, high)
        for name, span in outcome.figures.items()
        for low, central, high in ((shown.value(each, RECORDED[name].unit) for each in span),)
    }
    return replace(
        done,
        case=replace(case, values=values, drawn=drawn),
        outcome=replace(outcome, figures=figures),
    )


def _value(value: object, shown: Shown) -> object:
    """A value as it is written, in the unit that is asked for if it has one."""
    found = number_of(value)
    if found is None or shown.unit(found[1]) == found[1]:
        return value
    number, unit = found
    return f"{shown.value(number, unit):.6g} {shown.unit(unit)}"
