"""A site reduced to plain arrays: the only place where the optimizer meets quantities.

Loads are rounded up and capacities down, so that a plan that keeps the rows keeps the rules. Axes:
``t`` rack types in play, ``r`` rows, ``s`` segments, ``l`` loops, ``z`` air zones, ``h`` halls.
Integers are in the unit of their suffix: W, VA, Pa, mm, mL/min, mL/s, USD, TFLOPS, GB.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TypeVar

import numpy as np

from rackplan.errors import BadInputError
from rackplan.model.catalog import Precision, RackType
from rackplan.model.plan import racks_of_width
from rackplan.model.power import PowerNode
from rackplan.model.site import CoolingLoop, Row, Site
from rackplan.optimize.alike import figure_of, once_a_kind
from rackplan.optimize.columns import Columns
from rackplan.optimize.orders import Orders, orders_of
from rackplan.optimize.power_states import PowerStates, power_states
from rackplan.optimize.reduction import (
    CoolingLimits,
    Layout,
    Rounding,
    ceil_units,
    cooling_limits,
    floor_units,
)
from rackplan.optimize.row import Ints, Terms
from rackplan.optimize.segments import Segment, segments_of
from rackplan.optimize.serving import serving_of
from rackplan.physics.connection import SHARE_OF_CIRCUIT, poles_of
from rackplan.physics.floor import floor_pressure
from rackplan.physics.liquid import rack_flow
from rackplan.physics.power_chain import circuit_capacity, is_in_kw, usable_rating

__all__ = ["Problem", "Rounding", "build_problem", "ceil_units", "floor_units"]

_Other = TypeVar("_Other", Row, CoolingLoop)


@dataclass(frozen=True)
class Problem:
    """The arrays of a site.

    Attributes
    ----------
    site : Site
        For ids, bounds of the demand and policy; figures are read from the arrays.
    types : tuple of str
        Rack types in play: those asked for, and the support racks of their pods.
    planned_w, failover_w, planned_va, failover_va : int64[t]
        Draw of a rack, whole and after a feed is lost, rounded up.
    span : int64[t, r]
        Adjacent positions that a rack takes.
    tap_va : int64[t, r]
        What a tap gives to a rack, rounded down.
    poles : int64[t, r]
        Lines that a rack hangs on: 1 to 3; 0 where it does not take the row's current or voltage.
    pressure_pa : int64[t, r]
        Load on the floor, rounded up; floor_pa[r] what it carries.
    flow_ml : int64[t, l]
        Coolant flow at the loop's supply temperature [mL/min], rounded up.
    power : PowerStates
        The power tree as chains, in the normal state and after each loss.
    node_limit : mapping of node id to int
        Usable rating, rounded down [W where `node_is_real`, else VA].
    cooling : CoolingLimits
        What the physics of loops, zones and plants allows.
    orders : Orders
        Those that are alike, and where each could be filled.
    """

    site: Site
    types: tuple[str, ...]
    segments: tuple[Segment, ...]
    columns: Columns
    power: PowerStates
    planned_w: Ints
    failover_w: Ints
    planned_va: Ints
    failover_va: Ints
    span: Ints
    pressure_pa: Ints
    floor_pa: Ints
    tap_va: Ints
    poles: Ints
    heat_w: Ints
    flow_ml: Ints
    air_heat_w: Ints
    airflow_ml: Ints
    node_limit: Mapping[str, int]
    node_is_real: Mapping[str, bool]
    row_hall: Ints
    row_loop: Ints
    row_zone: Ints
    cooling: CoolingLimits
    orders: Orders

    @cached_property
    def racks(self) -> tuple[RackType, ...]:
        """The rack types in play [t]."""
        return tuple(self.site.catalog.racks[rack] for rack in self.types)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The rows of the site [r]."""
        return tuple(self.site.rows.values())

    @cached_property
    def index(self) -> dict[str, int]:
        """Axis t by rack type."""
        return {rack: t for t, rack in enumerate(self.types)}

    @cached_property
    def row_segments(self) -> tuple[tuple[int, ...], ...]:
        """Segments of each row [r]."""
        of_row: list[list[int]] = [[] for _ in self.rows]
        for s, segment in enumerate(self.segments):
            of_row[segment.row].append(s)
        return tuple(tuple(segments) for segments in of_row)

    @cached_property
    def rows_along(self) -> dict[str, tuple[int, ...]]:
        """Rows on each busway, in the order of the site."""
        found: dict[str, list[int]] = defaultdict(list)
        for r, row in enumerate(self.rows):
            for feed in dict.fromkeys(row.feeds):
                found[feed].append(r)
        return {feed: tuple(rows) for feed, rows in found.items()}

    @cached_property
    def rated_nodes(self) -> tuple[str, ...]:
        """Power nodes that are rated, busways apart; a machine draws, and carries nothing."""
        nodes = self.site.power.values()
        return tuple(node.id for node in nodes if node.kind not in {"busway", "machine"})

    def rows_at(self, of_row: Ints, index: int) -> list[int]:
        """Rows whose hall, loop or zone is the one given."""
        return np.flatnonzero(of_row == index).tolist()

    def va_per_ampere(self, busway: str) -> float:
        """Apparent power of one ampere in each line of a busway [VA]."""
        taps = (self.rows[r].tap.voltage for r in self.rows_along.get(busway, ()))
        voltage = self.site.power[busway].voltage or next(taps)
        return math.sqrt(3.0) * float(voltage.m_as("V"))

    def room(self, t: int, rows: Iterable[int]) -> int:
        """Racks of a type that some rows have room for."""
        segments = (self.segments[s] for r in rows for s in self.row_segments[r])
        return sum(int(each.length // self.span[t, each.row]) for each in segments)

    def count_terms(self, t: int, rows: Iterable[int], each: int = 1) -> Terms:
        """Terms of ``each`` times the racks of type t on some rows."""
        return {self.columns.x(t, s): each for r in rows for s in self.row_segments[r]}

    @cached_property
    def added(self) -> tuple[int, ...]:
        """Segments whose racks are new: all but those of racks that stand already."""
        return tuple(s for s, segment in enumerate(self.segments) if not segment.is_given)

    def added_terms(self, t: int, each: int = 1) -> Terms:
        """Terms of ``each`` times the racks of type t that the plan puts up."""
        return {self.columns.x(t, s): each for s in self.added}

    def serving_terms(self, workload: str, load: Ints) -> Terms:
        """Terms of the sum of a load per rack [t] over all racks that serve a workload."""
        types = [t for t, name in self.columns.serving if name == workload and load[t]]
        return {self.columns.serve(t, workload): int(load[t]) for t in types}

    def standing(self, t: int) -> int:
        """How many racks of type t stand already."""
        return sum(placed.rack == self.types[t] for placed in self.site.placed.values())

    def places_of(self, t: int, s: int) -> list[tuple[str, ...]]:
        """Positions that each rack of type t on segment s would cover.

        One entry stands for all where they are alike: on free positions that are counted together.
        """
        segment = self.segments[s]
        span, positions = int(self.span[t, segment.row]), self.rows[segment.row].positions
        starts = [segment.start]
        if segment.must:
            starts = [index for index, name in segment.must if name == self.types[t]]
        else:
            span = min(span, segment.length + segment.past)
        return [tuple(p.id for p in positions[start : start + span]) for start in starts]

    def load_terms(self, load: Ints, rows: Iterable[int]) -> Terms:
        """Terms of the sum of a load per rack [t] over all racks on some rows."""
        chosen = tuple(rows)
        return self.table_terms(np.repeat(load[:, np.newaxis], len(chosen), axis=1), chosen)

    def table_terms(self, each: Ints, rows: Sequence[int]) -> Terms:
        """Terms of the sum of ``each[t, k]`` times the racks of type t in the k-th of some rows."""
        places = [(k, s) for k, r in enumerate(rows) for s in self.row_segments[r]]
        of_row, segments = np.array(places, dtype=np.int64).reshape(-1, 2).T
        spread = each[:, of_row]
        types, place = np.nonzero(spread)
        columns = types * self.columns.segments + segments[place]
        return dict(zip(columns.tolist(), spread[types, place].tolist(), strict=True))

    def capability(self, precision: Precision, rounded: Rounding = floor_units) -> Ints:
        """Dense compute rate of each type [TFLOPS]; rounded up where it counts as a load."""
        rates = [r.computing.dense.get(precision) if r.computing else None for r in self.racks]
        return _ints(0 if rate is None else rounded(rate, "TFLOPS") for rate in rates)

    def memory_gb(self, rounded: Rounding = floor_units) -> Ints:
        """High-bandwidth memory of each type [GB]; rounded up where it counts as a load."""
        return _ints(rounded(r.computing.hbm, "GB") if r.computing else 0 for r in self.racks)

    @cached_property
    def shelf_w(self) -> dict[str, int]:
        """Rating of each kind of shelf [W], rounded down."""
        return {s.id: floor_units(s.rating, "W") for s in self.site.catalog.shelves.values()}

    def prices(self) -> Ints:
        """Price of each type [USD], rounded up; an unknown one is bad input here."""
        unpriced = [rack.id for rack in self.racks if rack.price is None and self.is_bought(rack)]
        if unpriced:
            made = self.site.catalog.assemblies.get(unpriced[0])
            why = "" if made is None else f": {made.why_unknown('price')}"
            raise BadInputError.about(
                f"catalog.{unpriced[0]}.price",
                f"no price is stated{why}, and the budget or the objective needs one. Add a price, "
                "or take the type out of demand.racks and demand.orders",
            )
        prices = [rack.price for rack in self.racks]
        return _ints(0 if price is None else ceil_units(price, "USD") for price in prices)

    def offer_terms(self) -> Terms:
        """Terms of the prices of offers [USD], rounded up."""
        offers = self.site.offers.values()
        return {self.columns.offer(o.id): ceil_units(o.price, "USD") for o in offers}

    def is_bought(self, rack: RackType) -> bool:
        """Whether a plan may put up racks of a type: not of one that only stands already."""
        return rack.role != "compute" or rack.id in self.site.demand.asked


def build_problem(site: Site) -> Problem:
    """Reduce a site to arrays.

    Raises
    ------
    BadInputError
        When a figure that the rules need is missing.
    """
    types = _types_in_play(site)
    racks = [site.catalog.racks[rack] for rack in types]
    rows = list(site.rows.values())
    segments = segments_of(site, types)
    span = _table(
        racks,
        rows,
        lambda rack, row: racks_of_width(rack.width, row),
        lambda r: figure_of(r.position_width),
    )
    limits = once_a_kind(site.power.values(), _limit)
    power = power_states(site)
    cooling = cooling_limits(Layout(site, racks, segments, span, power.dark_machines), power)
    orders = orders_of(site, types, segments, span)
    return Problem(
        site=site,
        types=types,
        segments=segments,
        columns=_columns(racks, segments, site, cooling, orders),
        power=power,
        planned_w=_ints(ceil_units(r.planned_power, "W") for r in racks),
        failover_w=_ints(ceil_units(site.failover(r), "W") for r in racks),
        planned_va=_ints(ceil_units(r.apparent(r.planned_power), "VA") for r in racks),
        failover_va=_ints(ceil_units(r.apparent(site.failover(r)), "VA") for r in racks),
        span=span,
        pressure_pa=_table(
            racks, rows, _pressure, lambda row: figure_of((row.position_width, row.spread_depth))
        ),
        floor_pa=_ints(floor_units(row.floor_load, "Pa") for row in rows),
        tap_va=_table(
            racks, rows, lambda rack, row: _tap(site, rack, row), partial(_feeding, site)
        ),
        poles=_table(
            racks, rows, lambda rack, row: _poles(site, rack, row), partial(_feeding, site)
        ),
        heat_w=_ints(ceil_units(r.liquid.heat, "W") if r.liquid else 0 for r in racks),
        flow_ml=_table(
            racks, list(site.loops.values()), _flow, lambda loop: figure_of(loop.supply)
        ),
        air_heat_w=_ints(ceil_units(r.air.heat, "W") for r in racks),
        airflow_ml=_ints(ceil_units(r.air.airflow, "mL/s") for r in racks),
        node_limit={node: limit for node, (limit, _) in limits.items()},
        node_is_real={node: is_real for node, (_, is_real) in limits.items()},
        row_hall=_indices([row.hall for row in rows], list(site.halls)),
        row_loop=_indices([row.loop for row in rows], list(site.loops)),
        row_zone=_indices([row.zone for row in rows], list(site.zones)),
        cooling=cooling,
        orders=orders,
    )


def _types_in_play(site: Site) -> tuple[str, ...]:
    """Types asked for, standing and pinned, in this order, then the support racks of their pods."""
    standing = (placed.rack for placed in site.placed.values())
    wanted = dict.fromkeys((*site.demand.asked, *standing, *site.pins.values()))
    for rack in list(wanted):
        pod = site.catalog.racks[rack].pod
        wanted |= dict.fromkeys(pod.support if pod else ())
    return tuple(wanted)


def _columns(
    racks: list[RackType],
    segments: tuple[Segment, ...],
    site: Site,
    cooling: CoolingLimits,
    orders: Orders,
) -> Columns:
    one_row = [t for t, rack in enumerate(racks) if rack.pod and rack.pod.one_row]
    hall_wide = [t for t, rack in enumerate(racks) if rack.pod and not rack.pod.one_row]
    return Columns(
        types=len(racks),
        segments=len(segments),
        row_pods=tuple((t, r) for t in one_row for r in range(len(site.rows))),
        hall_pods=tuple((t, h) for t in hall_wide for h in range(len(site.halls))),
        stands=cooling.stands,
        offers=tuple(site.offers),
        serving=serving_of(racks, site.demand.workloads),
        orders=tuple((place.kind, place.name) for place in orders.places),
    )


def _pressure(rack: RackType, row: Row) -> int:
    width = racks_of_width(rack.width, row) * row.position_width
    return ceil_units(floor_pressure(rack.standing_mass, width, row.spread_depth), "Pa")


def _tap(site: Site, rack: RackType, row: Row) -> int:
    """What a tap gives to a rack; all of it to one that no tap suits."""
    tap, share = row.tap, SHARE_OF_CIRCUIT[_poles(site, rack, row) or 3]
    whole = circuit_capacity(tap.rating, tap.voltage, tap.usable, tap.current)
    return floor_units(whole * share, "VA")


def _poles(site: Site, rack: RackType, row: Row) -> int:
    feeds = [site.power[feed] for feed in row.feeds[: rack.cords]]
    if any(feed.current != row.tap.current for feed in feeds):
        return 0
    return poles_of(rack.input, row.tap.voltage, row.tap.current) or 0


def _limit(node: PowerNode) -> tuple[int, bool]:
    """Usable rating of a node [W or VA], and whether it is in W."""
    is_real = is_in_kw(node)
    return floor_units(usable_rating(node), "W" if is_real else "VA"), is_real


def _flow(rack: RackType, loop: CoolingLoop) -> int:
    return 0 if rack.liquid is None else ceil_units(rack_flow(rack.liquid, loop.supply), "mL/min")


def _ints(values: Iterable[int]) -> Ints:
    return np.array(list(values), dtype=np.int64)


def _indices(names: list[str] | list[str | None], order: list[str]) -> Ints:
    """Place of each name in an order; -1 for None."""
    at = {name: index for index, name in enumerate(order)}
    return _ints(-1 if name is None else at[name] for name in names)


def _feeding(site: Site, row: Row) -> Hashable:
    """What the feeds and taps of a row are like."""
    tap = row.tap
    currents = tuple(site.power[feed].current for feed in row.feeds)
    return figure_of((tap.rating, tap.voltage, tap.usable, tap.current, currents))


def _table(
    racks: list[RackType],
    others: Sequence[_Other],
    figure: Callable[[RackType, _Other], int],
    alike: Callable[[_Other], Hashable],
) -> Ints:
    """A figure by rack type and row or loop; those that are alike are reckoned once."""
    first: dict[Hashable, int] = {}
    kinds = [first.setdefault(alike(other), number) for number, other in enumerate(others)]
    columns = {k: [figure(rack, others[k]) for rack in racks] for k in first.values()}
    values = [columns[kind] for kind in kinds]
    return np.array(values, dtype=np.int64).reshape(len(others), len(racks)).T.copy()
