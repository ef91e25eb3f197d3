"""What the loops and the air carry, whole and with one machine lost."""

from rackplan.rules.law import Rule, Symbol

__all__ = ["RULES"]

RULES = (
    Rule(
        id="cooling.connection",
        sentence=(
            "A liquid-cooled rack hangs on the loop of its own row, and the loop has the coolant "
            "that the rack needs."
        ),
        inequality="connected_r >= 1",
        symbols=(Symbol("connected_r", "1 where loop, row and coolant agree"),),
        unit="loops",
        source="geometry and material compatibility",
        applies="each rack with a liquid side",
    ),
    Rule(
        id="cooling.supply_temperature",
        sentence="A loop's supply is no warmer than each of its racks accepts.",
        inequality="T_loop <= T_r",
        symbols=(
            Symbol("T_loop", "supply temperature of the loop", "degC"),
            Symbol("T_r", "warmest supply that the rack accepts", "degC"),
        ),
        unit="degC",
        source="rack makers' limits",
        applies="each rack with a liquid side on a loop",
    ),
    Rule(
        id="cooling.inlet_temperature",
        sentence="The air that a zone supplies is no warmer than each of its racks accepts.",
        inequality="T_zone <= T_r",
        symbols=(
            Symbol("T_zone", "supply temperature of the air zone", "degC"),
            Symbol("T_r", "warmest inlet that the rack accepts", "degC"),
        ),
        unit="degC",
        source="rack makers' limits; recirculation in the room is not modelled",
        applies="each rack whose warmest inlet is stated",
    ),
    Rule(
        id="cooling.liquid_heat",
        sentence="The CDUs of a loop take the heat of its racks, also with any one CDU lost.",
        inequality="sum(r) Q_r <= sum(surviving CDUs) H",
        symbols=(
            Symbol("Q_r", "heat to liquid at planned power", "kW"),
            Symbol("H", "rated heat of a CDU", "kW"),
        ),
        unit="kW",
        source="N+1 within the CDU group",
        applies="each loop, in the normal state and after each loss of a CDU to survive",
    ),
    Rule(
        id="cooling.liquid_flow",
        sentence=(
            "The pumps of a loop move the flow that its racks need at the loop's supply "
            "temperature, also with any one CDU or pump lost."
        ),
        inequality="sum(r) V_r(T) <= sum(surviving CDUs) V_cdu",
        symbols=(
            Symbol("V_r(T)", "flow that the rack needs at supply temperature T", "L/min"),
            Symbol("V_cdu", "flow of a CDU; after a pump loss what the rest of its pumps move"),
        ),
        unit="L/min",
        source="flow tables of the rack makers, read on the safe side between their points",
        applies="each loop, in the normal state and after each loss of a CDU or pump to survive",
    ),
    Rule(
        id="cooling.air_heat",
        sentence=(
            "The air units of a zone take the heat that its racks give to the room, also with any "
            "one unit lost."
        ),
        inequality="sum(r) Q_air,r <= sum(surviving units) H",
        symbols=(
            Symbol("Q_air,r", "heat to air at planned power", "kW"),
            Symbol("H", "rated sensible heat of a unit", "kW"),
        ),
        unit="kW",
        source="N+1 within the air zone",
        applies="each zone, in the normal state and after each loss of an air unit to survive",
    ),
    Rule(
        id="cooling.air_flow",
        sentence=(
            "The air units of a zone move the air that its racks draw, also with any one unit lost."
        ),
        inequality="sum(r) A_r <= sum(surviving units) A",
        symbols=(
            Symbol("A_r", "airflow through the rack at planned power", "m3/s"),
            Symbol("A", "airflow of a unit", "m3/s"),
        ),
        unit="m3/s",
        source="air balance of a contained aisle: what racks draw beyond it recirculates",
        applies="each zone, in the normal state and after each loss of an air unit to survive",
    ),
)
