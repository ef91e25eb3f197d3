"""The shape of a rule, as data."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Rule", "Symbol"]


@dataclass(frozen=True, slots=True)
class Symbol:
    """A letter of an inequality, what it means and its unit."""

    letter: str
    meaning: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the law.

    Attributes
    ----------
    id : str
        ``family.name``; the same name finds its rows and its check.
    sentence : str
        What must hold, as a planner says it.
    inequality : str
        The same, in symbols.
    symbols : tuple of Symbol
        What the letters mean.
    unit : str
        Unit of value, limit and margin in findings and rows.
    source : str
        Standard, code, datasheet practice, or our own policy.
    applies : str
        To what, and in which states.
    tolerance : float [unit]
        How far a value may pass its limit before the check objects: floating point, not slack.
    """

    id: str
    sentence: str
    inequality: str
    symbols: tuple[Symbol, ...]
    unit: str
    source: str
    applies: str
    tolerance: float = 1e-6

    @property
    def family(self) -> str:
        """The part before the dot."""
        return self.id.split(".", 1)[0]
