"""Racks along busways: what each of them puts on which line, and how far from the feed."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from rackplan.model.plan import PHASES
from rackplan.model.power import PowerNode
from rackplan.model.site import Row, Site
from rackplan.model.verdict import Contributor
from rackplan.physics.busways import Phasors, amperes_per_kw
from rackplan.physics.connection import poles_of
from rackplan.units import LENGTH, LINE_IMPEDANCE, VOLTAGE, Quantity, magnitude
from rackplan.verify.flow import Flow, State
from rackplan.verify.racks import Racks, Standing

__all__ = ["BuswayLines", "Lines"]

_WHOLE = "L1-L2-L3"

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class BuswayLines:
    """The loads of one busway.

    Attributes
    ----------
    node : PowerNode
    rank : int
        Of the node in the tree.
    volts : float
        Nominal voltage of the busway, else of the taps along it.
    ohm_m : complex
        Resistance and reactance of one conductor; 0 where not known.
    loads, cords : int[load]
        Which load, and with which of its cords.
    metres : float64[load]
        From the feed to the tap.
    power_factors : float64[load]
    per_kw : complex[load, 3]
        Line currents of 1 kW; of direct current only the first counts.
    """

    node: PowerNode
    rank: int
    volts: float
    ohm_m: complex
    loads: npt.NDArray[np.intp]
    cords: npt.NDArray[np.intp]
    metres: Floats
    power_factors: Floats
    per_kw: Phasors


@dataclass(frozen=True)
class Lines:
    """Busways of a flow, one by one when a check asks for them."""

    site: Site
    racks: Racks
    flow: Flow

    def poles(self, rack: Standing) -> int | None:
        """On how many lines a rack hangs: `poles_of`, once for each type and row."""
        key = (rack.type.id, rack.row.id)
        if key not in self._poles:
            tap = rack.row.tap
            self._poles[key] = poles_of(rack.type.input, tap.voltage, tap.current)
        return self._poles[key]

    @cached_property
    def single_phase(self) -> Racks:
        """The racks that hang on one line or on two."""
        return self.racks.those(lambda rack: self.poles(rack) in PHASES)

    def of(self, node: int) -> BuswayLines:
        """The loads of a busway."""
        hanging = self.flow.loads_at.get(node, ())
        members = [self.racks.members[index] for index, _ in hanging]
        box = self.flow.tree.nodes[node]
        volts = self._volts(box, members)
        factors = [self.flow.loads[index].power_factor for index, _ in hanging]
        currents = [self._per_kw(r, pf, volts) for r, pf in zip(members, factors, strict=True)]
        return BuswayLines(
            node=box,
            rank=node,
            volts=volts,
            ohm_m=complex(self._ohm_m(box.resistance), self._ohm_m(box.reactance)),
            loads=np.array([index for index, _ in hanging], dtype=np.intp),
            cords=np.array([cord for _, cord in hanging], dtype=np.intp),
            metres=np.array([self._metres(rack, box) for rack in members]),
            power_factors=np.array(factors),
            per_kw=np.array(currents).reshape(len(hanging), 3),
        )

    def states_of(
        self, busways: Sequence[BuswayLines], states: Sequence[State]
    ) -> Iterator[tuple[BuswayLines, State, Floats]]:
        """Each busway that is there with what its loads draw from it [kW]: whole, and after losses.

        Of the states after a loss only those in which some rack on the busway draws otherwise.
        """
        known = {busway.rank: busway for busway in busways}
        for busway in busways:
            yield busway, self.flow.normal, self.draws(busway, self.flow.normal)
        for state in states:
            feeds = {feed for index in state.draws_kw for feed in self.flow.loads[index].feeds}
            for rank in sorted(feeds & known.keys()):
                if not state.is_gone(rank):
                    yield known[rank], state, self.draws(known[rank], state)

    def phasors(self, busway: BuswayLines, state: State, draws: Floats) -> Phasors:
        """Currents of the lines: of racks, and of all else on the busway in three phases.

        Parameters
        ----------
        draws : float64[load]
            As `states_of` gives them [kW].

        Returns
        -------
        complex[3] [A]
        """
        currents: Phasors = draws @ busway.per_kw
        tree = self.flow.tree
        if tree.users[busway.rank] or tree.base_kw[busway.rank]:
            racks_kva = (draws / busway.power_factors).sum()
            others_kva = self.flow.loads_in(state)[busway.rank][1] - racks_kva
            currents = currents + others_kva * amperes_per_kw([_WHOLE], busway.volts, 1.0)[0]
        return currents

    def draws(self, busway: BuswayLines, state: State) -> Floats:
        """What the loads of a busway draw from it in a state, float64[load] [kW]."""
        pairs = zip(busway.loads.tolist(), busway.cords.tolist(), strict=True)
        return np.array([self.flow.draws(index, state)[cord] for index, cord in pairs])

    def parts(
        self, busway: BuswayLines, shares: Floats
    ) -> Callable[[float], Iterator[Contributor]]:
        """Each rack of a busway with its share of a value."""
        names = [self.racks.members[index].name for index in busway.loads]
        whole = float(shares.sum()) or 1.0

        def parted(value: float) -> Iterator[Contributor]:
            pairs = zip(names, shares.tolist(), strict=True)
            return (Contributor(name, value * share / whole) for name, share in pairs)

        return parted

    def _per_kw(self, rack: Standing, power_factor: float, volts: float) -> Phasors:
        places: tuple[str, ...] = PHASES.get(self.poles(rack) or 3, (_WHOLE,))
        phase = rack.placement.phase
        connection = phase if phase is not None and phase in places else places[0]
        key = (connection, power_factor, volts)
        if key not in self._currents:
            self._currents[key] = amperes_per_kw([connection], volts, power_factor)[0]
        return self._currents[key]

    def _ohm_m(self, impedance: Quantity | None) -> float:
        if impedance is None:
            return 0.0
        key = (impedance.magnitude, impedance.units)
        if key not in self._impedances:
            self._impedances[key] = magnitude(impedance, LINE_IMPEDANCE)
        return self._impedances[key]

    def _volts(self, node: PowerNode, racks: Sequence[Standing]) -> float:
        if node.voltage is not None:
            return magnitude(node.voltage, VOLTAGE)
        return magnitude(racks[0].row.tap.voltage, VOLTAGE) if racks else math.nan

    def _metres(self, rack: Standing, node: PowerNode) -> float:
        """From the feed of a busway, which is beyond the first position, to a rack's middle."""
        width_m, row_m = self._sizes(rack.row)
        ahead_m = 0.0 if node.length is None else magnitude(node.length, LENGTH) - row_m
        return ahead_m + (rack.index + rack.span / 2) * width_m

    def _sizes(self, row: Row) -> tuple[float, float]:
        if row.id not in self._rows:
            width_m = magnitude(row.position_width, LENGTH)
            self._rows[row.id] = width_m, width_m * len(row.positions)
        return self._rows[row.id]

    @cached_property
    def _poles(self) -> dict[tuple[str, str], int | None]:
        return {}

    @cached_property
    def _currents(self) -> dict[tuple[str, float, float], Phasors]:
        return {}

    @cached_property
    def _impedances(self) -> dict[Hashable, float]:
        return {}

    @cached_property
    def _rows(self) -> dict[str, tuple[float, float]]:
        return {}
