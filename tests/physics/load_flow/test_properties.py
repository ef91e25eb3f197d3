"""Load flow of any network: energy closes, more load never costs less, states are independent."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rackplan.physics.load_flow import (
    LoadFlow,
    Network,
    States,
    every_single_loss,
    load_flow,
    network_of,
)
from rackplan.units import POWER, REACTIVE_POWER, Numbers, give
from tests.physics.load_flow.halls import networks


@st.composite
def runs(draw: st.DrawFn) -> tuple[Network, Numbers, Numbers]:
    """A network and the loads of its elements."""
    network = draw(networks())
    size = len(network.elements)
    kw = np.array(draw(st.lists(st.floats(0, 150), min_size=size, max_size=size)))
    tangent = np.array(draw(st.lists(st.floats(0, 0.5), min_size=size, max_size=size)))
    return network, kw, kw * tangent


def flow_of(network: Network, kw: Numbers, kvar: Numbers, states: States | None = None) -> LoadFlow:
    return load_flow(network, give(kw, POWER), give(kvar, REACTIVE_POWER), states=states)


@settings(deadline=2000, max_examples=40)
@given(runs())
def test_energy_closes(run: tuple[Network, Numbers, Numbers]) -> None:
    """Grid = fed loads + losses, in each state; an element's input is its output + loss."""
    network, kw, kvar = run
    flow = flow_of(network, kw, kvar, every_single_loss(network))
    fed = kw.sum() - flow.dark.m_as("kW")
    lost = flow.loss.m_as("kW").sum(axis=0)
    assert flow.grid.m_as("kW") == pytest.approx(fed + lost, rel=1e-9, abs=1e-9)
    balance = flow.input - flow.output - flow.loss
    assert balance.m_as("kW") == pytest.approx(np.zeros(balance.shape), abs=1e-9)
    assert flow.loss.m_as("kW").min() >= -1e-12
    assert flow.share.magnitude.min() >= 0


@settings(deadline=2000, max_examples=40)
@given(runs())
def test_what_an_element_gives_is_what_hangs_on_it(run: tuple[Network, Numbers, Numbers]) -> None:
    """Kirchhoff at every output, reckoned link by link."""
    network, kw, kvar = run
    flow = flow_of(network, kw, kvar)
    given_kw = kw.copy()
    for rank, element in enumerate(network.elements):
        weights = element.weights or ((1.0,) if element.fed_by else ())
        for name, weight in zip(element.fed_by, weights, strict=False):
            given_kw[network.rank[name]] += weight * flow.input.m_as("kW")[rank]
    assert flow.output.m_as("kW") == pytest.approx(given_kw, rel=1e-9, abs=1e-9)


@settings(deadline=2000, max_examples=40)
@given(runs())
def test_a_state_is_the_same_alone(run: tuple[Network, Numbers, Numbers]) -> None:
    network, kw, kvar = run
    states = every_single_loss(network)
    together = flow_of(network, kw, kvar, states)
    for column in range(states.on.shape[1]):
        one = States(states.weight[:, [column]], states.on[:, [column]])
        alone = flow_of(network, kw, kvar, one)
        for name in ("input", "loss", "current", "voltage", "grid"):
            found, wanted = (getattr(f, name).magnitude for f in (alone, together))
            assert found[..., 0] == pytest.approx(wanted[..., column], rel=1e-9, abs=1e-9), name


@settings(deadline=2000, max_examples=40)
@given(runs(), st.data())
def test_more_load_never_costs_less(
    run: tuple[Network, Numbers, Numbers], data: st.DataObject
) -> None:
    """All modules on: then every law rises.

    Not quite: more load lowers the voltage, and with it the iron loss, by some millionths of it.
    """
    network, kw, kvar = run
    steady = network_of([_all_on(element) for element in network.elements])
    more = kw.copy()
    more[data.draw(st.integers(0, len(kw) - 1))] += data.draw(st.floats(0.1, 50))
    before, after = flow_of(steady, kw, kvar), flow_of(steady, more, kvar)
    added = (after.grid - before.grid).m_as("kW")
    assert added >= (more - kw).sum() * (1 - 1e-3)


def _all_on(element: Any) -> Any:
    from dataclasses import replace

    return replace(element, spare=None)


@settings(deadline=2000, max_examples=40)
@given(runs(), st.randoms())
def test_the_order_of_elements_does_not_matter(
    run: tuple[Network, Numbers, Numbers], random: Any
) -> None:
    network, kw, kvar = run
    shuffled = list(network.elements)
    random.shuffle(shuffled)
    other = network_of(shuffled)
    to = [network.rank[e.name] for e in other.elements]
    found, wanted = flow_of(other, kw[to], kvar[to]), flow_of(network, kw, kvar)
    assert found.grid.m_as("kW") == pytest.approx(wanted.grid.m_as("kW"))
    assert found.voltage.magnitude == pytest.approx(wanted.voltage.magnitude[to])


@settings(deadline=2000, max_examples=40)
@given(networks())
def test_who_is_there_after_a_loss(network: Network) -> None:
    """Against a walk from the grid, element by element."""
    states = every_single_loss(network)
    for column, lost in enumerate([None, *(e.name for e in network.elements)]):
        there: set[str] = set()
        for element in network.elements:
            if element.name != lost and (not element.fed_by or there & set(element.fed_by)):
                there.add(element.name)
        assert {
            e.name for e, on in zip(network.elements, states.on[:, column], strict=True) if on
        } == there
    sums = np.zeros(states.on.shape)
    np.add.at(sums, network.links.child, states.weight)
    fed = states.on & ~network.roots[:, None]
    assert sums[fed] == pytest.approx(1.0)
    assert sums[~fed] == pytest.approx(0.0)
