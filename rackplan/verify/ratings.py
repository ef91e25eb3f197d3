"""Loads of power nodes against their usable ratings, in any state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from rackplan.model.verdict import Contributor
from rackplan.units import APPARENT_POWER, POWER, Dimension, Quantity, unit_of, ureg
from rackplan.verify.comparison import Comparison
from rackplan.verify.flow import Flow, State

__all__ = ["against_ratings"]

_WORD = {"ups": "UPS"}


def against_ratings(flow: Flow, state: State, nodes: npt.NDArray[np.bool_]) -> Iterator[Comparison]:
    """Compare loads with usable ratings at some of the nodes that a state touches.

    Parameters
    ----------
    flow : Flow
    state : State
    nodes : bool[node]
        The nodes to look at.

    Yields
    ------
    Comparison [kW, and kVA]
        Nodes rated in kW by their real power, the others by their apparent power.
    """
    looked_at = nodes[state.nodes]
    in_kw = flow.tree.in_kw[state.nodes]
    for entries, loads, dimension in (
        (looked_at & in_kw, state.real, POWER),
        (looked_at & ~in_kw, state.apparent, APPARENT_POWER),
    ):
        if entries.any():
            yield _compared(flow, state, state.nodes[entries], loads[entries], dimension)


def _compared(
    flow: Flow, state: State, ranks: npt.NDArray[np.intp], loads: Quantity, dimension: Dimension
) -> Comparison:
    nodes = [flow.tree.nodes[rank] for rank in ranks]

    def blame(entry: int, _: float) -> Sequence[Contributor]:
        apparent = dimension is APPARENT_POWER
        return tuple(flow.contributors(int(ranks[entry]), state, apparent=apparent))

    def subject(entry: int) -> str:
        kind = nodes[entry].kind
        return f"{_WORD.get(kind, kind.capitalize())} {nodes[entry].id}"

    return Comparison(
        says="{subject}{after} carries {value} of {limit}: {short} too much{most}",
        where=[node.id for node in nodes],
        used=loads,
        limit=ureg.Quantity(flow.tree.limit[ranks], unit_of(dimension)),
        subject=subject,
        blame=blame,
        failure=lambda _: state.failure,
        unit=dimension.unit,
    )
