"""A study from Python, or out of its file: its cases, and running them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Self

from pydantic import ValidationError

from rackplan.errors import BadInputError
from rackplan.model.site import Site
from rackplan.model.study import StudySetup
from rackplan.reading import ReadStudy, as_study, read_study
from rackplan.study.bases import Base, bases_of
from rackplan.study.case import Case, Effort
from rackplan.study.cases import cases_of, check_setup, look_at
from rackplan.study.driver import Progress, drive
from rackplan.study.hands import cluster, processes
from rackplan.study.ledger import LEDGER, Ledger
from rackplan.study.parameters import parameters_of
from rackplan.study.results import StudyResult

__all__ = ["Study"]

Sites = Site | str | Path | Iterable[Site | str | Path]


class Study:
    """What-ifs of a site, or of several.

    Parameters
    ----------
    site : Site, str or Path, or several of them
        Where the study starts from.
    vary : mapping of str to list or range
        Parameters by path: a list of values, or ``{"low": ..., "high": ...}`` with ``steps``,
        ``times`` or ``paths``, as in a file.
    design : {'grid', 'list', 'latin-hypercube', 'one-at-a-time'}
        How the parameters are put together.
    **more
        The other keys of a file: ``id``, ``set``, ``samples``, ``uncertain``, ``replications``,
        ``seed``, ``measures``, ``catalogs``, ``objective``, ``time_limit``, ``gap``.

    Raises
    ------
    BadInputError
        With all that is wrong with the study and its sites.
    """

    def __init__(
        self,
        site: Sites,
        vary: Mapping[str, Any] | None = None,
        *,
        design: str = "grid",
        **more: Any,
    ) -> None:
        several = [site] if isinstance(site, (Site, str, Path)) else list(site)
        given = tuple(each for each in several if isinstance(each, Site))
        if given and len(given) < len(several):
            raise BadInputError.about("site", "give sites that are read, or names; not both")
        names = [each.id if isinstance(each, Site) else str(each) for each in several]
        document = {"sites": names, "vary": dict(vary or {}), "design": design, **_plain(more)}
        self._open(as_study(document), given)

    @classmethod
    def read(
        cls, path: str | Path, *, changes: Mapping[str, Any] | None = None, **instead: Any
    ) -> Self:
        """A study out of its file.

        Parameters
        ----------
        changes : mapping of str to value
            Of every case, beside what the file sets.
        **instead
            Keys of the file that are to be otherwise; None leaves them.
        """
        read = read_study(path)
        study = cls.__new__(cls)
        keys = _keys(read.setup)
        keys |= {key: value for key, value in instead.items() if value is not None}
        keys["set"] = {**keys["set"], **(changes or {})}
        try:
            setup = StudySetup(**keys)
        except ValidationError as error:
            said = error.errors(include_url=False)[0]
            raise BadInputError.about(".".join(map(str, said["loc"])), said["msg"]) from None
        study._open(ReadStudy(setup, read.root), ())
        return study

    def _open(self, read: ReadStudy, sites: tuple[Site, ...]) -> None:
        check_setup(read)
        self._read = read
        self._bases = bases_of(read.setup, sites)
        self._cases = cases_of(read, self._bases)

    @property
    def setup(self) -> StudySetup:
        """The study as it is written."""
        return self._read.setup

    @property
    def bases(self) -> tuple[Base, ...]:
        """The sites that it starts from."""
        return self._bases

    @property
    def cases(self) -> tuple[Case, ...]:
        """All cases, in the order in which they are planned and shown."""
        return self._cases

    @property
    def effort(self) -> Effort:
        """Limits of each case."""
        setup = self.setup
        return Effort(
            seconds=float(setup.time_limit.m_as("s")),
            gap=float(setup.gap.m_as("dimensionless")),
            seed=setup.seed,
            objective=setup.objective,
        )

    @property
    def folder(self) -> Path:
        """Where results go unless somebody says otherwise."""
        return Path("out") / self.setup.id

    def run(
        self,
        *,
        workers: int | None = None,
        dask: str | None = None,
        out: str | Path | None = None,
        retry: bool = False,
        progress: Callable[[Progress], None] | None = None,
    ) -> StudyResult:
        """Plan all cases that the ledger does not know yet.

        Parameters
        ----------
        workers : int, optional
            Processes on this machine; default all cores.
        dask : str, optional
            Address of a Dask scheduler, whose workers plan in place of this machine.
        out : path, optional
            The folder of the ledger; default ``out/ID``.
        retry : bool
            Plan cases anew that had no answer, or none in time.
        progress : callable, optional
            Told of every case.

        Raises
        ------
        BadInputError
            For values that no site takes, a ledger that is none, a cluster that does not answer.
        """
        folder = self.folder if out is None else Path(out)
        looked_at = look_at(self._read, self._bases, self._cases)
        hired = processes(workers or os.cpu_count() or 1) if dask is None else cluster(dask)
        with hired as hands, Ledger(folder / LEDGER) as ledger:
            done = sorted(
                drive(
                    self._cases,
                    self._bases,
                    self.effort,
                    ledger,
                    hands,
                    looked_at=looked_at,
                    retry=retry,
                    notify=progress,
                ),
                key=lambda each: each.case.number,
            )
        parameters = parameters_of(self.setup.vary)
        return StudyResult(
            self.setup, tuple(base.site for base in self._bases), parameters, tuple(done)
        )


def _keys(setup: StudySetup) -> dict[str, Any]:
    return {name: getattr(setup, name) for name in StudySetup.model_fields}


def _plain(more: Mapping[str, Any]) -> dict[str, Any]:
    """Options as a file would have them: quantities and paths as text."""
    return {
        key: str(value) if isinstance(value, Path) else value
        for key, value in more.items()
        if value is not None
    }
