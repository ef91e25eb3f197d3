"""Loads of power nodes against their usable ratings, in any state."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from rackplan.model.verdict import Contributor, Failure
from rackplan.units import APPARENT_POWER, POWER, Dimension, Quantity, unit_of, ureg
from rackplan.verify.comparison import Comparison
from rackplan.verify.flow import Flow, State
from rackplan.verify.maintenance import SourcePair

__all__ = ["against_ratings", "sources_against_ratings"]

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
            ranks, given = state.nodes[entries], loads[entries]
            yield _compared(
                flow,
                ranks,
                given,
                dimension,
                state=lambda: state,
                failure=state.failure,
                left=state.left,
            )


def sources_against_ratings(flow: Flow, pairs: Sequence[SourcePair]) -> Iterator[Comparison]:
    """Compare sources with their usable rating where a loss and maintenance meet in nothing else.

    Parameters
    ----------
    flow : Flow
    pairs : sequence of SourcePair
        The worst of each source.

    Yields
    ------
    Comparison [kW or kVA]
    """
    for pair in pairs:
        in_kw = bool(flow.tree.in_kw[pair.node])
        dimension = POWER if in_kw else APPARENT_POWER
        load = ureg.Quantity(np.array([pair.kw if in_kw else pair.kva]), unit_of(dimension))
        state = partial(flow.after, pair.failure)
        ranks = np.array([pair.node], dtype=np.intp)
        yield _compared(flow, ranks, load, dimension, state=state, failure=pair.failure)


def _compared(
    flow: Flow,
    ranks: npt.NDArray[np.intp],
    loads: Quantity,
    dimension: Dimension,
    *,
    state: Callable[[], State],
    failure: Failure | None,
    left: Mapping[int, float] = MappingProxyType({}),
) -> Comparison:
    """Compare loads of some nodes, of whose rating only a share may be left."""
    shares = np.array([left.get(int(rank), 1.0) for rank in ranks])
    nodes = [flow.tree.nodes[rank] for rank in ranks]

    def blame(entry: int, _: float) -> Sequence[Contributor]:
        apparent = dimension is APPARENT_POWER
        return tuple(flow.contributors(int(ranks[entry]), state(), apparent=apparent))

    def subject(entry: int) -> str:
        kind = nodes[entry].kind
        return f"{_WORD.get(kind, kind.capitalize())} {nodes[entry].id}"

    return Comparison(
        says="{subject}{after} carries {value} of {limit}: {short} too much{most}",
        where=[node.id for node in nodes],
        used=loads,
        limit=ureg.Quantity(flow.tree.limit[ranks] * shares, unit_of(dimension)),
        subject=subject,
        blame=blame,
        failure=lambda _: failure,
        unit=dimension.unit,
    )
