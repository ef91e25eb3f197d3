"""Charges of a year: energy, demand, water, carbon. One equation each."""

from __future__ import annotations

from rackplan.units import YEARLY_MONEY, Quantity, Ratio, unit_of

__all__ = ["carbon_cost", "demand_charge", "energy_charge", "water_charge"]


def energy_charge(it_power: Quantity, pue: float, load_factor: Ratio, price: Quantity) -> Quantity:
    """``P PUE lf 8760 h price``.

    Parameters
    ----------
    it_power : Quantity [kW]
        Planned power of all racks.
    pue : float
        Of the year.
    load_factor : float or Quantity [dimensionless]
        Mean over planned power.
    price : Quantity [USD/kWh]

    Returns
    -------
    Quantity [USD/year]

    Examples
    --------
    1 MW at a PUE of 1.25, 80 % of it on average, at 6 cents: 1,000 kW over 8,760 h

    >>> from rackplan.units import ENERGY_PRICE, POWER, parse
    >>> charge = energy_charge(
    ...     parse("1 MW", POWER), 1.25, 0.8, parse("60 USD/MWh", ENERGY_PRICE)
    ... )
    >>> round(charge.m_as("USD/year"), 2)
    525600.0
    """
    return _a_year(it_power * pue * load_factor * price)


def demand_charge(it_power: Quantity, peak_pue: float, price: Quantity) -> Quantity:
    """``P PUE_peak 12 price``: every month has its worst hour.

    Parameters
    ----------
    it_power : Quantity [kW]
        Planned power of all racks.
    peak_pue : float
        Power of the site over planned IT power in its worst hour.
    price : Quantity [USD/kW/month]

    Returns
    -------
    Quantity [USD/year]

    Examples
    --------
    1 MW at 1.25 and 14 USD: 17,500 USD a month

    >>> from rackplan.units import DEMAND_PRICE, POWER, parse
    >>> charge = demand_charge(parse("1 MW", POWER), 1.25, parse("14 USD/kW/month", DEMAND_PRICE))
    >>> round(charge.m_as("USD/month"), 2), round(charge.m_as("USD/year"), 2)
    (17500.0, 210000.0)
    """
    return _a_year(it_power * peak_pue * price)


def water_charge(water: Quantity, price: Quantity) -> Quantity:
    """``V price``.

    Parameters
    ----------
    water : Quantity [m3/year]
    price : Quantity [USD/m3]

    Returns
    -------
    Quantity [USD/year]

    Examples
    --------
    >>> from rackplan.units import WATER_PRICE, YEARLY_WATER, parse
    >>> water = parse("20,000 m3/year", YEARLY_WATER)
    >>> round(water_charge(water, parse("1.3 USD/m3", WATER_PRICE)).m_as("USD/year"), 2)
    26000.0
    """
    return _a_year(water * price)


def carbon_cost(carbon: Quantity, price: Quantity) -> Quantity:
    """``m price``.

    Parameters
    ----------
    carbon : Quantity [t/year]
    price : Quantity [USD/t]

    Returns
    -------
    Quantity [USD/year]

    Examples
    --------
    >>> from rackplan.units import CARBON_PRICE, parse, ureg
    >>> carbon = ureg.Quantity(3_600.0, "t/year")
    >>> round(carbon_cost(carbon, parse("50 USD/t", CARBON_PRICE)).m_as("USD/year"), 2)
    180000.0
    """
    return _a_year(carbon * price)


def _a_year(charge: Quantity) -> Quantity:
    yearly: Quantity = charge.to(unit_of(YEARLY_MONEY))
    return yearly
