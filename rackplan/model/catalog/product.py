"""What every product says about itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from pydantic import Field

from rackplan.model.figures import (
    Day,
    Duration,
    Frozen,
    FrozenMap,
    Id,
    Length,
    Mass,
    Money,
    PriceYear,
)

__all__ = ["Machine", "Product", "Reference"]

Reference: TypeAlias = tuple[tuple[str | int, ...], tuple[str, ...], str]
"""Where a product names another, of which kinds that must be, and its id."""


class Product(Frozen):
    """The base of all products: a name, a maker, a price, and what is known to be odd about it.

    Attributes
    ----------
    id : str
        What other files call it; its file has the same name.
    name : str
        What people call it.
    maker : str or None
        Whose product it is, or whose is the example that its figures are from.
    builders : tuple of str
        Who builds it for the maker, where a source says so.
    about : str
        What a reader should know beside the figures, in a few sentences.
    price : Quantity [USD] or None
        The central figure, which plans are made with.
    price_low, price_high : Quantity [USD] or None
        Where sources disagree, the least and the most that they say.
    price_year : int or None
        Whose money the price is.
    lead_time : Quantity [week] or None
        From order to delivery.
    available_from : date or None
        The first day that it is delivered; before it no plan has it.
    known : mapping of str to str
        Doubts of the lint that stand, by their id, and why they do.
    """

    id: Id
    name: str
    maker: str | None = None
    builders: tuple[str, ...] = ()
    about: str = ""
    price: Money | None = None
    price_low: Money | None = None
    price_high: Money | None = None
    price_year: PriceYear | None = None
    lead_time: Duration | None = None
    available_from: Day | None = None
    known: FrozenMap[Id, str] = Field(default_factory=dict)

    def references(self) -> Iterator[Reference]:
        """The other products that this one names."""
        yield from ()


class Machine(Product):
    """The base of products that stand or hang somewhere by themselves.

    Attributes
    ----------
    width, depth, height : Quantity [mm] or None
        Outside, as it stands; the height of what goes into a frame in U or OU.
    mass : Quantity [kg] or None
        Dry, with all that is built in.
    """

    width: Length | None = None
    depth: Length | None = None
    height: Length | None = None
    mass: Mass | None = None
