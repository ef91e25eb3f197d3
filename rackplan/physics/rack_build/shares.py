"""A limit that the servers of a rack share with what stands beside them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from rackplan.model.catalog import Limit

__all__ = ["Shared", "left_over"]

_SLACK = 1e-9
"""Four quarters of a limit are beyond it by floating point only."""
_MOST = 1000
"""More servers than any frame holds: a limit that lets in so many never binds."""


@dataclass(frozen=True)
class Shared:
    """So much in all, what the rest of the rack takes of it, and what a server takes.

    Attributes
    ----------
    whole, beside, each : float [unit]
    cap : float [unit]
        What the rack as a whole is capped at, whatever is in it.
    """

    whole: float
    beside: float
    each: float
    unit: str
    cap: float = math.inf

    @property
    def servers(self) -> int | None:
        """How many servers it lets in; None where it never binds."""
        if self.fits(_MOST):
            return None
        return max((number for number in range(_MOST) if self.fits(number)), default=0)

    def fits(self, servers: int) -> bool:
        """Whether a number of servers keeps it."""
        taken = min(self.beside + servers * self.each, self.cap)
        return taken <= self.whole * (1.0 + _SLACK)

    def limit(self, what: Literal["mass", "power"]) -> Limit | None:
        """The limit in words; None where it never binds."""
        servers = self.servers
        if servers is None:
            return None
        less = f"{self.text(self.beside)} of other equipment" if self.beside else ""
        left = self.text(max(self.whole - self.beside, 0.0))
        why = left_over(self.text(self.whole), less, left, self.text(self.each))
        return Limit(what=what, servers=servers, why=why)

    def text(self, number: float) -> str:
        """A figure of it in words."""
        return f"{number:,.4g} {self.unit}" if abs(number) < 1e4 else f"{number:,.0f} {self.unit}"


def left_over(whole: str, less: str, left: str, each: str) -> str:
    """What is left for servers, in words."""
    if not less:
        return f"{whole} for servers of {each}"
    return f"{whole} less {less} leave {left} for servers of {each}"
