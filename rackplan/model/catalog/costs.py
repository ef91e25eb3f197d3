"""What a hall costs to build, by the power that it serves."""

from __future__ import annotations

from typing import Literal

from rackplan.model.catalog.product import Product
from rackplan.model.figures import BuildPrice, Fraction, PriceYear

__all__ = ["BuildCost"]


class BuildCost(Product):
    """Cost of one part of a hall for its critical power, low, central and high.

    Attributes
    ----------
    part : str
        What is paid for; ``whole`` is all but IT and land.
    low, central, high : Quantity [MUSD/MW]
        For each MW of critical power.
    share : Quantity [dimensionless] or None
        Its share of the whole, where a source says that instead.
    year : int
        Whose money it is.
    region : str or None
        Where one builds at that price.
    """

    kind: Literal["build-cost"]
    part: Literal["electrical", "mechanical", "shell", "site", "fit-out", "whole"]
    low: BuildPrice | None = None
    central: BuildPrice
    high: BuildPrice | None = None
    share: Fraction | None = None
    year: PriceYear
    region: str | None = None
