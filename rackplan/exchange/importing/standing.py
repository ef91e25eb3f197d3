"""What all lists together say of a place on the floor."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from rackplan.exchange.importing.netbox_lists import has_side
from rackplan.exchange.importing.notes import Notes
from rackplan.exchange.importing.position_names import Spot, key_of
from rackplan.exchange.importing.tables import Line
from rackplan.units import POWER, Quantity, unit_of

__all__ = ["Standing"]


@dataclass
class Standing:
    """What lists say of a place.

    Attributes
    ----------
    spots : tuple of Spot
        The place, or those that a wide rack takes.
    is_rack : bool
        Whether a rack stands there.
    blocked : str
        Why nothing can stand there; "" where something can.
    texts, figures : dict
        By field.
    said : dict of str to str
        Where each field is from.
    contents : Counter of str
        Device types in the rack.
    has_feed_lines : bool
        Whether a list has a line for each of its feeds.
    """

    spots: tuple[Spot, ...]
    line: Line
    is_rack: bool = False
    blocked: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    figures: dict[str, Quantity] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)
    contents: Counter[str] = field(default_factory=Counter)
    has_feed_lines: bool = False

    @property
    def sides(self) -> str:
        """The feeds that lists name: "A", "B", "AB"; "" where none asks for both of them."""
        columns = self.line.columns.keys()
        by_column = all(columns & {f"feed_{side}", f"pdu_{side}"} for side in "ab")
        if not (by_column or self.has_feed_lines):
            return ""
        return "".join(s.upper() for s in "ab" if has_side(self.texts, self.figures, s))

    @property
    def spot(self) -> Spot:
        """The place, or the first of several."""
        return self.spots[0]

    def take_text(self, key: str, text: str, line: Line, notes: Notes) -> None:
        """Note a word; another one said before stays."""
        old = self.texts.setdefault(key, text)
        self.said.setdefault(key, line.where)
        if (key_of(old) or old) != (key_of(text) or text):
            first = f'"{old}" in {self.said[key]}'
            message = f'{self.spot.id}: "{text}" here and {first}: the first is taken'
            notes.left_out.append(line.problem(message, key))

    def take_figure(self, key: str, figure: Quantity, line: Line, notes: Notes) -> None:
        """Note a figure; of two powers the larger stays, of two others the first."""
        old = self.figures.get(key)
        if old is None or abs((figure - old).magnitude) <= 1e-9 * abs(figure.magnitude):
            self.figures.setdefault(key, figure)
            self.said.setdefault(key, line.where)
            return
        is_power = figure.dimensionality == unit_of(POWER).dimensionality
        taken = "larger" if is_power else "first"
        first = f"{old:.6g~} in {self.said[key]}"
        message = f"{self.spot.id}: {figure:.6g~} here and {first}: the {taken} is taken"
        notes.left_out.append(line.problem(message, key))
        if is_power and figure > old:
            self.figures[key], self.said[key] = figure, line.where
