"""Somebody's share of the planned compute power, and how much of it is nobody's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property

import numpy as np

from rackplan.units import POWER, Quantity, magnitude
from rackplan.verify.bounds import within
from rackplan.verify.comparison import Comparison
from rackplan.verify.facts import Facts
from rackplan.verify.racks import Racks, Standing

__all__ = ["Shares", "builder_shares", "fab_of", "fab_shares"]


class Shares:
    """The compute racks of a plan as shares are counted: by planned power.

    Parameters
    ----------
    facts : Facts
    is_silent : callable
        Whether a rack does not say to whom it belongs.
    what : str
        What such a rack does not say: ``fab``.
    """

    def __init__(
        self,
        facts: Facts,
        is_silent: Callable[[Standing], bool] = lambda _: False,
        what: str = "",
    ) -> None:
        self._racks: Racks = facts.racks.those(lambda rack: rack.type.role == "compute")
        self._is_silent, self._what = is_silent, what

    @cached_property
    def _power(self) -> Quantity:
        return self._racks.by_type(lambda kind: kind.planned_power, POWER)

    def _of(self, is_theirs: Callable[[Standing], bool]) -> Quantity:
        """Power of each rack that is theirs; 0 of the others [kW, by rack]."""
        theirs = np.array([is_theirs(rack) for rack in self._racks], dtype=float)
        power: Quantity = self._power * theirs
        return power

    @cached_property
    def silent(self) -> Quantity:
        """Power of all racks that do not say to whom they belong [kW]."""
        power: Quantity = self._of(self._is_silent).sum()
        return power

    @property
    def silent_types(self) -> list[str]:
        """The types of these racks, in the order of the plan."""
        return list(dict.fromkeys(r.type.id for r in self._racks if self._is_silent(r)))

    def unknown(self) -> str:
        """How much power is nobody's, as a sentence that the types of these racks end."""
        part, whole = (magnitude(kw, POWER) for kw in (self.silent, self._power.sum()))
        return (
            f"shares by {self._what} leave out {part:,.6g} of {whole:,.6g} kW of compute, "
            f"whose {self._what} is not stated"
        )

    def within(
        self,
        where: str,
        subject: str,
        is_theirs: Callable[[Standing, str], bool],
        bounds: tuple[Quantity | None, Quantity | None],
    ) -> Iterator[Comparison]:
        """Compare a share of the power with those of its two bounds that are set.

        Parameters
        ----------
        where : str
            Whose share it is.
        subject : str
            What has it; how much is of nobody is added.
        is_theirs : callable
            Which racks count for a name.
        bounds : tuple of Quantity or None [dimensionless]
            At least, at most.
        """
        own = self._of(lambda rack: is_theirs(rack, where))
        least, most = (None if share is None else share * self._power.sum() for share in bounds)
        yield from within(
            where=where,
            subject=subject + self._aside(),
            total=own.sum(),
            bounds=(least, most),
            blame=lambda *_: self._racks.shares_by_type(own),
        )

    def _aside(self) -> str:
        kw = magnitude(self.silent, POWER)
        return f", beside {kw:,.6g} kW of unknown {self._what}," if kw > 0 else ""


def fab_shares(facts: Facts) -> Shares:
    """The compute racks of a plan by their fab; one that nobody states is no fab's."""
    return Shares(facts, lambda rack: not fab_of(rack), "fab")


def builder_shares(facts: Facts) -> Shares:
    """The compute racks of a plan by their builders; where none is stated, they are nobody's."""
    return Shares(facts, lambda rack: not rack.type.builders, "builder")


def fab_of(rack: Standing) -> str:
    """Where the chips of a rack come from; "" where that is not stated."""
    return "" if rack.type.computing is None else rack.type.computing.fab or ""
