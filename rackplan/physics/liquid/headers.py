"""A row of racks along its headers: supply and return pipes, and the racks between them.

Racks are counted from the inlet of the row. The segment before a rack carries the flow of that rack
and of all behind it. With *direct* return the water leaves where it came in, and the last rack has
the longest way; with *reverse* return (Tichelmann) it leaves at the far end, and all ways are about
equally long.
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from rackplan.physics.liquid.branches import Split, split_flow, take_branches
from rackplan.physics.liquid.coolants import L_MIN_PER_M3_S
from rackplan.physics.liquid.friction import speed_of
from rackplan.physics.liquid.pipes import Pipe, Run, run_of
from rackplan.units import FLOW, PRESSURE, Numbers, Quantity, Ratio, UnitProblem, give, take

__all__ = ["ReturnPiping", "header_drops", "row_flows"]

ReturnPiping = Literal["direct", "reverse"]


def header_drops(
    flows: Quantity,
    segment: Pipe,
    coolant: str,
    temperature: Quantity,
    return_piping: ReturnPiping = "direct",
) -> Quantity:
    """Pressure lost in supply and return header on the way to each rack and back.

    ``dp_i = sum_(j<=i) s(sum_(k>=j) V_k) + return``; the return is the same sum again when it is
    direct, and ``sum_(j>i) s(sum_(k<j) V_k)`` with the last segment when it is reverse.

    Parameters
    ----------
    flows : Quantity [L/min]
        V of each rack, from the inlet of the row on: as balancing valves set them.
    segment : Pipe
        The header from one rack to the next, tees included as K; arrays for segments that differ.
    coolant : str
        "PG25", "water" and others: see `density`.
    temperature : Quantity [degC]
    return_piping : {'direct', 'reverse'}

    Returns
    -------
    Quantity [kPa]
        For each rack. The row needs the largest sum of this and the drop of the rack.

    Notes
    -----
    Range and source as for `run_drop`; steady flow, one temperature. In segments with a Reynolds
    number of 650 to 2040 the larger, turbulent friction is taken, so that drops rise smoothly.

    Examples
    --------
    Eight racks of 119 L/min on a header of 80 mm, 1.2 m apart:

    >>> from rackplan.units import FLOW, LENGTH, TEMPERATURE, give, parse
    >>> segment = Pipe(parse("1.2 m", LENGTH), parse("80 mm", LENGTH), parse("15 um", LENGTH), 0.4)
    >>> flows, warm = give([119.0] * 8, FLOW), parse("40 degC", TEMPERATURE)
    >>> header_drops(flows, segment, "PG25", warm).m_as("kPa").round(2).tolist()
    [6.65, 11.78, 15.58, 18.25, 19.99, 20.99, 21.45, 21.57]
    """
    run = run_of(segment, coolant, temperature)
    flow_l_min = take(flows, FLOW, "flow")
    if flow_l_min.ndim != 1:
        raise UnitProblem("flows of the racks of one row", f"shape {flow_l_min.shape}", fits=True)
    speed_of(np.cumsum(flow_l_min[::-1])[::-1] / L_MIN_PER_M3_S, run.bore_m)
    return give(_ways(flow_l_min, run, return_piping), PRESSURE)


def row_flows(
    total: Quantity,
    segment: Pipe,
    at: Quantity,
    drops: Quantity,
    exponent: Ratio,
    *,
    coolant: str,
    temperature: Quantity,
    return_piping: ReturnPiping = "direct",
) -> Split:
    """How a flow parts among the racks of a row without balancing valves, headers included.

    Solves ``header_i(V) + drops_i (V_i / at_i)**n_i = dp`` and ``sum V_i = V`` for all flows V_i
    and the drop dp of the row.

    Parameters
    ----------
    total : Quantity [L/min]
        V, into the row, above zero.
    segment : Pipe
        The header from one rack to the next, as for `header_drops`.
    at : Quantity [L/min]
        Flow of a known point of each rack, from the inlet of the row on.
    drops : Quantity [kPa]
        Pressure drop of that point.
    exponent : float or Quantity [dimensionless]
        n, 1 to 2.
    coolant : str
    temperature : Quantity [degC]
    return_piping : {'direct', 'reverse'}

    Returns
    -------
    Split [flows L/min, drop kPa]

    Notes
    -----
    Range and source as for `header_drops` and `split_flow`. One row: looped and interacting
    manifolds need a network solver.

    Examples
    --------
    >>> from rackplan.units import FLOW, LENGTH, PRESSURE, TEMPERATURE, give, parse
    >>> segment = Pipe(parse("1.2 m", LENGTH), parse("80 mm", LENGTH), parse("15 um", LENGTH), 0.4)
    >>> split = row_flows(parse("952 L/min", FLOW), segment, give([119.0] * 8, FLOW),
    ...                   parse("58.6 kPa", PRESSURE), 1.89, coolant="PG25",
    ...                   temperature=parse("40 degC", TEMPERATURE))
    >>> split.flows.m_as("L/min").round(1).tolist()
    [129.4, 124.3, 120.5, 117.8, 116.0, 115.0, 114.5, 114.4]
    """
    from scipy.optimize import root  # noqa: PLC0415  # costs time that most runs do not need

    run, branches = run_of(segment, coolant, temperature), take_branches(at, drops, exponent)
    total_l_min = float(take(total, FLOW, "total flow", low=1e-3))
    speed_of(np.asarray(total_l_min / L_MIN_PER_M3_S), run.bore_m)
    start = split_flow(total, at, drops, exponent).flows.m_as("L/min") / total_l_min

    def paths(shares: Numbers) -> Numbers:
        """Header and rack, for each rack [kPa]."""
        flow_l_min = shares * total_l_min
        at_l_min, drop_kpa, power = branches
        racks = drop_kpa * (np.abs(flow_l_min) / at_l_min) ** power
        return _ways(flow_l_min, run, return_piping) + np.sign(shares) * racks

    def miss(unknown: Numbers) -> Numbers:
        shares, drop = unknown[:-1], unknown[-1]
        return np.append(paths(shares) / scale - drop, shares.sum() - 1.0)

    scale = paths(start).mean()
    found = root(miss, np.append(start, 1.0), tol=1e-12)
    if not np.max(np.abs(miss(found.x))) < 1e-8:
        raise UnitProblem("a row whose flows can be found", found.message, fits=True)
    flows = np.maximum(found.x[:-1], 0.0) * total_l_min  # what is none may come out as -1e-9
    return Split(give(flows, FLOW), give(found.x[-1] * scale, PRESSURE))


def _ways(flow_l_min: Numbers, run: Run, return_piping: ReturnPiping) -> Numbers:
    """Pressure lost in the headers to each rack and back [kPa]."""
    flow_m3_s = flow_l_min / L_MIN_PER_M3_S
    supply = np.cumsum(run.joined_drop_kpa(np.cumsum(flow_m3_s[::-1])[::-1]))
    if return_piping == "direct":
        return 2.0 * supply
    if return_piping != "reverse":
        raise UnitProblem("return piping direct or reverse", f'"{return_piping}"', fits=True)
    gathered = run.joined_drop_kpa(np.cumsum(flow_m3_s))
    return supply + np.cumsum(gathered[::-1])[::-1]
