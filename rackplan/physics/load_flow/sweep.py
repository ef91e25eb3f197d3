"""The load flow itself, on plain arrays: power swept up to the grid, voltage swept down.

``P_in = P_out + loss``, ``Q_in = Q_out + x i^2 + m v^2``, and of an element that does not convert

``v_in^2 = (v_out + (r p + x q) / v_out)^2 + ((x p - r q) / v_out)^2``

solved for v_out, which is exact for constant power at its output. No-load loss and magnetising
power stand half at the input and half at the output (pi circuit). The two sweeps repeat until no
voltage moves by more than 1e-12 of nominal. Why not Newton on the whole network? It is a tree: the
sweeps need no matrix, and every state is a column of the same arrays.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from rackplan.physics.load_flow.laws import LawArrays, law_arrays
from rackplan.physics.load_flow.network import Network
from rackplan.units import Numbers, UnitProblem

__all__ = ["Sweep", "Swept"]

Mask = npt.NDArray[np.bool_]

_STILL = 1e-12
_MOST_SWEEPS = 100


@dataclass(frozen=True)
class Swept:
    """What the sweeps found, each float64[element, state].

    Attributes
    ----------
    out_kw, out_kvar, in_kw, in_kvar : float64[element, state]
    volts_pu : float64[element, state]
        Voltage at the output over nominal.
    """

    out_kw: Numbers
    out_kvar: Numbers
    in_kw: Numbers
    in_kvar: Numbers
    volts_pu: Numbers


@dataclass(frozen=True)
class Sweep:
    """A network and its states, ready to be swept.

    Attributes
    ----------
    network : Network
    weight : float64[link, state]
    on : bool[element, state]
        Whether an element is there and fed.
    source_pu : float
        Voltage of the grid over nominal.
    """

    network: Network
    weight: Numbers
    on: Mask
    source_pu: float

    def run(self, load_kw: Numbers, load_kvar: Numbers) -> Swept:
        """Sweep until the voltages stand still; loads are float64[element, state]."""
        volts = np.ones(self.on.shape)
        for _ in range(_MOST_SWEEPS):
            swept = self._up(load_kw, load_kvar, volts)
            moved = self._down(swept)
            step = float(np.max(np.abs(moved - volts), initial=0.0))
            volts = moved
            if step <= _STILL:
                return self._up(load_kw, load_kvar, volts)
        raise UnitProblem("loads that the network can carry", "voltages that do not settle")

    def _up(self, load_kw: Numbers, load_kvar: Numbers, volts: Numbers) -> Swept:
        """Powers from the racks to the grid at given voltages."""
        out_kw, out_kvar = load_kw.copy(), load_kvar.copy()
        in_kw, in_kvar = np.zeros_like(out_kw), np.zeros_like(out_kvar)
        fed = self._feeding(volts)
        for rows in reversed(self.network.levels):
            taken = self._taken(rows, out_kw[rows], out_kvar[rows], volts[rows], fed[rows])
            in_kw[rows], in_kvar[rows] = taken
            self._add_to_parents(rows, in_kw, out_kw)
            self._add_to_parents(rows, in_kvar, out_kvar)
        return Swept(out_kw, out_kvar, in_kw, in_kvar, volts)

    def _taken(
        self, rows: slice, kw: Numbers, kvar: Numbers, volts: Numbers, fed: Numbers
    ) -> tuple[Numbers, Numbers]:
        """What the elements of a level draw for what they give."""
        base, converts, on = self._base[rows], self._converts[rows], self.on[rows]
        modules = self._modules_on(rows, kw, kvar)
        far, near = self._iron(rows, volts), np.where(converts, 1.0, fed**2 / 2)
        behind_kw, behind_kvar = self._behind(rows, kw, kvar, far)
        current = np.hypot(behind_kw, behind_kvar) / (base * volts)
        share = np.where(self._in_kw[rows], behind_kw / (base * volts), current)
        loss = base * self._laws.loss(rows, share, modules, far + near)
        drawn = np.where(on, kw + loss, 0.0)
        across = self._reactance[rows] * current**2 + self._shunt[rows] * (far + near)
        passed = np.where(converts, drawn * self._tangent[rows], kvar + base * across)
        return drawn, np.where(on, passed, 0.0)

    def _down(self, swept: Swept) -> Numbers:
        """Voltages from the grid to the racks at given powers."""
        volts = np.ones(self.on.shape)
        for rows in self.network.levels:
            fed = self._fed(rows, volts)
            r, x, base = self._resistance[rows], self._reactance[rows], self._base[rows]
            kw, kvar = swept.out_kw[rows], swept.out_kvar[rows]
            behind = self._behind(rows, kw, kvar, self._iron(rows, swept.volts_pu[rows]))
            p, q = behind[0] / base, behind[1] / base
            half = fed**2 / 2 - (r * p + x * q)
            under = half**2 - (r**2 + x**2) * (p**2 + q**2)
            if np.any((under < 0) | (half <= 0)):
                raise UnitProblem("loads that the network can carry", self._collapsed(rows, under))
            passive = np.sqrt(half + np.sqrt(under))
            volts[rows] = np.where(self.on[rows] & ~self._converts[rows], passive, 1.0)
        return volts

    def _modules_on(self, rows: slice, kw: Numbers, kvar: Numbers) -> Numbers:
        carried = np.where(self._in_kw[rows], kw, np.hypot(kw, kvar))
        return self._laws.modules_on(rows, carried / self._base[rows])

    def _iron(self, rows: slice, volts: Numbers) -> Numbers:
        """The half of the no-load loss that stands at the output, over that at nominal."""
        return np.where(self._converts[rows], 0.0, volts**2 / 2)

    def _behind(
        self, rows: slice, kw: Numbers, kvar: Numbers, iron: Numbers
    ) -> tuple[Numbers, Numbers]:
        """What leaves the series impedance: the output and the half of no-load behind it."""
        base = self._base[rows]
        idle_kw = base * self._laws.fixed[rows] * iron
        return kw + idle_kw, kvar + base * self._shunt[rows] * iron

    def _feeding(self, volts: Numbers) -> Numbers:
        """Voltage at the input of all elements."""
        fed = np.empty_like(volts)
        for rows in self.network.levels:
            fed[rows] = self._fed(rows, volts)
        return fed

    def _fed(self, rows: slice, volts: Numbers) -> Numbers:
        """Voltage at the input of a level's elements: that of what feeds them, by weight."""
        links = self._links_of(rows)
        fed = np.where(self._roots[rows], self.source_pu, np.zeros((1, volts.shape[1])))
        child = self.network.links.child[links] - rows.start
        parent = self.network.links.parent[links]
        if len(child):
            np.add.at(fed, child, self.weight[links] * volts[parent])
        return np.where(self.on[rows], fed, 1.0)

    def _add_to_parents(self, rows: slice, taken: Numbers, given: Numbers) -> None:
        """Put what a level draws on what feeds it."""
        links = self._links_of(rows)
        child, parent = self.network.links.child[links], self.network.links.parent[links]
        if len(child):
            np.add.at(given, parent, self.weight[links] * taken[child])

    def _links_of(self, rows: slice) -> slice:
        child = self.network.links.child
        return slice(*(int(np.searchsorted(child, rank)) for rank in (rows.start, rows.stop)))

    def _collapsed(self, rows: slice, under: Numbers) -> str:
        worst = int(np.argmin(under.min(axis=1)))
        return f"no voltage left behind {self.network.elements[rows.start + worst].name}"

    @cached_property
    def _laws(self) -> LawArrays:
        return law_arrays(self.network.elements)

    @cached_property
    def _base(self) -> Numbers:
        return self.network.base_kva[:, None]

    @cached_property
    def _in_kw(self) -> Mask:
        return self.network.in_kw[:, None]

    @cached_property
    def _roots(self) -> Mask:
        return self.network.roots[:, None]

    @cached_property
    def _converts(self) -> Mask:
        return np.array([[element.converts] for element in self.network.elements], dtype=bool)

    @cached_property
    def _resistance(self) -> Numbers:
        return self._laws.square

    @cached_property
    def _reactance(self) -> Numbers:
        return self.network.column("reactance")[:, None]

    @cached_property
    def _shunt(self) -> Numbers:
        return self.network.column("magnetising")[:, None]

    @cached_property
    def _tangent(self) -> Numbers:
        cosine = self.network.column("input_power_factor", low=0.05)[:, None]
        return np.asarray(np.sqrt(1 - cosine**2) / cosine, dtype=np.float64)
