"""The parameters of a study: what is wrong with them, and the values that they take."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rackplan.model.study import Design, StudySetup, Varied
from rackplan.reading.complaints import did_you_mean
from rackplan.study.measures import RECORDED
from rackplan.study.scales import RangeError, Scale, number_of, scale_of

__all__ = ["Fault", "Parameter", "faults_of", "parameters_of"]


@dataclass(frozen=True)
class Fault:
    """What is wrong with a study, and in which part of it."""

    message: str
    location: tuple[str | int, ...]


@dataclass(frozen=True)
class Parameter:
    """A parameter with its values.

    Attributes
    ----------
    name : str
    paths : tuple of str
    values : tuple of value
        One after the other; the two ends, where it is a range to draw from.
    scale : Scale or None
        The range.
    times : bool
        Values are factors on what the site says.
    """

    name: str
    paths: tuple[str, ...]
    values: tuple[Any, ...]
    scale: Scale | None = None
    times: bool = False


def parameters_of(table: Mapping[str, Varied]) -> tuple[Parameter, ...]:
    """Parameters of a study in which `faults_of` finds nothing."""
    return tuple(_parameter(name, varied) for name, varied in table.items())


def _parameter(name: str, varied: Varied) -> Parameter:
    paths = varied.paths or (name,)
    if varied.values:
        return Parameter(name, paths, varied.values, None, varied.times)
    scale = scale_of(varied.low, varied.high)
    values = scale.steps(varied.steps) if varied.steps else (varied.low, varied.high)
    return Parameter(name, paths, values, scale, varied.times)


def faults_of(setup: StudySetup) -> Iterator[Fault]:
    """All that is wrong with a study before any site is looked at."""
    yield from _of_measures(setup)
    for key, table in (("vary", setup.vary), ("uncertain", setup.uncertain)):
        for name, varied in table.items():
            yield from _of_values(varied, (key, name))
            yield from _of_form(setup.design if key == "vary" else None, varied, (key, name))
    yield from _of_paths(setup)
    yield from _of_numbers(setup)


def _of_measures(setup: StudySetup) -> Iterator[Fault]:
    for index, name in enumerate(setup.measures):
        if name not in RECORDED:
            hint = did_you_mean(name, RECORDED)
            yield Fault(f'no measure "{name}". {hint}', ("measures", index))


def _of_values(varied: Varied, at: tuple[str, ...]) -> Iterator[Fault]:
    is_range = varied.low is not None or varied.high is not None
    if bool(varied.values) == is_range:
        yield Fault("a parameter has either values, or low and high", at)
    elif is_range and (varied.low is None or varied.high is None):
        missing = "low" if varied.low is None else "high"
        yield Fault(f'a range has two ends; "{missing}" is missing', at)
    elif is_range:
        try:
            scale_of(varied.low, varied.high)
        except RangeError as error:
            yield Fault(str(error), at)
    if varied.times:
        yield from _of_factors(varied, at)


def _of_factors(varied: Varied, at: tuple[str, ...]) -> Iterator[Fault]:
    factors = varied.values or (varied.low, varied.high)
    for factor in factors:
        number = number_of(factor)
        if factor is not None and (number is None or number[1] or number[0] < 0):
            yield Fault(f'a factor is a plain number such as 1.3, got "{factor}"', at)


def _of_form(design: Design | None, varied: Varied, at: tuple[str, ...]) -> Iterator[Fault]:
    """What a design asks of its parameters; None for uncertain figures."""
    has_steps = varied.steps is not None
    if varied.values and has_steps:
        yield Fault("steps are for a range of low and high", (*at, "steps"))
    elif design in ("grid", "list") and not varied.values and not has_steps:
        yield Fault("how many values from low to high? Say `steps: 5`, or list the values", at)
    elif design in ("latin-hypercube", None) and varied.values:
        yield Fault("is drawn from a range: give low and high in place of values", at)
    elif design not in ("grid", "list") and has_steps:
        yield Fault("steps are for a grid or a list", (*at, "steps"))


def _of_paths(setup: StudySetup) -> Iterator[Fault]:
    taken = dict.fromkeys(setup.set, "set")
    for key, table in (("vary", setup.vary), ("uncertain", setup.uncertain)):
        for name, varied in table.items():
            for path in varied.paths or (name,):
                if path in taken:
                    yield Fault(f'"{path}" is changed twice; {taken[path]} has it', (key, name))
                taken[path] = f'"{name}"' if path != name else key


def _of_numbers(setup: StudySetup) -> Iterator[Fault]:
    is_drawn = setup.design == "latin-hypercube"
    if is_drawn and setup.samples is None:
        yield Fault("a latin hypercube needs to know how many `samples`", ("design",))
    if not is_drawn and setup.samples is not None:
        yield Fault("samples are for the design latin-hypercube", ("samples",))
    if setup.uncertain and setup.replications < 2:
        yield Fault("figures are uncertain: say how many `replications` draw them", ("uncertain",))
    if setup.replications > 1 and not setup.uncertain:
        yield Fault("every replication would be the same: nothing is uncertain", ("replications",))
    lengths = {name: len(each.values) or each.steps or 0 for name, each in setup.vary.items()}
    if setup.design == "list" and len(set(lengths.values())) > 1:
        said = ", ".join(f"{name} has {count}" for name, count in lengths.items())
        yield Fault(f"a list goes through all parameters side by side: {said} values", ("vary",))
