"""A floor that is not empty: racks that stand already, and places that are spoken for."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from rackplan.model.figures import Day, Frozen, Id

__all__ = ["Placed", "Reservation"]


class Placed(Frozen):
    """A rack that stands already, and stays.

    Attributes
    ----------
    feeds : tuple of str
        The busways that its cords hang on, first cord first; none for those of its row in order,
        as a new rack has them.
    """

    rack: Id
    feeds: tuple[Id, ...] = ()


class Reservation(Frozen):
    """A position kept free.

    Attributes
    ----------
    until : date or None
        From this day on it is like any other; None for ever.
    kept_for : tuple of str
        Rack types that may stand there nevertheless.
    """

    until: Day | None = None
    kept_for: tuple[Id, ...] = Field(default=(), alias="for")
    why: str = ""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.until is None and not self.kept_for:
            raise ValueError('a reservation says "until" when it lasts, or "for" which racks it is')
        return self

    def holds_off(self, rack: str, date: Day) -> bool:
        """Whether a rack type may not stand there on a date."""
        lasts = self.until is None or date < self.until
        return lasts and rack not in self.kept_for
