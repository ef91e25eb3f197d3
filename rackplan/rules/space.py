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
    Rule(
        id="space.placed",
        sentence="A rack that stands already stays where it stands, on its feeds.",
        inequality="n_p >= 1",
        symbols=(Symbol("n_p", "racks of the standing type at position p, on the feeds it has"),),
        unit="racks",
        source="the site: what is built is given",
        applies="each rack in `placed`",
    ),
    Rule(
        id="space.pinned",
        sentence="Where a rack type is pinned, a rack of it stands.",
        inequality="n_p >= 1",
        symbols=(Symbol("n_p", "racks of the pinned type at position p"),),
        unit="racks",
        source="the site: a wish of its owner",
        applies="each position in `pins`",
    ),
    Rule(
        id="space.reserved",
        sentence=(
            "A reserved position holds no new rack before its day, save of the types that it is "
            "kept for."
        ),
        inequality="sum(r) covers_r,p <= 0",
        symbols=(Symbol("covers_r,p", "1 where new rack r, not of those types, covers p"),),
        unit="racks",
        source="the site: what is spoken for",
        applies="each position in `reserved` that is still kept on the planning date",
    ),
    Rule(
        id="space.forbidden",
        sentence="No new rack covers a position that is forbidden to its type.",
        inequality="sum(r) covers_r,p <= 0",
        symbols=(Symbol("covers_r,p", "1 where new rack r of a forbidden type covers p"),),
        unit="racks",
        source="the site: a wish of its owner",
        applies="each position in `forbidden`",
    ),
)
