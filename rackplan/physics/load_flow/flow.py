"""Load flow of a radial network, from the rack inlets to the grid, in many states at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rackplan.physics.load_flow.network import Network
from rackplan.physics.load_flow.states import States, after_losses
from rackplan.physics.load_flow.sweep import Sweep, Swept
from rackplan.units import (
    APPARENT_POWER,
    CURRENT,
    FRACTION,
    POWER,
    REACTIVE_POWER,
    VOLTAGE,
    Numbers,
    Quantity,
    Ratio,
    UnitProblem,
    give,
    take,
)

__all__ = ["LoadFlow", "load_flow"]


@dataclass(frozen=True)
class LoadFlow:
    """Powers, currents and voltages of every element, in each state where there are several.

    Attributes
    ----------
    input, output, loss : Quantity [kW]
        Real power by element (and state); input is output and loss, and 0 where it is not there.
    reactive : Quantity [kvar]
        At the output.
    apparent : Quantity [kVA]
        At the output.
    share : Quantity [dimensionless]
        Load over rating: of real power, apparent power or current, as the rating is. Above 1 an
        element is overloaded; beyond the reach of its law, loss goes with the square of the load.
    current : Quantity [A]
        At the output, in each line.
    voltage : Quantity [V]
        At the output; 0 where it is not there.
    grid : Quantity [kW]
        Drawn from the grid, by state.
    grid_apparent : Quantity [kVA]
    dark : Quantity [kW]
        Load on elements that are not there, which gets nothing, by state.
    """

    input: Quantity
    output: Quantity
    loss: Quantity
    reactive: Quantity
    apparent: Quantity
    share: Quantity
    current: Quantity
    voltage: Quantity
    grid: Quantity
    grid_apparent: Quantity
    dark: Quantity


def load_flow(
    network: Network,
    load: Quantity,
    reactive: Quantity | None = None,
    *,
    states: States | None = None,
    source_voltage: Ratio = 1.0,
) -> LoadFlow:
    """Powers and losses from the rack inlets to the grid, currents and voltages on the way.

    ``P_in = P_out + loss(P_out)`` of each element; ``P_out`` is its load and what it feeds

    Parameters
    ----------
    network : Network
    load : Quantity [kW]
        What hangs on each element itself, by rank: racks on taps and busways, base loads on boards.
        Of shape [element] or [element, state]; `Network.spread` makes it from names. Constant
        power, whatever the voltage, as that of power supplies is.
    reactive : Quantity [kvar], optional
        Of the loads, of the same shape (`reactive_power`); 0 where not given.
    states : States, optional
        From `every_single_loss` or `after_losses`; the whole network where not given.
    source_voltage : float or Quantity [dimensionless]
        Voltage of the grid over nominal, 0.8 to 1.2.

    Returns
    -------
    LoadFlow
        Arrays of shape [element] or, with states, [element, state].

    Notes
    -----
    Balanced three-phase or direct current, steady state, radial: where an element draws from two at
    once, as a rack does from feeds A and B, the weights say how much from each. Against a Newton
    load flow (pandapower): voltages within 1e-10, losses within 1e-8 of each. A load that the
    impedances cannot carry at any voltage is refused. Source: backward-forward sweep (Shirmohammadi
    1988), voltage of a branch in closed form.

    Examples
    --------
    A transformer, and a UPS behind it with 1.5 MW of racks:

    >>> from rackplan.physics.electrical import UPS_PLANNING, law_from_coefficients
    >>> from rackplan.physics.load_flow import Element, network_of
    >>> from rackplan.units import APPARENT_POWER, POWER, VOLTAGE, parse
    >>> network = network_of([
    ...     Element("T1", parse("2500 kVA", APPARENT_POWER), parse("480 V", VOLTAGE),
    ...             law=law_from_coefficients(0.00118, 0, 0.00472)),
    ...     Element("U1", parse("2 MW", POWER), parse("480 V", VOLTAGE),
    ...             law=UPS_PLANNING, converts=True, fed_by=("T1",)),
    ... ])
    >>> flow = load_flow(network, network.spread({"U1": parse("1.5 MW", POWER)}, POWER))
    >>> flow.loss.m_as("kW").round(3).tolist(), round(flow.grid.m_as("kW"), 3)
    ([7.446, 38.625], 1546.071)
    """
    kw = take(load, POWER, "load", low=0)
    kvar = np.zeros_like(kw)
    if reactive is not None:
        kvar = take(reactive, REACTIVE_POWER, "reactive load")
    single = states is None and kw.ndim == 1 and kvar.ndim == 1
    states = after_losses(network, [()]) if states is None else states
    shape = _shape(network, states, kw, kvar)
    whole_kw, whole_kvar = _wide(kw, shape), _wide(kvar, shape)
    on = np.broadcast_to(states.on, shape)
    weight = np.broadcast_to(states.weight, (len(network.links.child), shape[1]))
    source = float(take(source_voltage, FRACTION, "source voltage", low=0.8, high=1.2))
    swept = Sweep(network, weight, on, source).run(
        np.where(on, whole_kw, 0.0), np.where(on, whole_kvar, 0.0)
    )
    dark_kw = np.where(on, 0.0, whole_kw).sum(axis=0)
    return _told(network, swept, on, dark_kw, single=single)


def _told(
    network: Network, swept: Swept, on: npt.NDArray[np.bool_], dark_kw: Numbers, *, single: bool
) -> LoadFlow:
    """What the sweeps found, as quantities; without the axis of states where there is only one."""
    last = 0 if single else slice(None)
    kva = np.hypot(swept.out_kw, swept.out_kvar)
    amperes = kva / (network.kva_per_ampere[:, None] * swept.volts_pu)
    base = network.base_kva[:, None]
    by_power = np.where(network.in_kw[:, None], swept.out_kw, kva) / base
    by_current = amperes * network.kva_per_ampere[:, None] / base
    grid_kw, grid_kvar = (
        (part * network.roots[:, None]).sum(axis=0) for part in (swept.in_kw, swept.in_kvar)
    )
    return LoadFlow(
        input=give(swept.in_kw[:, last], POWER),
        output=give(swept.out_kw[:, last], POWER),
        loss=give((swept.in_kw - swept.out_kw)[:, last], POWER),
        reactive=give(swept.out_kvar[:, last], REACTIVE_POWER),
        apparent=give(kva[:, last], APPARENT_POWER),
        share=give(np.where(network.in_amperes[:, None], by_current, by_power)[:, last], FRACTION),
        current=give(amperes[:, last], CURRENT),
        voltage=give((swept.volts_pu * network.volts[:, None] * on)[:, last], VOLTAGE),
        grid=give(grid_kw[last], POWER),
        grid_apparent=give(np.hypot(grid_kw, grid_kvar)[last], APPARENT_POWER),
        dark=give(dark_kw[last], POWER),
    )


def _shape(network: Network, states: States, *loads: Numbers) -> tuple[int, int]:
    """Elements and states of a run; loads and states have to agree on them."""
    known = all(load.ndim in (1, 2) and len(load) == len(network.elements) for load in loads)
    wide = [load.shape[1] for load in loads if load.ndim == 2]
    columns = {n for n in (states.on.shape[1], *wide) if n != 1} or {1}
    if not known or len(columns) > 1:
        raise UnitProblem(
            f"loads of {len(network.elements)} elements, and of as many states as there are",
            f"shapes {[load.shape for load in loads]} for {states.on.shape[1]} states",
        )
    return len(network.elements), columns.pop()


def _wide(load: Numbers, shape: tuple[int, int]) -> Numbers:
    rows = load[:, None] if load.ndim == 1 else load
    return np.broadcast_to(rows, shape).astype(np.float64)
