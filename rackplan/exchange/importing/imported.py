"""A hall as lists and a template give it, before it is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from rackplan.exchange.importing.identities import LocalModel
from rackplan.exchange.importing.layout import RowPlaces
from rackplan.exchange.importing.standing import Standing
from rackplan.exchange.importing.template import Template

__all__ = ["ImportedHall"]


@dataclass(frozen=True)
class ImportedHall:
    """What is imported.

    Attributes
    ----------
    id, name : str
        Of the site.
    lists : tuple of str
        Files that were read.
    racks : tuple of Standing
        Racks that stand, by row and place.
    blocked : mapping of str to str
        Positions where lists say that nothing can stand, and why.
    rows : tuple of RowPlaces
        Rows that no template has.
    products : mapping of str to str
        The product of each rack, by its position.
    local : tuple of LocalModel
        Products that no catalog has.
    of_one_cord : frozenset of str
        Products that hang on one feed.
    template : Template or None
        The site whose halls, power, cooling and rows are taken.
    """

    id: str
    name: str
    lists: tuple[str, ...]
    racks: tuple[Standing, ...]
    blocked: Mapping[str, str]
    rows: tuple[RowPlaces, ...]
    products: Mapping[str, str]
    local: tuple[LocalModel, ...]
    of_one_cord: frozenset[str]
    template: Template | None

    @property
    def counts(self) -> Counter[str]:
        """How many racks of each product stand."""
        return Counter(self.products[rack.spot.id] for rack in self.racks)
