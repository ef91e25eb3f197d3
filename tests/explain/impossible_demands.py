"""Demands that no hall can meet, drawn at random, and what judges the sets that explain them.

The judge of a set is a solver that the product does not use: branch and bound of SciPy, on a matrix
that is put together here, from the rows alone.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from rackplan.model.site import Site
from rackplan.optimize.model import build_model
from rackplan.optimize.problem import build_problem
from rackplan.optimize.row import Row
from tests.agreement.halls import HallSize, draw_site

__all__ = ["SMALL", "draw_demand", "fits", "is_impossible", "is_minimal", "whole"]

SMALL = HallSize(rows=(1, 2), positions=(2, 3), blocked=0.05)
USUAL = HallSize(rows=(1, 3), positions=(2, 5))

_MOST = 10_000


def draw_demand(
    seed: int, folder: Path, size: HallSize | None = None, *, chain: bool = True
) -> Site:
    """A hall that is asked for more than it may hold; now and then it can hold it all the same.

    `chain` leaves it to chance whether the hall has losses at load, plants and a climate.
    """
    rng = random.Random(f"impossible {seed}")
    racks = {name: {"at_least": rng.choice((0, 1, 2, 3, 5, 8))} for name in ("wet", "dry")}
    demand = {"racks": racks, "objective": rng.choice(("capability", "cost"))}
    if rng.random() < 0.3:
        demand["hbm"] = {"at_least": f"{rng.choice((5, 20, 80))} TB"}
    return draw_site(seed, folder, size or USUAL, chain=chain and rng.random() < 0.4, **demand)


def whole(site: Site) -> tuple[tuple[Row, ...], np.ndarray]:
    """All rows of a site, and the most that each column holds."""
    model = build_model(build_problem(site))
    return model.rows, model.most


def fits(rows: Sequence[Row], columns: int, most: np.ndarray | None = None) -> bool:
    """Whether some whole numbers keep all of the rows."""
    if not rows:
        return True
    matrix = sparse.lil_array((len(rows), columns))
    for i, row in enumerate(rows):
        for column, each in row.terms.items():
            matrix[i, column] = each / row.scale
    low = [-np.inf if row.lower is None else row.lower / row.scale for row in rows]
    high = [np.inf if row.upper is None else row.upper / row.scale for row in rows]
    found = milp(
        np.zeros(columns),
        constraints=LinearConstraint(matrix.tocsr(), low, high),
        bounds=Bounds(0, np.full(columns, _MOST) if most is None else most),
        integrality=np.ones(columns),
    )
    assert found.status in (0, 2), found.message
    return bool(found.status == 0)


def is_impossible(site: Site) -> bool:
    """Whether nothing fits, by the judge."""
    rows, most = whole(site)
    return not fits(rows, len(most), most)


def is_minimal(rows: Sequence[Row], columns: int) -> bool:
    """Whether any one row may be left out, and the rest fits."""
    return all(fits(without, columns) for without in _without_one(rows))


def _without_one(rows: Sequence[Row]) -> Iterator[list[Row]]:
    for i in range(len(rows)):
        yield [row for k, row in enumerate(rows) if k != i]
