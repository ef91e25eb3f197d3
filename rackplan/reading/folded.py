"""The folded form of a site, as people write it; `unfold` turns it into the model.

An id may be a range, and so may a reference; both arrive here as tuples of ids.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, ValidationError, create_model

from rackplan.model.budget import Budget, BudgetStep
from rackplan.model.demand import Demand, Policy, SupplyLot
from rackplan.model.economics import Economics
from rackplan.model.figures import (
    Day,
    Extent,
    Frozen,
    FrozenMap,
    Id,
    Length,
    Money,
    Pressure,
    Several,
)
from rackplan.model.power import Tap
from rackplan.model.site import Hall, Place, Tariff
from rackplan.reading.complaints import Complaints
from rackplan.reading.folded_climate import FoldedClimate
from rackplan.reading.folded_cooling import FoldedCooling
from rackplan.reading.folded_power import FoldedBusway, FoldedPower
from rackplan.reading.folded_standing import Forbidden, Pins, Reserved, Standing
from rackplan.reading.ids import Ids
from rackplan.reading.nodes import Table, plain
from rackplan.reading.schema import read_as

__all__ = [
    "FoldedAisles",
    "FoldedBudget",
    "FoldedColumns",
    "FoldedCorner",
    "FoldedRow",
    "FoldedSite",
    "read_folded",
]


class FoldedCorner(Frozen):
    """A point of a hall."""

    x: Length
    y: Length


class FoldedAisles(Frozen):
    """Clear widths between rows: cold after the first row, hot after the second, in turn."""

    cold: Length
    hot: Length


class FoldedColumns(Frozen):
    """Columns of rows side by side; `spacing` runs from the corner of one to that of the next."""

    count: Several
    spacing: Length


class FoldedBudget(Budget):
    """What may be spent, for ever or in steps by date; nothing is stated in both ways."""

    by_date: tuple[BudgetStep, ...] = ()


class FoldedRow(Frozen):
    """A row, or several alike.

    Attributes
    ----------
    line : str or None
        The line of rows end to end that it is a part of, on feeds of its own; orders may ask for
        one line. None for a line of its own.
    from_date : date or None
        When it is there, with its busways; None for already.
    price : Quantity [USD] or None
        Of the busways of one row, which are bought if the plan uses them; None where they are
        given.
    """

    id: Ids
    hall: Ids
    line: Ids | None = None
    block: Ids | None = None
    feeds: Annotated[tuple[Ids, ...], Field(min_length=1, max_length=2)] | None = None
    positions: Ids
    position_width: Extent
    position_depth: Extent
    at: FoldedCorner
    aisles: FoldedAisles | None = None
    columns: FoldedColumns | None = None
    busway: FoldedBusway
    tap: Tap
    loop: Ids | None = None
    zone: Ids
    floor_load: Pressure
    spread_depth: Extent
    blocked: FrozenMap[str, str] = Field(default_factory=dict)
    from_date: Day | None = None
    price: Money | None = None


class FoldedSite(Frozen):
    """A site as its folder holds it, all files together."""

    id: Id
    name: str
    about: str = ""
    place: Place
    tariff: Tariff | None = None
    economics: Economics | None = None
    policy: Policy = Policy()
    halls: Annotated[tuple[Hall, ...], Field(min_length=1)]
    power: FoldedPower
    cooling: FoldedCooling
    climate: FoldedClimate | None = None
    rows: Annotated[tuple[FoldedRow, ...], Field(min_length=1)]
    placed: Standing = Field(default_factory=dict)
    pins: Pins = Field(default_factory=dict)
    reserved: Reserved = Field(default_factory=dict)
    forbidden: Forbidden = Field(default_factory=dict)
    demand: Demand
    supply: FrozenMap[Id, tuple[SupplyLot, ...]] = Field(default_factory=dict)
    budget: FoldedBudget = FoldedBudget()
    binds: FrozenMap[str, str] = Field(default_factory=dict)
    scenarios: FrozenMap[str, Any] = Field(default_factory=dict)
    templates: FrozenMap[str, Any] = Field(default_factory=dict)


def read_folded(root: Table, complaints: Complaints, *, is_whole: bool) -> FoldedSite:
    """Read the folded site; on complaints, as much of it as is sound, with None for the rest.

    Parameters
    ----------
    root : Table
        The document without provenance.
    is_whole : bool
        Whether every file could be read; else a key that is not there is no fault.
    """
    folded: FoldedSite | None
    folded = read_as(FoldedSite if is_whole else _Partial, root, complaints, root=root)
    return _sound_part(root) if folded is None else folded


_OPTIONAL: dict[str, Any] = {
    name: (field.annotation, None) for name, field in FoldedSite.model_fields.items()
}
_Partial: type[FoldedSite] = create_model(
    "_Partial",
    __base__=FoldedSite,
    **_OPTIONAL,
)


def _sound_part(root: Table) -> FoldedSite:
    broken: set[str] = set()
    try:
        FoldedSite.model_validate(plain(root))
    except ValidationError as error:
        broken = {str(details["loc"][0]) for details in error.errors()}
    return _Partial.model_validate(plain(root.without(*broken)))
