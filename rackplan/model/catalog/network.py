"""Products of the network: switches, optics and cables, and fabrics made of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, model_validator

from rackplan.model.catalog.product import Product, Reference
from rackplan.model.figures import (
    Airflow,
    Count,
    Extent,
    Fraction,
    Id,
    Length,
    LinePrice,
    Mass,
    Money,
    Power,
    Several,
)

__all__ = ["Cable", "Fabric", "Switch"]

_Ports = Annotated[int, Field(ge=1, le=2048)]
"""Of one switch: more than any has, and few enough to try every way of dividing them."""
_Links = Annotated[int, Field(ge=1, le=8)]
"""Of one port or one cable."""


class Switch(Product):
    """A network switch; its ports and watts make up the figures of the network racks.

    Attributes
    ----------
    ports, port_speed_gbps : int
        Ports of the fabric at their native speed, twin ports of one cage counted as two.
    peak_power : Quantity [kW] or None
        With all optics plugged in: what it is planned with.
    typical_power : Quantity [kW] or None
        In use, with optics.
    passive_power : Quantity [kW] or None
        Typical with passive cables, no optics plugged in.
    height : Quantity [U]
        In a rack.
    mass : Quantity [kg] or None
        Without optics.
    airflow : Quantity [m3/s] or None
        Where it is not known, air warms in it as in the servers of its rack.
    cooling : str
        What takes most of its heat.
    liquid_share : Quantity [%] or None
        How much of its heat goes to liquid.
    """

    kind: Literal["switch"]
    ports: _Ports
    port_speed_gbps: Several
    peak_power: Power | None = None
    typical_power: Power | None = None
    passive_power: Power | None = None
    height: Extent
    mass: Mass | None = None
    airflow: Airflow | None = None
    cooling: Literal["air", "liquid"] = "air"
    liquid_share: Fraction | None = None


class Cable(Product):
    """A link from port to port: a copper or active cable, or fibre with a transceiver at each end.

    Attributes
    ----------
    medium : str
        Passive copper (dac), active copper (aec), active optical (aoc), or fibre with transceivers.
    speed_gbps : int
        Of the whole cable, all links in it together.
    reach_low : Quantity [m] or None
        The shortest that is sold; a shorter run takes this one with slack.
    reach_high : Quantity [m]
        The longest that works.
    power_per_end : Quantity [kW]
        Drawn in the port at each end.
    price : Quantity [USD]
        Of a cable without its length and ends.
    line_price : Quantity [USD/m]
        What each metre adds.
    end_price : Quantity [USD]
        What the transceiver at each end adds.
    """

    kind: Literal["cable"]
    medium: Literal["dac", "aec", "aoc", "multi-mode", "single-mode"]
    speed_gbps: Several
    reach_low: Length | None = None
    reach_high: Extent
    power_per_end: Power | None = None
    line_price: LinePrice | None = None
    end_price: Money | None = None


class Fabric(Product):
    """A template of a leaf-spine fabric, from which counts for a number of pods follow.

    The endpoints of a pod fall into rails, and each rail has leaves of its own. With several
    planes every endpoint has a link into each, and the planes are equal fabrics that do not meet.
    How counts follow is told in `rackplan.physics.fabric`.

    Attributes
    ----------
    leaf, spine, core : str
        Switches of each tier; the core's is the spine's where it is not named.
    link_speed_gbps : int
        Of every link of it, from endpoint to leaf and from switch to switch.
    breakout : int
        Links that one port of a switch is split into.
    links_per_cable : int
        Links that run in one cable: two where ports are twin ports with one cable.
    endpoints : int
        Links of a whole pod (a scalable unit) into one plane.
    rails : int
        Parts of those endpoints that have leaves of their own. Rails of a server that share leaves
        count as one here.
    planes : int
        Equal fabrics side by side.
    leaf_down, leaf_up : int
        Links of a leaf to endpoints, at most, and to spines.
    least_spines : int
        No fewer spines than these in a plane, or in a group of three tiers.
    two_tier_pods : int or None
        Up to so many pods it has two tiers; as many as ports allow without it.
    group_pods : int or None
        With three tiers, pods whose leaves share spines; as many as ports allow without it.
    group_by_rail : bool
        With three tiers, whether each rail has spines of its own.
    manager_links, manager_endpoints : int
        Links of fabric managers, and the endpoints whose place they take.
    most_pods : int or None
        Up to so many pods its source describes it.
    rack_height : Quantity [U] or None
        Height that switches may take in a network rack.
    rack_power : Quantity [kW] or None
        What the switches in a network rack may draw.
    serves : tuple of str
        Compute racks whose pods it is made for.
    network_rack : str or None
        The rack, among those that support these pods, in which its switches stand.
    """

    kind: Literal["fabric"]
    leaf: Id
    spine: Id
    core: Id | None = None
    link_speed_gbps: Several
    breakout: _Links = 1
    links_per_cable: _Links = 1
    endpoints: Several
    rails: Several = 1
    planes: Several = 1
    leaf_down: Several
    leaf_up: Several
    least_spines: Several = 1
    two_tier_pods: Several | None = None
    group_pods: Several | None = None
    group_by_rail: bool = False
    manager_links: Count = 0
    manager_endpoints: Count = 0
    most_pods: Several | None = None
    rack_height: Extent | None = None
    rack_power: Power | None = None
    serves: tuple[Id, ...] = ()
    network_rack: Id | None = None

    @property
    def core_switch(self) -> str:
        """The switch of the core tier."""
        return self.spine if self.core is None else self.core

    @property
    def oversubscription(self) -> float:
        """Links of a full leaf to endpoints, for each of its links to spines."""
        return self.leaf_down / self.leaf_up

    def references(self) -> Iterator[Reference]:
        """Its switches, the racks that it serves, and the rack that its switches stand in."""
        yield ("leaf",), ("switch",), self.leaf
        yield ("spine",), ("switch",), self.spine
        if self.core is not None:
            yield ("core",), ("switch",), self.core
        for index, name in enumerate(self.serves):
            yield ("serves", index), ("rack", "build"), name
        if self.network_rack is not None:
            yield ("network_rack",), ("rack", "build"), self.network_rack

    @model_validator(mode="after")
    def _fits_itself(self) -> Fabric:
        if self.manager_links > self.manager_endpoints:
            raise ValueError(
                f"{self.manager_links} manager_links need the place of as many endpoints; "
                f"manager_endpoints are {self.manager_endpoints}"
            )
        if self.manager_endpoints >= self.endpoints:
            raise ValueError("manager_endpoints are all endpoints of a pod; some have to stay")
        if self.rails > self.endpoints:
            raise ValueError(f"{self.endpoints} endpoints do not fall into {self.rails} rails")
        return self
