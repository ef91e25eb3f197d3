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
        id="cooling.dew_point",
        sentence=(
            "A loop's supply stays above the dew point of the air around its racks, with a margin."
        ),
        inequality="T_loop >= T_dew + margin",
        symbols=(
            Symbol("T_loop", "supply temperature of the loop", "degC"),
            Symbol("T_dew", "highest dew point of the room", "degC"),
            Symbol("margin", "kept between them; 2 K is customary", "K"),
        ),
        unit="degC",
        source="ASHRAE TC 9.9, Water-Cooled Servers: bare pipes are as cold as the coolant",
        applies="each liquid-cooled rack in a zone, or under a policy, that states a dew point",
    ),
    Rule(
        id="cooling.inlet_temperature",
        sentence="The air that reaches a rack is no warmer than the rack accepts.",
        inequality="T_zone + l dT / (1 - l) <= T_r, or T_zone + sum(j) D_ij Q_j <= T_r",
        symbols=(
            Symbol("T_zone", "supply temperature of the air zone", "degC"),
            Symbol("l", "share of the supply that leaks past racks, which draw exhaust for it"),
            Symbol("dT", "warming of the air through the rack", "K"),
            Symbol("D_ij Q_j", "recirculation matrix of the rows, times their heat to air", "K"),
            Symbol("T_r", "warmest inlet that the rack accepts, or that its class recommends"),
        ),
        unit="degC",
        source=(
            "rack makers' limits, ASHRAE TC 9.9 classes; mixing, and cross-interference after "
            "Tang, Gupta, Varsamopoulos (IEEE TPDS 19, 2008)"
        ),
        applies=(
            "each rack whose warmest inlet is stated, or its class where the zone states its "
            "recirculation; without that the supply alone counts"
        ),
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
        id="cooling.liquid_head",
        sentence=(
            "The pumps of a loop lift the flow of its racks through pipes, manifolds and the "
            "neediest rack, also with any one CDU or pump lost."
        ),
        inequality="max(r) dp_r(V_r) + dp_manifold(V_r) + dp_pipes(V) <= H(V)",
        symbols=(
            Symbol("V_r, V", "flow of a rack and of the loop at its supply temperature", "L/min"),
            Symbol("dp_r", "drop of the rack at its flow, as far as its maker states it", "kPa"),
            Symbol("dp_pipes", "drop of the loop's pipes at its flow", "kPa"),
            Symbol("H(V)", "head of the CDUs that run, in parallel, at that flow", "kPa"),
        ),
        unit="kPa",
        source="Darcy-Weisbach; rack makers' drops; pumps in parallel work at one head",
        applies="each loop whose CDUs state a head, whole and after each loss of a CDU or pump",
    ),
    Rule(
        id="cooling.approach",
        sentence=(
            "A loop's supply stays as far above its facility water as the CDUs need to pass the "
            "heat of the racks, also with any one CDU or pump lost."
        ),
        inequality="Q (1 / (eps C_min) - 1 / C_rack) <= T_loop - T_facility",
        symbols=(
            Symbol("Q", "heat of the racks, shared by the CDUs that run as their flows", "kW"),
            Symbol("eps", "effectiveness of the plates at the flows of both sides"),
            Symbol("C_min, C_rack", "capacity rates: the smaller one, and the racks'", "kW/K"),
            Symbol("C_water", "kept at Q / water_range; after a loss valves open", "kW/K"),
            Symbol("T_loop, T_facility", "supply of the loop, and of the facility water", "degC"),
        ),
        unit="K",
        source="counterflow effectiveness (Kays & London); conductance from the maker's approach",
        applies=(
            "each loop on facility water whose CDUs state their approach and facility flow, whole "
            "and after each loss of a CDU or pump"
        ),
    ),
    Rule(
        id="cooling.ride_through",
        sentence=(
            "The coolant of a loop carries the heat of its racks alone for as long as the policy "
            "asks when the cooling stops and the pumps run on, before its supply is too warm."
        ),
        inequality="m cp dT / Q >= t",
        symbols=(
            Symbol("m cp", "heat capacity of the loop's coolant", "kJ/K"),
            Symbol("dT", "up to what each of its racks accepts; less where the policy says", "K"),
            Symbol("Q", "heat of the racks", "kW"),
            Symbol("t", "ride-through of the policy", "s"),
        ),
        unit="s",
        source="first law; pumps run on, metal and room take nothing",
        applies="each loop of known volume, where the policy states a ride-through",
    ),
    Rule(
        id="cooling.air_heat",
        sentence=(
            "The air units of a zone take the heat that its air gets, also with any one unit lost."
        ),
        inequality="sum(r) Q_air,r + Q_lost + Q_base <= sum(surviving units) (H(T_return) - P)",
        symbols=(
            Symbol("Q_air,r", "heat to air at planned power, also by way of a CDU", "kW"),
            Symbol("Q_lost", "what power nodes in the zone lose", "kW"),
            Symbol("Q_base", "base loads in the zone; those of no zone by the size of units", "kW"),
            Symbol("P", "power of the unit's fans at full speed: it heats the same air", "kW"),
            Symbol("H", "heat of a unit at the return temperature, its water and altitude", "kW"),
            Symbol("T_return", "of the air as warm as the racks leave it", "degC"),
        ),
        unit="kW",
        source="N+1 within the air zone; coils by effectiveness (Kays & London) from their rating",
        applies=(
            "each zone, in the normal state and after each loss of an air unit to survive; at "
            "rated heat where the zone names no facility water"
        ),
    ),
    Rule(
        id="cooling.air_flow",
        sentence=(
            "The air units of a zone move the air that its racks draw, also with any one unit lost."
        ),
        inequality="sum(r) A_r rho0 / rho <= sum(surviving units) A",
        symbols=(
            Symbol("A_r", "airflow through the rack at planned power, in air of 1.2 kg/m3", "m3/s"),
            Symbol("rho0 / rho", "1.2 kg/m3 over the density here: volume grows with altitude"),
            Symbol("A", "airflow of a unit: a fan moves the same volume at every altitude", "m3/s"),
        ),
        unit="m3/s",
        source="air balance of a contained aisle: what racks draw beyond it recirculates",
        applies=(
            "each zone, in the normal state and after each loss of an air unit to survive; at sea "
            "level where the zone names no facility water"
        ),
    ),
    Rule(
        id="cooling.rejection",
        sentence=(
            "Each plant rejects the heat of all that it serves on the design day, also with any "
            "one of its units lost."
        ),
        inequality="Q_racks + Q_machines + Q_pumps + Q_lost <= Q_plant(T_dry, T_wet)",
        symbols=(
            Symbol("Q_racks", "heat of racks at planned power, by liquid and by air", "kW"),
            Symbol("Q_machines, Q_pumps", "of CDUs, air units, and pumps of facility water", "kW"),
            Symbol("Q_lost", "what power nodes lose indoors, and other loads there", "kW"),
            Symbol("Q_plant", "what surviving units take at supply and range of the water", "kW"),
            Symbol("T_dry, T_wet", "extremes of the climate, recirculation included", "degC"),
        ),
        unit="kW",
        source="machines' own equations; ASHRAE design conditions of n years",
        applies=(
            "each plant that facility water leads to, where the climate states a design day, whole "
            "and after each loss of a unit to survive"
        ),
    ),
)
