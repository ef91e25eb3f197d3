"""The results of a study: a line per case, and what can be made of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rackplan.errors import BadInputError
from rackplan.model.site import Site
from rackplan.model.study import StudySetup
from rackplan.study.case import versions
from rackplan.study.driver import Done
from rackplan.study.grounds import BaseTold, base_told
from rackplan.study.measures import DEFAULT_MEASURES, RECORDED, Figure
from rackplan.study.parameters import Parameter
from rackplan.study.scales import number_of
from rackplan.study.tables import csv_of

__all__ = ["SCHEMA", "StudyResult"]

if TYPE_CHECKING:
    import pandas as pd

SCHEMA = "rackplan/study/1"

_DIGITS = 9


@dataclass(frozen=True)
class StudyResult:
    """What came of a study.

    Attributes
    ----------
    setup : StudySetup
    sites : tuple of Site
        The bases.
    parameters : tuple of Parameter
        What varied.
    done : tuple of Done
        Every case, in order.
    """

    setup: StudySetup
    sites: tuple[Site, ...]
    parameters: tuple[Parameter, ...]
    done: tuple[Done, ...]

    @property
    def measures(self) -> tuple[str, ...]:
        """The measures that are shown."""
        return self.setup.measures or DEFAULT_MEASURES

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many cases came to each status."""
        return Counter(each.outcome.status for each in self.done)

    @property
    def planned_now(self) -> int:
        """Cases that this run planned; all others were known."""
        return sum(each.is_new for each in self.done)

    @cached_property
    def bases(self) -> tuple[BaseTold, ...]:
        """What is told of each site, and of the figures that plans of it rest on."""
        placed: list[set[str]] = [set() for _ in self.sites]
        for done in self.done:
            placed[done.case.base].update(done.outcome.racks)
        return tuple(base_told(site, sorted(placed[n])) for n, site in enumerate(self.sites))

    @property
    def made_by(self) -> Mapping[str, str]:
        """Versions of the programs that planned the cases; another one makes other addresses."""
        return versions()

    @cached_property
    def units(self) -> dict[str, str]:
        """Units of parameters that are figures, and of measures that have one."""
        numbers = {each.name: self._unit(each.name) for each in self.parameters}
        found = {name: unit for name, unit in numbers.items() if unit is not None}
        return found | {name: RECORDED[name].unit for name in self.measures}

    def _unit(self, parameter: str) -> str | None:
        """The unit that all values of a parameter have; None where they are no figures."""
        values = [each.case.values.get(parameter) for each in self.done]
        found = [number_of(value) for value in values if value is not None]
        units = {each[1] for each in found if each is not None}
        return units.pop() if len(units) == 1 and None not in found else None

    def number(self, done: Done, parameter: str) -> float | None:
        """The value of a parameter as a number, where all of them are."""
        if self.units.get(parameter) is None:
            return None
        found = number_of(done.case.values.get(parameter))
        return None if found is None else found[0]

    def figure(self, done: Done, measure: str) -> Figure | None:
        """A measure of a case; None where there is no verified plan."""
        return done.outcome.figures.get(measure) if done.outcome.is_planned else None

    def records(self) -> list[dict[str, Any]]:
        """A flat line per case: what a table has."""
        return [self._record(each) for each in self.done]

    def _record(self, done: Done) -> dict[str, Any]:
        case, outcome = done.case, done.outcome
        line: dict[str, Any] = {"case": case.number, "site": case.site}
        for parameter in self.parameters:
            value = case.values.get(parameter.name)
            is_number = self.units.get(parameter.name) is not None
            line[parameter.name] = self.number(done, parameter.name) if is_number else _said(value)
        if self.setup.replications > 1:
            line["replication"] = case.replication
            line |= case.drawn
        line |= {"status": outcome.status, "gap": outcome.gap}
        for name in self.measures:
            line |= self._columns(done, name)
        return line | {
            "limits": "; ".join(outcome.limits),
            "reason": outcome.reason,
            "seconds": outcome.seconds,
            "address": done.address,
        }

    def _columns(self, done: Done, name: str) -> dict[str, float | None]:
        """A measure's columns: three of them for money, which is a range."""
        if name == "gap":
            return {}
        low, central, high = self.figure(done, name) or (None, None, None)
        ends = {f"{name}.low": low, f"{name}.high": high} if RECORDED[name].is_money else {}
        return {name: central, **ends}

    def to_pandas(self) -> pd.DataFrame:
        """A line per case; units are in ``frame.attrs["units"]``."""
        import pandas as pd  # noqa: PLC0415  # half a second that only this needs

        frame = pd.DataFrame.from_records(self.records())
        frame.attrs["units"] = dict(self.units)
        return frame

    def to_csv(self, path: str | Path) -> Path:
        """Write the table as CSV, with units in the head of columns."""
        target = Path(path)
        target.write_text(csv_of(self.records(), self.units), encoding="utf-8")
        return target

    def to_parquet(self, path: str | Path) -> Path:
        """Write the table as Parquet.

        Raises
        ------
        BadInputError
            Where nothing is installed that writes it.
        """
        try:
            self.to_pandas().to_parquet(Path(path), index=False)
        except ImportError:
            raise BadInputError.about(
                "parquet", "needs pyarrow, which is not installed: pip install 'rackplan[study]'"
            ) from None
        return Path(path)

    def to_json(self) -> dict[str, Any]:
        """The document that ``--json`` prints."""
        return {
            "schema": SCHEMA,
            "study": self.setup.id,
            "about": self.setup.about,
            "sites": [each.site.partition(":")[0] for each in self.bases],
            "design": self.setup.design,
            "parameters": [self._parameter(each) for each in self.parameters],
            "uncertain": list(self.setup.uncertain),
            "replications": self.setup.replications,
            "seed": self.setup.seed,
            "gap": float(self.setup.gap.m_as("dimensionless")),
            "time_limit": float(self.setup.time_limit.m_as("s")),
            "measures": {
                name: {"says": RECORDED[name].says, "unit": RECORDED[name].unit}
                for name in self.measures
            },
            "counts": dict(sorted(self.counts.items())),
            "planned_now": self.planned_now,
            "bases": [each.model_dump(mode="json") for each in self.bases],
            "made_by": dict(self.made_by),
            "cases": [self._case(each) for each in self.done],
        }

    def _parameter(self, parameter: Parameter) -> dict[str, Any]:
        return {
            "name": parameter.name,
            "paths": list(parameter.paths),
            "unit": self.units.get(parameter.name),
            "times": parameter.times,
            "values": list(parameter.values),
        }

    def _case(self, done: Done) -> dict[str, Any]:
        case, outcome = done.case, done.outcome
        return {
            "case": case.number,
            "base": case.base,
            "site": case.site,
            "values": dict(case.values),
            "replication": case.replication,
            "drawn": dict(case.drawn),
            "varied": case.varied or None,
            "changes": dict(case.changes),
            "status": outcome.status,
            "verified": outcome.is_planned,
            "gap": outcome.gap,
            "deterministic": outcome.is_deterministic,
            "reason": outcome.reason,
            "figures": {name: _rounded(self.figure(done, name)) for name in self.measures},
            "racks": dict(outcome.racks),
            "limits": list(outcome.limits),
            "seconds": outcome.seconds,
            "address": done.address,
            "planned_now": done.is_new,
        }


def _said(value: object) -> str:
    return "as it is" if value is None else str(value)


def _rounded(figure: Sequence[float] | None) -> dict[str, float] | None:
    if figure is None:
        return None
    names = ("low", "central", "high")
    return {name: round(each, _DIGITS) for name, each in zip(names, figure, strict=True)}
