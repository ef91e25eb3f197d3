"""A plan as a document without what a clock says: the rest is the same in every run."""

from __future__ import annotations

from typing import Any

__all__ = ["without_clock"]


def without_clock(document: dict[str, Any]) -> dict[str, Any]:
    """The document without seconds; the plans and bounds of its trace stay, in their order."""
    steps = ({k: v for k, v in step.items() if k != "seconds"} for step in document["trace"])
    return {k: v for k, v in document.items() if k != "seconds"} | {"trace": list(steps)}
