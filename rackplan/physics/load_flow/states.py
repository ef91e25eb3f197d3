"""Which elements are there, and what feeds them, in each of many states."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rackplan.errors import BadInputError
from rackplan.physics.load_flow.network import Network
from rackplan.units import Numbers

__all__ = ["States", "after_losses", "every_single_loss"]


@dataclass(frozen=True)
class States:
    """Weights and presence in each state; a state is a column.

    Attributes
    ----------
    weight : float64[link, state]
        Share that the link's child draws from its parent; of an element that is there and has feeds
        they add to 1.
    on : bool[element, state]
        Whether an element is there and fed.
    """

    weight: Numbers
    on: npt.NDArray[np.bool_]


def every_single_loss(network: Network, *, among: Iterable[str] | None = None) -> States:
    """The whole network, then the network after the loss of each element alone.

    Parameters
    ----------
    network : Network
    among : iterable of str, optional
        Elements that may be lost; all where not given.

    Returns
    -------
    States
        State 0 has nothing lost; then one state a loss, in the order of `among` or of rank.

    Examples
    --------
    >>> from rackplan.physics.load_flow import Element, network_of
    >>> from rackplan.units import POWER, VOLTAGE, parse
    >>> power, volts = parse("1 MW", POWER), parse("415 V", VOLTAGE)
    >>> network = network_of([Element(name, power, volts) for name in ("U1", "U2")])
    >>> every_single_loss(network).on.tolist()
    [[True, False, True], [True, True, False]]
    """
    names = [element.name for element in network.elements] if among is None else list(among)
    return after_losses(network, [(), *((name,) for name in names)])


def after_losses(network: Network, losses: Sequence[Sequence[str]]) -> States:
    """States in which some elements are lost.

    An element that is not lost is there while anything that may feed it is. It draws from its feeds
    by their weights, those of lost feeds spread over the ones that are left in proportion; where
    only feeds of weight 0 are left, from the first of these. So a rack moves to its other cord, and
    a board to its catcher.

    Parameters
    ----------
    network : Network
    losses : sequence of sequences of str
        The elements lost in each state; an empty one is the whole network.

    Returns
    -------
    States

    Raises
    ------
    BadInputError
        For a name that is no element.

    Examples
    --------
    A rack on two feeds moves to the one that is left:

    >>> from rackplan.physics.load_flow import Element, network_of
    >>> from rackplan.units import POWER, VOLTAGE, parse
    >>> power, volts = parse("1 MW", POWER), parse("415 V", VOLTAGE)
    >>> network = network_of([
    ...     Element("A", power, volts), Element("B", power, volts),
    ...     Element("rack", power, volts, fed_by=("A", "B"), weights=(0.5, 0.5)),
    ... ])
    >>> after_losses(network, [(), ("A",)]).weight.tolist()
    [[0.5, 0.0], [0.5, 1.0]]
    """
    there = np.ones((len(network.elements), len(losses)), dtype=bool)
    for state, names in enumerate(losses):
        for name in names:
            if name not in network.rank:
                raise BadInputError.about("network", f'no element "{name}" to lose')
            there[network.rank[name], state] = False
    on = _followed_down(network, there)
    return States(_moved(network, on), on)


def _followed_down(network: Network, there: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Elements that are there and fed, from the grid down."""
    on = np.zeros_like(there)
    links = network.links
    for rows in network.levels:
        fed = np.broadcast_to(network.roots[rows, None], on[rows].shape).copy()
        inside = (links.child >= rows.start) & (links.child < rows.stop)
        np.logical_or.at(fed, links.child[inside] - rows.start, on[links.parent[inside]])
        on[rows] = there[rows] & fed
    return on


def _moved(network: Network, on: npt.NDArray[np.bool_]) -> Numbers:
    """Weights of the links in each state."""
    links = network.links
    alive = on[links.parent] & on[links.child]
    kept = np.where(alive, links.weight[:, None], 0.0)
    fallback = alive & _first_alive(links.child, alive)
    sums = np.zeros(on.shape)
    np.add.at(sums, links.child, kept)
    total = sums[links.child]
    return np.where(total > 0, kept / np.where(total > 0, total, 1.0), fallback.astype(np.float64))


def _first_alive(
    child: npt.NDArray[np.intp], alive: npt.NDArray[np.bool_]
) -> npt.NDArray[np.bool_]:
    """Whether a link is the first of its child's that is alive; links are sorted by child."""
    before: npt.NDArray[np.intp] = np.cumsum(alive, axis=0) - alive
    starts = np.searchsorted(child, child)
    return np.asarray(before == before[starts], dtype=bool) & alive
