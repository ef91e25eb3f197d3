"""The site draws no more than its budget from the utility on its design day."""

from __future__ import annotations

from collections.abc import Iterator

from rackplan.errors import BadInputError
from rackplan.units import APPARENT_POWER, POWER, Quantity, of, unit_of
from rackplan.verify.comparison import Comparison
from rackplan.verify.facts import Facts
from rackplan.verify.year import NoYear, design_power
from rackplan.verify.year.blame import shares_of_power

__all__ = ["check"]


def check(facts: Facts) -> Iterator[Comparison]:
    """``P_IT + P_chain + P_machines <= budget``, racks at planned power, nothing lost."""
    budget = facts.site.budget.site_power
    if budget is None:
        return
    is_real = bool(budget.dimensionality == unit_of(POWER).dimensionality)
    yield Comparison(
        says="{subject} draws {value} of {limit}: {short} too much{most}",
        where=[facts.site.id],
        used=_drawn(facts, is_real=is_real),
        limit=budget,
        subject=lambda _: "The site",
        blame=lambda _, value: shares_of_power(facts, value),
        unit="kW" if is_real else "kVA",
    )


def _drawn(facts: Facts, *, is_real: bool) -> Quantity:
    """What the meters see; racks whose heat nothing is known to reject are refused."""
    day = design_power(facts)
    if not isinstance(day, NoYear):
        return day.real if is_real else day.apparent
    if len(facts.racks):
        raise BadInputError.about("budget.site_power", f"cannot be judged: {day.reason}")
    return of(0.0, POWER if is_real else APPARENT_POWER)
