"""A hall through a year."""

from __future__ import annotations

from rackplan.physics.climate import Climate
from rackplan.physics.rejection.operation import operate
from rackplan.physics.year.hall import (
    HallLoad,
    Loops,
    duty_of,
    heat_of_loops_w,
    named_loops,
    plain_load,
    pumps_w,
)
from rackplan.physics.year.ledger import Year, parts_of_w, summed
from rackplan.units import Quantity

__all__ = ["year_of_hall"]


def year_of_hall(
    climate: Climate,
    load: HallLoad,
    *,
    liquid: Loops = None,
    air: Loops = None,
    plant_loss: Quantity | None = None,
    carbon_intensity: Quantity | None = None,
) -> Year:
    """Run a hall through a year.

    ``PUE = sum h (P_it + P_parts) / sum h P_it``, ``WUE = sum h makeup / sum h P_it`` over the
    conditions of the climate with their hours h. The liquid loop takes `liquid`, CDU pumps and its
    own pumps; the air loop all other heat indoors.

    Parameters
    ----------
    climate : Climate
    load : HallLoad
    liquid, air : FacilityLoop or a sequence of them, optional
        Loops with their designs; the air loop is the colder one. Several of a kind have names and
        shares. Refused where there is heat and no loop for it.
    plant_loss : Quantity [percent], optional
        Losses in feeding pumps, fans and compressors of the plant, over their power, 0 to 20 %;
        they arise outdoors.
    carbon_intensity : Quantity [kg/MWh], optional
        Of the electricity.

    Returns
    -------
    Year

    Notes
    -----
    Steady state in each condition, without storage. Energy closes to 1e-9 or an AssertionError
    says so. Source: definitions of ISO/IEC 30134-2 (PUE) and 30134-9 (WUE, site).

    Examples
    --------
    1 MW of racks, 85 % on liquid at 40 degC with dry coolers, the rest on chilled water:

    >>> from rackplan.physics.climate import climate_of_bins
    >>> from rackplan.physics.rejection import Chiller, Design, DryCooler
    >>> from rackplan.physics.year import FacilityLoop
    >>> from rackplan.units import POWER, PRESSURE, TEMPERATURE, parse
    >>> mild = climate_of_bins("mild", [(5, 3, 5000), (25, 18, 3760)], parse("1 bar", PRESSURE))
    >>> dry = Design("dry", DryCooler(parse("1 MW", POWER)))
    >>> cold = Design("chiller", chiller=Chiller(parse("300 kW", POWER)))
    >>> year = year_of_hall(
    ...     mild,
    ...     HallLoad(it=parse("1 MW", POWER), liquid=parse("850 kW", POWER),
    ...              cdu_pumps=parse("10 kW", POWER), fan_walls=parse("6 kW", POWER),
    ...              chain_loss=lambda power: 0.04 * power),
    ...     liquid=FacilityLoop(dry, parse("40 degC", TEMPERATURE), parse("50 degC", TEMPERATURE)),
    ...     air=FacilityLoop(cold, parse("20 degC", TEMPERATURE), parse("28 degC", TEMPERATURE)),
    ... )
    >>> round(year.pue, 4), round(year.pue_of["compressors"], 4)
    (1.0785, 0.0208)
    """
    sky, plain = climate.outdoors, plain_load(load, climate.weights_h.size)
    liquids, airs = named_loops("liquid", liquid), named_loops("air", air)
    heat_w = heat_of_loops_w(plain, liquids, airs)
    loops = liquids | airs
    if len(loops) != len(liquids) + len(airs):
        raise ValueError("a liquid and an air loop of one name")
    ran = {
        name: operate(loop.design, sky, duty_of(loop, heat_w[name])) for name, loop in loops.items()
    }
    all_pumps_w = sum((pumps_w(loop, plain.it.size) for loop in loops.values()), 0.0 * plain.it)
    parts_w = parts_of_w(plain, ran, all_pumps_w, plant_loss)
    return summed(climate, plain, parts_w, ran, carbon_intensity)
