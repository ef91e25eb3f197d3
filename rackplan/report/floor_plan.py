"""`floor.svg`: the halls in plan view, to scale, with every rack, feed and loop.

Why coordinates in metres: each hall is one group whose transform takes metres of the hall to the
page, north up. A rectangle's numbers in the file are therefore those of the site, and anybody can
check the drawing against the plan without knowing its scale.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from rackplan.report.drawing.captions import write_captions
from rackplan.report.drawing.floor import draw_floor
from rackplan.report.drawing.frame import MARGIN, PANEL, PANEL_TOP, Page, laid_out
from rackplan.report.drawing.heading import draw_heading
from rackplan.report.drawing.ink import document, draw, new_drawing
from rackplan.report.drawing.legend import Legend
from rackplan.report.drawing.lettering import Lettering
from rackplan.report.drawing.machines import draw_air_units, draw_cdus
from rackplan.report.drawing.palette import Palette, palette_of
from rackplan.report.drawing.sheet import Sheet
from rackplan.report.drawing.standing import StandingRack, racks_standing
from rackplan.report.drawing.style import STYLE
from rackplan.report.drawing.surround import draw_outline, draw_surround
from rackplan.report.tables import rack_order
from rackplan.result import Result

__all__ = ["floor_plan"]


def floor_plan(result: Result) -> str:
    """Draw a result, or the empty floor where there is no plan.

    Parameters
    ----------
    result : Result

    Returns
    -------
    str
        An SVG document: no scripts, no links, light and dark; the same for the same result.
    """
    site = result.site
    look, racks = palette_of(site, rack_order(site, result.plan)), racks_standing(site, result.plan)
    page = laid_out(site, _panel_height(result, racks, look))
    root = new_drawing(page.width, page.height, f"Floor plan of {site.name}")
    _definitions(root)
    draw(root, "rect", width=page.width, height=page.height, class_="paper")
    _furniture(root, page, result, racks, look)
    shapes, words = draw(root, "g"), Element("g")
    letters = Lettering(words)
    for frame in page.frames:
        floor = draw(shapes, "g", transform=frame.transform, data_hall=frame.hall.id)
        _hall(Sheet(shapes, floor, letters, frame, site, racks, look))
    root.append(words)
    return document(root)


def _furniture(
    root: Element, page: Page, result: Result, racks: tuple[StandingRack, ...], look: Palette
) -> None:
    """Draw heading and panel, larger on a larger page."""
    layer = draw(root, "g", transform=f"scale({page.grow:.4f})")
    width = page.width / page.grow
    letters = Lettering(layer)
    draw_heading(layer, letters, width, result)
    Legend(layer, letters, width - MARGIN - PANEL, PANEL_TOP, look).draw(result, racks)


def _hall(sheet: Sheet) -> None:
    draw_outline(sheet)
    draw_floor(sheet)
    draw_surround(sheet)
    draw_air_units(sheet)
    draw_cdus(sheet)
    write_captions(sheet)


def _panel_height(result: Result, racks: tuple[StandingRack, ...], look: Palette) -> float:
    """What the panel will take: it is written once on a sheet that is thrown away."""
    scrap = Element("g")
    legend = Legend(scrap, Lettering(scrap), 0.0, 0.0, look)
    legend.draw(result, racks)
    return legend.height


def _definitions(root: Element) -> None:
    style = draw(root, "style")
    style.text = STYLE
    definitions = draw(root, "defs")
    for name, pitch in (("rackplan-hatch", 0.3), ("rackplan-hatch-key", 5.0)):
        pattern = draw(
            definitions,
            "pattern",
            id=name,
            width=pitch,
            height=pitch,
            patternUnits="userSpaceOnUse",
            patternTransform="rotate(45)",
        )
        path = f"M0 0V{pitch:g}"
        draw(pattern, "path", d=path, class_="hatch", stroke_width=pitch / 3)
