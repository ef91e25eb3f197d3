"""An efficiency as people write it: one figure, or points of a curve by rising load."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, TypeAdapter
from pydantic_core import core_schema

from rackplan.model.catalog import EfficiencyPoint
from rackplan.model.figures import Fraction
from rackplan.units import Quantity

__all__ = ["Efficiency", "disorder"]

_FIGURE: TypeAdapter[Quantity] = TypeAdapter(Fraction)
_MOST_POINTS = 50


def disorder(curve: Sequence[EfficiencyPoint]) -> str:
    """What is wrong with the loads of a curve; "" where they rise.

    Examples
    --------
    >>> points = [{"load": "75 %", "efficiency": 0.97}, {"load": "50 %", "efficiency": 0.96}]
    >>> disorder([EfficiencyPoint.model_validate(point) for point in points])
    'expected loads that rise, got 50 % after 75 %'
    """
    loads = [float(point.load.magnitude) for point in curve]
    for before, after in pairwise(loads):
        if after <= before:
            return f"expected loads that rise, got {after * 100:g} % after {before * 100:g} %"
    return ""


@dataclass(frozen=True)
class _FigureOrCurve:
    """Reads a list as points of a curve, and anything else as one figure."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        points = handler.generate_schema(tuple[EfficiencyPoint, ...])
        curve = core_schema.no_info_after_validator_function(self._in_order, points)
        return core_schema.no_info_wrap_validator_function(self._read, curve)

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"anyOf": [_FIGURE.json_schema(), handler(schema)]}

    @staticmethod
    def _read(value: object, read_curve: Callable[[object], object]) -> object:
        return read_curve(value) if isinstance(value, list) else _FIGURE.validate_python(value)

    @staticmethod
    def _in_order(curve: tuple[EfficiencyPoint, ...]) -> tuple[EfficiencyPoint, ...]:
        if not 1 <= len(curve) <= _MOST_POINTS:
            raise ValueError(f"expected 1 to {_MOST_POINTS} points, got {len(curve)}")
        problem = disorder(curve)
        if problem:
            raise ValueError(problem)
        return curve


Efficiency = Annotated[Quantity | tuple[EfficiencyPoint, ...], _FigureOrCurve()]
"""Output over input: a figure that holds at every load, or points of a curve."""
