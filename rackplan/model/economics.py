"""Over how long, and at which rates, the cost of a plan is reckoned."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from rackplan.model.figures import CarbonPrice, Duration, Frozen, Id, Share, YearlyMoney
from rackplan.units import DURATION, FRACTION, Quantity, parse

__all__ = ["Economics"]

_ONE_YEAR = parse("1 year", DURATION)


def _years(number: int) -> Quantity:
    return parse(f"{number} year", DURATION)


def _share(percent: int) -> Quantity:
    return parse(f"{percent} %", FRACTION)


class Economics(Frozen):
    """What the reckoning over a lifetime rests on; every figure has a default, which is ours.

    Attributes
    ----------
    lifetime : Quantity [year]
        How long the racks serve: over it all is reckoned.
    discount_rate : Quantity [dimensionless]
        By which money of a year later is worth less.
    residual : Quantity [dimensionless]
        What the racks still bring at the end, as a share of their price.
    maintenance : Quantity [dimensionless]
        Of racks, a year, as a share of their price.
    spares : Quantity [dimensionless]
        Bought beside the racks, as a share of their price.
    build : tuple of str
        Products of kind build-cost that are charged for each MW of planned IT power; none where the
        hall is given.
    build_lifetime : Quantity [year]
        How long what is built serves: what is left of it at the end of the racks, on a straight
        line, is its residual value.
    build_maintenance : Quantity [dimensionless]
        Of what is built, a year, as a share of its price.
    buys_cdus : bool
        Whether the CDUs of loops that the plan uses are paid for.
    carbon_price : Quantity [USD/t] or None
    staff : Quantity [USD/year] or None
        All of it, for this hall.
    """

    lifetime: Duration = _years(5)
    discount_rate: Share = _share(8)
    residual: Share = _share(0)
    maintenance: Share = _share(3)
    spares: Share = _share(2)
    build: Annotated[tuple[Id, ...], Field(max_length=20)] = ()
    build_lifetime: Duration = _years(15)
    build_maintenance: Share = _share(2)
    buys_cdus: bool = False
    carbon_price: CarbonPrice | None = None
    staff: YearlyMoney | None = None

    @model_validator(mode="after")
    def _lasts(self) -> Self:
        for key in ("lifetime", "build_lifetime"):
            if getattr(self, key) < _ONE_YEAR:
                raise ValueError(f"{key} is less than a year")
        return self
