"""What a plan costs: capital of its racks, bills of a year, and all of it over their life."""

from __future__ import annotations

from dataclasses import dataclass

from rackplan.economics.capital import planned_power
from rackplan.economics.charges import demand_charge, energy_charge, water_charge
from rackplan.economics.lifetime import LifetimeCost, lifetime_cost
from rackplan.economics.use import YearlyUse
from rackplan.model.plan import Plan, racks_added
from rackplan.model.site import Site
from rackplan.units import MONEY, Quantity, of

__all__ = ["Cost", "capital", "cost_of", "yearly_power_bill", "yearly_water_bill"]


@dataclass(frozen=True)
class Cost:
    """What a plan costs.

    Attributes
    ----------
    capital : Quantity [USD]
        New racks, support racks included, and equipment that the plan buys. What stands already
        and equipment given by the site cost nothing here.
    power_bill : Quantity [USD/year] or None
        Energy and demand charges; None where the site states no tariff, or nothing gives a PUE.
    water_bill : Quantity [USD/year] or None
        None where the tariff has no price of water, or nobody knows how much it takes.
    use : YearlyUse or None
        What both rest on.
    lifetime : LifetimeCost or None
        All of it over the life of the racks.
    unpriced : tuple of str
        New rack types whose price nobody states; they count as nothing.
    """

    capital: Quantity
    power_bill: Quantity | None
    unpriced: tuple[str, ...]
    water_bill: Quantity | None = None
    use: YearlyUse | None = None
    lifetime: LifetimeCost | None = None

    @property
    def yearly(self) -> Quantity | None:
        """Power and water of a year [USD/year]; None where power is not known."""
        if self.power_bill is None or self.water_bill is None:
            return self.power_bill
        total: Quantity = self.power_bill + self.water_bill
        return total


def capital(site: Site, plan: Plan) -> Quantity:
    """Prices of all new racks, and of what is bought for them [USD]; unpriced racks add nothing."""
    total = of(0.0, MONEY)
    for rack, count in racks_added(site, plan).items():
        price = site.catalog.racks[rack].price
        if price is not None:
            total = total + count * price
    for name in dict.fromkeys(plan.bought):
        if name in site.offers:
            total = total + site.offers[name].price
    return total.to("USD")


def yearly_power_bill(
    site: Site, it_power: Quantity, use: YearlyUse | None = None
) -> Quantity | None:
    """Energy and demand charges of a year.

    ``bill = P (PUE lf 8760 h energy + PUE_peak 12 demand)``, with the planned IT power P and the
    site's load factor lf. Never an all-in price and a demand charge together.

    Parameters
    ----------
    site : Site
        For its tariff.
    it_power : Quantity [kW]
        Planned power of all racks.
    use : YearlyUse, optional
        The year's PUE and that of its worst hour; without it the tariff's design PUE stands for
        both, which is an assumption.

    Returns
    -------
    Quantity [USD/year] or None
        None where the site has no tariff, or nothing gives a PUE.

    Examples
    --------
    1 MW of IT at Wisconsin's tariff: at a PUE of 1.2, 85 % of the power on average at 6.09 cents a
    kWh, and 14 USD a month for each kW of the worst hour at 1.3:

    >>> from rackplan import read_site
    >>> from rackplan.units import POWER, parse
    >>> site, megawatt = read_site("wisconsin"), parse("1 MW", POWER)
    >>> round(yearly_power_bill(site, megawatt, YearlyUse(1.2, 1.3)).m_as("USD/year"))
    762554
    """
    tariff = site.tariff
    use = _assumed_use(site) if use is None else use
    if tariff is None or use is None:
        return None
    bill = energy_charge(it_power, use.pue, tariff.load_factor, tariff.energy)
    if tariff.demand is not None:
        bill = bill + demand_charge(it_power, use.peak_pue, tariff.demand)
    return bill


def yearly_water_bill(site: Site, use: YearlyUse | None) -> Quantity | None:
    """Price of the water of a year: ``bill = V price``.

    Parameters
    ----------
    site : Site
        For its tariff.
    use : YearlyUse or None

    Returns
    -------
    Quantity [USD/year] or None
        None where the tariff has no price of water, or nobody knows how much it takes.

    Examples
    --------
    >>> from rackplan import read_site
    >>> from rackplan.units import YEARLY_WATER, parse
    >>> use = YearlyUse(1.1, 1.2, parse("20,000 m3/year", YEARLY_WATER))
    >>> round(yearly_water_bill(read_site("wisconsin"), use).m_as("USD/year"))
    26000
    """
    price = None if site.tariff is None else site.tariff.water
    if price is None or use is None or use.water is None:
        return None
    return water_charge(use.water, price)


def cost_of(site: Site, plan: Plan, use: YearlyUse | None = None) -> Cost:
    """Cost of a plan at its site, with the year that somebody reckoned for it."""
    racks = site.catalog.racks
    it_power = planned_power(site, plan)
    use = _assumed_use(site) if use is None else use
    return Cost(
        capital=capital(site, plan),
        power_bill=yearly_power_bill(site, it_power, use),
        unpriced=tuple(sorted(r for r in racks_added(site, plan) if racks[r].price is None)),
        water_bill=yearly_water_bill(site, use),
        use=use,
        lifetime=lifetime_cost(site, plan, use),
    )


def _assumed_use(site: Site) -> YearlyUse | None:
    """The designer's own PUE, where there is one."""
    design_pue = None if site.tariff is None else site.tariff.design_pue
    return None if design_pue is None else YearlyUse(design_pue, design_pue, is_assumed=True)
