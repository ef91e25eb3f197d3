"""DC sources of 800 V racks: a central rectifier, or a side-car beside the rack."""

from __future__ import annotations

from rackplan.physics.electrical.loss_law import LossLaw
from rackplan.physics.electrical.modules import bank_loss, bank_rating
from rackplan.units import POWER, Quantity, UnitProblem, give, take

__all__ = ["dc_source_capacity", "dc_source_input"]


def dc_source_capacity(module: Quantity, modules: int, *, spare: int = 0) -> Quantity:
    """What a DC source may carry with redundancy: ``P = P_module (n - spare)``.

    Parameters
    ----------
    module : Quantity [kW]
        DC output of one rectifier module.
    modules : int
        Modules that are there.
    spare : int
        Modules of which the loss must not matter: 1 for N+1. Less than `modules`.

    Returns
    -------
    Quantity [kW]
        The load to be held under this, with all modules there.

    Notes
    -----
    Source: definition of N+R.

    Examples
    --------
    >>> from rackplan.units import POWER, parse
    >>> dc_source_capacity(parse("60 kW", POWER), 12, spare=1).m_as("kW")
    660.0
    """
    if spare >= modules:
        raise UnitProblem(f"fewer spare modules than the {modules} there are", f"{spare}")
    return bank_rating(module, modules, lost=spare)


def dc_source_input(
    load: Quantity,
    module: Quantity,
    modules: int,
    *,
    law: LossLaw,
    lost: int = 0,
    spare: int | None = None,
) -> Quantity:
    """AC power that a DC source draws: ``P_in = P + n_on P_module law(P / (n_on P_module))``.

    Parameters
    ----------
    load : Quantity [kW]
        DC power given out; more than the modules left give is refused.
    module : Quantity [kW]
        DC output of one module.
    modules : int
        Modules that are there.
    law : LossLaw
        Of one module.
    lost : int
        Modules that have failed: the others share the load.
    spare : int, optional
        Modules kept on beyond what the load needs, where idle ones sleep; None: all are on.

    Returns
    -------
    Quantity [kW]
        Its current is `three_phase_current` of it; its loss, the difference to the load, is heat
        where the source stands.

    Notes
    -----
    One conversion from 415 or 480 V AC to 800 V DC; the converter from 800 to 50 V in the rack is
    part of the rack. Source: conservation of energy.

    Examples
    --------
    >>> from rackplan.physics.electrical import law_from_efficiency
    >>> from rackplan.units import POWER, parse
    >>> law = law_from_efficiency(0.98)
    >>> round(dc_source_input(
    ...     parse("600 kW", POWER), parse("60 kW", POWER), 12, law=law, lost=1
    ... ).m_as("kW"), 2)
    612.24
    """
    if not 0 <= lost < modules:
        raise UnitProblem(f"fewer modules lost than the {modules} there are", f"{lost}")
    loss_kw = bank_loss(law, load, module, modules - lost, spare=spare).m_as("kW")
    return give(take(load, POWER, "load") + loss_kw, POWER)
