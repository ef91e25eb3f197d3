"""What ``rackplan study`` writes, as it is read back to be shown: ``study.json``.

Keys of a later version are passed over, and so are measures that this one does not know. The first
documents had no bases, no values of parameters and no versions: what is in their cases is taken
from there, and `is_early` says that the rest is missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from rackplan.model.figures import Id
from rackplan.model.study import Design, StudySetup, Varied
from rackplan.study.case import Case
from rackplan.study.driver import Done
from rackplan.study.grounds import BaseTold
from rackplan.study.measures import RECORDED, Figure
from rackplan.study.outcome import CaseStatus, Outcome
from rackplan.study.parameters import Parameter
from rackplan.study.results import StudyResult
from rackplan.units import DURATION, FRACTION, of

__all__ = ["WrittenStudy", "told_again"]

_Some = Annotated[int, Field(ge=1)]
_Index = Annotated[int, Field(ge=0)]


class _Told(BaseModel):
    """Part of the document."""

    model_config = ConfigDict(frozen=True, extra="ignore", allow_inf_nan=False)


class SpanTold(_Told):
    """Low, central and high of a measure."""

    low: float
    central: float
    high: float

    @property
    def figure(self) -> Figure:
        """The three of them."""
        return self.low, self.central, self.high


class ParameterTold(_Told):
    """What varied."""

    name: str
    paths: tuple[str, ...]
    times: bool = False
    values: tuple[Any, ...] = ()


class CaseTold(_Told):
    """A case with what came of it."""

    case: _Some
    base: _Index | None = None
    site: str
    values: dict[str, Any]
    replication: _Some = 1
    drawn: dict[str, str] = {}
    varied: str | None = None
    changes: dict[str, Any] = {}
    status: CaseStatus
    gap: float | None = None
    deterministic: bool = True
    reason: str = ""
    figures: dict[str, SpanTold | None]
    racks: dict[str, int] = {}
    limits: tuple[str, ...] = ()
    seconds: float = 0.0
    address: str = ""
    planned_now: bool = False


class MadeTold(_Told):
    """The programs that planned the cases."""

    rackplan: str
    ortools: str


class WrittenStudy(_Told):
    """A study with every case: ``rackplan/study/1``."""

    schema_: Literal["rackplan/study/1"] = Field(alias="schema")
    study: Id
    about: str = ""
    design: Design
    bases: tuple[BaseTold, ...] = ()
    parameters: tuple[ParameterTold, ...]
    uncertain: tuple[str, ...] = ()
    replications: _Some = 1
    seed: _Index = 0
    gap: Annotated[float, Field(ge=0, le=1)]
    time_limit: Annotated[float, Field(gt=0)]
    measures: dict[str, Any]
    made_by: MadeTold | None = None
    cases: tuple[CaseTold, ...]

    @property
    def is_early(self) -> bool:
        """Whether it does not say what its cases rest on."""
        return not self.bases


@dataclass(frozen=True)
class _Again(StudyResult):
    """A study that was read back, with what it told of its sites in their place."""

    told: WrittenStudy

    @cached_property
    def bases(self) -> tuple[BaseTold, ...]:
        return _bases(self.told)

    @property
    def made_by(self) -> Mapping[str, str]:
        return {} if self.told.made_by is None else self.told.made_by.model_dump()


def told_again(told: WrittenStudy) -> StudyResult:
    """The results of a study as they were written.

    Its sites are not there, only what is told of them in `bases`; nor are the plans.
    """
    parameters = tuple(
        Parameter(each.name, each.paths, each.values or _taken(told, each.name), None, each.times)
        for each in told.parameters
    )
    numbers = {base.site: number for number, base in enumerate(_bases(told))}
    done = tuple(_done(each, numbers.get(each.site, 0)) for each in told.cases)
    return _Again(_setup(told), (), parameters, done, told)


def _bases(told: WrittenStudy) -> tuple[BaseTold, ...]:
    """What is told of sites; of an early study their names alone."""
    sites = tuple(dict.fromkeys(case.site for case in told.cases)) or (told.study,)
    return told.bases or tuple(BaseTold(site=site, name=site) for site in sites)


def _taken(told: WrittenStudy, parameter: str) -> tuple[Any, ...]:
    """The values that a parameter has in the cases, each once."""
    values = (case.values.get(parameter) for case in told.cases)
    return tuple({repr(value): value for value in values}.values())


def _setup(told: WrittenStudy) -> StudySetup:
    return StudySetup(
        id=told.study,
        about=told.about,
        sites=tuple(each.site for each in _bases(told)),
        design=told.design,
        uncertain={name: Varied() for name in told.uncertain},
        replications=told.replications,
        seed=told.seed,
        measures=tuple(name for name in told.measures if name in RECORDED),
        time_limit=of(told.time_limit, DURATION),
        gap=of(told.gap, FRACTION),
    )


def _done(told: CaseTold, site: int) -> Done:
    base = site if told.base is None else told.base
    case = Case(
        told.case, told.site, base, told.values, told.replication, told.drawn,
        told.changes, told.varied or "",
    )  # fmt: skip
    figures = {name: span.figure for name, span in told.figures.items() if span is not None}
    outcome = Outcome(
        told.status, told.reason, figures, told.racks, told.limits, told.gap, told.seconds,
        told.deterministic,
    )  # fmt: skip
    return Done(case, outcome, told.address, told.planned_now)
