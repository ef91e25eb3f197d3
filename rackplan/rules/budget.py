"""What may be spent: money, water, and power from the utility."""

from rackplan.rules.law import Rule, Symbol

__all__ = ["RULES"]

RULES = (
    Rule(
        id="budget.capex",
        sentence="The new racks cost no more than the capital budget.",
        inequality="sum(r) price_r + sum(o) price_o <= budget",
        symbols=(
            Symbol("price_r", "price of a new rack, support racks included", "USD"),
            Symbol("price_o", "price of equipment that is not there yet and is bought", "USD"),
        ),
        unit="USD",
        source="budget",
        applies="the whole plan, when a budget is set",
        tolerance=0.5,
    ),
    Rule(
        id="budget.water",
        sentence="Heat rejection takes no more water in a typical year than the budget gives.",
        inequality="sum(p, h) M_p(Q_p, h) <= V",
        symbols=(
            Symbol("M_p(Q_p, h)", "water fed to plant p in hour h: evaporation, blowdown, drift"),
            Symbol("Q_p", "heat of its loops, racks at the load factor", "kW"),
            Symbol("V", "water of a year", "m3/year"),
        ),
        unit="m3/year",
        source="budget; evaporation by mass balance of the air (ASHRAE Fundamentals, chapter 1)",
        applies="the whole plan, when a budget of water is set",
        tolerance=1e-3,
    ),
    Rule(
        id="budget.site_power",
        sentence="On the design day, with racks at planned power, the site draws no more than its "
        "budget from the utility.",
        inequality="P_IT + P_chain + P_machines(design day) <= P",
        symbols=(
            Symbol("P_IT", "planned power of all racks", "kW"),
            Symbol("P_chain", "losses of the power chain at that load, and loads beside", "kW"),
            Symbol("P_machines", "CDUs, fan walls, pumps, and what stands outdoors", "kW"),
            Symbol("P", "the budget, of real or of apparent power", "kW or kVA"),
        ),
        unit="kW",
        source="connection agreement; heat rejection at the extremes of the site's long record",
        applies="the whole plan with nothing lost, when a budget of site power is set",
        tolerance=1e-3,
    ),
)
