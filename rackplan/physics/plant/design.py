"""The machines of a plant as one design."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from rackplan.model.catalog import Chiller as ChillerProduct
from rackplan.model.catalog import CoolingTower as TowerProduct
from rackplan.model.catalog import DryCooler as CoolerProduct
from rackplan.model.facility import Plant, PlantDesign
from rackplan.physics.plant.machines import adiabatic_cooler, chiller, cooling_tower, dry_cooler
from rackplan.physics.rejection import AdiabaticCooler, Chiller, CoolingTower, Design, DryCooler
from rackplan.units import UnitProblem

__all__ = ["PARTS_OF", "design_of"]

PARTS_OF: Mapping[PlantDesign, tuple[str, ...]] = {
    "dry": ("dry-cooler",),
    "adiabatic": ("dry-cooler",),
    "tower": ("tower",),
    "chiller": ("chiller",),
    "dry + chiller": ("dry-cooler", "chiller"),
    "adiabatic + chiller": ("dry-cooler", "chiller"),
    "tower + chiller": ("tower", "chiller"),
    "water-cooled chiller": ("tower", "chiller"),
}
"""Kinds of product that a design is made of, one product of each."""


def design_of(
    plant: Plant, products: Mapping[str, object], lost: Collection[str] = ()
) -> Design | None:
    """A plant as a design, without the units that are lost.

    Parameters
    ----------
    plant : Plant
    products : mapping of str to product
        The catalog's.
    lost : collection of str
        Ids of units that do not run.

    Returns
    -------
    Design or None
        None where what is left takes no heat: no unit at all, or a condenser without its tower.

    Notes
    -----
    Source: the ratings of the products. A rating that no machine can have is refused, and so are
    two products of one kind.

    Examples
    --------
    >>> from rackplan.model.unit import Unit
    >>> plant = Plant(id="HR1", design="dry", units=(Unit("D1", "d"), Unit("D2", "d")))
    >>> product = CoolerProduct(
    ...     id="d", kind="dry-cooler", name="D", heat="2 MW", ambient="35 degC",
    ...     water_in="53 degC", water_out="43 degC", fan_power="45 kW",
    ... )
    >>> design_of(plant, {"d": product}, lost={"D1"}).cooler.units
    1
    """
    running = Counter(unit.product for unit in plant.units if unit.id not in lost)
    cooler: DryCooler | AdiabaticCooler | CoolingTower | None = None
    machine: Chiller | None = None
    for name, count in running.items():
        product = products[name]
        if isinstance(product, ChillerProduct) and machine is None:
            machine = chiller(product, count)
        elif isinstance(product, (CoolerProduct, TowerProduct)) and cooler is None:
            cooler = _cooler(plant, product, count)
        else:
            raise UnitProblem(f"one product of a kind in plant {plant.id}", f"{name} beside it")
    is_condenser_only = plant.design == "water-cooled chiller"
    if cooler is None and (machine is None or machine.sink == "water"):
        return None
    if machine is None and is_condenser_only:
        return None
    return Design(
        plant.id,
        cooler,
        machine,
        exchanger=plant.exchanger,
        free_cooling=not is_condenser_only,
    )


def _cooler(
    plant: Plant, product: CoolerProduct | TowerProduct, count: int
) -> DryCooler | AdiabaticCooler | CoolingTower:
    if isinstance(product, TowerProduct):
        return cooling_tower(product, count, cycles=plant.cycles)
    if plant.design.startswith("adiabatic"):
        return adiabatic_cooler(product, count, cycles=plant.cycles, wet_from=plant.wet_from)
    return dry_cooler(product, count)
