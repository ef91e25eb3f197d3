"""The power tree as people write it: utilities, blocks of a named scheme, and nodes one by one.

A box of the one-line diagram names a product of the catalog, or states its figures itself, or both:
what it states itself wins.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from rackplan.model.figures import (
    Day,
    Fraction,
    Frozen,
    FrozenMap,
    Id,
    Length,
    LineImpedance,
    Money,
    Power,
    Rating,
    Voltage,
)
from rackplan.model.power import SurvivableNode, UpsMode
from rackplan.reading.efficiencies import Efficiency
from rackplan.reading.ids import Ids

__all__ = [
    "MODULES",
    "FoldedAnyBox",
    "FoldedBlock",
    "FoldedBox",
    "FoldedBusway",
    "FoldedNode",
    "FoldedPower",
    "FoldedUps",
    "FoldedUtility",
    "Scheme",
]

Scheme = Literal["N", "N+1", "2N", "3N/2", "4N/3", "5N/4", "catcher"]

MODULES: dict[Scheme, int] = {"N": 1, "2N": 2, "3N/2": 3, "4N/3": 4, "5N/4": 5}
"""How many modules share the load of a block, by the schemes whose names say so."""

_MOST_MODULES = 1000


class FoldedBox(Frozen):
    """What a node of the power tree can carry and what it loses, without its name and place.

    Attributes
    ----------
    product : str or None
        A product of the node's kind; what the box states itself wins.
    usable : Quantity [dimensionless] or None
        Share of the rating for continuous load; all of it where nothing is said.
    normal_load : Quantity [dimensionless] or None
        Share of what is usable that may be loaded while nothing is lost; all of it where nothing is
        said.
    efficiency : Quantity [dimensionless], curve or None
        One figure for every load, or points by rising load; none is lossless.
    power_factor : Quantity [dimensionless] or None
        Of what the node draws, where it sets its own, as a UPS and a rectifier do.
    current : {'ac', 'dc'} or None
        Of what it gives; none is that of the product, or dc of a rectifier, or ac.
    zone : str or None
        The air zone that its losses heat, or a range spread evenly; none is outside of the halls.
    """

    product: Id | None = None
    rating: Rating | None = None
    voltage: Voltage | None = None
    usable: Fraction | None = None
    normal_load: Fraction | None = None
    efficiency: Efficiency | None = None
    power_factor: Fraction | None = None
    current: Literal["ac", "dc"] | None = None
    zone: Ids | None = None
    base_load: Power | None = None


class FoldedUps(FoldedBox):
    """A UPS, with how it runs over the year.

    `eco` is its efficiency while it lets the utility through, which counts in mode "eco".
    """

    eco: Fraction | None = None
    mode: UpsMode | None = None


class FoldedBusway(FoldedBox):
    """A busway, with what its voltage drop is reckoned from.

    `length` runs from its feed to its far end; none is that of the row. `resistance` and
    `reactance` are those of one conductor.
    """

    length: Length | None = None
    resistance: LineImpedance | None = None
    reactance: LineImpedance | None = None


class FoldedUtility(FoldedBox):
    """A utility feed, or several alike, from a day on."""

    id: Ids
    from_date: Day | None = None


class FoldedBlock(Frozen):
    """Modules of transformer, UPS and board that back each other up, by a named scheme.

    A `rectifier` stands between the UPS and the board of each module of a hall of direct current.
    Of N+1 and catcher `modules` says how many carry the load; the reserve is one more.
    With a `price`, that of one block, it is bought if the plan uses it; without, it is given.
    """

    id: Ids
    scheme: Scheme
    modules: Annotated[int, Field(ge=1, le=_MOST_MODULES)] | None = None
    utilities: Annotated[tuple[Ids, ...], Field(min_length=1)]
    generator: FoldedBox | None = None
    transformer: FoldedBox
    ups: FoldedUps
    rectifier: FoldedBox | None = None
    board: FoldedBox
    from_date: Day | None = None
    price: Money | None = None

    @model_validator(mode="after")
    def _has_modules(self) -> Self:
        if self.scheme in MODULES and self.modules is not None:
            count = MODULES[self.scheme]
            raise ValueError(f'scheme {self.scheme} has {count}; "modules" is of N+1 and catcher')
        if self.scheme not in MODULES and self.modules is None:
            raise ValueError(
                f'scheme {self.scheme} misses "modules": how many carry the load; the reserve is '
                "one more"
            )
        return self


class FoldedAnyBox(FoldedUps, FoldedBusway):
    """A box of a node of any kind."""


class FoldedNode(FoldedAnyBox):
    """A node of any topology, or several alike.

    With `parallel` it is so many machines side by side; rating and product are those of one.
    With `from_date` it is there from that day on.
    """

    id: Ids
    kind: SurvivableNode
    parallel: Annotated[int, Field(ge=1, le=_MOST_MODULES)] = 1
    fed_by: tuple[Ids, ...] = ()
    from_date: Day | None = None


class FoldedPower(Frozen):
    """The power tree.

    Attributes
    ----------
    exceptions : mapping of str to box
        By node or range of nodes, ``K1.U2`` or ``K1.U[2-3]``: in what it differs from its like.
    """

    utilities: tuple[FoldedUtility, ...] = ()
    blocks: tuple[FoldedBlock, ...] = ()
    nodes: tuple[FoldedNode, ...] = ()
    exceptions: FrozenMap[str, FoldedAnyBox] = Field(default_factory=dict)
