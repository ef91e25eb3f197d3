"""The sites that a study starts from, read once, and what each case makes of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from rackplan.model.site import Site
from rackplan.model.study import StudySetup
from rackplan.reading import Said, read_again, read_site, said_by
from rackplan.reading.paths import PathProblem
from rackplan.study.case import Case
from rackplan.study.parameters import Parameter
from rackplan.study.scales import RangeError, number_of, scaled

__all__ = ["Base", "bases_of"]


@dataclass(frozen=True)
class Base:
    """A site as all of its cases have it in common.

    Attributes
    ----------
    site : Site
    catalogs : str or None
        A folder of products laid over the shipped ones, for cases that name further products.
    """

    site: Site
    catalogs: str | None

    @property
    def name(self) -> str:
        """Id of the site, with its scenario."""
        scenario = self.site.inputs.scenario
        return self.site.id if scenario is None else f"{self.site.id}:{scenario}"

    @cached_property
    def said(self) -> Said:
        """What the site says at paths."""
        return said_by(self.site)

    def changes(self, parameter: Parameter, value: Any) -> dict[str, Any]:
        """What a value of a parameter changes, by path.

        Raises
        ------
        RangeError
            For a factor on what the site does not say.
        """
        if not parameter.times:
            return dict.fromkeys(parameter.paths, value)
        factor = number_of(value)
        assert factor is not None, "factors are looked at before"
        return {path: scaled(self._figure(path), factor[0]) for path in parameter.paths}

    def _figure(self, path: str) -> str:
        try:
            figure = self.said.at(path)
        except PathProblem as problem:
            raise RangeError(f"{path}: {problem}") from None
        if figure is None:
            raise RangeError(f"{path}: {self.name} says nothing there that a factor could change")
        return figure

    def read(self, case: Case) -> Site:
        """The site of a case.

        Raises
        ------
        BadInputError
            With all that is wrong with it after its changes.
        """
        return read_again(self.site, _texts(case.changes), catalogs=self.catalogs)


def bases_of(setup: StudySetup, sites: tuple[Site, ...] = ()) -> tuple[Base, ...]:
    """Read the sites of a study, with what it sets for all cases.

    Parameters
    ----------
    sites : tuple of Site
        Those that are read already, in place of the ones that the study names.

    Raises
    ------
    BadInputError
        With all that is wrong with them.
    """
    common = _texts(setup.set)
    if sites:
        on = {} if setup.date is None else {"demand.date": setup.date.isoformat()}
        found = [read_again(site, common | on, catalogs=setup.catalogs) for site in sites]
    else:
        folder = None if setup.catalogs is None else Path(setup.catalogs)
        found = [
            read_site(site, catalogs=folder, changes=common, at=setup.date) for site in setup.sites
        ]
    return tuple(Base(site, setup.catalogs) for site in found)


def _texts(changes: Mapping[str, Any]) -> dict[str, Any]:
    """Changes as ``--set`` has them; text that would read as a number keeps its quotes."""
    return {
        path: _quoted(value) if isinstance(value, str) else value for path, value in changes.items()
    }


def _quoted(text: str) -> str:
    found = number_of(text)
    return f'"{text}"' if found is not None and not found[1] else text
