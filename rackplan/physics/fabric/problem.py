"""A fabric that cannot be built."""

from __future__ import annotations

__all__ = ["FabricProblem"]


class FabricProblem(ValueError):
    """A fabric that its switches cannot make.

    Attributes
    ----------
    fabric : str
        Its id.
    message : str
        What lacks, with numbers.
    """

    def __init__(self, fabric: str, message: str) -> None:
        self.fabric = fabric
        self.message = message
        super().__init__(f"{fabric}: {message}")
