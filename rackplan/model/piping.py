"""Pipes, hoses and manifolds between the CDUs of a loop and its racks."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from rackplan.model.figures import Extent, Frozen, Length, Pressure, Stream
from rackplan.units import LENGTH, of

__all__ = ["DropPoint", "PipeRun", "Piping"]


class DropPoint(Frozen):
    """What is lost at a flow; it goes with the square of the flow."""

    drop: Pressure
    at: Stream


class PipeRun(Frozen):
    """Pipe through which the whole flow of a loop goes, there and back together.

    Attributes
    ----------
    diameter : Quantity [m]
        Inside.
    roughness : Quantity [m]
        0.045 mm for steel, 0.015 mm for stainless steel.
    fittings : float
        Sum of the loss coefficients K of bends, valves and strainers.
    """

    length: Length
    diameter: Extent
    roughness: Length = of(0.000045, LENGTH)
    fittings: Annotated[float, Field(ge=0.0, le=1e4)] = 0.0


class Piping(Frozen):
    """All that the flow of a loop goes through between its CDUs and the taps of its racks.

    Attributes
    ----------
    point : DropPoint or None
        The designer's own sum at the flow of the design.
    pipes : tuple of PipeRun
        Runs whose drop is reckoned, beside the point.
    """

    point: DropPoint | None = None
    pipes: tuple[PipeRun, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether anything is said about it."""
        return self.point is not None or bool(self.pipes)
