"""How many switches, cables and network racks a leaf-spine fabric takes.

* `tiers`: leaves, spines and cores of one plane, in integers; `problem`: a fabric that cannot be;
* `sizing`: a `Fabric` of the catalog for a number of pods; `table`: rows of it;
* `racks`: network racks that the switches fill.

Why
---
Plain division gives too few spines. The uplinks of a leaf are spread evenly over the spines, so
that no spine is a bottleneck: their number divides the number of uplinks. 24 leaves with 32 uplinks
fill the 64 ports of 12 spines, and 12 does not divide 32: it takes 16, as NVIDIA prints for three
scalable units of DGX H100. The same holds from spines to cores.
"""

from rackplan.physics.fabric.problem import FabricProblem
from rackplan.physics.fabric.racks import network_racks
from rackplan.physics.fabric.sizing import FabricSize, Links, size_fabric
from rackplan.physics.fabric.table import fabric_table
from rackplan.physics.fabric.tiers import Tiers, even_spines, three_tiers, two_tiers

__all__ = [
    "FabricProblem",
    "FabricSize",
    "Links",
    "Tiers",
    "even_spines",
    "fabric_table",
    "network_racks",
    "size_fabric",
    "three_tiers",
    "two_tiers",
]
