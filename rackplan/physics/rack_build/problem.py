"""A build that comes to no rack."""

from __future__ import annotations

from typing import TypeAlias

__all__ = ["At", "BuildProblem"]

At: TypeAlias = tuple[str | int, ...]
"""Where in a build: keys and 0-based indices."""


class BuildProblem(ValueError):
    """A build that comes to no rack.

    Attributes
    ----------
    at : tuple of str and int
        Where in the build; () for the build as a whole.
    message : str
        Why.
    """

    def __init__(self, message: str, at: At = ()) -> None:
        self.at = at
        self.message = message
        super().__init__(message)
