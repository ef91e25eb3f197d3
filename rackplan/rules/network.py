"""Pods: compute racks with the network, storage and management racks that serve them."""

from rackplan.rules.law import Rule, Symbol

__all__ = ["RULES"]

RULES = (
    Rule(
        id="network.support",
        sentence=(
            "Every pod begun has its support racks: in its row where the type asks for one row, "
            "else in its hall."
        ),
        inequality="n_s >= sum(t) need_t,s * ceil(n_t / size_t)",
        symbols=(
            Symbol("n_s", "support racks of type s in the row or hall"),
            Symbol("n_t", "compute racks of type t there"),
            Symbol("size_t", "racks in a full pod of t"),
            Symbol("need_t,s", "support racks of type s that a pod of t needs"),
        ),
        unit="racks",
        source="scalable units of the makers' reference architectures",
        applies=(
            "each support type in each row, counting types that ask for one row (pods begun a "
            "row); and in each hall, counting all types (pods begun: the sum over rows for "
            "one-row types, over the hall for the others)"
        ),
    ),
    Rule(
        id="network.pod",
        sentence=(
            "A compute rack that is networked in pods belongs to one: of one type, no larger than "
            "its size, in one row where the type asks for it, else in one hall."
        ),
        inequality="racks_p <= size_t;  places_p <= 1",
        symbols=(
            Symbol("racks_p", "compute racks of pod p"),
            Symbol("places_p", "rows (or halls) that its members stand in"),
        ),
        unit="racks",
        source="cable reach of the scale-out leaf layer",
        applies="each pod, and each compute rack whose type has a pod",
    ),
)
