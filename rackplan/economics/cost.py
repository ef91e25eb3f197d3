"""Capital of the racks, and the yearly power bill."""

from __future__ import annotations

from dataclasses import dataclass

from rackplan.model.plan import Plan
from rackplan.model.site import Site
from rackplan.units import MONEY, POWER, Quantity, of

__all__ = ["Cost", "capital", "cost_of", "yearly_power_bill"]


@dataclass(frozen=True)
class Cost:
    """What a plan costs.

    Attributes
    ----------
    capital : Quantity [USD]
        Racks, support racks included. Equipment given by the site costs nothing here.
    power_bill : Quantity [USD/year] or None
        Energy and demand charges; None where the site states no tariff.
    unpriced : tuple of str
        Rack types placed whose price nobody states; they count as nothing.
    """

    capital: Quantity
    power_bill: Quantity | None
    unpriced: tuple[str, ...]


def capital(site: Site, plan: Plan) -> Quantity:
    """Sum of the prices of all racks placed [USD]; a rack without a price adds nothing."""
    total = of(0.0, MONEY)
    for rack, count in plan.counts().items():
        price = site.catalog.racks[rack].price
        if price is not None:
            total = total + count * price
    return total.to("USD")


def yearly_power_bill(site: Site, it_power: Quantity) -> Quantity | None:
    """Energy and demand charges of a year.

    ``bill = P * PUE * (lf * 8760 h * energy + 12 * demand)``, with the planned IT power P, the
    site's load factor lf and its design PUE. Never an all-in price and a demand charge together.

    Parameters
    ----------
    site : Site
        For tariff, load factor and design PUE.
    it_power : Quantity [kW]
        Planned power of all racks.

    Returns
    -------
    Quantity [USD/year] or None
        None where the site has no tariff.

    Examples
    --------
    1 MW of IT at Wisconsin's tariff: 1,200 kW drawn (PUE 1.2), 85 % of it on average at 6.09
    cents a kWh, and 14 USD a month for each kW:

    >>> from rackplan import read_site
    >>> from rackplan.units import parse
    >>> bill = yearly_power_bill(read_site("wisconsin"), parse("1 MW", POWER))
    >>> round(bill.m_as("USD/year"))
    745754
    """
    tariff = site.tariff
    if tariff is None:
        return None
    drawn = it_power * tariff.design_pue
    bill = drawn * tariff.load_factor * tariff.energy
    if tariff.demand is not None:
        bill = bill + drawn * tariff.demand
    yearly: Quantity = bill.to("USD/year")
    return yearly


def cost_of(site: Site, plan: Plan) -> Cost:
    """Cost of a plan at its site."""
    counts = plan.counts()
    racks = site.catalog.racks
    it_power = sum(
        (count * racks[rack].planned_power for rack, count in counts.items()), of(0.0, POWER)
    )
    return Cost(
        capital=capital(site, plan),
        power_bill=yearly_power_bill(site, it_power),
        unpriced=tuple(sorted(rack for rack in counts if racks[rack].price is None)),
    )
