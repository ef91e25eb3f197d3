"""Racks by type, as the summary shows them."""

from __future__ import annotations

from rackplan.handover.table import Cell, Column, Formula, Schedule, count_where, sum_where
from rackplan.model.catalog import RackType
from rackplan.model.plan import Plan, racks_added
from rackplan.model.site import Site
from rackplan.units import COMPUTE, LENGTH, MASS, MONEY, POWER, magnitude

__all__ = ["TYPES", "type_schedule"]

_ROLES = ("compute", "network", "storage", "management", "power")

TYPES = Schedule(
    id="types",
    title="Rack types",
    about="Every rack type of the plan: how many, and what they come to.",
    columns=(
        Column("rack", "rack type", "The product: an id of the catalog."),
        Column("name", "name", "Its name."),
        Column("role", "role", "What it is there for."),
        Column("racks", "racks", "How many.", "count", total=True),
        Column("new", "new", "Those that the plan adds; the others stand.", "count", total=True),
        Column("planned", "planned each", "Power of one.", "figure", "kW"),
        Column("power", "planned", "Power of all.", "figure", "kW", total=True),
        Column(
            "dense",
            "dense each",
            "Compute rate of one, at the demand's precision.",
            "figure",
            "PFLOPS",
        ),
        Column("compute", "dense", "Compute rate of all.", "figure", "PFLOPS", total=True),
        Column("mass", "on the floor", "Mass of one, with coolant if known.", "figure", "kg"),
        Column("width", "width", "Of one.", "figure", "mm"),
        Column("depth", "depth", "Of one.", "figure", "mm"),
        Column("height", "height", "Of one.", "figure", "mm"),
        Column("unit_price", "price each", "Empty where nobody states it.", "money", "USD"),
        Column("price", "price", "Of the new ones.", "money", "USD", total=True),
    ),
)
"""The table without rows."""


def type_schedule(site: Site, plan: Plan) -> Schedule:
    """All rack types placed: compute racks first, then what serves them."""
    counts, racks, new = plan.counts(), site.catalog.racks, racks_added(site, plan)
    order = sorted(counts, key=lambda name: (_ROLES.index(racks[name].role), name))
    return TYPES.filled([_row(site, racks[name], counts[name], new[name]) for name in order])


def _row(site: Site, rack: RackType, count: int, new: int) -> tuple[Cell, ...]:
    planned = magnitude(rack.planned_power, POWER)
    rate = None if rack.computing is None else rack.computing.dense.get(site.demand.precision)
    dense = None if rate is None else magnitude(rate, COMPUTE)
    price = None if rack.price is None else magnitude(rack.price, MONEY)
    return (
        rack.id,
        rack.name,
        rack.role,
        Formula(count_where("racks:rack", "rack"), count),
        Formula(sum_where("racks:new", "racks:rack", "rack"), new),
        planned,
        Formula("[racks]*[planned]", count * planned),
        dense,
        None if dense is None else Formula("[racks]*[dense]", count * dense),
        magnitude(rack.standing_mass, MASS),
        *(1000.0 * magnitude(size, LENGTH) for size in (rack.width, rack.depth, rack.height)),
        price,
        None if price is None else Formula("[new]*[unit_price]", new * price),
    )
