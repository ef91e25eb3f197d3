"""Pressure drop of pipes, hoses and manifolds with their fittings: Darcy-Weisbach."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rackplan.physics.liquid.coolant_table import coolant_named
from rackplan.physics.liquid.coolants import L_MIN_PER_M3_S
from rackplan.physics.liquid.friction import (
    MOST_SPEED_M_S,
    Friction,
    friction_of,
    joined_friction_of,
    reynolds_of,
    speed_of,
    take_bore,
    take_liquid,
)
from rackplan.physics.liquid.roots import rising_root
from rackplan.units import (
    FLOW,
    FRACTION,
    LENGTH,
    PRESSURE,
    Numbers,
    Quantity,
    Ratio,
    UnitProblem,
    give,
    take,
)

__all__ = ["Pipe", "Run", "pipe_drop", "pipe_flow", "run_drop", "run_of"]


@dataclass(frozen=True, eq=False)
class Pipe:
    """A run of round pipe, hose or manifold; each figure may be an array, for many runs at once.

    Attributes
    ----------
    length : Quantity [m]
    diameter : Quantity [m]
        Inside, 1 mm to 5 m.
    roughness : Quantity [m]
        0.0015 mm drawn tube and hose, 0.015 mm stainless steel, 0.045 mm carbon steel; at most
        0.05 of the diameter.
    fittings : float or Quantity [dimensionless]
        Sum of the loss coefficients K of entrances, bends and valves: see `fitting_loss`.
    """

    length: Quantity
    diameter: Quantity
    roughness: Quantity
    fittings: Ratio = 0.0

    def numbers(self) -> tuple[Numbers, Numbers, Numbers, Numbers]:
        """Length, bore, roughness [m] and K, refused where out of range."""
        bore_m = take_bore(self.diameter)
        rough_m = take(self.roughness, LENGTH, "roughness")
        take(rough_m / bore_m, FRACTION, "relative roughness", high=0.05)
        length_m = take(self.length, LENGTH, "length", high=1e5)
        return length_m, bore_m, rough_m, take(self.fittings, FRACTION, "loss of fittings")


@dataclass(frozen=True, eq=False)
class Run:
    """A pipe full of a liquid, on plain numbers: what the equations here work on."""

    length_m: Numbers
    bore_m: Numbers
    rough_m: Numbers
    fittings: Numbers
    density_kg_m3: Numbers
    viscosity_pa_s: Numbers
    method: Friction = "colebrook"

    def drop_kpa(self, flow_m3_s: Numbers) -> Numbers:
        """Pressure drop at a flow; no flow, no drop, and too fast a flow is refused."""
        rough, speed = self.rough_m / self.bore_m, speed_of(flow_m3_s, self.bore_m)
        return self._lost(speed, friction_of(self._reynolds(flow_m3_s), rough, self.method))

    def joined_drop_kpa(self, flow_m3_s: Numbers) -> Numbers:
        """Pressure drop that rises without a jump where flow turns turbulent: for networks.

        Backward flow drops as much, backward: a search may pass there.
        """
        forward, rough = np.abs(flow_m3_s), self.rough_m / self.bore_m
        friction = joined_friction_of(self._reynolds(forward), rough)
        speed = forward / (0.25 * np.pi * self.bore_m**2)
        return np.sign(flow_m3_s) * self._lost(speed, friction)

    def _reynolds(self, flow_m3_s: Numbers) -> Numbers:
        return reynolds_of(flow_m3_s, self.bore_m, self.density_kg_m3, self.viscosity_pa_s)

    def _lost(self, speed_m_s: Numbers, friction: Numbers) -> Numbers:
        losses = friction * self.length_m / self.bore_m + self.fittings
        return losses * self.density_kg_m3 * speed_m_s**2 / 2e3

    def most_flow_m3_s(self) -> Numbers:
        """The flow at which a pipe is refused."""
        return MOST_SPEED_M_S * 0.25 * np.pi * self.bore_m**2


def pipe_drop(
    flow: Quantity,
    pipe: Pipe,
    density: Quantity,
    viscosity: Quantity,
    method: Friction = "colebrook",
) -> Quantity:
    """Pressure drop of a pipe with fittings: ``dp = (f L/D + sum K) rho v**2 / 2``.

    Parameters
    ----------
    flow : Quantity [L/min]
        Volume flow: a mass flow over the density.
    pipe : Pipe
        Length, inside diameter, roughness, sum of K.
    density : Quantity [kg/m3]
        500 to 2000 kg/m3.
    viscosity : Quantity [Pa*s]
        1e-6 to 1 Pa*s.
    method : {'colebrook', 'haaland'}
        How f is found: see `friction_factor`.

    Returns
    -------
    Quantity [kPa]

    Notes
    -----
    Steady flow of a liquid in a full round pipe; speeds above 30 m/s and all else out of range are
    refused. Height is left out: a closed loop gets back what it gives. Source: Darcy-Weisbach.

    Examples
    --------
    >>> from rackplan.units import DENSITY, FLOW, LENGTH, VISCOSITY, parse
    >>> pipe = Pipe(parse("40 m", LENGTH), parse("100 mm", LENGTH), parse("0.045 mm", LENGTH), 5)
    >>> drop = pipe_drop(parse("1000 L/min", FLOW), pipe, parse("1014 kg/m3", DENSITY),
    ...                  parse("1.37 mPa*s", VISCOSITY))
    >>> round(drop.m_as("kPa"), 2)
    28.8
    """
    flow_m3_s = take(flow, FLOW, "flow") / L_MIN_PER_M3_S
    run = Run(*pipe.numbers(), *take_liquid(density, viscosity), method)
    return give(run.drop_kpa(flow_m3_s), PRESSURE)


def run_drop(
    flow: Quantity,
    pipe: Pipe,
    coolant: str,
    temperature: Quantity,
    method: Friction = "colebrook",
) -> Quantity:
    """Pressure drop of a pipe, hose or manifold for a coolant at a temperature.

    `pipe_drop` with the coolant's own density and viscosity: ``dp = (f L/D + sum K) rho v**2 / 2``.

    Parameters
    ----------
    flow : Quantity [L/min]
    pipe : Pipe
        Length, inside diameter, roughness, sum of K.
    coolant : str
        "PG25", "water" and others: see `density`.
    temperature : Quantity [degC]
    method : {'colebrook', 'haaland'}

    Returns
    -------
    Quantity [kPa]

    Notes
    -----
    Range and source as for `pipe_drop` and the coolant. A supply pipe at 25 degC drops more than
    the return at 50 degC: take each at its own temperature, or both at the colder.

    Examples
    --------
    >>> from rackplan.units import FLOW, LENGTH, TEMPERATURE, parse
    >>> pipe = Pipe(parse("40 m", LENGTH), parse("100 mm", LENGTH), parse("0.045 mm", LENGTH), 5)
    >>> drop = run_drop(parse("1000 L/min", FLOW), pipe, "PG25", parse("40 degC", TEMPERATURE))
    >>> round(drop.m_as("kPa"), 2)
    28.8
    """
    flow_m3_s = take(flow, FLOW, "flow") / L_MIN_PER_M3_S
    return give(run_of(pipe, coolant, temperature, method).drop_kpa(flow_m3_s), PRESSURE)


def pipe_flow(
    drop: Quantity,
    pipe: Pipe,
    density: Quantity,
    viscosity: Quantity,
    method: Friction = "colebrook",
) -> Quantity:
    """Flow that a pressure drop drives through a pipe; the inverse of `pipe_drop`.

    Solves ``(f(V) L/D + sum K) rho v**2 / 2 = dp`` for V by halving.

    Parameters
    ----------
    drop : Quantity [kPa]
    pipe : Pipe
        Length, inside diameter, roughness, sum of K.
    density : Quantity [kg/m3]
    viscosity : Quantity [Pa*s]
    method : {'colebrook', 'haaland'}
        As for `pipe_drop`.

    Returns
    -------
    Quantity [L/min]

    Notes
    -----
    Range as for `pipe_drop`; a drop that drives more than 30 m/s is refused. Where laminar flow
    would drop less and turbulent flow more, the flow at a Reynolds number of 2040 is given.

    Examples
    --------
    >>> from rackplan.units import DENSITY, LENGTH, PRESSURE, VISCOSITY, parse
    >>> pipe = Pipe(parse("40 m", LENGTH), parse("100 mm", LENGTH), parse("0.045 mm", LENGTH), 5)
    >>> flow = pipe_flow(parse("28.8 kPa", PRESSURE), pipe, parse("1014 kg/m3", DENSITY),
    ...                  parse("1.37 mPa*s", VISCOSITY))
    >>> round(flow.m_as("L/min"))
    1000
    """
    wanted_kpa = take(drop, PRESSURE, "pressure drop")
    run = Run(*pipe.numbers(), *take_liquid(density, viscosity), method)
    most_m3_s = run.most_flow_m3_s()
    missing_kpa = run.drop_kpa(most_m3_s) - wanted_kpa
    if np.any(missing_kpa < 0.0):
        beyond = f"{-np.min(missing_kpa):.6g} kPa more"
        raise UnitProblem("pressure drop for at most 30 m/s", beyond, fits=True)
    none = np.zeros_like(missing_kpa)
    found = rising_root(lambda flow: run.drop_kpa(flow) - wanted_kpa, none, most_m3_s)
    return give(found * L_MIN_PER_M3_S, FLOW)


def run_of(pipe: Pipe, coolant: str, temperature: Quantity, method: Friction = "colebrook") -> Run:
    """A pipe full of a coolant at a temperature, for many flows.

    Parameters
    ----------
    pipe : Pipe
    coolant : str
    temperature : Quantity [degC]
    method : {'colebrook', 'haaland'}

    Returns
    -------
    Run

    Examples
    --------
    >>> from rackplan.units import LENGTH, TEMPERATURE, parse
    >>> pipe = Pipe(parse("40 m", LENGTH), parse("100 mm", LENGTH), parse("0.045 mm", LENGTH), 5)
    >>> run = run_of(pipe, "PG25", parse("40 degC", TEMPERATURE))
    >>> round(float(run.drop_kpa(np.array(1 / 60))), 2)
    28.8
    """
    liquid = coolant_named(coolant)
    at_degc = liquid.take(temperature)
    properties = liquid.density_kg_m3(at_degc), liquid.viscosity_pa_s(at_degc)
    return Run(*pipe.numbers(), *properties, method)
