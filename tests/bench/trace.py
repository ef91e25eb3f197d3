"""What a run came to over time: plans and bounds as they were found."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Step", "Trace"]


@dataclass(frozen=True, slots=True)
class Step:
    """A better plan or bound, in integer units of the objective."""

    seconds: float
    value: float | None
    bound: float | None


@dataclass
class Trace:
    """A run of one competitor.

    Attributes
    ----------
    steps : list of Step
        In order of time.
    memory_mb : float [MB]
        Most that its processes held.
    """

    name: str
    steps: list[Step] = field(default_factory=list)
    memory_mb: float = 0.0
    note: str = ""

    def value_at(self, seconds: float) -> float | None:
        """The best plan by then; more is better."""
        values = [s.value for s in self.steps if s.value is not None and s.seconds <= seconds]
        return max(values, default=None)

    def bound_at(self, seconds: float) -> float | None:
        """The best bound by then."""
        bounds = [s.bound for s in self.steps if s.bound is not None and s.seconds <= seconds]
        return min(bounds, default=None)

    def gap_at(self, seconds: float, bound: float) -> float | None:
        """Distance of the plan from a bound, as a share of the plan."""
        value = self.value_at(seconds)
        return None if not value else max(0.0, bound - value) / value

    def proved_at(self, seconds: float) -> float | None:
        """The gap that it proves itself."""
        bound = self.bound_at(seconds)
        return None if bound is None else self.gap_at(seconds, bound)

    def first(self) -> float | None:
        """When it had a plan that is worth anything."""
        return next((s.seconds for s in self.steps if s.value), None)

    def reaches(self, gap: float, bound: float) -> float | None:
        """When its plan was this close to a bound."""
        close = (
            s.seconds for s in self.steps if s.value and (bound - s.value) <= gap * abs(s.value)
        )
        return next(close, None)
