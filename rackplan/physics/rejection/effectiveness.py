"""Effectiveness and number of transfer units on plain arrays: crossflow and counterflow.

Crossflow is the usual closed form for both streams unmixed (Incropera): at most 1.1 % above the
exact series, and up to 4 % below it under one and above eight transfer units. A coil of several
rows lies between crossflow and counterflow, so this is on the safe side.
"""

from __future__ import annotations

import numpy as np

from rackplan.physics.rejection.secant import bracketed_root
from rackplan.units import Numbers

__all__ = ["counterflow", "counterflow_ntu", "crossflow", "crossflow_ntu"]

_NEARLY_EQUAL = 1e-9
_MOST_NTU = 60.0


def crossflow(ntu: Numbers, ratio: Numbers) -> Numbers:
    """``eps = 1 - exp(NTU^0.22 / C (exp(-C NTU^0.78) - 1))``, C smaller over larger capacity."""
    power = ntu**0.22
    share = np.maximum(ratio, _NEARLY_EQUAL)
    return -np.expm1(power / share * np.expm1(-share * ntu / power))


def counterflow(ntu: Numbers, ratio: Numbers) -> Numbers:
    """``eps = (1 - e) / (1 - C e)``, ``e = exp(-NTU (1 - C))``; NTU / (1 + NTU) at C = 1."""
    rest = np.maximum(1.0 - ratio, _NEARLY_EQUAL)
    fall = -np.expm1(-ntu * rest)
    return fall / (fall + rest * (1.0 - fall))


def crossflow_ntu(effectiveness: Numbers, ratio: Numbers) -> Numbers:
    """The transfer units of an effectiveness; the inverse of `crossflow`."""
    least = np.full_like(effectiveness, 1e-6)
    missing = bracketed_root(
        lambda log: crossflow(np.exp(log), ratio) - effectiveness,
        np.log(least),
        np.log(np.full_like(effectiveness, _MOST_NTU)),
        steps=60,
    )
    return np.exp(missing)


def counterflow_ntu(effectiveness: Numbers, ratio: Numbers) -> Numbers:
    """The transfer units of an effectiveness; the inverse of `counterflow`."""
    rest = np.maximum(1.0 - ratio, _NEARLY_EQUAL)
    return np.log1p(effectiveness * rest / (1.0 - effectiveness)) / rest
