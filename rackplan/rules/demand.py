"""What the plan was asked for."""

from rackplan.rules.law import Rule, Symbol

__all__ = ["RULES"]

RULES = (
    Rule(
        id="demand.racks",
        sentence="The plan holds at least and at most as many racks of each type as asked.",
        inequality="at_least_t <= n_t <= at_most_t",
        symbols=(
            Symbol("n_t", "racks of type t; of a type not asked for, at most those that stand"),
        ),
        unit="racks",
        source="demand",
        applies="each rack type in the demand, and each compute type placed",
    ),
    Rule(
        id="demand.capability",
        sentence="The plan brings the dense compute rate asked for at each precision.",
        inequality="at_least <= sum(r) C_r <= at_most",
        symbols=(Symbol("C_r", "dense compute rate of the rack at the precision", "PFLOPS"),),
        unit="PFLOPS",
        source="demand",
        applies="each precision with a bound, of the plan and of each workload's own racks",
    ),
    Rule(
        id="demand.hbm",
        sentence="The plan brings the high-bandwidth memory asked for.",
        inequality="at_least <= sum(r) M_r <= at_most",
        symbols=(Symbol("M_r", "HBM of the rack", "TB"),),
        unit="TB",
        source="demand",
        applies="the whole plan, and the racks of each workload with a bound",
    ),
    Rule(
        id="demand.vendor_share",
        sentence="A silicon vendor's share of the planned compute power stays within its bounds.",
        inequality="at_least * P <= P_v <= at_most * P",
        symbols=(
            Symbol("P_v", "planned power of the vendor's compute racks", "kW"),
            Symbol("P", "planned power of all compute racks", "kW"),
        ),
        unit="kW",
        source="policy.vendor_share",
        applies="each vendor with a bound",
    ),
    Rule(
        id="demand.fab_share",
        sentence="A fab's share of the planned compute power stays within its bounds.",
        inequality="at_least * P <= P_f <= at_most * P",
        symbols=(
            Symbol("P_f", "planned power of compute racks whose chips are stated from it", "kW"),
            Symbol("P", "planned power of all compute racks, also of unknown fab", "kW"),
        ),
        unit="kW",
        source="policy.fab_share",
        applies="each fab with a bound",
    ),
    Rule(
        id="demand.builder_share",
        sentence="A rack builder's share of the planned compute power stays within its bounds.",
        inequality="at_least * P <= P_b, Q_b <= at_most * P",
        symbols=(
            Symbol("P_b", "planned power of compute racks that it alone is stated to build", "kW"),
            Symbol("Q_b", "planned power of compute racks that it is stated to build", "kW"),
            Symbol("P", "planned power of all compute racks, also of unknown builder", "kW"),
        ),
        unit="kW",
        source="policy.builder_share",
        applies="each builder with a bound",
    ),
    Rule(
        id="demand.workload",
        sentence="Each compute rack that the plan puts up serves one workload, and can run it.",
        inequality="i_w <= 0, u_t <= 0",
        symbols=(
            Symbol(
                "i_w",
                "racks that serve w without its software stack, a precision, or the memory of an "
                "accelerator or scale-up domain that it needs",
                "racks",
            ),
            Symbol("u_t", "new compute racks of type t that serve nothing", "racks"),
        ),
        unit="racks",
        source="demand.workloads",
        applies="each workload and compute type, where the demand names workloads",
    ),
    Rule(
        id="demand.workload_share",
        sentence="A workload's share of the planned compute power stays within its bounds.",
        inequality="at_least * P <= P_w <= at_most * P",
        symbols=(
            Symbol("P_w", "planned power of the racks that serve the workload", "kW"),
            Symbol("P", "planned power of all compute racks", "kW"),
        ),
        unit="kW",
        source="demand.workloads",
        applies="each workload with a bound of its share",
    ),
    Rule(
        id="demand.orders",
        sentence="An order is filled whole, with all of its racks together, or not at all.",
        inequality="n_o >= N_o, s_o <= 0, u_t <= 0",
        symbols=(
            Symbol("n_o", "most new racks of order o in one row, line or hall", "racks"),
            Symbol("N_o", "racks that it asks for, if any stand or it has to be filled", "racks"),
            Symbol("s_o", "racks that say o and are of another type, elsewhere, too many", "racks"),
            Symbol("u_t", "new racks of compute type t, for orders only, that fill none", "racks"),
        ),
        unit="racks",
        source="demand.orders",
        applies="each order, and each type that orders name and demand.racks does not",
    ),
)
