"""Heat rejection takes no more water in a year than the budget gives."""

from __future__ import annotations

from collections.abc import Iterator

from rackplan.errors import BadInputError
from rackplan.units import Quantity, ureg
from rackplan.verify.comparison import Comparison
from rackplan.verify.facts import Facts
from rackplan.verify.year import NoYear, reckon
from rackplan.verify.year.blame import shares_of_power

__all__ = ["check"]


def check(facts: Facts) -> Iterator[Comparison]:
    """``sum(plants, hours) makeup <= budget`` over a typical year, when a budget is set."""
    budget = facts.site.budget.water
    if budget is None:
        return
    yield Comparison(
        says="{subject} takes {value} of {limit}: {short} too much{most}",
        where=[facts.site.id],
        used=_fed(facts),
        limit=budget,
        subject=lambda _: "Heat rejection",
        blame=lambda _, value: shares_of_power(facts, value),
    )


def _fed(facts: Facts) -> Quantity:
    """Water of a year [m3/year]; racks whose heat nothing is known to reject are refused."""
    year = reckon(facts)
    if not isinstance(year, NoYear):
        fed: Quantity = year.mean.water / ureg.Quantity(1.0, "year")
        return fed
    if len(facts.racks):
        raise BadInputError.about("budget.water", f"cannot be judged: {year.reason}")
    return ureg.Quantity(0.0, "m**3/year")
