"""The panel beside the halls: what each colour and line means, and how many of it there are."""

from __future__ import annotations

from collections import Counter
from xml.etree.ElementTree import Element

from rackplan.model.site import Site
from rackplan.report.drawing.aisles import aisles_of
from rackplan.report.drawing.floor import DASH, OLD_BAR
from rackplan.report.drawing.frame import PANEL
from rackplan.report.drawing.ink import draw, number
from rackplan.report.drawing.lettering import Lettering, Spot, wrapped
from rackplan.report.drawing.palette import Palette
from rackplan.report.drawing.standing import StandingRack
from rackplan.report.figures_used import ASSUMED_LAYOUT, layout_is_assumed
from rackplan.report.spoken_for import spoken_for
from rackplan.report.tables import RackLine, rack_table, rack_total
from rackplan.report.wording import count, joined
from rackplan.result import Result

__all__ = ["Legend"]

_LINE = 21.0
_SWATCH_WIDTH, _SWATCH_HEIGHT = 18.0, 16.0
_TEXT_LEFT = 27.0
_COUNT_RIGHT = PANEL - 62.0


class Legend:
    """Writes the panel from top to bottom; `height` is what it took."""

    def __init__(
        self, layer: Element, letters: Lettering, left: float, top: float, look: Palette
    ) -> None:
        self._layer = layer
        self._letters = letters
        self._left = left
        self._top = top
        self._look = look
        self._y = top

    @property
    def height(self) -> float:
        """What has been written so far [px]."""
        return self._y - self._top

    def draw(self, result: Result, racks: tuple[StandingRack, ...]) -> None:
        """Write all parts."""
        self._racks(result)
        self._places(result.site, racks)
        self._marks(result.site)
        self._notes(result)

    def _racks(self, result: Result) -> None:
        table = rack_table(result)
        if not table:
            return
        self._head("Racks", "racks", "kW")
        for line in table:
            self._rack(line)
        total = rack_total(table)
        self._rule()
        self._cells("all racks", f"{total.count:,}", f"{total.power_kw:,.0f}", "bold")
        self._y += 14

    def _rack(self, line: RackLine) -> None:
        self._swatch(fill=self._look.fills[line.rack], class_="rack", data_rack=line.rack)
        middle = self._left + _SWATCH_WIDTH / 2
        self._letters.put(
            self._look.codes[line.rack],
            Spot(middle, self._y + _LINE / 2, 9.5, "middle", 5, _SWATCH_WIDTH - 2),
            "code",
        )
        self._cells(line.rack, f"{line.count:,}", f"{line.power_kw:,.0f}")

    def _cells(self, name: str, number: str, power: str, style: str = "") -> None:
        y, left = self._y + _LINE / 2, self._left
        room = _COUNT_RIGHT - _TEXT_LEFT - 34
        self._letters.put(power, Spot(left + PANEL, y, 11.5, "end"), style)
        self._letters.put(number, Spot(left + _COUNT_RIGHT, y, 11.5, "end"), style)
        self._letters.put(name, Spot(left + _TEXT_LEFT, y, 11.5, "start", 9.5, room), style)
        self._y += _LINE

    def _head(self, title: str, *columns: str) -> None:
        y = self._y + _LINE / 2
        self._letters.put(title, Spot(self._left, y, 12.5), "bold")
        for text, right in zip(columns, (_COUNT_RIGHT, PANEL), strict=False):
            self._letters.put(text, Spot(self._left + right, y, 9.5, "end"), "soft")
        self._y += _LINE + 1

    def _rule(self) -> None:
        y = self._y + 2
        draw(
            self._layer,
            "path",
            d=f"M{self._left:.2f} {y:.2f}h{PANEL:.2f}",
            class_="rule",
            stroke_width=0.8,
        )
        self._y += 4

    def _places(self, site: Site, racks: tuple[StandingRack, ...]) -> None:
        self._head("Key")
        self._swatch(class_="free")
        self._mark(_free_positions(site, racks))
        reasons = _blocked_reasons(site)
        if reasons:
            self._swatch(class_="blocked-key")
            self._mark(f"blocked: {reasons}")
        self._standing(site, racks)
        pods = len({rack.placement.pod for rack in racks} - {None})
        if pods:
            self._swatch(line=1.5, class_="pod")
            self._mark(f"pod, with its type and number ({pods:,})")

    def _standing(self, site: Site, racks: tuple[StandingRack, ...]) -> None:
        """What a floor that is not empty needs to be told."""
        old = sum(rack.is_old for rack in racks)
        if old:
            self._swatch(class_="free")
            draw(
                self._layer,
                "rect",
                x=self._left,
                y=self._y + (_LINE + _SWATCH_HEIGHT) / 2 - OLD_BAR * _SWATCH_HEIGHT,
                width=_SWATCH_WIDTH,
                height=OLD_BAR * _SWATCH_HEIGHT,
                class_="old",
            )
            self._mark(f"rack that stands already ({old:,})")
        kept = sum(bool(spoken_for(site, position)) for position in site.positions)
        if kept:
            self._swatch(class_="kept-key")
            self._mark(f"position kept, pinned or forbidden to some ({kept:,})")

    def _marks(self, site: Site) -> None:
        for side in "AB":
            self._stroke(side.lower())
            self._mark(f"busway {side}, with the boards that feed it")
        for kind, meaning in (("cold", "racks draw air"), ("hot", "racks blow air out")):
            self._swatch(class_=kind)
            self._mark(f"{kind} aisle{_usual_width(site, kind)}: {meaning}")
        if site.loops:
            self._swatch(class_="machine")
            self._mark(f"CDU, by loop ({sum(len(o.cdus) for o in site.loops.values()):,})")
        self._swatch(class_="fan")
        self._mark(f"air unit, by zone ({sum(len(z.units) for z in site.zones.values()):,})")
        self._y += 12

    def _mark(self, text: str) -> None:
        spot = Spot(
            self._left + _TEXT_LEFT, self._y + _LINE / 2, 11, "start", 9, PANEL - _TEXT_LEFT
        )
        self._letters.put(text, spot)
        self._y += _LINE

    def _swatch(self, line: float = 0.8, **attributes: str) -> None:
        draw(
            self._layer,
            "rect",
            x=self._left,
            y=self._y + (_LINE - _SWATCH_HEIGHT) / 2,
            width=_SWATCH_WIDTH,
            height=_SWATCH_HEIGHT,
            stroke_width=line,
            **attributes,
        )

    def _stroke(self, style: str) -> None:
        y = self._y + _LINE / 2
        path = f"M{self._left:.2f} {y:.2f}h{_SWATCH_WIDTH:.2f}"
        line = draw(self._layer, "path", d=path, class_=style, stroke_width=1.5)
        if style == "b":
            line.set("stroke-dasharray", " ".join(map(number, DASH)))

    def _notes(self, result: Result) -> None:
        for note in _notes(result):
            for line in wrapped(note, 9.5, PANEL):
                self._letters.put(line, Spot(self._left, self._y + 7, 9.5), "soft")
                self._y += 14
            self._y += 4


