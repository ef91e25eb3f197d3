"""Whether a line says that a rack stands somewhere, that nothing does, or that nothing can."""

from __future__ import annotations

from typing import Literal, TypeAlias

from rackplan.exchange.importing.tables import Line

__all__ = ["Occupancy", "occupancy_of"]

Occupancy: TypeAlias = Literal["rack", "free", "blocked", "gone", "unknown"]

_FREE = frozenset(
    ("free", "empty", "available", "vacant", "spare", "unused", "open", "unoccupied", "no", "false")
)
_UNUSABLE = frozenset(
    ("blocked", "column", "pillar", "unusable", "not usable", "obstructed", "obstacle", "door")
) | {"ramp", "crac", "crah", "cdu", "out of service"}
_BLOCKED = _UNUSABLE | {"reserved", "on hold", "hold"}
_GONE = frozenset(("decommissioned", "removed", "retired", "deleted", "disposed", "deprecated"))
_POWERS = frozenset(
    ("planned", "planned_a", "planned_b", "rated", "peak", "typical", "apparent", "failover")
)
_SIGNS_OF_A_RACK = _POWERS | {"feed_a", "feed_b", "pdu_a", "pdu_b", "breaker_a", "breaker_b"}


def occupancy_of(line: Line) -> tuple[Occupancy, str]:
    """What stands at the place of a line, and the word that says so.

    `unknown` is a rack's name in a list of models beside which no model stands: it may be free.
    """
    for key in ("status", "type", "remark"):
        word = line.texts.get(key, "").lower()
        for occupancy, words in _BY_WORD.items():
            if word in words:
                return _doubted(line, occupancy, line.texts[key])
    if "type" in line.texts or any(_is_a_sign(line, key) for key in _SIGNS_OF_A_RACK):
        return "rack", ""
    named = "rack" in line.texts or "name" in line.texts
    if not named:
        return "free", ""
    return ("unknown" if "type" in line.columns else "rack"), ""


def _doubted(line: Line, occupancy: Occupancy, word: str) -> tuple[Occupancy, str]:
    """A place that is called free beside a model is left alone until somebody says which is so."""
    model = line.texts.get("type", "")
    if occupancy == "free" and model and model.lower() not in _FREE:
        return "blocked", f"{word}, and yet {model}"
    return occupancy, word


_BY_WORD: dict[Occupancy, frozenset[str]] = {"free": _FREE, "blocked": _BLOCKED, "gone": _GONE}


def _is_a_sign(line: Line, key: str) -> bool:
    figure = line.figures.get(key)
    return key in line.texts or (figure is not None and figure.magnitude > 0)
