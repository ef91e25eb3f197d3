"""What the power tree carries, whole and after each single loss."""

from rackplan.rules.law import Rule, Symbol

__all__ = ["RULES"]

_CONTINUOUS = "NEC 210.20 and 215.3: continuous load at 80 % of a rating that is not 100 % rated"

RULES = (
    Rule(
        id="power.feeds",
        sentence=(
            "Each cord of a rack hangs on a busway of its own row, and no two on the same busway."
        ),
        inequality="f_r >= c_r",
        symbols=(
            Symbol("f_r", "different feeds of the rack that run along its row"),
            Symbol("c_r", "cords of the rack type"),
        ),
        unit="feeds",
        source="geometry: a cord reaches the busway over its row",
        applies="each rack; a feed named that does not run along its row is not counted",
    ),
    Rule(
        id="power.input",
        sentence=(
            "A rack hangs on busways and taps of the current that it takes, AC or DC, at a voltage "
            "that it takes, and a single-phase rack on a line, or between two, that the plan names."
        ),
        inequality="s_r >= f_r;  p_r >= 1",
        symbols=(
            Symbol("s_r", "feeds of the rack whose current and nominal voltage suit its input"),
            Symbol("f_r", "feeds of the rack"),
            Symbol("p_r", "1 where a single-phase rack names its line, or its two lines"),
        ),
        unit="feeds",
        source=(
            "rack makers' inputs; ANSI C84.1 for the 5 % by which a nominal voltage may lie "
            "outside of the range stated"
        ),
        applies=(
            "each rack; one that states no input takes three-phase AC; a single-phase one hangs "
            "between two lines where it takes that voltage, else between one line and the neutral"
        ),
    ),
    Rule(
        id="power.tap",
        sentence=(
            "A tap carries its rack's share in the normal state, and the whole failover draw when "
            "the other feed is lost."
        ),
        inequality="max(a * P, F if a feed may be lost) / pf <= s * sqrt(3) * V * I * u",
        symbols=(
            Symbol("a", "share of the supplies on this feed"),
            Symbol("P", "planned power", "kW"),
            Symbol(
                "F",
                "failover power: the cap that the rack keeps, else P; P of racks whose after_loss "
                "is full, nothing of those that are shed",
                "kW",
            ),
            Symbol("pf", "power factor"),
            Symbol("V", "line voltage of the tap", "V"),
            Symbol("I", "rating of the tap", "A"),
            Symbol("u", "usable share for continuous load"),
            Symbol("s", "1 for three-phase, 1/sqrt(3) between two lines, 1/3 on one line"),
        ),
        unit="kVA",
        source=_CONTINUOUS,
        applies=(
            "each feed of each rack; F counts where the rack has two cords and policy.survive or "
            "policy.maintain names any kind of power node; of direct current V * I * u"
        ),
    ),
    Rule(
        id="power.busway",
        sentence="A busway carries its racks in the normal state and after every single loss.",
        inequality="sum(r) draw_r,f / pf_r + base <= rating * u",
        symbols=(
            Symbol("draw_r,f", "what rack r takes from the busway in state f", "kW"),
            Symbol("u", "usable share for continuous load"),
        ),
        unit="kVA",
        source=_CONTINUOUS,
        applies="each busway, in the normal state and after each loss of a power node to survive",
    ),
    Rule(
        id="power.normal",
        sentence="Every power node above the busways carries its load with nothing lost.",
        inequality="load_n = base_n + sum(children c) load_c / efficiency_c <= rating_n * u * s",
        symbols=(
            Symbol(
                "load_n",
                "what the node gives out: real power for ratings in kW, apparent for kVA and A",
            ),
            Symbol(
                "efficiency_c",
                "of the child at its load: its output over what it draws from the node",
            ),
            Symbol("base_n", "load of the node that is no rack, at power factor 1", "kW"),
            Symbol("s", "normal_load: the share that is not kept for what a loss brings"),
        ),
        unit="kW",
        source=(
            "load flow without losses of cables: loss straight between the points of a curve, of "
            "a transformer P0 + Pk x^2 (IEEE C57.12.00), of a busway 3 I^2 R l; one efficiency "
            "where no curve is given; a node with a power factor of its own draws kW / pf"
        ),
        applies="each utility, generator, transformer, UPS, rectifier and board",
    ),
    Rule(
        id="power.failover",
        sentence=(
            "After the loss of any one component that the policy names, every surviving power node "
            "carries what falls to it, and no rack goes dark."
        ),
        inequality="load_n,f <= rating_n * u for each node n and loss f; feeds alive >= 1",
        symbols=(
            Symbol(
                "load_n,f", "racks with all feeds alive at P, racks that lost one at F on the other"
            ),
        ),
        unit="kW",
        source="enumeration of single losses over the tree; no fixed share of any scheme",
        applies=(
            "each node above the busways, each loss of a power node to survive; each rack but "
            "those that the demand lets be shed, whose F is nothing and which may go dark"
        ),
    ),
    Rule(
        id="power.shelves",
        sentence=(
            "A rack's shelves carry its planned power, also with one shelf lost, and its failover "
            "power on the shelves of either feed alone."
        ),
        inequality="n * s >= P;  g * (n/g - 1) * s >= P;  n_A * s >= F;  n_B * s >= F",
        symbols=(
            Symbol("n", "shelves (or server supplies) of the rack; n_A, n_B on each feed"),
            Symbol("s", "rating of one", "kW"),
            Symbol("g", "groups that share load only inside: servers"),
            Symbol("P", "planned power of what hangs on them", "kW"),
            Symbol("F", "failover power of what hangs on them", "kW"),
        ),
        unit="kW",
        source=(
            "shelf output against rack input, which leaves the shelf losses as margin; "
            "GB300: 8 shelves of 33 kW on two feeds carry 132 kW after a feed loss"
        ),
        applies=(
            "each rack with shelves; the loss of one when policy.survive names shelf, of a feed "
            "when it names any kind of power node and the rack has two cords"
        ),
    ),
    Rule(
        id="power.voltage_drop",
        sentence=(
            "The voltage falls by no more than the policy allows between the feed of a busway and "
            "each of its racks, also with the other feed lost."
        ),
        inequality="z * sum(r) I_r,f * min(d_r, d) <= D * V",
        symbols=(
            Symbol("z", "resistance and reactance of a conductor, there and back", "ohm/m"),
            Symbol("I_r,f", "current of rack r in state f, as a phasor", "A"),
            Symbol("d_r", "from the feed, beyond the first position, to the rack's tap", "m"),
            Symbol("d", "the tap that loses most: with racks on single lines not always the last"),
            Symbol("D", "policy.voltage_drop"),
            Symbol("V", "nominal voltage of the busway", "V"),
        ),
        unit="V",
        source=(
            "IEEE 141 section 3.11; NEC 210.19 and 215.2, informational notes: 3 % on a feeder, "
            "5 % in all"
        ),
        applies=(
            "each busway whose resistance is known, where the policy names a limit, in the normal "
            "state and after each loss that changes what its racks draw; the worst line or pair"
        ),
    ),
    Rule(
        id="power.phases",
        sentence=(
            "Each line of a busway carries the racks on it, the neutral what they leave over, and "
            "the lines differ by no more than the policy allows."
        ),
        inequality=(
            "|I_k| <= I * u;  |sum(k) I_k| <= I * u;  |I_k - I_m| <= B * max(I_m, I * u / 2)"
        ),
        symbols=(
            Symbol("I_k", "current of line k, the sum of its racks as phasors", "A"),
            Symbol("I_m", "mean of the three lines", "A"),
            Symbol("I", "rating of the busway", "A"),
            Symbol("u", "usable share for continuous load"),
            Symbol("B", "policy.imbalance; without it 200 %, which nothing exceeds"),
        ),
        unit="A",
        source=(
            "Kirchhoff's current law; NEMA MG-1 section 14.36 for the imbalance, of a busway below "
            "half of its rating measured against that half"
        ),
        applies=(
            "each busway rated in A or kVA with a rack on one line or two, in the normal state and "
            "after each loss that changes what its racks draw"
        ),
    ),
)
