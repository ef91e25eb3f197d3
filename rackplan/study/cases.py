"""From a study to its cases, with a look at the inputs before any of them is planned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from rackplan.errors import BadInputError, Problem
from rackplan.model.site import Site
from rackplan.model.study import StudySetup
from rackplan.reading import ReadStudy
from rackplan.study.bases import Base
from rackplan.study.case import Case
from rackplan.study.designs import MOST_CASES, Point, case_count, drawn_figures, points_of
from rackplan.study.parameters import Fault, Parameter, faults_of, parameters_of
from rackplan.study.scales import RangeError

__all__ = ["cases_of", "check_setup", "look_at"]

_LOOKS_A_PARAMETER = 25
_ON_COMMAND_LINE = "--set"


def check_setup(read: ReadStudy) -> None:
    """Refuse a study that is wrong whatever its sites say.

    Raises
    ------
    BadInputError
        With all that is wrong, each with its place in the file.
    """
    faults = list(faults_of(read.setup))
    if not faults:
        count, said = case_count(read.setup, parameters_of(read.setup.vary))
        if count > MOST_CASES:
            message = (
                f"asks for {count:,} cases ({said}); at most {MOST_CASES:,} are planned. "
                "Give fewer values, or draw `samples` with design: latin-hypercube"
            )
            faults.append(Fault(message, ("vary",)))
    if faults:
        raise BadInputError(read.problem(fault.message, *fault.location) for fault in faults)


def cases_of(read: ReadStudy, bases: Sequence[Base]) -> tuple[Case, ...]:
    """All cases of a study, site by site and point by point.

    Raises
    ------
    BadInputError
        For paths that lead nowhere, and factors on what a site does not say.
    """
    setup = read.setup
    varied, uncertain = parameters_of(setup.vary), parameters_of(setup.uncertain)
    _refuse_paths(read, bases, {"vary": varied, "uncertain": uncertain})
    named = {each.name: each for each in (*varied, *uncertain)}
    drawn, points = drawn_figures(setup, uncertain), points_of(setup, varied)
    found = _cases(bases, points, drawn, named)
    return tuple(replace(case, number=n) for n, case in enumerate(found, 1))


def _cases(
    bases: Sequence[Base],
    points: Sequence[Point],
    drawn: Sequence[Mapping[str, str]],
    named: Mapping[str, Parameter],
) -> Iterator[Case]:
    for index, base in enumerate(bases):
        for point in points:
            for replication, figures in enumerate(drawn, 1):
                asked = {name: point.values[name] for name in point.changed} | dict(figures)
                changes = [base.changes(named[name], value) for name, value in asked.items()]
                yield Case(
                    number=0,
                    site=base.name,
                    base=index,
                    values=point.values,
                    replication=replication,
                    drawn=figures,
                    changes={path: value for each in changes for path, value in each.items()},
                    varied=point.varied,
                )


def _refuse_paths(
    read: ReadStudy, bases: Sequence[Base], tables: Mapping[str, Iterable[Parameter]]
) -> None:
    problems: list[Problem] = []
    for key, parameters in tables.items():
        for parameter in parameters:
            for index, path in enumerate(parameter.paths):
                said = next(filter(None, (base.said.problem(path) for base in bases)), "")
                if said:
                    is_listed = bool(getattr(read.setup, key)[parameter.name].paths)
                    at = (key, parameter.name, *(("paths", index) if is_listed else ()))
                    problems.append(read.problem(said, *at))
            problems += _without_figure(read, bases, (key, parameter.name), parameter)
    if problems:
        raise BadInputError(problems)


def _without_figure(
    read: ReadStudy, bases: Sequence[Base], at: tuple[str, str], parameter: Parameter
) -> Iterator[Problem]:
    """What has no figure that a factor could change, on each of the sites."""
    for base in bases if parameter.times else ():
        try:
            base.changes(parameter, 1)
        except RangeError as error:
            yield read.problem(str(error), *at)


def look_at(read: ReadStudy, bases: Sequence[Base], cases: Sequence[Case]) -> dict[int, Site]:
    """Read some cases that together have the first values of every parameter.

    What is wrong with a value by itself, such as its unit, is told now, with its place in the file,
    and not for case after case. What only does not go together is for the case to say.

    Returns
    -------
    dict of int to Site
        The sites of the cases looked at, by their number.

    Raises
    ------
    BadInputError
        With all complaints about the values themselves.
    """
    sites: dict[int, Site] = {}
    problems: list[Problem] = []
    for case in _telling(cases):
        try:
            sites[case.number] = bases[case.base].read(case)
        except BadInputError as error:
            ours = [each for each in error.problems if each.file == _ON_COMMAND_LINE]
            problems += [_placed(read, case, problem) for problem in ours]
    if problems:
        raise BadInputError(problems)
    return sites


def _telling(cases: Sequence[Case]) -> Iterator[Case]:
    """The first case with each value of each parameter, for so many values of each.

    Of several sites the first: what is wrong with a value itself is wrong at all of them.
    """
    seen: dict[str, set[str]] = {}
    for case in cases:
        figures = {**case.values, **case.drawn}
        fresh = False
        for name, value in figures.items():
            values = seen.setdefault(name, set())
            if repr(value) not in values and len(values) < _LOOKS_A_PARAMETER:
                values.add(repr(value))
                fresh = True
        if fresh:
            yield case


def _placed(read: ReadStudy, case: Case, problem: Problem) -> Problem:
    """A complaint about a change, at the place of the study where its value stands."""
    setup: StudySetup = read.setup
    for key, table in (("vary", setup.vary), ("uncertain", setup.uncertain)):
        for name, varied in table.items():
            near = [path for path in varied.paths or (name,) if _concerns(path, problem.path)]
            if near:
                is_value = _without_entries(problem.path) in map(_without_entries, near)
                at = _value_at(list(varied.values), case.values.get(name)) if is_value else ()
                found = read.problem(problem.message, key, name, *at)
                return replace(found, path=problem.path)
    return problem


def _concerns(path: str, complained: str) -> bool:
    """Whether a complaint is about a path; lists may be told by number or by id."""
    ours, theirs = _without_entries(path), _without_entries(complained)
    return ours == theirs or ours.startswith((f"{theirs}.", f"{theirs}["))


def _without_entries(path: str) -> str:
    """A path whose brackets are empty.

    >>> _without_entries("cooling.loops[L[1-6]].supply")
    'cooling.loops[].supply'
    """
    kept, depth = "", 0
    for letter in path:
        depth += letter == "["
        kept += letter if depth == 0 or (depth == 1 and letter in "[]") else ""
        depth -= letter == "]"
    return kept


def _value_at(values: list[object], value: object) -> tuple[str | int, ...]:
    return ("values", values.index(value)) if value in values else ()
