"""The coolants that rackplan knows, and their properties as polynomials.

Why polynomials and no property library? The mixtures of the reference library are polynomials of
temperature to begin with, so these are the same functions to ten digits at a fixed fraction; water
is fitted. That library takes two seconds to import, and serves as a judge in the tests instead.

``PG25`` is 25 % propylene glycol by *volume*, which is what is sold under that name. The mixtures
by *mass* are called ``MPG``: at 25 % they are 0.44 % lighter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.polynomial import polynomial

from rackplan.units import TEMPERATURE, Numbers, Quantity, UnitProblem, take
from rackplan.writing import nearest

__all__ = ["COOLANTS", "Coolant", "coolant_named"]


@dataclass(frozen=True)
class Coolant:
    """A liquid: polynomials of the temperature in degC, lowest power first.

    Attributes
    ----------
    name : str
        As catalogs and sites spell it.
    coldest, warmest : float [degC]
        The range in which the polynomials hold; mixtures keep 5 K above their freezing point.
    density : tuple of float
        kg/m3.
    heat : tuple of float
        Specific heat in J/kg/K.
    viscosity : tuple of float
        Natural logarithm of the dynamic viscosity in Pa*s.
    conductivity : tuple of float
        W/m/K.
    """

    name: str
    coldest: float
    warmest: float
    density: tuple[float, ...]
    heat: tuple[float, ...]
    viscosity: tuple[float, ...]
    conductivity: tuple[float, ...]

    def take(self, temperature: Quantity, name: str = "coolant temperature") -> Numbers:
        """Temperatures in degC, refused where the coolant is not known [degC]."""
        where = f"{name} ({self.name})"
        return take(temperature, TEMPERATURE, where, low=self.coldest, high=self.warmest)

    def density_kg_m3(self, at_degc: Numbers) -> Numbers:
        """Density."""
        return _polynomial(self.density, at_degc)

    def heat_kj_kg_k(self, at_degc: Numbers) -> Numbers:
        """Specific heat."""
        return _polynomial(self.heat, at_degc) / 1e3

    def viscosity_pa_s(self, at_degc: Numbers) -> Numbers:
        """Dynamic viscosity."""
        return np.exp(_polynomial(self.viscosity, at_degc))

    def conductivity_w_m_k(self, at_degc: Numbers) -> Numbers:
        """Thermal conductivity."""
        return _polynomial(self.conductivity, at_degc)

    def enthalpy_kj_kg(self, at_degc: Numbers) -> Numbers:
        """Enthalpy over that at 0 degC: the integral of the specific heat."""
        return _polynomial(tuple(polynomial.polyint(self.heat)), at_degc) / 1e3

    def capacity_kj_m3_k(self, at_degc: Numbers) -> Numbers:
        """Heat that a volume takes for a rise of one kelvin."""
        return self.density_kg_m3(at_degc) * self.heat_kj_kg_k(at_degc)


_WATER = Coolant(
    "water",
    1.0,
    95.0,
    density=(
        999.9468229,
        0.06514113874,
        -0.008769937356,
        8.316105777e-05,
        -7.564900279e-07,
        4.310443557e-09,
        -1.094318183e-11,
    ),
    heat=(
        4218.435769,
        -3.407475945,
        0.1249385308,
        -0.002906951399,
        5.124770122e-05,
        -6.558461713e-07,
        5.6510516e-09,
        -2.845815623e-11,
        6.236287071e-14,
    ),
    viscosity=(
        -6.324813598,
        -0.03482462011,
        0.0003621789367,
        -4.692653139e-06,
        5.878229127e-08,
        -5.937005918e-10,
        4.265208498e-12,
        -1.874880572e-14,
        3.717240968e-17,
    ),
    conductivity=(
        0.555804141,
        0.002556634352,
        -2.802868111e-05,
        3.878400542e-07,
        -5.208214226e-09,
        4.67481045e-11,
        -2.437704259e-13,
        5.542786738e-16,
    ),
)
"""At 300 kPa, fitted to IAPWS-95 and IAPWS 2008 and 2011 (CoolProp 8.0.0) within 2e-6."""

_MIXTURES = (
    Coolant(
        "PG20",
        0.0,
        95.0,
        density=(1025.846888, -0.2915033039, -0.002513763156, 9.515952459e-10),
        heat=(3928.781183, 2.192147554, -0.0001126986603, 5.65581875e-07),
        viscosity=(-5.502192883, -0.04086208828, 0.0002747614787, -9.006123375e-07),
        conductivity=(0.4641644723, 0.001516457333, -7.180393514e-06, 1.916925e-10),
    ),
    Coolant(
        "PG25",
        -5.0,
        95.0,
        density=(1031.240464, -0.3176836872, -0.00253698413, -2.775821505e-09),
        heat=(3863.512557, 2.467852747, 4.642600015e-07, 5.645999998e-08),
        viscosity=(-5.217936618, -0.04509896573, 0.000307116767, -1.00181585e-06),
        conductivity=(0.4429019652, 0.001368264597, -6.605426663e-06, 4.344404501e-10),
    ),
    Coolant(
        "PG30",
        -5.0,
        95.0,
        density=(1036.235681, -0.3432347503, -0.002554228602, -4.818807273e-09),
        heat=(3792.98699, 2.744236372, 6.32221032e-05, -2.757167251e-07),
        viscosity=(-4.929198234, -0.04914516478, 0.0003363234387, -1.086868738e-06),
        conductivity=(0.4226789489, 0.001225443914, -6.039266609e-06, 5.6653475e-10),
    ),
    Coolant(
        "PG40",
        -15.0,
        95.0,
        density=(1045.123855, -0.3927070299, -0.002571410585, -3.851485756e-09),
        heat=(3635.625104, 3.300217725, 6.990671819e-05, -4.09234725e-07),
        viscosity=(-4.407495294, -0.05564893852, 0.0003833192468, -1.208522638e-06),
        conductivity=(0.3848213365, 0.0009569789469, -4.931723888e-06, 4.987624e-10),
    ),
    Coolant(
        "PG50",
        -25.0,
        95.0,
        density=(1052.703997, -0.4403932089, -0.002566554207, 3.853559742e-09),
        heat=(3454.752526, 3.859056108, -2.787649531e-05, 1.65027875e-07),
        viscosity=(-3.974739141, -0.06002584266, 0.0004118055314, -1.265574038e-06),
        conductivity=(0.3494212265, 0.0007107397867, -3.854479336e-06, -1.162455e-11),
    ),
    Coolant(
        "MPG25",
        -4.0,
        95.0,
        density=(1025.813253, -0.2444924562, -0.004401420037, 1.434573191e-05),
        heat=(3872.150382, 2.402767869, 0.001066116283, -2.058410273e-05),
        viscosity=(-5.200273199, -0.04724096109, 0.0003545811719, -1.294374597e-06),
        conductivity=(0.4495532541, 0.0009175554779, 4.148389474e-11, -6.495569445e-09),
    ),
    Coolant(
        "MPG30",
        -5.0,
        95.0,
        density=(1031.559786, -0.3134409452, -0.004036326647, 1.356609525e-05),
        heat=(3802.640973, 2.732711553, -0.0004997005435, -1.141419303e-05),
        viscosity=(-4.945253642, -0.05093611543, 0.000385442505, -1.385944413e-06),
        conductivity=(0.4284535564, 0.0007898923597, 5.648851817e-07, -6.066080252e-09),
    ),
)
"""Reduced from CoolProp 8.0.0 ``INCOMP::APG`` (ASHRAE 2001) and ``INCOMP::MPG`` (Melinder 2010)."""

COOLANTS: dict[str, Coolant] = {each.name: each for each in (_WATER, *_MIXTURES)}
"""Every coolant by the name under which catalogs and sites have it."""

_FOLDED = {name.lower(): coolant for name, coolant in COOLANTS.items()}


def coolant_named(name: str) -> Coolant:
    """The coolant of a name, whatever its case, blanks and hyphens: "PG25", "pg-25", "Water".

    Raises
    ------
    UnitProblem
        For a name that is not known, with the nearest that is.
    """
    folded = re.sub(r"[\s_-]", "", str(name)).lower()
    if folded not in _FOLDED:
        near = nearest(folded, _FOLDED)
        hint = f"Did you mean {_FOLDED[near].name}?" if near else ""
        raise UnitProblem(f"a coolant ({', '.join(COOLANTS)})", f'"{name}"'[:80], hint, fits=True)
    return _FOLDED[folded]


def _polynomial(coefficients: tuple[float, ...], at: Numbers) -> Numbers:
    return np.asarray(polynomial.polyval(at, np.array(coefficients)), dtype=np.float64)
