"""A mix of machines that reject the heat of a loop, as data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from rackplan.physics.rejection.adiabatic_cooler import AdiabaticCooler
from rackplan.physics.rejection.chiller import Chiller
from rackplan.physics.rejection.cooling_tower import CoolingTower
from rackplan.physics.rejection.dry_cooler import DryCooler
from rackplan.physics.rejection.eir import EirChiller
from rackplan.units import TEMPERATURE, TEMPERATURE_DIFFERENCE, Quantity, of, take

__all__ = ["AnyChiller", "Cooler", "Design"]

Cooler: TypeAlias = DryCooler | AdiabaticCooler | CoolingTower
AnyChiller: TypeAlias = Chiller | EirChiller


@dataclass(frozen=True)
class Design:
    """What stands outside for one loop: a cooler, a chiller, or a cooler that a chiller trims.

    ==========================  ====================================================
    dry                         ``Design("dry", DryCooler(...))``
    adiabatic, or dry with      ``Design("adiabatic", AdiabaticCooler(DryCooler(...)))``: pads are
    adiabatic assist            wetted on need; with `wet_from`, from a dry bulb on
    tower                       ``Design("tower", CoolingTower(...), exchanger=...)``
    air-cooled chiller          ``Design("chiller", chiller=Chiller(...))``
    dry, adiabatic or tower     ``Design("dry + chiller", DryCooler(...), Chiller(...))``: the
    with a trim chiller         cooler takes what it can, the chiller the rest
    water-cooled chiller        ``Design(..., CoolingTower(...), Chiller(..., WATER_COOLED),
    without free cooling        free_cooling=False)``
    ==========================  ====================================================

    Attributes
    ----------
    name : str
    cooler : DryCooler, AdiabaticCooler or CoolingTower, optional
    chiller : Chiller or EirChiller, optional
        Its sink says where its heat goes: 'air', on its own condenser; 'water', to the cooler,
        which then carries the heat of the loop and of the compressor.
    exchanger : Quantity [K]
        Approach of a balanced heat exchanger between cooler and loop, 0 to 10 K; 0 without one.
    free_cooling : bool
        Whether the cooler cools the loop itself; without, it only serves the condenser.
    condenser_min : Quantity [degC]
        Without free cooling, the coldest condenser water that is sought: fans slow down there.

    Examples
    --------
    >>> from rackplan.units import POWER, parse
    >>> trimmed = Design("dry + chiller", DryCooler(parse("2 MW", POWER)),
    ...                  Chiller(parse("500 kW", POWER)))
    >>> trimmed.chiller.sink
    'air'
    """

    name: str
    cooler: Cooler | None = None
    chiller: AnyChiller | None = None
    exchanger: Quantity = of(0.0, TEMPERATURE_DIFFERENCE)
    free_cooling: bool = True
    condenser_min: Quantity = of(18.0, TEMPERATURE)

    def __post_init__(self) -> None:
        if self.cooler is None and self.chiller is None:
            raise ValueError(f"design {self.name}: neither a cooler nor a chiller")
        if self.cooler is None and self.chiller is not None and self.chiller.sink == "water":
            raise ValueError(f"design {self.name}: a water-cooled chiller needs a cooler")
        if not self.free_cooling and (self.chiller is None or self.chiller.sink == "air"):
            raise ValueError(f"design {self.name}: a cooler that cools nothing")
        _ = self.exchanger_k, self.condenser_min_c

    @cached_property
    def exchanger_k(self) -> float:
        """Approach of the heat exchanger."""
        kelvin = take(self.exchanger, TEMPERATURE_DIFFERENCE, "exchanger", low=0.0, high=10.0)
        return float(kelvin)

    @cached_property
    def condenser_min_c(self) -> float:
        """The coldest condenser water that is sought."""
        low = take(self.condenser_min, TEMPERATURE, "coldest condenser water", low=5.0, high=45.0)
        return float(low)
