"""Numbers of modules, conductors and sets, which are whole."""

from __future__ import annotations

import numpy as np

from rackplan.units import UnitProblem

__all__ = ["refuse_count"]


def refuse_count(count: int, name: str, low: int, high: int | None = None) -> None:
    """Refuse what is no whole number, or not between two bounds, ends included.

    Examples
    --------
    >>> refuse_count(3, "conductors", 1)
    >>> refuse_count(3.5, "conductors", 1)
    Traceback (most recent call last):
        ...
    rackplan.units.parsing.UnitProblem: expected conductors: a whole number, got 3.5
    """
    if isinstance(count, bool) or not isinstance(count, (int, np.integer)):
        raise UnitProblem(f"{name}: a whole number", f"{count!r}")
    if count < low or (high is not None and count > high):
        bounds = f"at least {low}" if high is None else f"{low} to {high}"
        raise UnitProblem(f"{name} of {bounds}", f"{count}", fits=True)
