"""What is particular to NetBox: feeds with a side each, locations, and plans told in comments."""

from __future__ import annotations

import re
from collections.abc import Mapping

from rackplan.exchange.importing.position_names import key_of, spot_of
from rackplan.exchange.importing.tables import Line
from rackplan.units import Quantity
from rackplan.writing import one_line

__all__ = ["has_side", "plan_words", "row_and_hall", "side_of", "sided"]

_WORDS = re.compile(r"^(type|pod|loop):\s*(\S.*?)\s*$", re.MULTILINE)
_SIDE = re.compile(r"(?:.*[^A-Za-z])?([AaBb])")
_NUMBER = re.compile(r"(?:feed|side|pdu|circuit)?\s*([12])", re.IGNORECASE)
_BY_TYPE = {"primary": "a", "redundant": "b", "secondary": "b"}
_OF_A_SIDE = ("planned", "breaker")


def plan_words(comments: str) -> dict[str, str]:
    r"""Rack type, pod and loop, as an export of ours leaves them in the comments.

    Examples
    --------
    >>> plan_words("type: gb200-nvl72\nloop: L1\nlooks good")
    {'type': 'gb200-nvl72', 'loop': 'L1'}
    """
    return {key: one_line(text) for key, text in _WORDS.findall(comments)}


def row_and_hall(line: Line, parents: Mapping[str, str]) -> tuple[str, str]:
    """The row and the hall that a line says; "" for what it does not say.

    A location of NetBox is a row where the rack's name begins with it or says no row by itself,
    and else the hall.
    """
    row, hall = line.texts.get("row", ""), line.texts.get("hall", "")
    location = line.texts.get("location", "")
    if not location or row:
        return row, hall or location
    parent = parents.get(location.lower(), "")
    name = line.texts.get("rack") or line.texts.get("name") or ""
    wanted = key_of(location)
    begins = key_of(name)[: len(wanted)] == wanted
    if parent or begins or spot_of(name) is None:
        return location, hall or parent
    return "", hall or location


def side_of(text: str) -> str:
    """The side that a name ends with: "a", "b", or "" where it says none.

    Examples
    --------
    >>> [side_of(text) for text in ("R01-P03.A", "Feed B", "PDU-1B", "2", "UPS-1", "Panel")]
    ['a', 'b', 'b', 'b', '', '']
    """
    match = _SIDE.fullmatch(text.strip())
    if match:
        return match[1].lower()
    number = _NUMBER.fullmatch(text.strip())
    return {"1": "a", "2": "b"}[number[1]] if number else ""


def sided(line: Line) -> tuple[dict[str, str], dict[str, Quantity]]:
    """What a line says, with that of one feed under its side.

    Raises
    ------
    ValueError
        For a line about a feed that says not which.
    """
    texts, figures = dict(line.texts), dict(line.figures)
    panel = texts.pop("power_panel", "")
    feed = texts.pop("feed", "")
    if not panel and not feed:
        return texts, figures
    said = [feed, texts.pop("name", ""), panel] if panel else [feed]
    side = next((found for found in map(side_of, said) if found), "")
    side = side or _BY_TYPE.get(texts.get("type", "").lower(), "")
    if panel:
        texts.pop("type", None)
    if not side:
        raise ValueError(f'"{feed or panel}" does not say which side: A or B')
    texts[f"pdu_{side}" if panel else f"feed_{side}"] = panel or feed
    for key in _OF_A_SIDE:
        if key in figures:
            figures[f"{key}_{side}"] = figures.pop(key)
    return texts, figures


def has_side(texts: Mapping[str, str], figures: Mapping[str, Quantity], side: str) -> bool:
    """Whether lists say anything of a side: what feeds it, its breaker, or a load on it."""
    load = figures.get(f"planned_{side}")
    has_load = load is not None and load.magnitude > 0
    keys = (f"feed_{side}", f"pdu_{side}", f"breaker_{side}")
    return has_load or any(key in texts or key in figures for key in keys)
