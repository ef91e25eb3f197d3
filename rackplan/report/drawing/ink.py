"""Elements of an SVG document, with every text and number written safely."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from rackplan.report.wording import one_line

__all__ = ["card", "document", "draw", "new_drawing", "number"]

_SVG = "http://www.w3.org/2000/svg"


def new_drawing(width: float, height: float, label: str) -> Element:
    """The root of a drawing that fits whatever it is shown in."""
    return Element(
        "svg",
        {
            "xmlns": _SVG,
            "class": "rackplan-floor",
            "viewBox": f"0 0 {number(width)} {number(height)}",
            "role": "img",
            "aria-label": one_line(label),
        },
    )


def draw(parent: Element, tag: str, text: str = "", **attributes: str | float) -> Element:
    """Add an element; ``stroke_width=2`` becomes ``stroke-width="2"``, ``class_`` ``class``."""
    named = {
        key.rstrip("_").replace("_", "-"): _written(value) for key, value in attributes.items()
    }
    element = SubElement(parent, tag, named)
    if text:
        element.text = one_line(text)
    return element


def card(element: Element, *lines: str) -> None:
    """What a pointer that rests on an element shows: a line each."""
    title = SubElement(element, "title")
    title.text = "\n".join(one_line(line) for line in lines if line)


def document(root: Element) -> str:
    """The drawing as text, a line per element, the same for the same drawing."""
    indent(root, space="")
    return tostring(root, encoding="unicode") + "\n"


def number(value: float) -> str:
    """A coordinate to a tenth of a millimetre where the unit is a metre.

    Examples
    --------
    >>> number(3.0), number(0.60004), number(-0.00001)
    ('3', '0.6', '0')
    """
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _written(value: str | float) -> str:
    return one_line(value) if isinstance(value, str) else number(value)
