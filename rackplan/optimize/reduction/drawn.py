"""What racks and machines draw from the meters with nothing lost, and what they lose in zones.

Each load starts somewhere on the power tree: on a busway, or at a node of its own. What a watt of
it comes to at the sources, and leaves as heat in a zone on the way, follows from its chain.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from rackplan.model.site import Site
from rackplan.optimize.intake_lines import IntakeLine, Pair, intake_line
from rackplan.optimize.power_states import PowerStates
from rackplan.optimize.reduction.layout import Layout
from rackplan.optimize.reduction.straight import Floats, Straight
from rackplan.units import POWER, magnitude

__all__ = ["Drawn", "Way"]

_NONE: Pair = (0.0, 0.0)
_WATT: Pair = (1.0, 0.0)


@dataclass(frozen=True)
class Way:
    """From a load to the meters.

    Attributes
    ----------
    real, apparent : Pair
        What it comes to there, from each kW and each kVA of it.
    lost : mapping of str to Pair
        What becomes heat in each zone on the way.
    """

    real: Pair
    apparent: Pair
    lost: Mapping[str, Pair]


_NOT_ON_TREE = Way(_WATT, _WATT, {})
"""A machine on no feed draws from the meters what it draws."""


@dataclass(frozen=True)
class Drawn:
    """The ways of all loads of a site."""

    layout: Layout
    power: PowerStates
    _lines: dict[str, IntakeLine] = field(default_factory=dict)
    _ways: dict[str, Way] = field(default_factory=dict)

    @property
    def site(self) -> Site:
        """The site."""
        return self.layout.site

    @cached_property
    def none(self) -> Straight:
        """Nothing at all."""
        return Straight(np.zeros(self.layout.span.shape))

    def way(self, start: str) -> Way:
        """The way of a load that starts at a node; of a machine on no feed, none."""
        if start not in self._ways:
            on_tree = start in self.power.normal.chains
            self._ways[start] = self._followed(start) if on_tree else _NOT_ON_TREE
        return self._ways[start]

    def racks(self, share: float, *, real: bool) -> Straight:
        """What racks draw from the meters at a share of their planned power [kW or kVA]."""
        each = self.none.each.copy()
        for r, way, kw, kva in self._cords(share):
            of_kw, of_kva = way.real if real else way.apparent
            each[:, r] += of_kw * kw + of_kva * kva
        return Straight(each)

    def racks_lost(self, share: float) -> dict[str, Straight]:
        """What the chain loses for racks in each zone [kW]."""
        found: dict[str, Floats] = defaultdict(self.none.each.copy)
        for r, way, kw, kva in self._cords(share):
            for zone, (of_kw, of_kva) in way.lost.items():
                found[zone][:, r] += of_kw * kw + of_kva * kva
        return {zone: Straight(each) for zone, each in found.items()}

    def base(self, *, real: bool) -> float:
        """What is drawn without racks and machines: loads beside, losses without load [kW, kVA]."""
        total = 0.0
        for start, (watts, volt_amperes) in self._bases():
            way = self.way(start)
            of_w, of_va = way.real if real else way.apparent
            total += (of_w * watts + of_va * volt_amperes) / 1e3
        return total

    def base_lost(self) -> dict[str, float]:
        """What is lost in each zone without racks and machines [kW]."""
        found: dict[str, float] = defaultdict(float)
        for start, (watts, volt_amperes) in self._bases():
            for zone, (of_w, of_va) in self.way(start).lost.items():
                found[zone] += (of_w * watts + of_va * volt_amperes) / 1e3
        for node in self.site.power.values():
            if node.zone is not None:
                found[node.zone] += self._line(node.id).fixed_w / 1e3
        return found

    def _bases(self) -> Iterator[tuple[str, Pair]]:
        """Loads on the tree that are no rack and no machine, losses without load too."""
        for start, load in self.power.base.items():
            node = self.site.power.get(start)
            if node is None or node.kind != "machine":
                yield start, load

    def _cords(self, share: float) -> Iterator[tuple[int, Way, Floats, Floats]]:
        """Each busway of each row: what a rack of each type draws from it [kW, kVA]."""
        racks = self.layout.racks
        planned = np.array([magnitude(rack.planned_power, POWER) for rack in racks]) * share
        factor = np.array([float(rack.power_factor.m_as("dimensionless")) for rack in racks])
        on_a = np.array([rack.share_on_a for rack in racks])
        two = np.array([rack.cords == 2 for rack in racks])
        for r, row in enumerate(self.layout.rows):
            for cord, feed in enumerate(row.feeds):
                part = np.where(two & (len(row.feeds) > 1), 1.0 - on_a if cord else on_a, 1 - cord)
                kw = planned * part
                yield r, self.way(feed), kw, kw / factor

    def _followed(self, start: str) -> Way:
        lost: dict[str, Pair] = defaultdict(lambda: _NONE)
        real = apparent = _NONE
        for link in self.power.normal.chains[start]:
            real, apparent = link.real, link.apparent
            zone = self.site.power[link.node].zone
            if zone is not None:
                drawn, _ = self._line(link.node).of(real, apparent)
                more = (drawn[0] - real[0], drawn[1] - real[1])
                lost[zone] = (lost[zone][0] + more[0], lost[zone][1] + more[1])
        return Way(real, apparent, dict(lost))

    def _line(self, node: str) -> IntakeLine:
        if node not in self._lines:
            self._lines[node] = intake_line(self.site.power[node])
        return self._lines[node]
