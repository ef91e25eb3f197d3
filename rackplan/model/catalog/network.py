"""Products of the network: switches, optics and cables, and fabrics made of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from rackplan.model.catalog.product import Product, Reference
from rackplan.model.figures import Count, Id, Length, LinePrice, Mass, Power, Several

__all__ = ["Cable", "Fabric", "Switch"]


class Switch(Product):
    """A network switch; its ports and watts make up the figures of the network racks."""

    kind: Literal["switch"]
    ports: Several
    port_speed_gbps: Several
    peak_power: Power
    typical_power: Power | None = None
    height: Length
    mass: Mass | None = None
    cooling: Literal["air", "liquid"] = "air"


class Cable(Product):
    """A link from port to port: a copper or active cable, or fibre with a transceiver at each end.

    Attributes
    ----------
    reach_low, reach_high : Quantity [m]
        Lengths at which it is sold and works.
    power_per_end : Quantity [kW]
        Drawn in the port at each end.
    price : Quantity [USD]
        Of a cable without its length; `line_price` adds to it by the metre, `end_price` by the end.
    """

    kind: Literal["cable"]
    medium: Literal["dac", "aec", "aoc", "multi-mode", "single-mode"]
    speed_gbps: Several
    reach_low: Length | None = None
    reach_high: Length
    power_per_end: Power | None = None
    line_price: LinePrice | None = None


class Fabric(Product):
    """A template of a leaf-spine fabric, from which counts for a number of pods follow."""

    kind: Literal["fabric"]
    leaf: Id
    spine: Id
    leaves_per_pod: Count

    def references(self) -> Iterator[Reference]:
        """Its switches."""
        yield ("leaf",), ("switch",), self.leaf
        yield ("spine",), ("switch",), self.spine
