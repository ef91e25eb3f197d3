"""What a study asks: a base, the figures that vary, how, and what is recorded."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Field

from rackplan.model.figures import Day, Duration, Frozen, FrozenMap, Id, Share
from rackplan.model.weights import Objective
from rackplan.units import DURATION, FRACTION, of

__all__ = ["DESIGNS", "Design", "StudySetup", "Varied"]

Design: TypeAlias = Literal["grid", "list", "latin-hypercube", "one-at-a-time"]
"""How the figures that vary are put together to cases."""

DESIGNS: tuple[Design, ...] = ("grid", "list", "latin-hypercube", "one-at-a-time")

_Some = Annotated[int, Field(ge=1, le=10_000)]


class Varied(Frozen):
    """A parameter: one figure of the inputs, or several that move together.

    Attributes
    ----------
    paths : tuple of str
        The figures, as for `--set`; without them, the one that the parameter is named after.
    values : tuple of value
        One after the other; a plain list is short for them.
    low, high : value
        A range of values: its ends.
    steps : int
        So many values from `low` to `high`, ends included.
    times : bool
        Values are factors on what the site says: 1.3 is 30 % more.
    """

    paths: tuple[str, ...] = ()
    values: tuple[Any, ...] = ()
    low: Any = None
    high: Any = None
    steps: Annotated[int, Field(ge=2, le=10_000)] | None = None
    times: bool = False


class StudySetup(Frozen):
    """A study as it is written.

    Attributes
    ----------
    id : str
        Its name; results go to ``out/ID``.
    about : str
        What it is for.
    sites : tuple of str
        Shipped sites, or folders beside the file, also with a scenario: ``wisconsin:rush``.
    catalogs : str or None
        A folder of products laid over the shipped ones.
    date : date or None
        The planning date, in place of the site's own.
    set : mapping of str to value
        Changes that hold for every case.
    design : {'grid', 'list', 'latin-hypercube', 'one-at-a-time'}
        Every value with every other one; the first of each, the second of each ...; `samples`
        spread evenly over the ranges; each low and high alone, around the site as it is.
    vary : mapping of str to Varied
        Parameters by name or path.
    samples : int or None
        Of a latin hypercube.
    uncertain : mapping of str to Varied
        Figures that nobody knows better than a range: drawn anew for each replication, the same for
        all cases.
    replications : int
        How often each case is planned, with other draws.
    seed : int
        Of draws, and of every search.
    measures : tuple of str
        What is shown of each case.
    objective : {'capability', 'cost', 'it_power', 'value'} or None
        In place of the site's own.
    time_limit : Quantity [s]
        Of each case.
    gap : Quantity [1]
        Of each case.
    """

    id: Id = "study"
    about: str = ""
    sites: Annotated[tuple[str, ...], Field(min_length=1)]
    catalogs: str | None = None
    date: Day | None = None
    set: FrozenMap[str, Any] = Field(default_factory=dict)
    design: Design = "grid"
    vary: FrozenMap[str, Varied] = Field(default_factory=dict)
    samples: _Some | None = None
    uncertain: FrozenMap[str, Varied] = Field(default_factory=dict)
    replications: _Some = 1
    seed: Annotated[int, Field(ge=0, le=2**31 - 1)] = 0
    measures: tuple[str, ...] = ()
    objective: Objective | None = None
    time_limit: Duration = of(30.0, DURATION)
    gap: Share = of(0.01, FRACTION)
