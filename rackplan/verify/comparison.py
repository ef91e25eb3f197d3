"""What a check hands over: limits that were compared, a whole array of them at a time.

A check says *what* it compared; the judgement decides what is broken, and asks for failure,
contributors and words only where something is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from rackplan.model.verdict import Contributor, Failure
from rackplan.units import DIMENSIONS, Numbers, Quantity, unit_of, ureg

__all__ = ["Blame", "Comparison", "LostFeed", "in_normal_state", "with_all_feeds"]

_DIMENSION_OF = {dimension.unit: dimension for dimension in DIMENSIONS}

Blame = Callable[[int, float], Iterable[Contributor]]
"""From entry and value to what loads the limit, in any order."""


LostFeed = tuple[str, str]
"""The position of a rack, and the node of its feed that is lost."""


def in_normal_state(entry: int) -> Failure | None:
    """The failure of an entry that needs none."""
    del entry
    return None


def with_all_feeds(entry: int) -> LostFeed | None:
    """The lost feed of an entry that supposes none."""
    del entry
    return None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Limits of one rule, one an entry.

    Attributes
    ----------
    says : str
        The sentence of a finding, with ``{subject} {after} {value} {limit} {short} {most}`` open.
        Entries of one place that say the same are one limit in several states.
    where : sequence of str
        The place of each entry.
    used, limit : Quantity [any unit of the rule's dimension]
        Arrays over the entries; `limit` may be a scalar. Dimensionless for what is counted.
    subject : callable
        From entry to the words for its place: ``UPS K1.U2``.
    blame : callable
        From entry and value to contributors.
    failure : callable
        From entry to the loss that it was compared after.
    lost_feed : callable
        From entry to the feed that its rack is without, whichever loss takes it.
    at_least : bool
        Whether `limit` is a lower one.
    unit : str
        Unit of the entries where it is not the rule's own.
    """

    says: str
    where: Sequence[str]
    used: Quantity
    limit: Quantity
    subject: Callable[[int], str]
    blame: Blame
    failure: Callable[[int], Failure | None] = in_normal_state
    lost_feed: Callable[[int], LostFeed | None] = with_all_feeds
    at_least: bool = False
    unit: str = ""

    def numbers(self, unit: str) -> tuple[Numbers, Numbers]:
        """Used and limit as plain numbers in the unit of the entries, else in the one given.

        Parameters
        ----------
        unit : str
            Unit of the rule.
        """
        dimension = _DIMENSION_OF.get(self.unit or unit)
        wanted = ureg.dimensionless if dimension is None else unit_of(dimension)
        used = np.atleast_1d(self.used.m_as(wanted))
        return used, np.broadcast_to(self.limit.m_as(wanted), used.shape)
