"""Figures of a rack out of those of its pieces, with a record of what went into each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from rackplan.model.catalog import AnyProduct, Derivation, Term
from rackplan.physics.rack_build.pieces import Figure, Piece
from rackplan.units import Quantity

__all__ = ["Sums"]

_How = Literal["sum", "least", "greatest", "latest", "mean"]


@dataclass
class Sums:
    """Adds up figures of pieces, and keeps by path how each figure of the rack came about.

    Attributes
    ----------
    pieces : sequence of Piece
        What the rack is made of, the servers first.
    derived : dict of str to Derivation
        The record.
    remarks : list of str
        Which sums are not known, and because of which pieces.
    """

    pieces: Sequence[Piece]
    derived: dict[str, Derivation] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)

    def note(
        self,
        path: str,
        terms: Iterable[Term],
        how: _How = "sum",
        *,
        note: str = "",
        is_assumed: bool = False,
    ) -> None:
        """Keep how a figure of the rack came about."""
        self.derived[path] = Derivation(
            how=how, terms=tuple(terms), note=note, is_assumed=is_assumed
        )

    def copy(self, path: str, product: AnyProduct, own_path: str) -> None:
        """Keep that a figure of the rack is one of a product."""
        self.note(path, [Term(product=product.id, path=own_path)])

    def least(self, path: str, products: Sequence[AnyProduct]) -> None:
        """Keep that a figure of the rack is the least, or the strictest, of its products'."""
        terms = [Term(product=product.id, path=path) for product in products]
        self.note(path, terms, "least" if len(terms) > 1 else "sum")

    @staticmethod
    def named(names: Sequence[str]) -> str:
        """The subject of a sentence: "a states", "a and b state"."""
        if len(names) == 1:
            return f"{names[0]} states"
        return f"{', '.join(names[:-1])} and {names[-1]} state"

    def total(self, path: str, figure: Callable[[Piece], Figure | None]) -> Quantity | None:
        """The sum of a figure over all pieces that have it; None where one does not state it."""
        found = [(piece, figure(piece)) for piece in self.pieces]
        known = [(piece, each) for piece, each in found if each is not None]
        silent = [piece.product.id for piece, each in known if each.value is None]
        if silent:
            self.remarks.append(f"no {path}: {self.named(silent)} none")
            return None
        self.note(path, [_term(piece, each) for piece, each in known])
        values = [piece.count * each.value for piece, each in known if each.value is not None]
        total: Quantity = sum(values[1:], values[0])
        return total


def _term(piece: Piece, figure: Figure) -> Term:
    return Term(count=piece.count, product=piece.product.id, path=figure.path)
