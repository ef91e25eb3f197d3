"""What may be spent, from a day on."""

from __future__ import annotations

from rackplan.model.figures import Day, Frozen, Money, SitePower, YearlyWater

__all__ = ["Budget", "BudgetStep"]


class Budget(Frozen):
    """What may be spent.

    Attributes
    ----------
    capex : Quantity [USD] or None
    water : Quantity [m3/year] or None
        Fed to heat rejection in a typical year.
    site_power : Quantity [kW or kVA] or None
        What the meters of the site may see on the design day, racks at planned power.
    """

    capex: Money | None = None
    water: YearlyWater | None = None
    site_power: SitePower | None = None


class BudgetStep(Budget):
    """What may be spent from a day on; what a step does not state stays as it was."""

    from_date: Day
