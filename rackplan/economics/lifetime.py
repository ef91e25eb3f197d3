"""What a plan costs over the life of its racks, and for each thing that it brings.

``NPC = C - R (1 + i)^-n + O a`` with capital C, residual value R at the end, the cost O of a year
and the annuity factor a of `rackplan.economics.annuity`. ``NPC / a`` is the same as equal amounts a
year; over PFLOPS, or GB of memory, it is the cost of having one for a year.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rackplan.economics.annuity import annuity, left_of, present_share
from rackplan.economics.capital import CapitalLine, capital_lines, planned_power
from rackplan.economics.span import Span, sum_of
from rackplan.economics.use import YearlyUse
from rackplan.economics.yearly import YearlyLine, yearly_lines
from rackplan.model.catalog import RackType
from rackplan.model.economics import Economics
from rackplan.model.plan import Plan, racks_added
from rackplan.model.site import Site
from rackplan.units import (
    COMPUTE,
    MEMORY,
    MONEY,
    POWER,
    YEARLY_MONEY,
    Quantity,
    magnitude,
    of,
    ureg,
)

__all__ = ["Brought", "LifetimeCost", "brought_by", "lifetime_cost", "net_present"]


@dataclass(frozen=True)
class Brought:
    """What the racks of a plan bring, those too that stand already.

    Attributes
    ----------
    accelerators : int
    dense : mapping of str to Quantity [PFLOPS]
        By precision.
    hbm : Quantity [TB]
    it_power : Quantity [kW]
        Planned.
    """

    accelerators: int
    dense: Mapping[str, Quantity]
    hbm: Quantity
    it_power: Quantity


@dataclass(frozen=True)
class LifetimeCost:
    """Cost of a plan over the life of its racks.

    Attributes
    ----------
    terms : Economics
        What it rests on.
    is_assumed : bool
        Whether the site states none of them: all are our defaults.
    lines : tuple of CapitalLine
    yearly : tuple of YearlyLine
    capital : Span [USD]
        The sum of the lines.
    a_year : Span [USD/year]
        The sum of what a year costs, capital apart.
    residual : Span [USD]
        Value at the end, in money of then.
    annuity : float [year]
    net_present : Span [USD]
    brought : Brought
    missing : tuple of str
        What is not counted, and why.
    """

    terms: Economics
    is_assumed: bool
    lines: tuple[CapitalLine, ...]
    yearly: tuple[YearlyLine, ...]
    capital: Span
    a_year: Span
    residual: Span
    annuity: float
    net_present: Span
    brought: Brought
    missing: tuple[str, ...] = ()

    @property
    def equal_a_year(self) -> Span:
        """Net present cost as equal amounts a year [USD/year]."""
        return self.net_present.times(1.0 / ureg.Quantity(self.annuity, "year"))

    def per_pflops_year(self, precision: str) -> Span | None:
        """Cost of a dense PFLOPS for a year [USD/PFLOPS/year]; None where there is none."""
        return self._over(self.brought.dense.get(precision))

    @property
    def per_gb_year(self) -> Span | None:
        """Cost of a GB of HBM for a year [USD/GB/year]; None where there is none."""
        return self._over(self.brought.hbm)

    @property
    def per_mw(self) -> Span | None:
        """Net present cost of a MW of planned IT power [USD/MW]; None where there is none."""
        power = self.brought.it_power
        return None if not magnitude(power, POWER) > 0 else self.net_present.times(1.0 / power)

    def _over(self, quantity: Quantity | None) -> Span | None:
        if quantity is None or not quantity.magnitude > 0:
            return None
        return self.equal_a_year.times(1.0 / quantity)


def net_present(capital: Span, residual: Span, a_year: Span, terms: Economics) -> Span:
    """``C - R (1 + i)^-n + O a``.

    Parameters
    ----------
    capital, residual : Span [USD]
    a_year : Span [USD/year]
    terms : Economics

    Notes
    -----
    Source: ASTM E917, life-cycle cost in present value; all payments at the end of a year.

    Examples
    --------
    10 MUSD, 2 MUSD a year for five years at 8 %, 1 MUSD back at the end:
    10 - 0.680583 + 2 x 3.992710 = 17.304837

    >>> from rackplan.units import parse
    >>> usd, yearly = parse("10 MUSD", MONEY), parse("2 MUSD/year", YEARLY_MONEY)
    >>> cost = net_present(
    ...     Span.around(usd), Span.around(0.1 * usd), Span.around(yearly), Economics()
    ... )
    >>> round(cost.central.m_as("MUSD"), 6)
    17.304837
    """
    years, rate = terms.lifetime, terms.discount_rate
    running = a_year.times(ureg.Quantity(annuity(years, rate), "year"))
    return sum_of((capital - residual.times(present_share(years, rate)), running), MONEY)


def lifetime_cost(site: Site, plan: Plan, use: YearlyUse | None) -> LifetimeCost:
    """Reckon a plan over the life of its racks, by the terms of its site or by our own."""
    terms = Economics() if site.economics is None else site.economics
    lines = capital_lines(site, plan, terms)
    brought = brought_by(site, plan)
    yearly = yearly_lines(site.tariff, terms, brought.it_power, use, lines)
    capital = sum_of((line.total for line in lines), MONEY)
    a_year = sum_of((line.amount for line in yearly), YEARLY_MONEY)
    residual = _residual(lines, terms)
    return LifetimeCost(
        terms=terms,
        is_assumed=site.economics is None,
        lines=lines,
        yearly=yearly,
        capital=capital,
        a_year=a_year,
        residual=residual,
        annuity=annuity(terms.lifetime, terms.discount_rate),
        net_present=net_present(capital, residual, a_year, terms),
        brought=brought,
        missing=tuple(_missing(site, plan, terms, use)),
    )


def brought_by(site: Site, plan: Plan) -> Brought:
    """Accelerators, computing and memory of all racks of a plan."""
    found = [
        (kind.computing, count)
        for kind, count in _kinds(site, plan)
        if kind.computing is not None
    ]  # fmt: skip
    dense: dict[str, Quantity] = {}
    for computing, count in found:
        for precision, rate in computing.dense.items():
            dense[precision] = dense.get(precision, of(0.0, COMPUTE)) + count * rate
    return Brought(
        accelerators=sum(count * computing.accelerators for computing, count in found),
        dense=dense,
        hbm=sum((count * computing.hbm for computing, count in found), of(0.0, MEMORY)),
        it_power=planned_power(site, plan),
    )


def _kinds(site: Site, plan: Plan) -> list[tuple[RackType, int]]:
    return [(site.catalog.racks[rack], count) for rack, count in sorted(plan.counts().items())]


def _residual(lines: tuple[CapitalLine, ...], terms: Economics) -> Span:
    """Racks and CDUs at their share, what is built or put up on a straight line; no spares."""
    built = left_of(terms.build_lifetime, terms.lifetime)
    shares = {"build": built, "offers": built, "spares": 0.0}
    racks = float(terms.residual.m_as("dimensionless"))
    return sum_of((line.total.times(shares.get(line.part, racks)) for line in lines), MONEY)


def _missing(site: Site, plan: Plan, terms: Economics, use: YearlyUse | None) -> list[str]:
    racks, tariff = site.catalog.racks, site.tariff
    silent = sorted(rack for rack in racks_added(site, plan) if racks[rack].price is None)
    said = [f"price of {rack}: nobody states it" for rack in silent]
    if tariff is None or use is None:
        said.append("power: no tariff" if tariff is None else "power: nothing gives a PUE")
    elif use.water is None and tariff.water is not None:
        said.append("water: nobody knows how much it takes")
    if terms.carbon_price is not None and (tariff is None or tariff.carbon is None):
        said.append("carbon: the tariff states no intensity")
    if site.placed:
        said.append("capital of racks that stand already; what they bring and draw is counted")
    return said
