"""The loss laws of all elements as arrays: one expression for a whole level and all states."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rackplan.physics.load_flow.element import Element
from rackplan.units import Numbers

__all__ = ["LawArrays", "law_arrays"]


@dataclass(frozen=True)
class LawArrays:
    """Coefficients of `LossLaw` by element, with axes to broadcast over states.

    Attributes
    ----------
    fixed, linear, square : float64[element, 1]
    knees, slopes : float64[knee, element, 1]
        Elements with fewer knees have slopes of 0.
    reach : float64[element, 1]
        The share of load beyond which loss goes with the square of the load.
    modules, spare : float64[element, 1]
        `spare` is that of all modules where all are always on.
    """

    fixed: Numbers
    linear: Numbers
    square: Numbers
    knees: Numbers
    slopes: Numbers
    reach: Numbers
    modules: Numbers
    spare: Numbers

    def loss(self, rows: slice, share: Numbers, modules_on: Numbers, iron: Numbers) -> Numbers:
        """Loss as a share of the rating, with some of the modules on.

        `iron` is the fixed loss over that at nominal voltage.
        """
        part = modules_on / self.modules[rows]
        each, reach = share / part, self.reach[rows]
        x = np.minimum(each, reach)
        loss = self.fixed[rows] * iron + x * (self.linear[rows] + x * self.square[rows])
        for knee, slope in zip(self.knees[:, rows], self.slopes[:, rows], strict=True):
            loss = loss + slope * np.maximum(0.0, x - knee)
        return np.asarray(part * loss * np.maximum(1.0, each / reach) ** 2, dtype=np.float64)

    def modules_on(self, rows: slice, share: Numbers) -> Numbers:
        """Modules that are on at a share of the rating of all."""
        modules = self.modules[rows]
        needed = np.ceil(share * modules * (1 - 1e-9))
        return np.asarray(np.clip(needed + self.spare[rows], 1, modules), dtype=np.float64)


def law_arrays(elements: Sequence[Element]) -> LawArrays:
    """Stack the laws of elements."""
    laws = [element.law for element in elements]
    longest = max((len(law.knees) for law in laws), default=0)
    padded = [(*law.knees, *([(0.0, 0.0)] * (longest - len(law.knees)))) for law in laws]
    knees = np.array(padded, dtype=np.float64).reshape(len(laws), longest, 2)
    modules = [element.modules for element in elements]
    spares = [e.modules if e.spare is None else e.spare for e in elements]
    return LawArrays(
        fixed=_rows([law.fixed for law in laws]),
        linear=_rows([law.linear for law in laws]),
        square=_rows([law.square for law in laws]),
        knees=knees[:, :, 0].T[:, :, None],
        slopes=knees[:, :, 1].T[:, :, None],
        reach=_rows([law.reach for law in laws]),
        modules=_rows(modules),
        spare=_rows(spares),
    )


def _rows(values: Sequence[float]) -> Numbers:
    return np.array(values, dtype=np.float64)[:, None]
