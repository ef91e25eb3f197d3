"""What one step more of each binding resource is worth, found by planning with it.

The price of the relaxation holds for a little more; a whole CDU or a whole rack more may bring less
than its price says, or more of another limit may be needed first. So the hall is planned anew with
the step taken. Both plans leave a gap, and the worth lies between what these gaps allow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from rackplan import planner
from rackplan.crew import do_all
from rackplan.explain.steps import Step
from rackplan.model.claim import Binding, Status
from rackplan.model.plan import Plan
from rackplan.model.site import Site
from rackplan.result import Result
from rackplan.verify import verify

__all__ = ["Base", "Effort", "Worth", "base_of", "worths_of"]


@dataclass(frozen=True, slots=True)
class Effort:
    """How long and how well each changed hall is planned, each on one thread.

    Attributes
    ----------
    time_limit : str
    gap : float
    seed : int
    workers : int
        Processes side by side.
    """

    time_limit: str = "10 s"
    gap: float = 0.0
    seed: int = 0
    workers: int = 1


@dataclass(frozen=True)
class Base:
    """The hall as it is: the best plan known, and what no plan has more of.

    Attributes
    ----------
    value, bound : float or None [unit]
        None where nothing was found, or nothing proved.
    binding : tuple of Binding
    plan : Plan or None
        The one of that value.
    """

    objective: str
    unit: str
    value: float | None
    bound: float | None
    binding: tuple[Binding, ...]
    plan: Plan | None

    @property
    def sign(self) -> int:
        """1 when more of the objective is better, -1 when less is."""
        return -1 if self.objective == "cost" else 1


@dataclass(frozen=True)
class Worth:
    """What a step brings.

    Attributes
    ----------
    step : Step
    status : str
        How the search with the step ended.
    value, bound : float or None [unit]
        Of the plan with the step taken.
    gain : float or None [unit]
        By how much the plan found is better; None where none was found in time.
    least, most : float or None [unit]
        Between which the worth lies, whatever the searches left open.
    unit : str
    """

    step: Step
    status: Status
    value: float | None
    bound: float | None
    gain: float | None
    least: float | None
    most: float | None
    unit: str

    @property
    def is_certain(self) -> bool:
        """Whether the step is proved to bring something, or to bring nothing."""
        return (self.least or 0.0) > 0.0 or self.most == 0.0

    def to_json(self) -> dict[str, Any]:
        """The worth as plain data."""
        return {
            "step": self.step.id,
            "says": self.step.says,
            "status": self.status,
            "value": self.value,
            "bound": self.bound,
            "gain": self.gain,
            "least": self.least,
            "most": self.most,
            "unit": self.unit,
            "certain": self.is_certain,
            "expected_by_dual": float(f"{self.step.expected:.6g}"),
            "limits": [
                {
                    "rule": each.binding.rule,
                    "where": each.binding.where,
                    "more": each.by,
                    "unit": each.binding.unit,
                    "worth": each.binding.gain,
                    "worth_unit": each.binding.worth_unit,
                    "method": each.binding.method,
                }
                for each in self.step.raised
            ],
        }


@dataclass(frozen=True)
class _Answer:
    """What a process says of a hall with a step taken; `keeps` whether the old plan holds in it."""

    status: Status
    value: float | None
    bound: float | None
    keeps: bool


def base_of(site: Site, effort: Effort) -> Base:
    """The hall as it is, planned anew with the effort of the steps."""
    result = _planned(site, effort)
    claim = result.termination
    return Base(claim.objective, claim.unit, claim.value, claim.bound, result.binding, result.plan)


def worths_of(
    base: Base,
    steps: Sequence[Step],
    effort: Effort,
    progress: Callable[[Worth], None] | None = None,
) -> tuple[Worth, ...]:
    """Plan the hall with each step taken, several side by side; those that bring most first."""
    tasks = [(_taken, (step.site, base.plan, effort)) for step in steps]
    found: list[Worth] = []
    for step, answer in zip(steps, do_all(tasks, effort.workers), strict=True):
        found.append(_worth(base, step, answer))
        if progress is not None:
            progress(found[-1])
    return _ranked(found)


def _ranked(worths: Iterable[Worth]) -> tuple[Worth, ...]:
    """By what was found, then by what may be, then as they came."""
    return tuple(sorted(worths, key=lambda w: (-(w.gain or 0.0), -(w.most or 0.0), w.step.id)))


def _taken(site: Site, plan: Plan | None, effort: Effort) -> _Answer:
    """Plan a hall with a step taken, and see whether the plan without it holds there too."""
    claim = _planned(site, effort).termination
    keeps = plan is not None and verify(site, plan).holds
    return _Answer(claim.status, claim.value, claim.bound, keeps)


def _planned(site: Site, effort: Effort) -> Result:
    return planner.plan(
        site, time_limit=effort.time_limit, gap=effort.gap, seed=effort.seed, threads=1
    )


def _worth(base: Base, step: Step, answer: _Answer) -> Worth:
    """The gain, within what both searches leave open; not below zero where the old plan holds."""
    sign = base.sign
    value = answer.value
    if (
        answer.keeps
        and base.value is not None
        and (value is None or sign * (value - base.value) < 0)
    ):
        value = base.value
    gain = _tidy(sign, value, base.value)
    least = _tidy(sign, value, base.bound)
    if answer.keeps and least is not None:
        least = max(least, 0.0)
    most = _tidy(sign, answer.bound, base.value)
    if most is not None and gain is not None:
        most = max(most, gain)
    return Worth(step, answer.status, value, answer.bound, gain, least, most, base.unit)


def _tidy(sign: int, after: float | None, before: float | None) -> float | None:
    """A difference in the direction that is better, without round-off."""
    if after is None or before is None:
        return None
    more = sign * (after - before)
    slack = 1e-9 * max(abs(after), abs(before))
    return 0.0 if abs(more) <= slack else float(f"{more:.9g}")
