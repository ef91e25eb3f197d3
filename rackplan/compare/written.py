"""What ``rackplan compare --json`` writes, as it is read back to be shown.

Figures have the units that their names end in; what is not known is null.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from rackplan.model.demand import UnitSystem

__all__ = [
    "LimitTold",
    "PlaceTold",
    "PointTold",
    "RowTold",
    "ShareTold",
    "SpreadTold",
    "WrittenComparison",
    "WrittenIndependence",
]


class _Told(BaseModel):
    """Part of a document; keys of a later version are passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore", allow_inf_nan=False)


class SpreadTold(_Told):
    """Low, central and high."""

    low: float
    central: float
    high: float


class ShareTold(_Told):
    """So much of something that there is."""

    used: float
    there: float
    share: float | None = None


class UseTold(_Told):
    """What a plan uses of its hall."""

    power_kw: ShareTold
    stranded_power_kw: float
    positions: ShareTold
    liquid_kw: ShareTold
    air_kw: ShareTold
    cdus: int


class LimitTold(_Told):
    """What holds a plan back."""

    rule: str
    where: str
    used: float
    limit: float
    unit: str
    failure: str | None = None
    places: int = 1


class RowTold(_Told):
    """What a hall holds of one rack type, or of a mix of them."""

    site: str
    rack: str
    status: str | None = None
    gap: float | None = None
    verified: bool
    racks: dict[str, int]
    support: dict[str, int] = {}
    accelerators: int = 0
    pflops: dict[str, float]
    pflops_per_mw: dict[str, float] = {}
    hbm_tb: float = 0.0
    it_power_kw: float = 0.0
    rack_kw: float = 0.0
    liquid_share: float | None = None
    use: UseTold | None = None
    pue: float | None = None
    capex_usd: float | None = None
    capital_usd: SpreadTold | None = None
    net_present_usd: SpreadTold | None = None
    usd_per_gb_hbm_year: SpreadTold | None = None
    usd_per_mw: SpreadTold | None = None
    usd_per_pflops_year: dict[str, SpreadTold | None] = {}
    not_counted: tuple[str, ...] = ()
    available_from: date | None = None
    limits: tuple[LimitTold, ...] = ()
    why: str = ""

    @property
    def stands(self) -> bool:
        """Whether at least one compute rack of it is placed."""
        return sum(self.racks.values()) > 0


class PlaceTold(_Told):
    """Where a row comes in the ranking."""

    rank: int
    site: str
    rack: str
    value: SpreadTold
    close_to_the_one_before: bool = False


class WrittenComparison(_Told):
    """Rack types side by side: ``rackplan/compare/1``."""

    schema_: Literal["rackplan/compare/1"] = Field(alias="schema")
    sites: tuple[str, ...]
    by: str
    unit: str
    precision: str
    units: UnitSystem = "metric"
    as_supplied: bool = False
    ranking: tuple[PlaceTold, ...]
    rows: tuple[RowTold, ...]


class PointTold(_Told):
    """A plan in which no vendor has more than a share."""

    at_most: float
    largest_vendor: str | None = None
    largest_share: float | None = None
    pflops: float | None = None
    given_up: float | None = None
    usd_per_pflops_year: SpreadTold | None = None
    dearer: float | None = None
    row: RowTold


class WrittenIndependence(_Told):
    """The price of independence: ``rackplan/independence/1``."""

    schema_: Literal["rackplan/independence/1"] = Field(alias="schema")
    site: str
    precision: str
    units: UnitSystem = "metric"
    points: tuple[PointTold, ...]
