"""Banks of equal modules that share a load: power shelves, modular UPS, rectifiers."""

from __future__ import annotations

import numpy as np

from rackplan.physics.electrical.counts import refuse_count
from rackplan.physics.electrical.loss_law import LossLaw
from rackplan.units import FRACTION, POWER, Numbers, Quantity, UnitProblem, give, take

__all__ = ["bank_efficiency", "bank_loss", "bank_rating", "modules_on"]

_HAIR = 1e-9
"""A load above a number of modules by no more than this share is a matter of rounding."""


def bank_rating(module: Quantity, modules: int, *, banks: int = 1, lost: int = 0) -> Quantity:
    """What equal modules give together: ``P = P_module (n - lost) * banks``.

    Parameters
    ----------
    module : Quantity [kW]
        Output of one module.
    modules : int
        Modules of one bank (one shelf), at least 1.
    banks : int
        Equal banks, such as the shelves of a rack.
    lost : int
        Modules that are gone in each bank: 1 for what a shelf carries with N+1.

    Returns
    -------
    Quantity [kW]

    Notes
    -----
    Valid where modules share current evenly, as those of a shelf and of a busbar do; more lost than
    there are is refused. Source: definition.

    Examples
    --------
    A shelf of the GB200 rack, and its eight shelves; what a shelf gives with one module lost:

    >>> from rackplan.units import POWER, parse
    >>> module = parse("5.5 kW", POWER)
    >>> bank_rating(module, 6).m_as("kW"), bank_rating(module, 6, banks=8).m_as("kW")
    (33.0, 264.0)
    >>> bank_rating(module, 6, lost=1).m_as("kW")
    27.5
    """
    refuse_count(modules, "modules", 1)
    refuse_count(banks, "banks", 1)
    refuse_count(lost, "modules lost", 0, modules)
    return give(take(module, POWER, "module rating") * (modules - lost) * banks, POWER)


def modules_on(
    load: Quantity, module: Quantity, modules: int, *, spare: int | None = None
) -> Quantity:
    """Modules that are switched on at a load.

    ``n_on = min(n, max(1, ceil(P / P_module) + spare))``, or all of them

    Parameters
    ----------
    load : Quantity [kW]
        What the bank gives out; more than all modules give is refused.
    module : Quantity [kW]
        Output of one module.
    modules : int
        Modules that are there.
    spare : int, optional
        Modules on beyond those that the load needs: 1 for N+1. None: all modules are always on.

    Returns
    -------
    Quantity [dimensionless]
        A whole number. Where load and spare want more than there are, all of them: the load is
        carried, without the full spare.

    Notes
    -----
    Source: the rotation of idle modules as makers describe it; at least one module stays on.

    Examples
    --------
    >>> from rackplan.units import POWER, parse
    >>> int(modules_on(parse("12 kW", POWER), parse("5.5 kW", POWER), 6, spare=1).magnitude)
    4
    """
    return give(_on(_share(load, module, modules), modules, spare), FRACTION)


def bank_loss(
    law: LossLaw, load: Quantity, module: Quantity, modules: int, *, spare: int | None = None
) -> Quantity:
    """Loss of a bank whose modules share a load: ``n_on P_module law(P / (n_on P_module))``.

    Parameters
    ----------
    law : LossLaw
        Of one module.
    load : Quantity [kW]
        What the bank gives out; more than all modules give is refused.
    module : Quantity [kW]
        Output of one module.
    modules : int
        Modules that are there; one lost is a bank of one fewer.
    spare : int, optional
        As for `modules_on`; None: all modules are always on.

    Returns
    -------
    Quantity [kW]

    Notes
    -----
    With all modules on, loss never falls as load rises. With modules switched by load it jumps
    where one more comes on, up or down, as the curve has it: for the safe side reckon with
    `spare=None` and with the number that loses more. Source: even sharing of current.

    Examples
    --------
    >>> from rackplan.physics.electrical import TITANIUM
    >>> from rackplan.units import POWER, parse
    >>> load, module = parse("6 kW", POWER), parse("5.5 kW", POWER)
    >>> round(bank_loss(TITANIUM, load, module, 6).m_as("kW"), 3)
    0.411
    >>> round(bank_loss(TITANIUM, load, module, 6, spare=1).m_as("kW"), 3)
    0.283
    """
    rated_kw = take(module, POWER, "module rating", low=1e-9)
    share = _share(load, module, modules)
    on = _on(share, modules, spare)
    return give(on * rated_kw * law.at(share * modules / on), POWER)


def bank_efficiency(
    law: LossLaw, load: Quantity, module: Quantity, modules: int, *, spare: int | None = None
) -> Quantity:
    """Output over input of a bank: ``P / (P + loss)``.

    Parameters
    ----------
    law, load, module, modules, spare
        As for `bank_loss`; a load of 0 is refused, as it has no efficiency.

    Returns
    -------
    Quantity [dimensionless]

    Notes
    -----
    Source: definition of efficiency.

    Examples
    --------
    >>> from rackplan.physics.electrical import TITANIUM
    >>> from rackplan.units import POWER, parse
    >>> eta = bank_efficiency(TITANIUM, parse("16.5 kW", POWER), parse("5.5 kW", POWER), 6)
    >>> round(float(eta.magnitude), 6)
    0.96
    """
    load_kw = take(load, POWER, "load", low=1e-9)
    loss_kw = bank_loss(law, load, module, modules, spare=spare).m_as("kW")
    return give(load_kw / (load_kw + loss_kw), FRACTION)


def _share(load: Quantity, module: Quantity, modules: int) -> Numbers:
    """Load over what all modules give."""
    refuse_count(modules, "modules", 1)
    rated_kw = take(module, POWER, "module rating", low=1e-9) * modules
    load_kw = take(load, POWER, "load", low=0)
    if np.any(load_kw > rated_kw * (1 + _HAIR)):
        raise UnitProblem(
            f"a load of at most {float(np.max(rated_kw)):g} kW, what {modules} modules give",
            f"{float(np.max(load_kw)):g} kW",
            fits=True,
        )
    return np.asarray(np.minimum(load_kw / rated_kw, 1.0), dtype=np.float64)


def _on(share: Numbers, modules: int, spare: int | None) -> Numbers:
    if spare is None:
        return np.full_like(share, modules)
    refuse_count(spare, "spare modules", 0)
    needed = np.ceil(share * modules * (1 - _HAIR))
    return np.asarray(np.clip(needed + spare, 1, modules), dtype=np.float64)
