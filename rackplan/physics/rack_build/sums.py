"""Figures of a rack out of those of its pieces, with a record of what went into each."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from rackplan.model.catalog import Derivation, Term
from rackplan.physics.rack_build.figures import Figure, Item
from rackplan.physics.rack_build.pieces import Piece
from rackplan.units import Dimension, Quantity, magnitude, of, ureg

__all__ = ["Sums", "rounded", "term"]

_DIGITS = 12
"""What is kept of a sum: more than any figure has, and less than floating point makes up."""

_How = Literal["sum", "least", "greatest", "latest", "mean"]


@dataclass
class Sums:
    """Adds up figures of pieces, and keeps how each figure of the rack came about.

    Attributes
    ----------
    pieces : sequence of Piece
        What the rack is made of, the servers first.
    derived : dict of str to Derivation
        The record, by the path of the figure in a file of a rack.
    remarks : list of str
        Which figures are not known, and because of which pieces.
    """

    pieces: Sequence[Piece]
    derived: dict[str, Derivation] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)

    def total(
        self, path: str, dimension: Dimension, figure: Callable[[Item], Figure | None]
    ) -> Quantity | None:
        """The sum of a figure over all pieces that have it; None where one does not state it."""
        found = [(piece, figure(piece.item)) for piece in self.pieces]
        known = [(piece, each) for piece, each in found if each is not None]
        silent = [piece.item.id for piece, each in known if each.value is None]
        if silent:
            self.remark_silent(path, silent)
            return None
        self.note(path, [term(piece, each.path) for piece, each in known])
        values = [
            piece.count * magnitude(each.value, dimension)
            for piece, each in known
            if each.value is not None
        ]
        return rounded(of(math.fsum(values), dimension))

    def copy(self, path: str, item: Item, own_path: str = "") -> None:
        """Keep that a figure of the rack is one of a product."""
        self.note(path, [Term(product=item.id, path=own_path or path)])

    def pick(self, path: str, how: _How, items: Sequence[Item]) -> None:
        """Keep that a figure of the rack is one of several products': the least, the latest."""
        self.note(path, [Term(product=item.id, path=path) for item in items], how)

    def note(
        self,
        path: str,
        terms: Iterable[Term],
        how: _How = "sum",
        *,
        note: str = "",
        is_assumed: bool = False,
    ) -> None:
        """Keep how a figure of the rack came about; of a single term it is the sum."""
        known = tuple(terms)
        said: _How = how if len(known) > 1 else "sum"
        self.derived[path] = Derivation(how=said, terms=known, note=note, is_assumed=is_assumed)

    def remark_silent(self, path: str, names: Sequence[str]) -> None:
        """Keep that a figure is not known because some products do not state it."""
        *others, last = dict.fromkeys(names)
        said = f"{', '.join(others)} and {last} state" if others else f"{last} states"
        self.remarks.append(f"no {path}: {said} none")


def rounded(quantity: Quantity) -> Quantity:
    """A figure in its own unit without what floating point makes up."""
    kept: Quantity = ureg.Quantity(float(f"{quantity.magnitude:.{_DIGITS}g}"), quantity.units)
    return kept


def term(piece: Piece, path: str) -> Term:
    """A figure of a piece, as many times as there are of it."""
    return Term(count=piece.count, product=piece.item.id, path=path)
