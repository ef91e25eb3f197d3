"""Numeric test vectors: figures given, figures expected, how near, and who says so.

A file ``vectors/<subsystem>.json`` is a list of vectors. A figure is ``{"value", "unit"}``
with a number, a list of numbers or, without a unit, text; `kind` says where the expected figure is
from: published, regulation, reference-test, reference-code, library, measured (all independent of
us), or analytic and regression (arithmetic on the equation itself).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from rackplan.units import Quantity, ureg

__all__ = ["Vector", "vectors_of"]

FOLDER = Path(__file__).parent / "vectors"
KINDS = {
    "published",
    "regulation",
    "reference-test",
    "reference-code",
    "measured",
    "library",
    "analytic",
    "regression",
}


@dataclass(frozen=True)
class Vector:
    """One vector; `given` and `expected` hold quantities, or what has no unit as it stands."""

    name: str
    given: Mapping[str, Any]
    expected: Mapping[str, Any]
    relative: float
    absolute: float

    def __str__(self) -> str:
        return self.name

    def misses(self, answers: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
        """Figures that are further from the expected ones than allowed: what came, what should."""
        assert answers.keys() == self.expected.keys(), self.name
        return {
            name: (answers[name], wanted)
            for name, wanted in self.expected.items()
            if not self._near(answers[name], wanted)
        }

    def _near(self, answer: Any, wanted: Any) -> bool:
        if not isinstance(wanted, ureg.Quantity):
            return bool(answer == wanted)
        found, right = np.asarray(answer.m_as(wanted.units)), np.asarray(wanted.magnitude)
        allowed = self.absolute + self.relative * np.abs(right) + 1e-12 * np.abs(right)
        return found.shape == right.shape and bool(np.all(np.abs(found - right) <= allowed))


def vectors_of(subsystem: str) -> list[Vector]:
    """The vectors of one file."""
    rows = json.loads((FOLDER / f"{subsystem}.json").read_text(encoding="utf-8"))
    return [_vector(row) for row in rows]


def _vector(row: Mapping[str, Any]) -> Vector:
    assert row["kind"] in KINDS, row["name"]
    assert row["source"], row["name"]
    return Vector(
        name=row["name"],
        given={name: _figure(figure) for name, figure in row["given"].items()},
        expected={name: _figure(figure) for name, figure in row["expected"].items()},
        relative=row["tolerance"].get("rel", 0.0),
        absolute=row["tolerance"].get("abs", 0.0),
    )


def _figure(figure: Mapping[str, Any]) -> Any:
    value = figure["value"]
    if "unit" not in figure:
        return value
    quantity: Quantity = ureg.Quantity(
        np.array(value, dtype=np.float64) if isinstance(value, list) else float(value),
        ureg.parse_units(figure["unit"] or "dimensionless", as_delta=False),
    )
    return quantity
