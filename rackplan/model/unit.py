"""An installed machine."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Unit"]


@dataclass(frozen=True, slots=True)
class Unit:
    """One installed machine of a catalog product: a CDU of a loop, an air unit of a zone."""

    id: str
    product: str