def _free_positions(site: Site, racks: tuple[StandingRack, ...]) -> str:
    positions = {(p.row, p.index) for p in site.positions.values() if not p.blocked}
    taken = {(rack.row.id, n) for rack in racks for n in range(rack.first, rack.last + 1)}
    return f"free position ({len(positions - taken):,} of {len(positions):,})"


def _usual_width(site: Site, kind: str) -> str:
    """The width of all aisles of a kind, where it is one."""
    widths = {
        round(aisle.depth, 3)
        for hall in site.halls
        for aisle in aisles_of(site, hall)
        if aisle.kind == kind
    }
    return f", {widths.pop():g} m" if len(widths) == 1 else ""


def _blocked_reasons(site: Site) -> str:
    reasons = Counter(p.blocked for p in site.positions.values() if p.blocked)
    return joined([f"{reason} ({number:,})" for reason, number in sorted(reasons.items())], 3)


def _notes(result: Result) -> list[str]:
    notes = [
        "Under a row's name: its coolant loop and its air zone.",
        "Rest the pointer on a rack for its power, weight, feeds, loop and pod.",
        "CDUs and air units show how many there are and what they serve, not where they stand.",
    ]
    if layout_is_assumed(result):
        notes.append(ASSUMED_LAYOUT)
    if result.verdict is not None and result.verdict.throttled:
        throttled = sum(result.verdict.throttled.values())
        notes.append(f"{count(throttled, 'rack')} run on a power cap after the loss of a feed.")
    return notes
