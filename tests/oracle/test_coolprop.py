"""Properties of coolants against CoolProp, over the whole range of each."""

from __future__ import annotations

import numpy as np
import pytest

from rackplan.physics.liquid import COOLANTS, conductivity, density, specific_heat, viscosity
from rackplan.units import TEMPERATURE, give

props = pytest.importorskip(
    "CoolProp.CoolProp", reason="CoolProp is not installed: see tests/oracle/README.md"
)

WITHIN = 1e-5
PROPERTIES = {
    "D": (density, "kg/m**3"),
    "C": (specific_heat, "J/kg/K"),
    "V": (viscosity, "Pa*s"),
    "L": (conductivity, "W/m/K"),
}


def fluid(name: str) -> str:
    """CoolProp's name: APG is a fraction by volume, MPG by mass."""
    if name == "water":
        return "Water"
    kind = "MPG" if name.startswith("MPG") else "APG"
    return f"INCOMP::{kind}[{int(name[-2:]) / 100}]"


@pytest.mark.parametrize("letter", PROPERTIES)
@pytest.mark.parametrize("name", COOLANTS)
def test_properties_agree(name: str, letter: str) -> None:
    ours, unit = PROPERTIES[letter]
    at = np.linspace(COOLANTS[name].coldest, COOLANTS[name].warmest, 97)
    theirs = [props.PropsSI(letter, "T", t + 273.15, "P", 3e5, fluid(name)) for t in at]
    assert ours(name, give(at, TEMPERATURE)).m_as(unit) == pytest.approx(theirs, rel=WITHIN)
