"""Cooling machines as loads of the power tree: those whose entry names the `feeds` that feed them.

A machine on feeds becomes a node of kind "machine" that draws its product's power, the most that it
takes, from the first of its feeds that is alive: as behind an automatic transfer switch. A machine
without feeds runs in every state, and its power stands in the `base_load` of some node, or nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rackplan.model.catalog import Catalog
from rackplan.model.power import PowerNode
from rackplan.reading.folded_cooling import FoldedCooling, FoldedUnits
from rackplan.reading.nodes import Location
from rackplan.units import Quantity

__all__ = ["MachineGroup", "machine_groups", "machine_nodes", "machine_power"]


@dataclass(frozen=True)
class MachineGroup:
    """The machines of one entry, and where it is written.

    Attributes
    ----------
    ids : tuple of str
        Ids of the machines, in the order in which feeds are spread over them.
    """

    at: Location
    ids: tuple[str, ...]
    units: FoldedUnits

    def feeds_of(self, index: int) -> tuple[str, ...]:
        """What feeds one of the machines, in order of preference."""
        count = len(self.ids)
        return tuple(feed[index * len(feed) // count] for feed in self.units.feeds)


def machine_groups(cooling: FoldedCooling) -> Iterator[MachineGroup]:
    """The machines of all loops, zones and plants."""
    for i, loop in enumerate(cooling.loops):
        at: Location = ("cooling", "loops", i, "cdus")
        yield from (_group((*at, k), loop.id, units) for k, units in enumerate(loop.cdus))
    for i, zone in enumerate(cooling.zones):
        at = ("cooling", "zones", i, "units")
        yield from (_group((*at, k), zone.id, units) for k, units in enumerate(zone.units))
    for i, plant in enumerate(cooling.rejection):
        at = ("cooling", "rejection", i, "units")
        yield from (_group((*at, k), plant.id, units) for k, units in enumerate(plant.units))


def machine_nodes(cooling: FoldedCooling, catalog: Catalog) -> Iterator[PowerNode]:
    """A node for each machine that has feeds."""
    for group in machine_groups(cooling):
        if not group.units.feeds:
            continue
        power = machine_power(catalog.products[group.units.product])
        assert power is not None, "references have refused a machine without power"
        for index, name in enumerate(group.ids):
            yield PowerNode.model_construct(
                id=name,
                kind="machine",
                rating=power,
                base_load=power,
                power_factor=group.units.power_factor,
                fed_by=group.feeds_of(index),
            )


def machine_power(product: object) -> Quantity | None:
    """The electric power of a machine [kW]; None where its product states none.

    A cooler or tower draws what its fans draw.
    """
    power: Quantity | None = getattr(product, "power", None) or getattr(product, "fan_power", None)
    return power if power is not None and power.magnitude > 0 else None


def _group(at: Location, owners: tuple[str, ...], units: FoldedUnits) -> MachineGroup:
    return MachineGroup(at, tuple(f"{o}.{name}" for o in owners for name in units.id), units)
