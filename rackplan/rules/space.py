"""Where a rack may stand: positions, depth, floor."""

from rackplan.rules.law import Rule, Symbol

__all__ = ["RULES"]

RULES = (
    Rule(
        id="space.position",
        sentence=(
            "A position holds at most one rack; a rack covers free, adjacent positions of one row, "
            "as many as its width needs."
        ),
        inequality="sum(r) span_r <= 1 at each free position, 0 at each blocked one",
        symbols=(
            Symbol("span_r", "1 where rack r covers the position: ceil(width / position width)"),
        ),
        unit="racks",
        source="geometry",
        applies="each position of each row; a rack past the end of its row or at no position",
    ),
    Rule(
        id="space.depth",
        sentence="A rack is no deeper than its position.",
        inequality="d_r <= D",
        symbols=(Symbol("d_r", "depth of the rack", "m"), Symbol("D", "position depth", "m")),
        unit="m",
        source="geometry",
        applies="each rack",
    ),
    Rule(
        id="space.weight",
        sentence=(
            "A rack with its coolant, spread over its positions and their share of the aisles, "
            "weighs no more than the floor carries."
        ),
        inequality="m_r * g / (n * w * s) <= p",
        symbols=(
            Symbol("m_r", "mass with coolant where known, else dry mass", "kg"),
            Symbol("g", "standard gravity 9.80665", "m/s2"),
            Symbol("n", "positions covered"),
            Symbol("w", "position width", "m"),
            Symbol("s", "spread depth: rack and half of each aisle", "m"),
            Symbol("p", "floor load of the row", "kPa"),
        ),
        unit="kPa",
        source="uniform floor load as in TIA-942; point loads need a structural engineer",
        applies="each rack",
    ),
)
