"""What can be had by the planning date."""

from rackplan.rules.law import Rule, Symbol

__all__ = ["RULES"]

RULES = (
    Rule(
        id="supply.units",
        sentence="No more racks of a type than are in supply by the planning date.",
        inequality="n_t <= sum(lots from_date <= date) units; 0 before the type is on sale",
        symbols=(Symbol("n_t", "racks of type t, those apart that stand already"),),
        unit="racks",
        source="supply lots of the site; available_from of the product",
        applies="each rack type with lots, and each type not on sale by the planning date",
    ),
    Rule(
        id="supply.offers",
        sentence="Racks stand only where the equipment that they need is there or is bought.",
        inequality="n_o <= N_o * b_o",
        symbols=(
            Symbol("n_o", "racks that need offer o: of a block, of busways, a loop or a zone"),
            Symbol("N_o", "positions of its rows"),
            Symbol("b_o", "1 where the plan buys it"),
        ),
        unit="racks",
        source="the site: what has a price is not there yet",
        applies="each offer; a loop is needed by liquid-cooled racks alone",
    ),
)
