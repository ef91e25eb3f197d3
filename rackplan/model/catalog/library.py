"""All products by id, and the kinds that there are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Annotated, TypeAlias, TypeVar

from pydantic import Field

from rackplan.model.catalog.cooling import (
    AirUnit,
    Cdu,
    Chiller,
    CoolingTower,
    DryCooler,
    RearDoor,
)
from rackplan.model.catalog.costs import BuildCost
from rackplan.model.catalog.network import Cable, Fabric, Switch
from rackplan.model.catalog.power import (
    Board,
    Busway,
    Generator,
    PowerShelf,
    RackPdu,
    Rectifier,
    TapBox,
    Transformer,
    Ups,
)
from rackplan.model.catalog.racks import RackType
from rackplan.model.catalog.servers import Assembly, Frame, Part, RackBuild, Server
from rackplan.model.figures import Frozen, FrozenDict, FrozenMap, Id
from rackplan.model.provenance import Provenance, Source

__all__ = ["KINDS", "AnyProduct", "Catalog"]

AnyProduct: TypeAlias = (
    RackType
    | RackBuild
    | Server
    | Frame
    | Part
    | PowerShelf
    | RackPdu
    | Busway
    | TapBox
    | Board
    | Ups
    | Transformer
    | Generator
    | Rectifier
    | Switch
    | Cable
    | Fabric
    | Cdu
    | AirUnit
    | RearDoor
    | DryCooler
    | CoolingTower
    | Chiller
    | BuildCost
)

KINDS: dict[str, type[AnyProduct]] = {
    "rack": RackType,
    "build": RackBuild,
    "server": Server,
    "frame": Frame,
    "part": Part,
    "shelf": PowerShelf,
    "rack-pdu": RackPdu,
    "busway": Busway,
    "tap": TapBox,
    "board": Board,
    "ups": Ups,
    "transformer": Transformer,
    "generator": Generator,
    "rectifier": Rectifier,
    "switch": Switch,
    "cable": Cable,
    "fabric": Fabric,
    "cdu": Cdu,
    "air-unit": AirUnit,
    "rear-door": RearDoor,
    "dry-cooler": DryCooler,
    "tower": CoolingTower,
    "chiller": Chiller,
    "build-cost": BuildCost,
}
"""Classes of products by what their file says under `kind`."""

_Kind = TypeVar("_Kind", bound=AnyProduct)
_ByKind = Annotated[AnyProduct, Field(discriminator="kind")]


class Catalog(Frozen):
    """All products that a site may use, by id, with where each figure comes from.

    `assemblies` are the racks that the builds among the products come to, by the build's id.
    """

    products: FrozenMap[Id, _ByKind] = Field(default_factory=dict)
    assemblies: FrozenMap[Id, Assembly] = Field(default_factory=dict)
    sources: FrozenMap[Id, Source] = Field(default_factory=dict)
    provenance: FrozenMap[str, Provenance] = Field(default_factory=dict)

    @cached_property
    def racks(self) -> FrozenDict[str, RackType]:
        """Racks by id, as delivered or as assembled."""
        assembled = {name: assembly.rack for name, assembly in self.assemblies.items()}
        return FrozenDict({**self.of(RackType), **assembled})

    @cached_property
    def shelves(self) -> FrozenDict[str, PowerShelf]:
        """Power shelves and supplies by id."""
        return self.of(PowerShelf)

    @cached_property
    def switches(self) -> FrozenDict[str, Switch]:
        """Switches by id."""
        return self.of(Switch)

    @cached_property
    def cdus(self) -> FrozenDict[str, Cdu]:
        """Coolant distribution units by id."""
        return self.of(Cdu)

    @cached_property
    def air_units(self) -> FrozenDict[str, AirUnit]:
        """Fan walls and coolers by id."""
        return self.of(AirUnit)

    def figures(self, product: str) -> Mapping[str, Provenance]:
        """Where the figures in a product's file come from, by their path in it."""
        return self._figures.get(product, FrozenDict())

    @cached_property
    def _figures(self) -> dict[str, dict[str, Provenance]]:
        found: dict[str, dict[str, Provenance]] = {}
        for path, origin in self.provenance.items():
            product = self.product_of(path)
            found.setdefault(product, {})[path[len(product) + 1 :]] = origin
        return found

    def product_of(self, path: str) -> str:
        """The product that a path of `provenance` is about; "" where it is none."""
        ends = [index for index, sign in enumerate(path) if sign in ".["]
        return next((path[:end] for end in reversed(ends) if path[:end] in self.products), "")

    def within(self, names: Iterable[str]) -> set[str]:
        """Products, and all that they are made of; what only serves a pod of them is not."""
        queue, found = list(names), set[str]()
        while queue:
            name = queue.pop()
            if name not in found:
                found.add(name)
                item = self.products.get(name)
                references = () if item is None else item.references()
                queue += [inside for at, _, inside in references if at[0] != "pod"]
        return found

    def of(self, kind: type[_Kind]) -> FrozenDict[str, _Kind]:
        """The products of one class by id."""
        return FrozenDict(
            {name: item for name, item in self.products.items() if isinstance(item, kind)}
        )
