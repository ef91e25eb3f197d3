"""What can be bought. One product is one file in ``catalogs/``; its `kind` says its class.

* `product`: what every product says about itself;
* `racks`: racks as delivered, and what a load asks of a hall; `servers`: servers, frames, builds;
* `power`, `network`, `cooling`: the machines around them; `costs`: what a hall costs to build;
* `library`: the kinds that there are, and the `Catalog` of all products.
"""

from rackplan.model.catalog.cooling import (
    AirUnit,
    Cdu,
    Chiller,
    CoolingTower,
    DryCooler,
    RearDoor,
)
from rackplan.model.catalog.costs import (
    BuildCost,
)
from rackplan.model.catalog.library import (
    KINDS,
    AnyProduct,
    Catalog,
)
from rackplan.model.catalog.network import (
    Cable,
    Fabric,
    Switch,
)
from rackplan.model.catalog.power import (
    Board,
    Busway,
    EfficiencyCurve,
    EfficiencyPoint,
    FuelPoint,
    Generator,
    PowerShelf,
    RackPdu,
    Rectifier,
    TapBox,
    Transformer,
    Ups,
)
from rackplan.model.catalog.product import (
    Product,
    Reference,
)
from rackplan.model.catalog.racks import (
    AirNeed,
    Computing,
    Feed,
    FlowPoint,
    InletClass,
    LiquidNeed,
    Load,
    PodRule,
    Port,
    PowerInput,
    Precision,
    RackType,
    Role,
    Supplies,
)
from rackplan.model.catalog.servers import (
    Assembly,
    Derivation,
    Equipment,
    Frame,
    Limit,
    Part,
    RackBuild,
    Server,
    Term,
)

__all__ = [
    "KINDS",
    "AirNeed",
    "AirUnit",
    "AnyProduct",
    "Assembly",
    "Board",
    "BuildCost",
    "Busway",
    "Cable",
    "Catalog",
    "Cdu",
    "Chiller",
    "Computing",
    "CoolingTower",
    "Derivation",
    "DryCooler",
    "EfficiencyCurve",
    "EfficiencyPoint",
    "Equipment",
    "Fabric",
    "Feed",
    "FlowPoint",
    "Frame",
    "FuelPoint",
    "Generator",
    "InletClass",
    "Limit",
    "LiquidNeed",
    "Load",
    "Part",
    "PodRule",
    "Port",
    "PowerInput",
    "PowerShelf",
    "Precision",
    "Product",
    "RackBuild",
    "RackPdu",
    "RackType",
    "RearDoor",
    "Rectifier",
    "Reference",
    "Role",
    "Server",
    "Supplies",
    "Switch",
    "TapBox",
    "Term",
    "Transformer",
    "Ups",
]
