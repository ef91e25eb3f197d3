"""Curves of pumps and of the systems that they work on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from rackplan.units import FLOW, FRACTION, PRESSURE, Numbers, Quantity, Ratio, UnitProblem, take

__all__ = ["PumpCurve", "SystemCurve"]


@dataclass(frozen=True, eq=False)
class PumpCurve:
    """Points of one pump at full speed.

    Between the points head is linear in the square of the flow; below the first it stays what it
    is there, beyond the last the pump is not known. A single point is kept down to no flow.

    Attributes
    ----------
    flows : Quantity [L/min]
        Rising, an array or one figure.
    heads : Quantity [kPa]
        At each flow, not rising.
    """

    flows: Quantity
    heads: Quantity

    def points(self) -> tuple[Numbers, Numbers]:
        """Flows [L/min] and heads [kPa], refused where they are no curve of a pump."""
        flows = np.atleast_1d(take(self.flows, FLOW, "flow of a pump"))
        heads = np.atleast_1d(take(self.heads, PRESSURE, "head of a pump"))
        if flows.shape != heads.shape or flows.ndim != 1:
            raise UnitProblem("a head for each flow", f"{flows.size} flows, {heads.size} heads")
        if np.any(np.diff(flows) <= 0.0) or np.any(np.diff(heads) > 0.0):
            expected = "points of a pump with rising flow and falling head"
            raise UnitProblem(expected, "points that do not", fits=True)
        return flows, heads

    def read(self) -> tuple[Callable[[Numbers], Numbers], float]:
        """Head [kPa] of a flow [L/min] on plain numbers, and the last flow that is known."""
        flows, heads = self.points()
        squared = flows**2
        return lambda flow_l_min: np.interp(flow_l_min**2, squared, heads), float(flows[-1])

    def read_back(self) -> Callable[[Numbers], Numbers]:
        """Most flow [L/min] at a head [kPa]: none beyond the first point, the last's below it."""
        flows, heads = self.points()
        falling = (heads - 1e-12 * np.arange(heads.size) * heads[0])[::-1]
        squared = flows[::-1] ** 2

        def flow_l_min(head_kpa: Numbers) -> Numbers:
            found = np.sqrt(np.interp(head_kpa, falling, squared))
            return np.where(head_kpa > heads[0] * (1 + 1e-12), 0.0, found)

        return flow_l_min


@dataclass(frozen=True, eq=False)
class SystemCurve:
    """Head that a loop needs: ``static + drop (V / flow)**exponent``.

    Attributes
    ----------
    flow : Quantity [L/min]
        Flow of a known point, above zero.
    drop : Quantity [kPa]
        Pressure drop of that point.
    exponent : float or Quantity [dimensionless]
        1 to 2.
    static : Quantity [kPa] or None
        Head that does not depend on the flow: none in a closed loop.
    """

    flow: Quantity
    drop: Quantity
    exponent: Ratio = 2.0
    static: Quantity | None = None

    def read(self) -> Callable[[Numbers], Numbers]:
        """Head [kPa] needed at a flow [L/min], on plain numbers."""
        at = take(self.flow, FLOW, "flow of the system", low=1e-6)
        drop = take(self.drop, PRESSURE, "pressure drop of the system")
        power = take(self.exponent, FRACTION, "exponent of a pressure drop", low=1.0, high=2.0)
        static = 0.0 if self.static is None else take(self.static, PRESSURE, "static head")
        return lambda flow_l_min: np.asarray(static + drop * (flow_l_min / at) ** power)
