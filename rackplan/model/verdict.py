"""What the verifier says: findings with place, value, limit, and the failure that caused them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from rackplan.model.thermal import Thermal

__all__ = ["Contributor", "Failure", "Finding", "Margin", "Shed", "Verdict"]


@dataclass(frozen=True, slots=True, order=True)
class Failure:
    """The loss of one component.

    `component` of a shelf failure is ``R01-P05.A3``: rack position, feed and shelf. `during` is the
    component that is out for maintenance meanwhile; the same as `component` where nothing is lost
    beside it.
    """

    kind: str
    component: str
    during: str = ""

    def __str__(self) -> str:
        if self.is_maintenance:
            return f"{self.kind} {self.component} to maintenance"
        meanwhile = f" during maintenance of {self.during}" if self.during else ""
        return f"{self.kind} {self.component}{meanwhile}"

    @property
    def is_maintenance(self) -> bool:
        """Whether nothing is lost beside what is out for maintenance."""
        return self.during == self.component


@dataclass(frozen=True, slots=True)
class Contributor:
    """A rack, or what else loads a limit, and how much of it."""

    name: str
    value: float


@dataclass(frozen=True, slots=True)
class Margin:
    """One limit that was looked at: what is used of it, in the unit of the rule.

    `limit` is an upper limit, or a lower one when `at_least` holds. `headroom` is negative when
    the limit is broken.
    """

    rule: str
    where: str
    used: float
    limit: float
    unit: str
    at_least: bool = False
    failure: Failure | None = None

    @property
    def headroom(self) -> float:
        """What is left before the limit breaks [unit]."""
        return self.used - self.limit if self.at_least else self.limit - self.used


@dataclass(frozen=True, slots=True)
class Finding:
    """A limit that a plan breaks.

    Attributes
    ----------
    rule, where : str
        The rule's id, and the node, row, rack or site that it fails at.
    value, limit, margin : float [unit]
        What is there, what is allowed, and how much is missing (negative).
    failure : Failure or None
        The loss that causes it; None in the normal state.
    contributors : tuple of Contributor
        The three largest loads on the limit.
    sentence : str
        The finding in the user's words.
    """

    rule: str
    where: str
    value: float
    limit: float
    margin: float
    unit: str
    failure: Failure | None
    contributors: tuple[Contributor, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Shed:
    """Racks of a type that losses may leave dark, after the loss that takes most of them.

    Attributes
    ----------
    racks : int
    power : float [kW]
        Their planned power.
    failure : Failure
    """

    racks: int
    power: float
    failure: Failure


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement on a plan.

    Attributes
    ----------
    holds : bool
        No finding.
    checks : int
        How many limits were compared, over all states.
    checks_by_rule, failures_by_kind : mapping of str to int
        Limits compared by each rule; losses simulated of each kind.
    findings : tuple of Finding
        Worst first within each rule.
    margins : tuple of Margin
        The tightest limit of each rule at each place.
    throttled : mapping of str to int
        Rack types that are capped after a feed loss, with how many racks.
    shed : mapping of str to Shed
        Rack types of which some loss leaves racks dark, as the demand allows.
    thermal : Thermal
        Figures of loops, zones and plants.
    """

    holds: bool
    checks: int
    checks_by_rule: Mapping[str, int]
    failures_by_kind: Mapping[str, int]
    findings: tuple[Finding, ...]
    margins: tuple[Margin, ...]
    throttled: Mapping[str, int]
    shed: Mapping[str, Shed] = field(default_factory=dict)
    thermal: Thermal = field(default_factory=Thermal)

    @property
    def failures_simulated(self) -> int:
        """Losses simulated in all."""
        return sum(self.failures_by_kind.values())
